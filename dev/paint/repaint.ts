// Changes a picture as a model would: slightly everywhere, even outside the mask, and completely where the mask says
// edit. Arithmetic on RGBA8 samples; knows no canvas.
import type { Area } from "./scene";

/** The change of every sample, of 255: measurable in tests, hardly visible. */
export const DRIFT = 6;

/** Makes straight RGBA8 samples a little brighter and warmer, in place. Alpha is unchanged. */
export function drift(pixels: Uint8ClampedArray): void {
	for (let at = 0; at < pixels.length; at += 4) {
		// Away from the nearer end of the range, so that clamping never hides the change.
		for (let channel = 0; channel < 3; channel++) {
			const value = pixels[at + channel] ?? 0;
			const step = channel === 2 ? DRIFT / 2 : DRIFT;
			pixels[at + channel] = value > 255 - step ? value - step : value + step;
		}
	}
}

/** The scene replaces the picture where the mask's alpha is 0; between 0 and 255 they are mixed. All of one size. */
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

/** The bounding box of the edited pixels (alpha below 128), where the prompt is written to be readable. */
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
