// The area of similar colour around a pixel, or all pixels of similar colour, with an edge that follows the anti-aliasing of
// the picture itself.
import { type Point, type Tiles, tileColumns } from "../coverage";
import type { Steps } from "../steps";
import { hasBit } from "./bitPlane";
import { ColourTable } from "./colourTable";
import { emptyFlood, type Flood, type FloodTest, floodFrom, selectRun } from "./flood";
import { floodTiles } from "./floodTiles";
import { deltaE, labOf } from "./lab";
import { type PictureSamples, remembered } from "./samples";

export interface ColourRegionInput {
	/** The picked pixel; it may have fractions. */
	readonly at: Point;
	/** The side of the square of pixels around it whose mean is the picked colour: 1, 3 or 5. */
	readonly sampleSide: number;
	/** In Delta E, a whole number from 0 to 100. */
	readonly tolerance: number;
	/** Only pixels that hang together with the picked one. */
	readonly isContiguous: boolean;
	readonly isAntiAliased: boolean;
}

export function* colourRegion(samples: PictureSamples, input: ColourRegionInput): Steps<Tiles> {
	const x = Math.floor(input.at.x);
	const y = Math.floor(input.at.y);
	if (x < 0 || y < 0 || x >= samples.width || y >= samples.height) return {};
	const table = tableFor(samples, meanColour(samples, x, y, input.sampleSide));
	if (!input.isContiguous) return yield* everywhere(samples, table, input);
	const flood = emptyFlood(samples);
	yield* floodColour(samples, flood, table, x, y, input.tolerance);
	return yield* floodTiles(flood, input.isAntiAliased ? softEdge(samples, flood, table) : null);
}

/**
 * Fills `flood` from a pixel, which is selected whatever its colour: the picked mean may differ from it. `barrier`: a plane of
 * bits; its pixels are refused whatever their colour.
 */
export function* floodColour(
	samples: PictureSamples,
	flood: Flood,
	table: ColourTable,
	x: number,
	y: number,
	tolerance: number,
	barrier: Int32Array | null = null,
): Steps<void> {
	const test = new ColourTest(samples.words, flood.selected, table, tolerance, y * samples.width + x, barrier);
	yield* floodFrom(flood, x, y, test);
}

/** The table of a colour is kept for the next tolerance of the same pick. */
export function tableFor(samples: PictureSamples, word: number): ColourTable {
	return remembered(samples, "colourTable", String(word), (before: ColourTable | undefined) => {
		const picked = labOf(word);
		return new ColourTable((other) => deltaE(picked, labOf(other)), word >>> 24, before);
	});
}

/** Words of a mean colour. Colours are weighted by alpha. */
export function meanColour({ width, height, rgba, words }: PictureSamples, x: number, y: number, side: number): number {
	const reach = (side - 1) / 2;
	if (reach === 0) return words[y * width + x] as number;
	const sums = [0, 0, 0, 0] as [number, number, number, number];
	let count = 0;
	for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++) {
		for (let column = Math.max(0, x - reach); column <= Math.min(width - 1, x + reach); column++) {
			const at = (row * width + column) * 4;
			const alpha = rgba[at + 3] as number;
			for (const channel of [0, 1, 2] as const) sums[channel] += (rgba[at + channel] as number) * alpha;
			sums[3] += alpha;
			count++;
		}
	}
	const [red, green, blue] = sums.map((sum) => Math.round(sum / Math.max(1, sums[3]))) as [number, number, number];
	return (red | (green << 8) | (blue << 16) | (Math.round(sums[3] / count) << 24)) >>> 0;
}

/**
 * Its loops look opaque colours up themselves: a call for each pixel would take most of the time. Words are signed there, which
 * the engine compares as integers.
 */
class ColourTest implements FloodTest {
	readonly words: Int32Array;
	/** Opaque pixels are inside up to here; 0: no opaque pixel is known to be. */
	readonly limit: number;

	constructor(
		words: Uint32Array,
		readonly selected: Int32Array,
		readonly table: ColourTable,
		readonly tolerance: number,
		/** -1: none. */
		readonly picked: number,
		readonly barrier: Int32Array | null,
	) {
		this.words = signedWords(words);
		this.limit = table.alpha === 255 ? tolerance + 1 : 0;
	}

