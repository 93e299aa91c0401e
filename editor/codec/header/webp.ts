// WebP chunks: the dimensions, and the check for a truncated file.
import type { Size } from "../../raster";

/** Throws RangeError if the header is truncated or its first chunk is unknown. */
export function readWebpSize(view: DataView): Size {
	const u24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
	const type = readFourCc(view, 12);
	if (type === "VP8X") return { width: u24(24) + 1, height: u24(27) + 1 };
	if (type === "VP8L") {
		const bits = view.getUint32(21, true);
		return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
	}
	if (type !== "VP8 ") throw new RangeError("unknown chunk");
	return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

/** Throws RangeError if the file is shorter than its RIFF header says. */
export function assertWebpComplete(view: DataView): void {
	if (view.getUint32(4, true) + 8 > view.byteLength) throw new RangeError("too short");
}

/** The type of the chunk at `at`. Throws RangeError beyond the end. */
export function readFourCc(view: DataView, at: number): string {
	return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}
