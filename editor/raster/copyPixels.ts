// Pixels of one picture in the place where they lie on another: byte by byte, nothing mixed.
import type { Rect } from "./coverage";
import type { RgbaImage } from "./mip";
import type { Steps } from "./steps";

/** `onto` lies under `rect`, `from` at (left, top), both of one space; where they meet, `onto` becomes `from`. */
export function* copyPixels(
	onto: RgbaImage,
	rect: Rect,
	from: RgbaImage,
	{ left, top }: Pick<Rect, "left" | "top">,
): Steps<void> {
	const firstX = Math.max(rect.left, left);
	const endX = Math.min(rect.right, left + from.width);
	if (firstX >= endX) return;
	for (let y = Math.max(rect.top, top); y < Math.min(rect.bottom, top + from.height); y++) {
		const at = ((y - top) * from.width + firstX - left) * 4;
		onto.rgba.set(
			from.rgba.subarray(at, at + (endX - firstX) * 4),
			((y - rect.top) * onto.width + firstX - rect.left) * 4,
		);
		yield;
	}
}

/** Transparent, as large as `rect`. */
export function transparentImage(rect: Rect): RgbaImage {
	const width = rect.right - rect.left;
	const height = rect.bottom - rect.top;
	return { width, height, rgba: new Uint8Array(width * height * 4) };
}