	endOfRun(from: number, end: number): number {
		if (this.#isTaken(from)) return from;
		const stop = this.barrier === null ? end : this.#barrierFrom(this.barrier, from, end);
		for (let at = this.#endOfKnown(from, stop); at < stop; at = this.#endOfKnown(at + 1, stop)) {
			if (this.table.at((this.words[at] as number) >>> 0) > this.tolerance && at !== this.picked) return at;
		}
		return stop;
	}

	/** The first pixel that is not opaque, not looked up before, or not inside. */
	#endOfKnown(from: number, end: number): number {
		const { words, limit } = this;
		const { values } = this.table;
		const last = limit - 1;
		let at = from;
		// Four pixels at a time, as long as all are inside. A value of 0, which is not known yet, becomes negative.
		for (; at + 4 <= end; at += 4) {
			const [a, b] = [words[at] as number, words[at + 1] as number];
			const [c, d] = [words[at + 2] as number, words[at + 3] as number];
			if ((a & b & c & d & OPAQUE) !== OPAQUE) break;
			const [e, f] = [(values[a & COLOUR] as number) - 1, (values[b & COLOUR] as number) - 1];
			const [g, h] = [(values[c & COLOUR] as number) - 1, (values[d & COLOUR] as number) - 1];
			if ((e | f | g | h | (last - e) | (last - f) | (last - g) | (last - h)) < 0) break;
		}
		for (; at < end; at++) {
			const word = words[at] as number;
			const value = (values[word & COLOUR] as number) - 1;
			if ((word & OPAQUE) !== OPAQUE || (value | (last - value)) < 0) break;
		}
		return at;
	}

	startOfRun(from: number, start: number): number {
		const { words, table, tolerance, picked, barrier } = this;
		if (this.#isTaken(from)) return from + 1;
		for (let at = from; at >= start; at--) {
			if (barrier !== null && hasBit(barrier, at)) return at + 1;
			if (table.at((words[at] as number) >>> 0) > tolerance && at !== picked) return at + 1;
		}
		return start;
	}

	nextInside(from: number, end: number): number {
		const { words, table, tolerance } = this;
		for (let at = from; at < end; at++) {
			if (table.at((words[at] as number) >>> 0) <= tolerance && !this.#isTaken(at)) return at;
		}
		return end;
	}

	#isTaken(at: number): boolean {
		return hasBit(this.selected, at) || (this.barrier !== null && hasBit(this.barrier, at));
	}

	#barrierFrom(barrier: Int32Array, from: number, end: number): number {
		let at = from;
		while (at < end && !hasBit(barrier, at)) at++;
		return at;
	}
}

/** As a signed word, like the words that it is compared with. */
const OPAQUE = 0xff000000 | 0;

const signedWords = ({ buffer, byteOffset, length }: Uint32Array) => new Int32Array(buffer, byteOffset, length);

const COLOUR = 0xffffff;

/** Gives the pixels beside a flood their share of the colour. */
export const softEdge = (samples: PictureSamples, flood: Flood, table: ColourTable) => (x: number, y: number) =>
	softValue(samples, flood.selected, table, x, y);

/**
 * The share of the selected colour in a pixel beside the selection: a pixel of the picture's own anti-aliasing lies between
 * the colours on both sides of it. A pixel of another colour has none, so that a hard edge stays hard.
 */
function softValue(
	{ width, height, words }: PictureSamples,
	selected: Int32Array,
	table: ColourTable,
	x: number,
	y: number,
): number {
	const at = y * width + x;
	const here = table.at(words[at] as number);
	let most = 0;
	for (const [dx, dy] of NEIGHBOURS) {
		const [innerX, innerY, outerX, outerY] = [x - dx, y - dy, x + dx, y + dy];
		if (innerX < 0 || innerY < 0 || innerX >= width || innerY >= height) continue;
		if (outerX < 0 || outerY < 0 || outerX >= width || outerY >= height) continue;
		const inner = innerY * width + innerX;
		const outer = outerY * width + outerX;
		if (!hasBit(selected, inner) || hasBit(selected, outer)) continue;
		const near = table.at(words[inner] as number);
		const far = table.at(words[outer] as number);
		if (far > near && far > here) most = Math.max(most, Math.min(1, (far - here) / (far - near)));
	}
	return Math.round(most * 255);
}

const NEIGHBOURS = [
	[1, 0],
	[-1, 0],
	[0, 1],
	[0, -1],
] as const;

function* everywhere(samples: PictureSamples, table: ColourTable, input: ColourRegionInput): Steps<Tiles> {
	const { width, height } = samples;
	const flood = emptyFlood(samples);
	const columns = tileColumns(samples);
	const test = new ColourTest(samples.words, flood.selected, table, input.tolerance, -1, null);
	for (let y = 0; y < height; y++) {
		const [start, end] = [y * width, (y + 1) * width];
		for (let left = test.nextInside(start, end); left < end; ) {
			const right = test.endOfRun(left, end);
			selectRun(flood, columns, y, left - start, right - start);
			left = test.nextInside(right, end);
		}
		if (y % 64 === 0) yield;
	}
	return yield* floodTiles(flood, input.isAntiAliased ? softEdge(samples, flood, table) : null);
}
