// EXIF orientations that browsers ignore, all or some of them: those of WebP and PNG files. A bitmap that the browser makes of
// such a file may lie on its side.
import { detectImageFormat } from "../header/imageHeader";
import { readExifOrientation } from "../header/orientation";
import { readChunks } from "../png";
import { findExif } from "./pngDecoder";
import { extractWebpOrientation } from "./webpOrientation";

/** False for a file whose chunks cannot be read. */
export function hasIgnoredOrientation(bytes: Uint8Array<ArrayBuffer>): boolean {
	switch (detectImageFormat(bytes)) {
		case "webp":
			return extractWebpOrientation(bytes).orientation !== 1;
		case "png": {
			const chunks = readChunks(bytes, false);
			return typeof chunks !== "string" && readExifOrientation(findExif(chunks)) !== 1;
		}
		default:
			return false;
	}
}
