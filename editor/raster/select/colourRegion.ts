// The area of similar colour around a pixel, or all pixels of similar colour, with an edge that follows the anti-aliasing of
// the picture itself.
import {
	collapseTile,
	type Point,
	TILE_SIZE,
	type Tile,
	type Tiles,
	tileColumns,
	tileCount,
	tileRect,
} from "../coverage";
import type { Steps } from "../steps";
import { ColourTable } from "./colourTable";
import {
	copyFloodTile,
	emptyFlood,
	type Flood,
	type FloodTest,
	floodFrom,
	HAS_EDGE,
	REFUSED,
	refusedIn,
	SELECTED,
	TOUCHED,
	UNSEEN,
} from "./flood";
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
	return yield* floodTiles(samples, flood, input.isAntiAliased ? table : null);
}

/**
 * Fills `flood` from a pixel, which is selected whatever its colour: the picked mean may differ from it. `hasBarrier`: pixels of
 * similar colour were refused before.
 */
export function* floodColour(
	samples: PictureSamples,
	flood: Flood,
	table: ColourTable,
	x: number,
	y: number,
	tolerance: number,
	hasBarrier = false,
): Steps<void> {
	const test = new ColourTest(samples.words, flood.plane, table, tolerance, y * samples.width + x, hasBarrier);
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
	/** Opaque pixels are inside up to here; 0: no pixel is opaque enough to be looked up. */
	readonly limit: number;

	constructor(
		words: Uint32Array,
		readonly plane: Uint8Array,
		readonly table: ColourTable,
		readonly tolerance: number,
		readonly picked: number,
		readonly hasBarrier: boolean,
	) {
		this.words = signedWords(words);
		this.limit = table.alpha === 255 ? tolerance + 1 : 0;
	}

	endOfRun(from: number, end: number): number {
		if (this.plane[from] !== UNSEEN) return from;
		const stop = this.hasBarrier ? this.#barrierFrom(from, end) : end;
		for (let at = this.#endOfKnown(from, stop); at < stop; at = this.#endOfKnown(at + 1, stop)) {
			if (this.table.at(this.words[at] as number) > this.tolerance && at !== this.picked) return at;
		}
		return stop;
	}

	/** The first pixel that is not opaque, not looked up before, or not inside. */
	#endOfKnown(from: number, end: number): number {
		const { words, limit } = this;
		const { values } = this.table;
		let at = from;
		// 0, a difference that is not known yet, wraps around to a large number.
		for (; at < end; at++) {
			const word = words[at] as number;
			if ((word | COLOUR) !== -1 || ((values[word & COLOUR] as number) - 1) >>> 0 >= limit) break;
		}
		return at;
	}

	startOfRun(from: number, start: number): number {
		const { words, plane, table, tolerance, picked, hasBarrier } = this;
		if (plane[from] !== UNSEEN) return from + 1;
		for (let at = from; at >= start; at--) {
			if (hasBarrier && plane[at] !== UNSEEN) return at + 1;
			if (table.at(words[at] as number) > tolerance && at !== picked) return at + 1;
		}
		return start;
	}

	#barrierFrom(from: number, end: number): number {
		let at = from;
		while (at < end && this.plane[at] === UNSEEN) at++;
		return at;
	}

	nextInside(from: number, end: number): number {
		const { words, plane, table, tolerance } = this;
		for (let at = from; at < end; at++) {
			if (plane[at] === UNSEEN && table.at(words[at] as number) <= tolerance) return at;
		}
		return end;
	}
}

const signedWords = ({ buffer, byteOffset, length }: Uint32Array) => new Int32Array(buffer, byteOffset, length);

const COLOUR = 0xffffff;

