// Test pictures and answers whose correct pixels are known without resampling: a sum of slow waves over continuous
// coordinates, which can be sampled anywhere.
import type { Coverage, Rect, RgbaImage, Size } from "../raster";
import { coverageAt, editBounds } from "../raster";

/** Straight RGBA at a point of picture space, 0 to 255 per channel. */
export type Scene = (x: number, y: number) => readonly [number, number, number, number];

/** No wave is shorter than this many picture pixels. Where `isOpaque` is false, alpha runs from 63 to 255. */
export function wavyScene(shortest: number, isOpaque = true): Scene {
	const wave = (x: number, y: number, turn: number) => {
		const along = x * Math.cos(turn) + y * Math.sin(turn);
		const across = y * Math.cos(turn) - x * Math.sin(turn);
		return (
			127.5 +
			80 * Math.sin((2 * Math.PI * along) / (2.5 * shortest) + turn) +
			40 * Math.cos((2 * Math.PI * across) / shortest)
		);
	};
	return (x, y) => [wave(x, y, 0.3), wave(x, y, 1.1), wave(x, y, 2), isOpaque ? 255 : 63 + (wave(x, y, 2.9) * 3) / 4];
}

/** Samples the part of the scene under `area`, which need not be whole numbers, at `size` pixels. */
export function paintScene(scene: Scene, size: Size, area: Rect): RgbaImage {
	const rgba = new Uint8Array(size.width * size.height * 4);
	for (let y = 0, at = 0; y < size.height; y++) {
		for (let x = 0; x < size.width; x++, at += 4) {
			const pictureX = area.left + ((x + 0.5) * (area.right - area.left)) / size.width;
			const pictureY = area.top + ((y + 0.5) * (area.bottom - area.top)) / size.height;
			rgba.set(scene(pictureX, pictureY).map(Math.round), at);
		}
	}
	return { ...size, rgba };
}

/** Random bytes, including colours under full transparency, so that no filter can restore them by chance. */
export function noisePicture(size: Size, seed = 1): RgbaImage {
	const rgba = new Uint8Array(size.width * size.height * 4);
	let state = seed * 2_654_435_769;
	for (let i = 0; i < rgba.length; i++) {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		rgba[i] = state >>> 24;
		if (i % 4 === 3 && state % 5 < 2) rgba[i] = (state % 5) * 255;
	}
	return { ...size, rgba };
}

export function pixelAt({ width, rgba }: RgbaImage, x: number, y: number): readonly number[] {
	const at = (y * width + x) * 4;
	return [...rgba.subarray(at, at + 4)];
}

/** Counts pixels that differ although their coverage is 0. `result` covers `canvas`. */
export function changedOutside(picture: RgbaImage, result: RgbaImage, canvas: Rect, paste: Coverage): number {
	let changed = 0;
	for (let y = 0; y < picture.height; y++) {
		for (let x = 0; x < picture.width; x++) {
			if (coverageAt(paste, x - canvas.left, y - canvas.top) > 0) continue;
			const from = (y * picture.width + x) * 4;
			const to = ((y - canvas.top) * result.width + x - canvas.left) * 4;
			for (let i = 0; i < 4; i++) {
				if (picture.rgba[from + i] !== result.rgba[to + i]) {
					changed++;
					break;
				}
			}
		}
	}
	return changed;
}

/** The PSNR in decibels over the covered pixels; infinite if nothing differs. */
export function supportPsnr(expected: RgbaImage, actual: RgbaImage, paste: Coverage): number {
	const bounds = editBounds(paste);
	if (bounds === null) return Number.POSITIVE_INFINITY;
	let sum = 0;
	let count = 0;
	for (let y = bounds.top; y < bounds.bottom; y++) {
		for (let x = bounds.left; x < bounds.right; x++) {
			if (coverageAt(paste, x, y) === 0) continue;
			const at = (y * expected.width + x) * 4;
			for (let i = at; i < at + 4; i++) sum += ((expected.rgba[i] as number) - (actual.rgba[i] as number)) ** 2;
			count += 4;
		}
	}
	return 10 * Math.log10((255 * 255 * count) / sum);
}
