// Detects which samples of a mask file mean "edit here": transparent or opaque, light or dark ones.
import type { Size } from "./coverage";
import type { MaskPolarity, Samples } from "./coverageFromSamples";
import { EDIT_THRESHOLD } from "./measure";
import type { Steps } from "./steps";

/** The share of the border pixels that must be alike for them to count as the background on which a mask was drawn. */
const BACKGROUND_SHARE = 0.75;

/**
 * Returns the polarity that the samples of a mask file indicate; null if it is ambiguous and the user must choose.
 * Transparency decides, as image APIs read it (alpha 0 = edit), unless the file holds strokes of one colour on a
 * transparent background: a paint program exports a mask of the opposite polarity that way. Without transparency, light
 * pixels are edited, unless light is the background: dark strokes on white also mean the opposite. The background is
 * judged by the pixels at the picture's border.
 */
export function* detectMaskPolarity(samples: Samples): Steps<MaskPolarity | null> {
	const whole = yield* countSamples(samples);
	const { opaque, light, clear, lightAndOpaque, lightAndClear } = whole;
	const pixels = samples.width * samples.height;
	if (opaque === pixels) {
		if (light === 0 || light === pixels) return null;
		return shareOfBorder(samples, (at) => isLight(samples, at)) > BACKGROUND_SHARE ? null : "light";
	}
	if (opaque === 0) return null;
	// Colours hidden under alpha 0 distinguish an erased white background from white strokes on a transparent one. Masks
	// exported by this editor are white under alpha 0.
	if (lightAndOpaque === opaque) return lightAndClear > 0 ? "transparent" : null;
	const isDarkOnTransparent = lightAndOpaque === 0 && lightAndClear < clear;
	const isBackgroundClear = shareOfBorder(samples, (at) => !isOpaque(samples, at)) > BACKGROUND_SHARE;
	return isDarkOnTransparent && isBackgroundClear && isGrey(whole) ? null : "transparent";
}

/** The preselected polarity for ambiguous files: the strokes, drawn on a transparent, a white or a black background. */
export function guessMaskPolarity(samples: Samples): MaskPolarity {
	let hasDark = false;
	for (let at = 0; at < samples.rgba.length; at += 4) {
		if (!isOpaque(samples, at)) return "opaque";
		hasDark ||= !isLight(samples, at);
	}
	return hasDark && shareOfBorder(samples, (at) => isLight(samples, at)) > BACKGROUND_SHARE ? "dark" : "light";
}

interface SampleCounts {
	opaque: number;
	/** Pixels with alpha 0. */
	clear: number;
	light: number;
	lightAndOpaque: number;
	lightAndClear: number;
	/** Opaque and not grey: the file holds a picture, not only a mask. */
	coloured: number;
}

const isGrey = ({ coloured }: SampleCounts) => coloured === 0;

function* countSamples(samples: Samples): Steps<SampleCounts> {
	const { width, height, rgba } = samples;
	const counts = { opaque: 0, clear: 0, light: 0, lightAndOpaque: 0, lightAndClear: 0, coloured: 0 };
	for (let y = 0; y < height; y++) {
		for (let at = y * width * 4; at < (y + 1) * width * 4; at += 4) {
			const isLightPixel = isLight(samples, at);
			if (isLightPixel) counts.light++;
			if (isOpaque(samples, at)) {
				counts.opaque++;
				if (isLightPixel) counts.lightAndOpaque++;
				if (rgba[at] !== rgba[at + 1] || rgba[at] !== rgba[at + 2]) counts.coloured++;
			} else if (rgba[at + 3] === 0) {
				counts.clear++;
				if (isLightPixel) counts.lightAndClear++;
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

/** The share, 0 to 1, of the outermost pixels that match. */
function shareOfBorder({ width, height }: Size, matches: (at: number) => boolean): number {
	let count = 0;
	let matching = 0;
	for (let y = 0; y < height; y++) {
		const isEdge = y === 0 || y === height - 1;
		for (let x = 0; x < width; x += isEdge ? 1 : Math.max(1, width - 1)) {
			count++;
			if (matches((y * width + x) * 4)) matching++;
		}
	}
	return matching / count;
}
