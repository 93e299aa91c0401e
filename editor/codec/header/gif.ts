// GIF headers: the dimensions, and the check for a truncated first frame.
import type { Size } from "../../raster";

const EXTENSION = 0x21;
const FRAME = 0x2c;

/** The logical screen. */
export function readGifSize(view: DataView): Size {
	return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** The screen, enlarged to hold the first frame. Throws RangeError if the first frame is missing or truncated. */
export function readGifExtent(view: DataView): Size {
	let at = 13 + paletteBytes(view.getUint8(10));
	while (view.getUint8(at) === EXTENSION) at = skipBlocks(view, at + 2);
	if (view.getUint8(at) !== FRAME) throw new RangeError("no frame");
	const right = view.getUint16(at + 1, true) + view.getUint16(at + 5, true);
	const bottom = view.getUint16(at + 3, true) + view.getUint16(at + 7, true);
	skipBlocks(view, at + 11 + paletteBytes(view.getUint8(at + 9)));
	const { width, height } = readGifSize(view);
	return { width: Math.max(width, right), height: Math.max(height, bottom) };
}

/** Up to `limit`. Throws RangeError if the file ends before. */
export function countGifFrames(view: DataView, limit: number): number {
	let at = 13 + paletteBytes(view.getUint8(10));
	let count = 0;
	for (;;) {
		const kind = view.getUint8(at);
		if (kind === EXTENSION) at = skipBlocks(view, at + 2);
		else if (kind !== FRAME || ++count === limit) return count;
		else at = skipBlocks(view, at + 11 + paletteBytes(view.getUint8(at + 9)));
	}
}

function paletteBytes(flags: number): number {
	return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}

function skipBlocks(view: DataView, start: number): number {
	let at = start;
	while (view.getUint8(at) !== 0) at += 1 + view.getUint8(at);
	return at + 1;
}
