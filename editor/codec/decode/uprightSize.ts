// The size that a picture has once it is decoded, read from its file without decoding it.
import type { Size } from "../../raster";
import { detectImageFormat, readImageSize } from "../header/imageHeader";
import { uprightPlacement } from "../header/orientation";
import { readOrientation } from "./fileOrientation";

/** Null for a damaged header, and for AVIF and HEIC, whose orientation only decoders read. Never throws. */
export function readUprightSize(bytes: Uint8Array<ArrayBuffer>): Size | null {
	const format = detectImageFormat(bytes);
	if (format === undefined || format === "avif" || format === "heic") return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	try {
		const { width, height } = uprightPlacement(readImageSize(format, view), readOrientation(bytes));
		return width > 0 && height > 0 ? { width, height } : null;
	} catch {
		// A read beyond the end.
		return null;
	}
}
