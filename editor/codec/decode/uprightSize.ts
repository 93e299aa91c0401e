// The size that a picture has once it is decoded, read from its file without decoding it.
import type { Size } from "../../raster";
import { detectImageFormat, readImageSize } from "../header/imageHeader";
import { readJpegOrientation } from "../header/jpeg";
import { type Orientation, readExifOrientation, uprightPlacement } from "../header/orientation";
import { readChunks } from "../png";
import { findExif } from "./pngDecoder";
import { extractWebpOrientation } from "./webpOrientation";

/** Null for a damaged header, and for AVIF and HEIC, whose orientation only decoders read. Never throws. */
export function readUprightSize(bytes: Uint8Array<ArrayBuffer>): Size | null {
	const format = detectImageFormat(bytes);
	if (format === undefined || format === "avif" || format === "heic") return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	try {
		const { width, height } = uprightPlacement(readImageSize(format, view), readOrientation(format, bytes, view));
		return width > 0 && height > 0 ? { width, height } : null;
	} catch {
		// A read beyond the end.
		return null;
	}
}

function readOrientation(format: string, bytes: Uint8Array<ArrayBuffer>, view: DataView): Orientation {
	if (format === "jpeg") return readJpegOrientation(view);
	if (format === "webp") return extractWebpOrientation(bytes).orientation;
	const chunks = format === "png" ? readChunks(bytes, false) : "signature";
	return typeof chunks === "string" ? 1 : readExifOrientation(findExif(chunks));
}
