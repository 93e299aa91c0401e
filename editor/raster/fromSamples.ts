// Coverage from the samples of a picture of the same size: from its alpha, or from how light it is. And which of the two a
// mask file means, where its samples say so.
import {
	type Coverage,
	collapseTile,
	type Size,
	TILE_AREA,
	TILE_SIZE,
	type Tile,
	tileCount,
	tileRect,
} from "./coverage";
import { EDIT_THRESHOLD } from "./measure";
import type { CoverageSteps, Steps } from "./morphology/steps";

/** RGBA8, straight alpha, row by row. */
export interface Samples extends Size {
	readonly rgba: Uint8Array | Uint8ClampedArray;
}

/** What makes a pixel one that is edited. */
export type SampleMeaning = "opaque" | "transparent" | "light" | "dark";

export function* coverageFromSamples(samples: Samples, meaning: SampleMeaning): CoverageSteps {
	const tiles: Record<number, Tile> = {};
	const read = READERS[meaning];
	for (let key = 0; key < tileCount(samples); key++) {
		const { left, top, right, bottom } = tileRect(samples, key);
		const bytes = new Uint8Array(TILE_AREA);
		for (let y = top; y < bottom; y++) {
			let from = (y * samples.width + left) * 4;
			const row = (y - top) * TILE_SIZE;
			for (let i = row; i < row + right - left; i++, from += 4) bytes[i] = read(samples.rgba, from);
		}
		const tile = collapseTile(samples, key, bytes);
		if (tile !== 0) tiles[key] = tile;
		yield;
	}
	const coverage: Coverage = { width: samples.width, height: samples.height, tiles };
	return coverage;
}

const READERS: Readonly<Record<SampleMeaning, (rgba: Samples["rgba"], at: number) => number>> = {
	opaque: (rgba, at) => rgba[at + 3] as number,
	transparent: (rgba, at) => 255 - (rgba[at + 3] as number),
	light: (rgba, at) => lightness(rgba, at),
	dark: (rgba, at) => 255 - lightness(rgba, at),
};

/** Rec. 709 weights as whole 256ths; what is not there is black. */
function lightness(rgba: Samples["rgba"], at: number): number {
	const luma = (54 * (rgba[at] as number) + 183 * (rgba[at + 1] as number) + 19 * (rgba[at + 2] as number) + 128) >> 8;
	return Math.floor((luma * (rgba[at + 3] as number) + 127) / 255);
}

/**
 * What a mask file's samples say about themselves; null: they do not, and a person has to be asked.
 * Transparency decides, as image APIs read it (alpha 0 = edit), unless it is light strokes on a transparent sheet, which
 * a paint program would have exported to say the opposite. Without transparency, light is edited.
 */
export function* detectMeaning({ width, height, rgba }: Samples): Steps<SampleMeaning | null> {
	let transparent = 0;
	let light = 0;
	let lightAndOpaque = 0;
	for (let y = 0; y < height; y++) {
		for (let at = y * width * 4; at < (y + 1) * width * 4; at += 4) {
			const isOpaque = (rgba[at + 3] as number) >= EDIT_THRESHOLD;
			const green = rgba[at + 1] as number;
			const isLight = 54 * (rgba[at] as number) + 183 * green + 19 * (rgba[at + 2] as number) >= 256 * EDIT_THRESHOLD;
			if (!isOpaque) transparent++;
			if (isLight) light++;
			if (isLight && isOpaque) lightAndOpaque++;
		}
		if (y % 64 === 63) yield;
	}
	const pixels = width * height;
	if (transparent === pixels) return null;
	if (transparent > 0) {
		const opaque = pixels - transparent;
		const isLightOnNothing = lightAndOpaque === opaque && light === lightAndOpaque;
		return isLightOnNothing ? null : "transparent";
	}
	return light > 0 && light < pixels ? "light" : null;
}
