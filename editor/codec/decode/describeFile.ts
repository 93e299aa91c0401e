// Describes a picture file that someone else made, such as an answer, in every format that a browser may show. Decodes
// nothing.
import type { Size } from "../../raster";
import { EditorError } from "../../types";
import { detectImageFormat, type ImageFormat, readImageSize } from "../header/imageHeader";
import { inspectPicture } from "./inspectPicture";

export interface PictureFile extends Size {
	readonly contentType: `image/${ImageFormat}`;
}

/** Undefined if it is no picture, or breaks off before its size. Never throws. */
export function describePictureFile(bytes: Uint8Array): PictureFile | undefined {
	const format = detectImageFormat(bytes);
	if (format === undefined) return undefined;
	try {
		const { width, height } = readImageSize(format, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
		return width > 0 && height > 0 ? { contentType: `image/${format}`, width, height } : undefined;
	} catch {
		// A read beyond the end.
		return undefined;
	}
}

/** Its end or a part is missing or wrong; a browser may still show most of it. Compressed data are not checked. */
export function isPictureFileDamaged(bytes: Uint8Array): boolean {
	try {
		inspectPicture(bytes);
		return false;
	} catch (error) {
		return error instanceof EditorError && error.code === "damaged-image";
	}
}
