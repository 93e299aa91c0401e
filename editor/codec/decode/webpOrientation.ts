// Takes the EXIF orientation out of a WebP file: browsers ignore it today and may apply it tomorrow, so it is hidden
// from them and applied by us.
import { type Orientation, readExifOrientation } from "../header/orientation";
import { readFourCc } from "../header/webp";

const EXIF_FLAG = 0x08;

/** The file in parts, without an orientation that a decoder could find, and that orientation. */
export function extractWebpOrientation(bytes: Uint8Array<ArrayBuffer>): {
	parts: readonly Uint8Array<ArrayBuffer>[];
	orientation: Orientation;
} {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (let at = 12; at + 8 <= bytes.length; ) {
		const length = view.getUint32(at + 4, true);
		if (readFourCc(view, at) === "EXIF") {
			const orientation = readExifOrientation(bytes.subarray(at + 8, at + 8 + length));
			if (orientation === 1) break;
			// The flags of VP8X, which is always the first chunk where there is EXIF; the rest of the file is unchanged.
			const head = bytes.slice(0, 21);
			head[20] = (head[20] as number) & ~EXIF_FLAG;
			const hiddenType = Uint8Array.of(0x58, 0x58, 0x58, 0x58);
			return { parts: [head, bytes.subarray(21, at), hiddenType, bytes.subarray(at + 4)], orientation };
		}
		at += 8 + length + (length & 1);
	}
	return { parts: [bytes], orientation: 1 };
}
