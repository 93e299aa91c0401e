// How large a picture may be.
import type { Size } from "../../raster";
import { EditorError } from "../../types";

export const MAX_SIDE = 16_384;
export const MAX_PIXELS = 100_000_000;

/** Throws EditorError: damaged-image, image-too-large. */
export function assertWithinLimits({ width, height }: Size): void {
	if (width === 0 || height === 0) throw new EditorError("damaged-image");
	if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
		throw new EditorError("image-too-large", { width, height, maxSide: MAX_SIDE, maxMegapixels: MAX_PIXELS / 1e6 });
	}
}
