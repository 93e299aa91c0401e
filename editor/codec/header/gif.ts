// Dimensions from the headers of the formats that are rare here, and whether the first picture is all there. What is read
// beyond the end throws RangeError, which means that something is missing.
import { EditorError } from "../../types";

type Size = readonly [width: number, height: number];

const sizeOf =
	(read: (view: DataView) => Size) =>
	(bytes: Uint8Array): Size => {
		try {
			return read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
		} catch (cause) {
			throw new EditorError("damaged-image", {}, { cause });
		}
	};

/** The screen's, or the first frame's where that is larger. */
export const gifSize = sizeOf((view) => {
	let at = 13 + paletteBytes(view.getUint8(10));
	while (view.getUint8(at) === 0x21) at = behindBlocks(view, at + 2);
	if (view.getUint8(at) !== 0x2c) throw new RangeError("no frame");
	const right = view.getUint16(at + 1, true) + view.getUint16(at + 5, true);
	const bottom = view.getUint16(at + 3, true) + view.getUint16(at + 7, true);
	behindBlocks(view, at + 11 + paletteBytes(view.getUint8(at + 9)));
	return [Math.max(view.getUint16(6, true), right), Math.max(view.getUint16(8, true), bottom)];
});

function paletteBytes(flags: number): number {
	return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}

function behindBlocks(view: DataView, start: number): number {
	let at = start;
	while (view.getUint8(at) !== 0) at += 1 + view.getUint8(at);
	return at + 1;
}

export const bmpSize = sizeOf((view) => {
	const isOldest = view.getUint32(14, true) === 12;
	const [width, height] = isOldest
		? [view.getUint16(18, true), view.getUint16(20, true)]
		: [Math.abs(view.getInt32(18, true)), Math.abs(view.getInt32(22, true))];
	const isCompressed = !isOldest && ![0, 3].includes(view.getUint32(30, true));
	const rowBytes = Math.ceil((width * view.getUint16(isOldest ? 24 : 28, true)) / 32) * 4;
	if (!isCompressed && view.getUint32(10, true) + rowBytes * height > view.byteLength)
		throw new RangeError("too short");
	return [width, height];
});

const ISPE = 0x69737065;

/** The largest of the file's "ispe" boxes: thumbnails and grid cells have boxes of their own. */
export const avifSize = sizeOf((view) => {
	let meta = 0;
	for (let at = 0; at < view.byteLength; ) {
		const short = view.getUint32(at);
		const length = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? view.byteLength - at : short;
		if (length < 8 || at + length > view.byteLength) throw new RangeError("a box is cut off");
		// "meta"
		if (view.getUint32(at + 4) === 0x6d657461) meta = at + length;
		at += length;
	}
	let width = 0;
	let height = 0;
	for (let at = 0; at < meta - 16; at++) {
		if (view.getUint32(at) !== ISPE) continue;
		width = Math.max(width, view.getUint32(at + 8));
		height = Math.max(height, view.getUint32(at + 12));
	}
	return [width, height];
});
