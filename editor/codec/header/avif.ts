// AVIF boxes: the dimensions, and the check for a truncated file.
import type { Size } from "../../raster";

const META = 0x6d657461;
const ISPE = 0x69737065;

/**
 * The largest of the file's "ispe" boxes, because thumbnails and grid cells have boxes of their own. Throws RangeError
 * if a box is truncated.
 */
export function readAvifSize(view: DataView): Size {
	let metaEnd = 0;
	for (let at = 0; at < view.byteLength; ) {
		const short = view.getUint32(at);
		const length = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? view.byteLength - at : short;
		if (length < 8 || at + length > view.byteLength) throw new RangeError("a box is truncated");
		if (view.getUint32(at + 4) === META) metaEnd = at + length;
		at += length;
	}
	let width = 0;
	let height = 0;
	for (let at = 0; at < metaEnd - 16; at++) {
		if (view.getUint32(at) !== ISPE) continue;
		width = Math.max(width, view.getUint32(at + 8));
		height = Math.max(height, view.getUint32(at + 12));
	}
	return { width, height };
}
