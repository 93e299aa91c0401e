// BMP headers: the dimensions, and the check for a truncated file.
import type { Size } from "../../raster";

/** The length of BITMAPCOREHEADER, the oldest form, whose dimensions have 16 bits. */
const CORE_HEADER = 12;

export function readBmpSize(view: DataView): Size {
	return view.getUint32(14, true) === CORE_HEADER
		? { width: view.getUint16(18, true), height: view.getUint16(20, true) }
		: // A negative height stores the rows from the top down.
			{ width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
}

/** Throws RangeError if rows of an uncompressed file are missing. */
export function assertBmpComplete(view: DataView): void {
	const { width, height } = readBmpSize(view);
	const isCore = view.getUint32(14, true) === CORE_HEADER;
	const isCompressed = !isCore && ![0, 3].includes(view.getUint32(30, true));
	const rowBytes = Math.ceil((width * view.getUint16(isCore ? 24 : 28, true)) / 32) * 4;
	if (!isCompressed && view.getUint32(10, true) + rowBytes * height > view.byteLength)
		throw new RangeError("too short");
}
