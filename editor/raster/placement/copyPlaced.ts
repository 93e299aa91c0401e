// Copies pixels through a placement, without blending or resampling.

import { copyPixels } from "../copyPixels";
import type { Rect } from "../coverage";
import type { RgbaImage } from "../mip";
import { intersectRects, isEmptyRect, rectOf } from "../rects";
import type { Steps } from "../steps";
import { invertPlacement, isUpright, type Placement, placePoint, placeRect } from "./placement";

/** Copies the intersection. `target` covers `rect`; `placement` maps the pixels of `source` into the same coordinates. */
export function* copyPlaced(target: RgbaImage, rect: Rect, source: RgbaImage, placement: Placement): Steps<void> {
	if (isUpright(placement)) {
		yield* copyPixels(target, rect, source, { left: placement.x, top: placement.y });
		return;
	}
	const area = intersectRects(rect, placeRect(rectOf(source), placement));
	if (isEmptyRect(area)) return;
	const inverse = invertPlacement(placement);
	const from = wordsOf(source.rgba);
	const to = wordsOf(target.rgba);
	for (let y = area.top; y < area.bottom; y++) {
		// Pixel centres, so that half-open edges need no care.
		const first = placePoint({ x: area.left + 0.5, y: y + 0.5 }, inverse);
		const second = placePoint({ x: area.left + 1.5, y: y + 0.5 }, inverse);
		let at = Math.floor(first.y) * source.width + Math.floor(first.x);
		const step = (second.y - first.y) * source.width + (second.x - first.x);
		const row = (y - rect.top) * target.width - rect.left;
		for (let x = row + area.left; x < row + area.right; x++, at += step) to[x] = from[at] as number;
		yield;
	}
	// The words are a copy if the bytes were not aligned.
	if (to.buffer !== target.rgba.buffer) target.rgba.set(new Uint8Array(to.buffer));
}

/** One word per pixel. */
function wordsOf(rgba: RgbaImage["rgba"]): Uint32Array {
	const aligned = rgba.byteOffset % 4 === 0 ? rgba : rgba.slice();
	return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2);
}
