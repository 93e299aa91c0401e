// Inspects a picture file before anything is decoded: format and dimensions from its header, and whether the file is
// complete. A picture that would decode to gigabytes is refused here.
import type { Size } from "../../raster";
import { EditorError } from "../../types";
import { assertBmpComplete } from "../header/bmp";
import { readGifExtent } from "../header/gif";
import { detectImageFormat, type ImageFormat, readImageSize } from "../header/imageHeader";
import { assertJpegComplete } from "../header/jpeg";
import { assertWebpComplete } from "../header/webp";
import { type PngChunk, type PngHeader, readChunks, readPngHeader } from "../png";
import { assertWithinLimits } from "./limits";

export interface PngFile extends Size {
	readonly format: "png";
	readonly chunks: readonly PngChunk[];
}

/** A file in a format that the browser decodes. */
export interface BrowserFormatFile extends Size {
	readonly format: Exclude<ImageFormat, "png">;
}

export type PictureFile = PngFile | BrowserFormatFile;

/** Throws EditorError: empty-file, not-an-image, damaged-image, image-too-large. */
export function inspectPicture(bytes: Uint8Array, isPixelDataVerified = true): PictureFile {
	if (bytes.length === 0) throw new EditorError("empty-file");
	const format = detectImageFormat(bytes);
	if (format === undefined) throw new EditorError("not-an-image");
	const file = format === "png" ? inspectPng(bytes, isPixelDataVerified) : inspectBrowserFormat(format, bytes);
	assertWithinLimits(file);
	return file;
}

export function requirePngHeader(chunks: readonly PngChunk[]): PngHeader {
	const ihdr = chunks[0]?.data;
	if (ihdr === undefined || ihdr.length !== 13) throw new EditorError("damaged-image");
	return readPngHeader(ihdr);
}

function inspectPng(bytes: Uint8Array, isPixelDataVerified: boolean): PngFile {
	const chunks = readChunks(bytes, isPixelDataVerified);
	if (typeof chunks === "string") throw new EditorError("damaged-image", { reason: chunks });
	const { width, height } = requirePngHeader(chunks);
	return { format: "png", width, height, chunks };
}

function inspectBrowserFormat(format: BrowserFormatFile["format"], bytes: Uint8Array): BrowserFormatFile {
	try {
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		return { format, ...readCompleteFileSize(format, view) };
	} catch (cause) {
		throw new EditorError("damaged-image", {}, { cause });
	}
}

/** Throws RangeError if the file is truncated. */
function readCompleteFileSize(format: BrowserFormatFile["format"], view: DataView): Size {
	if (format === "gif") return readGifExtent(view);
	if (format === "jpeg") assertJpegComplete(view);
	if (format === "webp") assertWebpComplete(view);
	if (format === "bmp") assertBmpComplete(view);
	return readImageSize(format, view);
}
