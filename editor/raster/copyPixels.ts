// Copies pixels from one image into another at an offset, without blending.
import type { Rect } from "./coverage";
import type { RgbaImage } from "./mip";
import type { Steps } from "./steps";

/** Copies the intersection. `target` covers `rect`, `source` starts at (left, top), both in the same coordinates. */
export function* copyPixels(
	target: RgbaImage,
	rect: Rect,
	source: RgbaImage,
	{ left, top }: Pick<Rect, "left" | "top">,
): Steps<void> {
	const firstX = Math.max(rect.left, left);
	const endX = Math.min(rect.right, left + source.width);
	if (firstX >= endX) return;
	for (let y = Math.max(rect.top, top); y < Math.min(rect.bottom, top + source.height); y++) {
		const at = ((y - top) * source.width + firstX - left) * 4;
		target.rgba.set(
			source.rgba.subarray(at, at + (endX - firstX) * 4),
			((y - rect.top) * target.width + firstX - rect.left) * 4,
		);
		yield;
	}
}

/** A transparent image of the size of `rect`. */
export function transparentImage(rect: Rect): RgbaImage {
	const width = rect.right - rect.left;
	const height = rect.bottom - rect.top;
	return { width, height, rgba: new Uint8Array(width * height * 4) };
}
