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
import type { CoverageSteps, Steps } from "./steps";

/** RGBA8, straight alpha, row by row. */
export interface Samples extends Size {
	readonly rgba: Uint8Array | Uint8ClampedArray;
}

/** What makes a pixel one that is edited. */
export type MaskPolarity = "opaque" | "transparent" | "light" | "dark";

export function* coverageFromSamples(samples: Samples, meaning: MaskPolarity): CoverageSteps {
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

const READERS: Readonly<Record<MaskPolarity, (rgba: Samples["rgba"], at: number) => number>> = {
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

/** How much of a file's sheet has to be one thing for it to be the ground on which a mask was drawn. */
const GROUND = 0.75;

/**
 * What a mask file's samples say about themselves; null: they do not, and a person has to be asked.
 * Transparency decides, as image APIs read it (alpha 0 = edit), unless it is strokes of one colour on a transparent sheet,
 * which a paint program would have exported to say the opposite. Without transparency, light is edited, unless it is the
 * ground: dark strokes on white paper say the opposite, too. The ground is what the picture's border shows.
 */
export function* detectMaskPolarity(samples: Samples): Steps<MaskPolarity | null> {
	const whole = yield* countSamples(samples);
	const { opaque, light, clear, lightAndOpaque, lightAndClear } = whole;
	const pixels = samples.width * samples.height;
	if (opaque === pixels) {
		if (light === 0 || light === pixels) return null;
		return shareOfBorder(samples, (at) => isLight(samples, at)) > GROUND ? null : "light";
	}
	if (opaque === 0) return null;
	// What lies hidden under alpha 0 tells an erased white sheet from white strokes on none, and what our own masks are.
	if (lightAndOpaque === opaque) return lightAndClear > 0 ? "transparent" : null;
	const isDarkOnNothing = lightAndOpaque === 0 && lightAndClear < clear;
	const isGroundClear = shareOfBorder(samples, (at) => !isOpaque(samples, at)) > GROUND;
	return isDarkOnNothing && isGroundClear && isGrey(whole) ? null : "transparent";
}

/** Where the samples do not say: strokes are what somebody drew, on a transparent sheet, on paper or on black. */
export function guessMaskPolarity(samples: Samples): MaskPolarity {
	let hasDark = false;
	for (let at = 0; at < samples.rgba.length; at += 4) {
		if (!isOpaque(samples, at)) return "opaque";
		hasDark ||= !isLight(samples, at);
	}
	return hasDark && shareOfBorder(samples, (at) => isLight(samples, at)) > GROUND ? "dark" : "light";
}

interface SampleCounts {
	opaque: number;
	/** Alpha 0. */
	clear: number;
	light: number;
	lightAndOpaque: number;
	lightAndClear: number;
	/** Opaque and of a colour: a picture, and not a mask alone. */
	coloured: number;
}

const isGrey = ({ coloured }: SampleCounts) => coloured === 0;

function* countSamples(samples: Samples): Steps<SampleCounts> {
	const { width, height, rgba } = samples;
	const counts = { opaque: 0, clear: 0, light: 0, lightAndOpaque: 0, lightAndClear: 0, coloured: 0 };
	for (let y = 0; y < height; y++) {
		for (let at = y * width * 4; at < (y + 1) * width * 4; at += 4) {
			const hasLight = isLight(samples, at);
			if (hasLight) counts.light++;
			if (isOpaque(samples, at)) {
				counts.opaque++;
				if (hasLight) counts.lightAndOpaque++;
				if (rgba[at] !== rgba[at + 1] || rgba[at] !== rgba[at + 2]) counts.coloured++;
			} else if (rgba[at + 3] === 0) {
				counts.clear++;
				if (hasLight) counts.lightAndClear++;
			}
		}
		if (y % 64 === 63) yield;
	}
	return counts;
}

function isOpaque({ rgba }: Samples, at: number): boolean {
	return (rgba[at + 3] as number) >= EDIT_THRESHOLD;
}

function isLight({ rgba }: Samples, at: number): boolean {
	const green = rgba[at + 1] as number;
	return 54 * (rgba[at] as number) + 183 * green + 19 * (rgba[at + 2] as number) >= 256 * EDIT_THRESHOLD;
}

/** The part, from 0 to 1, of the outermost pixels for which it is so. */
function shareOfBorder({ width, height }: Size, isSo: (at: number) => boolean): number {
	let all = 0;
	let so = 0;
	for (let y = 0; y < height; y++) {
		const isEdge = y === 0 || y === height - 1;
		for (let x = 0; x < width; x += isEdge ? 1 : Math.max(1, width - 1)) {
			all++;
			if (isSo((y * width + x) * 4)) so++;
		}
	}
	return so / all;
}
