// What a file says of itself before anything is decoded: format and dimensions from its header, and whether its end is
// there. A picture that would unpack to gigabytes is refused here.
import { EditorError } from "../../types";
import { type PngChunk, type PngHeader, readChunks, readHeader } from "../png";

export const MAX_SIDE = 16_384;
export const MAX_PIXELS = 100_000_000;

export type PictureFile =
	| { readonly format: "png"; readonly width: number; readonly height: number; readonly chunks: readonly PngChunk[] }
	| { readonly format: "jpeg" | "webp" | "gif" | "bmp" | "avif"; readonly width: number; readonly height: number };

const MIME_TYPES: Readonly<Record<PictureFile["format"], string>> = {
	png: "image/png",
	jpeg: "image/jpeg",
	webp: "image/webp",
	gif: "image/gif",
	bmp: "image/bmp",
	avif: "image/avif",
};

export function mimeType(file: PictureFile): string {
	return MIME_TYPES[file.format];
}

/** Throws EditorError: empty-file, not-an-image, damaged-image, image-too-large. */
export function inspectPicture(bytes: Uint8Array): PictureFile {
	if (bytes.length === 0) throw new EditorError("empty-file");
	const file = readFile(bytes);
	if (file === null) throw new EditorError("not-an-image");
	const { width, height } = file;
	if (width === 0 || height === 0) throw new EditorError("damaged-image");
	if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
		throw new EditorError("image-too-large", { width, height, maxSide: MAX_SIDE, maxMegapixels: MAX_PIXELS / 1e6 });
	}
	return file;
}

function readFile(bytes: Uint8Array): PictureFile | null {
	if (startsWith(bytes, "\x89PNG")) return readPng(bytes);
	if (bytes[0] === 0xff && bytes[1] === 0xd8) return readJpeg(bytes);
	if (startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8)) return readWebp(bytes);
	if (startsWith(bytes, "GIF8"))
		return sized("gif", bytes, 10, (view) => [view.getUint16(6, true), view.getUint16(8, true)]);
	if (startsWith(bytes, "BM") && bytes.length > 26) {
		return sized("bmp", bytes, 26, (view) => [Math.abs(view.getInt32(18, true)), Math.abs(view.getInt32(22, true))]);
	}
	if (startsWith(bytes, "ftypavi", 4)) return readAvif(bytes);
	return null;
}

export function pngHeader(chunks: readonly PngChunk[]): PngHeader {
	const ihdr = chunks[0]?.data;
	if (ihdr === undefined || ihdr.length !== 13) throw new EditorError("damaged-image");
	return readHeader(ihdr);
}

function readPng(bytes: Uint8Array): PictureFile {
	const chunks = readChunks(bytes);
	if (typeof chunks === "string") throw new EditorError("damaged-image", { reason: chunks });
	const { width, height } = pngHeader(chunks);
	return { format: "png", width, height, chunks };
}

/** A JPEG that broke off has no end marker; inside its data 0xff is always followed by 0, so a marker is a marker. */
function readJpeg(bytes: Uint8Array): PictureFile {
	let at = 2;
	let size: readonly [number, number] | null = null;
	while (at + 4 <= bytes.length) {
		if (bytes[at] !== 0xff) throw new EditorError("damaged-image");
		const marker = bytes[at + 1] as number;
		if (marker === 0xff) {
			at++;
			continue;
		}
		const length = u16(bytes, at + 2);
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) size = [u16(bytes, at + 7), u16(bytes, at + 5)];
		at += 2 + length;
		if (marker === 0xda) break;
	}
	if (size === null || !hasEndMarker(bytes, at)) throw new EditorError("damaged-image");
	return { format: "jpeg", width: size[0], height: size[1] };
}

function hasEndMarker(bytes: Uint8Array, from: number): boolean {
	for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
		if (bytes[at + 1] === 0xd9) return true;
	}
	return false;
}

function readWebp(bytes: Uint8Array): PictureFile {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 30 || view.getUint32(4, true) + 8 > bytes.length) throw new EditorError("damaged-image");
	const u24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
	if (startsWith(bytes, "VP8X", 12)) return { format: "webp", width: u24(24) + 1, height: u24(27) + 1 };
	if (startsWith(bytes, "VP8L", 12)) {
		const bits = view.getUint32(21, true);
		return { format: "webp", width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
	}
	if (!startsWith(bytes, "VP8 ", 12)) throw new EditorError("damaged-image");
	return { format: "webp", width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

/** The largest of the file's "ispe" boxes: thumbnails and grid cells have boxes of their own. */
function readAvif(bytes: Uint8Array): PictureFile {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let width = 0;
	let height = 0;
	const end = Math.min(bytes.length - 16, 65_536);
	for (let at = 0; at < end; at++) {
		if (bytes[at] !== 0x69 || !startsWith(bytes, "ispe", at)) continue;
		width = Math.max(width, view.getUint32(at + 8));
		height = Math.max(height, view.getUint32(at + 12));
	}
	return { format: "avif", width, height };
}

function sized(
	format: "gif" | "bmp",
	bytes: Uint8Array,
	headerLength: number,
	read: (view: DataView) => readonly [number, number],
): PictureFile {
	if (bytes.length < headerLength) throw new EditorError("damaged-image");
	const [width, height] = read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
	return { format, width, height };
}

function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
	for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
	return true;
}

function u16(bytes: Uint8Array, at: number): number {
	return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
