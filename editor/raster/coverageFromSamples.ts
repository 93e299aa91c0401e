// Coverage from the samples of a picture of the same size: from its alpha or its luminance.
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
import type { CoverageSteps } from "./steps";

/** RGBA8, straight alpha, row by row. */
export interface Samples extends Size {
	readonly rgba: Uint8Array | Uint8ClampedArray;
}

/** The property of a sample that means "edit here". */
export type MaskPolarity = "opaque" | "transparent" | "light" | "dark";

export function* coverageFromSamples(samples: Samples, polarity: MaskPolarity): CoverageSteps {
	const tiles: Record<number, Tile> = {};
	const read = READERS[polarity];
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

const READERS: Readonly<Record<MaskPolarity, (rgba: Samples["rgba"], at: number) => number>> = {
	opaque: (rgba, at) => rgba[at + 3] as number,
	transparent: (rgba, at) => 255 - (rgba[at + 3] as number),
	light: (rgba, at) => lightness(rgba, at),
	dark: (rgba, at) => 255 - lightness(rgba, at),
};

/** Luma with Rec. 709 weights in 256ths; transparent pixels count as black. */
function lightness(rgba: Samples["rgba"], at: number): number {
	const luma = (54 * (rgba[at] as number) + 183 * (rgba[at + 1] as number) + 19 * (rgba[at + 2] as number) + 128) >> 8;
	return Math.floor((luma * (rgba[at + 3] as number) + 127) / 255);
}