/** `table`: softens the edge; null leaves it hard. */
export function* floodTiles(samples: PictureSamples, flood: Flood, table: ColourTable | null): Steps<Tiles> {
	const tiles: Record<number, Tile> = {};
	for (let key = 0; key < tileCount(flood); key++) {
		const state = flood.tiles[key] as number;
		// Without a refused pixel nothing in the tile stopped the flood.
		if (state === TOUCHED) tiles[key] = SELECTED;
		if ((state & HAS_EDGE) === 0) continue;
		const { left, top } = tileRect(flood, key);
		const bytes = copyFloodTile(flood, key);
		for (const at of refusedIn(bytes)) {
			const [x, y] = [left + (at & (TILE_SIZE - 1)), top + (at >> 8)];
			bytes[at] = table === null ? 0 : softValue(samples, flood.plane, table, x, y);
		}
		const tile = collapseTile(flood, key, bytes);
		if (tile !== 0) tiles[key] = tile;
		yield;
	}
	return tiles;
}

/**
 * The share of the selected colour in a pixel beside the selection: a pixel of the picture's own anti-aliasing lies between
 * the colours on both sides of it. A pixel of another colour has none, so that a hard edge stays hard.
 */
export function softValue(
	{ width, height, words }: PictureSamples,
	plane: Uint8Array,
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
		if (plane[inner] !== SELECTED || plane[outer] === SELECTED) continue;
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
	const words = signedWords(samples.words);
	const flood = emptyFlood(samples);
	const { plane } = flood;
	const { values } = table;
	const columns = tileColumns(samples);
	const limit = table.alpha === 255 ? input.tolerance + 1 : 0;
	for (let y = 0; y < height; y++) {
		for (let left = 0; left < width; left += TILE_SIZE) {
			const tile = (y >> 8) * columns + (left >> 8);
			const end = y * width + Math.min(width, left + TILE_SIZE);
			let count = 0;
			for (let at = y * width + left; at < end; at++) {
				const word = words[at] as number;
				const isKnown = (word | COLOUR) === -1 && ((values[word & COLOUR] as number) - 1) >>> 0 < limit;
				if (!isKnown && table.at(word) > input.tolerance) continue;
				plane[at] = SELECTED;
				count++;
			}
			const isWhole = count === end - y * width - left;
			// An edge may lie in the tile if a row is not of one kind.
			flood.tiles[tile] =
				(flood.tiles[tile] as number) | (count === 0 ? HAS_EDGE : isWhole ? TOUCHED : TOUCHED | HAS_EDGE);
		}
		if (y % 64 === 0) yield;
	}
	if (input.isAntiAliased) yield* refuseNeighbours(flood);
	return yield* floodTiles(samples, flood, input.isAntiAliased ? table : null);
}

/** Refuses the pixels beside the selected ones. */
function* refuseNeighbours({ width, height, plane, tiles }: Flood): Steps<void> {
	const columns = Math.ceil(width / TILE_SIZE);
	const isTouched = (x: number, y: number) =>
		x >= 0 &&
		x < columns &&
		y >= 0 &&
		y * columns + x < tiles.length &&
		((tiles[y * columns + x] as number) & TOUCHED) !== 0;
	for (let key = 0; key < tiles.length; key++) {
		const [column, row] = [key % columns, Math.floor(key / columns)];
		const reached = [0, 1, -1].some((by) => isTouched(column + by, row) || isTouched(column, row + by));
		if (!reached || ((tiles[key] as number) & HAS_EDGE) === 0) continue;
		const { left, top, right, bottom } = tileRect({ width, height }, key);
		for (let y = top; y < bottom; y++) {
			for (let x = left, at = y * width + left; x < right; x++, at++) {
				if (plane[at] !== UNSEEN) continue;
				const isBeside =
					(x > 0 && plane[at - 1] === SELECTED) ||
					(x < width - 1 && plane[at + 1] === SELECTED) ||
					(y > 0 && plane[at - width] === SELECTED) ||
					(y < height - 1 && plane[at + width] === SELECTED);
				if (isBeside) plane[at] = REFUSED;
			}
		}
		yield;
	}
}
