// The EXIF orientation of a picture file, read without decoding it.
import { detectImageFormat } from "../header/imageHeader";
import { readJpegOrientation } from "../header/jpeg";
import { type Orientation, readExifOrientation } from "../header/orientation";
import { readChunks } from "../png";
import { findExif } from "./pngDecoder";
import { extractWebpOrientation } from "./webpOrientation";

/** 1 for formats without EXIF, and for a PNG whose chunks cannot be read. Throws RangeError for a JPEG that ends too early. */
export function readOrientation(bytes: Uint8Array<ArrayBuffer>): Orientation {
	switch (detectImageFormat(bytes)) {
		case "jpeg":
			return readJpegOrientation(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
		case "webp":
			return extractWebpOrientation(bytes).orientation;
		case "png": {
			const chunks = readChunks(bytes, false);
			return typeof chunks === "string" ? 1 : readExifOrientation(findExif(chunks));
		}
		default:
			return 1;
	}
}

/**
 * True for WebP and PNG files that are not upright: all or some browsers ignore their orientation, so that a bitmap which the
 * browser makes of such a file may lie on its side.
 */
export function hasIgnoredOrientation(bytes: Uint8Array<ArrayBuffer>): boolean {
	const format = detectImageFormat(bytes);
	return (format === "webp" || format === "png") && readOrientation(bytes) !== 1;
}
