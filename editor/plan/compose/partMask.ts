// The mask of a placed picture: a picture of the same size whose alpha is the share that is shown. Pure.
import { objectMatrix, type PlacedSource } from "../../document";
import { applyMatrix, type Coverage, coverageAt, type RgbaImage, type Size, type Steps } from "../../raster";

/** Modifies the picture's alpha. A mask of another size, which none should have, shows everything. */
export function applyMask(picture: RgbaImage, mask: RgbaImage): void {
	if (mask.width !== picture.width || mask.height !== picture.height) return;
	const { rgba } = picture;
	for (let at = 3; at < rgba.length; at += 4)
		rgba[at] = Math.round(((rgba[at] as number) * (mask.rgba[at] as number)) / 255);
}

/** Samples of the canvas along a side of a source pixel, at most. */
const MAX_SAMPLES = 8;

/** The coverage of the canvas under each pixel of a placed picture, as its mask. Beside the canvas nothing is shown. */
export function* maskUnder(coverage: Coverage, placement: PlacedSource, source: Size): Steps<RgbaImage> {
	const { width, height } = source;
	const rgba = new Uint8Array(width * height * 4).fill(255);
	const matrix = objectMatrix(placement, source);
	const scale = Math.max(Math.hypot(matrix.a, matrix.b), Math.hypot(matrix.c, matrix.d));
	const count = Math.max(1, Math.min(MAX_SAMPLES, Math.ceil(scale - 1e-6)));
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			let sum = 0;
			for (let i = 0; i < count; i++)
				for (let j = 0; j < count; j++) {
					const point = applyMatrix(matrix, { x: x + (i + 0.5) / count, y: y + (j + 0.5) / count });
					sum += coverageAt(coverage, Math.floor(point.x), Math.floor(point.y));
				}
			rgba[(y * width + x) * 4 + 3] = Math.round(sum / (count * count));
		}
		yield;
	}
	return { width, height, rgba };
}
