// How a pretend model changes a picture: slightly everywhere, as the real ones do even outside the mask, and wholly
// where it was asked to. Arithmetic on RGBA8 samples; knows no canvas.
import type { Area } from "./scene";

/** How far every sample strays (of 255): enough for a test to see, too little for an eye to mind. */
export const DRIFT = 6;

/** Straight RGBA8, in place: a little brighter and warmer. Transparent pixels keep their alpha. */
export function drift(pixels: Uint8ClampedArray): void {
	for (let at = 0; at < pixels.length; at += 4) {
		// Away from the nearer end, so that clamping never hides the change.
		for (let channel = 0; channel < 3; channel++) {
			const value = pixels[at + channel] ?? 0;
			const step = channel === 2 ? DRIFT / 2 : DRIFT;
			pixels[at + channel] = value > 255 - step ? value - step : value + step;
		}
	}
}

/** Where the mask's alpha is 0 the scene replaces the picture; between 0 and 255 they mix. All of one size. */
export function applyEdit(picture: Uint8ClampedArray, scene: Uint8ClampedArray, mask: Uint8ClampedArray): void {
	for (let at = 0; at < picture.length; at += 4) {
		const keepAlpha = mask[at + 3] ?? 255;
		if (keepAlpha === 255) continue;
		for (let channel = 0; channel < 4; channel++) {
			const kept = picture[at + channel] ?? 0;
			const made = scene[at + channel] ?? 0;
			picture[at + channel] = Math.round((kept * keepAlpha + made * (255 - keepAlpha)) / 255);
		}
	}
}

/** The bounding box of what is to be edited (alpha below 128), so that the prompt is written where it can be read. */
export function findEditArea(mask: Uint8ClampedArray, width: number, height: number): Area | undefined {
	let left = width;
	let top = height;
	let right = -1;
	let bottom = -1;
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			if ((mask[(y * width + x) * 4 + 3] ?? 255) >= 128) continue;
			if (x < left) left = x;
			if (x > right) right = x;
			if (y < top) top = y;
			bottom = y;
		}
	}
	return right < 0 ? undefined : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
