// What a file says of itself before anything is decoded: format and dimensions from its header, and whether its end is
// there. A picture that would unpack to gigabytes is refused here. The name of a file says nothing.
import { EditorError } from "../../types";
import { avifSize, bmpSize, gifSize } from "../header/gif";
import { jpegSize } from "../header/jpeg";
import { webpSize } from "../header/webp";
import { type PngChunk, type PngHeader, readChunks, readPngHeader } from "../png";
import { assertWithinLimits } from "./limits";

export interface PngFile {
	readonly format: "png";
	readonly width: number;
	readonly height: number;
	readonly chunks: readonly PngChunk[];
}

export type PictureFile =
	| PngFile
	| { readonly format: "jpeg" | "webp" | "gif" | "bmp" | "avif"; readonly width: number; readonly height: number };

/** Throws EditorError: empty-file, not-an-image, damaged-image, image-too-large. */
export function inspectPicture(bytes: Uint8Array): PictureFile {
	if (bytes.length === 0) throw new EditorError("empty-file");
	const file = readFile(bytes);
	if (file === null) throw new EditorError("not-an-image");
	assertWithinLimits(file);
	return file;
}

/** SVG is not among them: it has no pixels of its own and may ask for other files. */
function readFile(bytes: Uint8Array): PictureFile | null {
	if (startsWith(bytes, "\x89PNG")) return readPng(bytes);
	if (bytes[0] === 0xff && bytes[1] === 0xd8) return sized("jpeg", jpegSize(bytes));
	if (startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8)) return sized("webp", webpSize(bytes));
	if (startsWith(bytes, "GIF8")) return sized("gif", gifSize(bytes));
	if (startsWith(bytes, "BM") && bytes.length > 26) return sized("bmp", bmpSize(bytes));
	if (startsWith(bytes, "ftypavi", 4)) return sized("avif", avifSize(bytes));
	return null;
}

type ByBrowser = Exclude<PictureFile["format"], "png">;

function sized(format: ByBrowser, [width, height]: readonly [number, number]): PictureFile {
	return { format, width, height };
}

export function pngHeader(chunks: readonly PngChunk[]): PngHeader {
	const ihdr = chunks[0]?.data;
	if (ihdr === undefined || ihdr.length !== 13) throw new EditorError("damaged-image");
	return readPngHeader(ihdr);
}

function readPng(bytes: Uint8Array): PngFile {
	const chunks = readChunks(bytes);
	if (typeof chunks === "string") throw new EditorError("damaged-image", { reason: chunks });
	const { width, height } = pngHeader(chunks);
	return { format: "png", width, height, chunks };
}

function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
	for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
	return true;
}
