// The background of a picture by the colours of its border: what is like them and hangs together with the border. The rest is
// the subject.
import type { Tiles } from "../coverage";
import type { Steps } from "../steps";
import { hasBit } from "./bitPlane";
import { floodColour, softEdge } from "./colourRegion";
import { ColourTable } from "./colourTable";
import { emptyFlood } from "./flood";
import { floodTiles } from "./floodTiles";
import { deltaE, type Lab, labOf } from "./lab";
import { type PictureSamples, remembered } from "./samples";

/** Colours of the border that count, and the share of its pixels that they make up together at most. */
const MOST_COLOURS = 24;
const SHARE = 0.97;
/** Bits of each channel by which border pixels are grouped. */
const BITS = 4;

export interface BackgroundInput {
	/** In Delta E, a whole number. */
	readonly tolerance: number;
}

export function* background(samples: PictureSamples, { tolerance }: BackgroundInput): Steps<Tiles> {
	const { width, height, words } = samples;
	const table = remembered(samples, "borderTable", "", (before: ColourTable | undefined) => {
		const colours = borderColours(samples);
		const difference = (word: number): number => {
			const lab = labOf(word);
			let nearest = Number.POSITIVE_INFINITY;
			for (const colour of colours) nearest = Math.min(nearest, deltaE(colour, lab));
			return nearest;
		};
		return new ColourTable(difference, 255, before);
	});
	const flood = emptyFlood(samples);
	for (const at of borderPixels(width, height)) {
		if (hasBit(flood.selected, at) || table.at(words[at] as number) > tolerance) continue;
		yield* floodColour(samples, flood, table, at % width, Math.floor(at / width), tolerance);
	}
	return yield* floodTiles(flood, softEdge(samples, flood, table));
}

function* borderPixels(width: number, height: number): Generator<number, void> {
	for (let x = 0; x < width; x++) {
		yield x;
		yield (height - 1) * width + x;
	}
	for (let y = 0; y < height; y++) {
		yield y * width;
		yield y * width + width - 1;
	}
}

/** The most frequent colours of the border. */
function borderColours({ width, height, words }: PictureSamples): readonly Lab[] {
	const groups = new Map<number, { count: number; red: number; green: number; blue: number }>();
	let total = 0;
	const shift = 8 - BITS;
	for (const at of borderPixels(width, height)) {
		const word = words[at] as number;
		const [red, green, blue] = [word & 255, (word >>> 8) & 255, (word >>> 16) & 255];
		const key = ((red >> shift) << (2 * BITS)) | ((green >> shift) << BITS) | (blue >> shift);
		const group = groups.get(key) ?? { count: 0, red: 0, green: 0, blue: 0 };
		groups.set(key, group);
		group.count++;
		group.red += red;
		group.green += green;
		group.blue += blue;
		total++;
	}
	const colours: Lab[] = [];
	let covered = 0;
	for (const { count, red, green, blue } of [...groups.values()].sort((a, b) => b.count - a.count)) {
		if (colours.length >= MOST_COLOURS || covered > SHARE * total) break;
		const [meanRed, meanGreen, meanBlue] = [red, green, blue].map((sum) => Math.round(sum / count)) as [
			number,
			number,
			number,
		];
		colours.push(labOf(meanRed | (meanGreen << 8) | (meanBlue << 16)));
		covered += count;
	}
	return colours;
}
