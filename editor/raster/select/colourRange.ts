// All pixels whose colour, or whose lightness, is like that of some picked pixels: fully within half of the fuzziness, and less
// and less up to the whole of it.
import {
	collapseTile,
	type Point,
	TILE_AREA,
	TILE_SIZE,
	type Tile,
	type Tiles,
	tileCount,
	tileRect,
} from "../coverage";
import type { Steps } from "../steps";
import { meanColour } from "./colourRegion";
import { ColourTable, MAX_DIFFERENCE } from "./colourTable";
import { deltaE, labOf, lightnessOf } from "./lab";
import { type PictureSamples, remembered } from "./samples";

export interface PickedSample {
	readonly at: Point;
	/** Colours that are nearer to this one are not selected. */
	readonly isExcluded: boolean;
}

export interface ColourRangeInput {
	readonly picked: readonly PickedSample[];
	readonly sampleSide: number;
	/** In Delta E, or in steps of L* from 0 to 100; a whole number. */
	readonly fuzziness: number;
	/** "lightness": from the darkest to the lightest picked pixel, whatever the colour. */
	readonly match: "colour" | "lightness";
}

export function* colourRange(samples: PictureSamples, input: ColourRangeInput): Steps<Tiles> {
	const { width, height } = samples;
	const inside = input.picked.filter(({ at }) => at.x >= 0 && at.y >= 0 && at.x < width && at.y < height);
	const words = (isExcluded: boolean) =>
		inside
			.filter((one) => one.isExcluded === isExcluded)
			.map(({ at }) => meanColour(samples, Math.floor(at.x), Math.floor(at.y), input.sampleSide));
	const [included, excluded] = [words(false), words(true)];
	if (included.length === 0) return {};
	const key = `${input.match} ${included} / ${excluded}`;
	const table = remembered(samples, "rangeTable", key, (before: ColourTable | undefined) => {
		const difference = input.match === "colour" ? colourDifference(included, excluded) : lightnessDifference(included);
		return new ColourTable(difference, Math.max(...included.map((word) => word >>> 24)), before);
	});
	return yield* tilesByDifference(samples, table, coverageByDifference(input.fuzziness));
}

function colourDifference(included: readonly number[], excluded: readonly number[]) {
	const [wanted, unwanted] = [included.map(labOf), excluded.map(labOf)];
	return (word: number): number => {
		const lab = labOf(word);
		const near = Math.min(...wanted.map((one) => deltaE(one, lab)));
		return unwanted.some((one) => deltaE(one, lab) < near) ? MAX_DIFFERENCE : near;
	};
}

function lightnessDifference(included: readonly number[]) {
	const lightness = included.map(lightnessOf);
	const [darkest, lightest] = [Math.min(...lightness), Math.max(...lightness)];
	return (word: number): number => {
		const here = lightnessOf(word);
		return Math.max(0, darkest - here, here - lightest);
	};
}

/** By difference, 0 to MAX_DIFFERENCE. */
export function coverageByDifference(fuzziness: number): Uint8Array {
	const full = fuzziness / 2;
	return Uint8Array.from({ length: MAX_DIFFERENCE + 1 }, (_, difference) => {
		if (difference <= full) return 255;
		return Math.round(255 * Math.max(0, 1 - (difference - full) / (fuzziness - full + 1)));
	});
}

export function* tilesByDifference(samples: PictureSamples, table: ColourTable, coverage: Uint8Array): Steps<Tiles> {
	const { width, words } = samples;
	const tiles: Record<number, Tile> = {};
	for (let key = 0; key < tileCount(samples); key++) {
		const { left, top, right, bottom } = tileRect(samples, key);
		const bytes = new Uint8Array(TILE_AREA);
		for (let y = top; y < bottom; y++) {
			let to = (y - top) * TILE_SIZE;
			for (let at = y * width + left; at < y * width + right; at++) {
				bytes[to++] = coverage[table.at(words[at] as number)] as number;
			}
		}
		const tile = collapseTile(samples, key, bytes);
		if (tile !== 0) tiles[key] = tile;
		yield;
	}
	return tiles;
}
