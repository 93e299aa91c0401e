// WebP's container: dimensions, and the orientation, which browsers leave alone today and may not tomorrow.
import { EditorError } from "../../types";
import { type Orientation, readExifOrientation } from "./orientation";

export function webpSize(bytes: Uint8Array): readonly [width: number, height: number] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 30 || view.getUint32(4, true) + 8 > bytes.length) throw new EditorError("damaged-image");
	const u24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
	const type = chunkType(bytes, 12);
	if (type === "VP8X") return [u24(24) + 1, u24(27) + 1];
	if (type === "VP8L") {
		const bits = view.getUint32(21, true);
		return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
	}
	if (type !== "VP8 ") throw new EditorError("damaged-image");
	return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
}

const EXIF_FLAG = 0x08;

/** The file in parts, in which no decoder finds an orientation, and that orientation. */
export function neutralWebp(bytes: Uint8Array<ArrayBuffer>): {
	parts: readonly Uint8Array<ArrayBuffer>[];
	orientation: Orientation;
} {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (let at = 12; at + 8 <= bytes.length; ) {
		const length = view.getUint32(at + 4, true);
		if (chunkType(bytes, at) === "EXIF") {
			const orientation = readExifOrientation(bytes.subarray(at + 8, at + 8 + length));
			if (orientation === 1) break;
			// VP8X, which is always first where there is an EXIF chunk: its flags, and the rest of the file as it is.
			const head = bytes.slice(0, 21);
			head[20] = (head[20] as number) & ~EXIF_FLAG;
			const hidden = Uint8Array.of(0x58, 0x58, 0x58, 0x58);
			return { parts: [head, bytes.subarray(21, at), hidden, bytes.subarray(at + 4)], orientation };
		}
		at += 8 + length + (length & 1);
	}
	return { parts: [bytes], orientation: 1 };
}

function chunkType(bytes: Uint8Array, at: number): string {
	return String.fromCharCode(...bytes.subarray(at, at + 4));
}
