// The one reader of image headers: format and dimensions from the first bytes of a file, whatever its name or a server
// claims. Decodes nothing and knows nothing of the document.
import type { Size } from "../../raster";
import { readPngHeader } from "../png";
import { readAvifSize } from "./avif";
import { readBmpSize } from "./bmp";
import { readGifSize } from "./gif";
import { readJpegSize } from "./jpeg";
import { readFourCc, readWebpSize } from "./webp";

export type ImageFormat = "png" | "jpeg" | "webp" | "gif" | "bmp" | "avif" | "heic";

/** SVG is not among the formats: it has no pixels of its own and may refer to other files. */
export function detectImageFormat(bytes: Uint8Array): ImageFormat | undefined {
	if (startsWith(bytes, "\x89PNG")) return "png";
	if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "jpeg";
	if (startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8)) return "webp";
	if (startsWith(bytes, "GIF8")) return "gif";
	if (startsWith(bytes, "BM") && bytes.length > 26) return "bmp";
	return startsWith(bytes, "ftyp", 4) ? detectHeifFormat(bytes) : undefined;
}

/** By the major brand; a general one leaves it to the compatible brands, which follow its version. */
function detectHeifFormat(bytes: Uint8Array): ImageFormat | undefined {
	const brands = String.fromCharCode(...bytes.subarray(8, Math.min(bytes[3] ?? 0, 64)));
	if (/^avi[fs]|^m[is]f1.*avi[fs]/s.test(brands)) return "avif";
	return /^(hei[cmsx]|hev[cmsx]|m[is]f1)/.test(brands) ? "heic" : undefined;
}

function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
	for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
	return true;
}

/**
 * As stored: an EXIF orientation may swap width and height. Throws RangeError if the header is truncated or malformed.
 */
export function readImageSize(format: ImageFormat, view: DataView): Size {
	return SIZE_READERS[format](view);
}

const SIZE_READERS: Readonly<Record<ImageFormat, (view: DataView) => Size>> = {
	png: (view) => {
		if (view.byteLength < 29 || readFourCc(view, 12) !== "IHDR") throw new RangeError("no IHDR");
		return readPngHeader(new Uint8Array(view.buffer, view.byteOffset + 16, 13));
	},
	jpeg: readJpegSize,
	webp: readWebpSize,
	gif: readGifSize,
	bmp: readBmpSize,
	avif: readAvifSize,
	// The same boxes.
	heic: readAvifSize,
};

/** The formats that image models take and return. */
const EXCHANGE_TYPES = { png: "image/png", jpeg: "image/jpeg", webp: "image/webp", gif: "image/gif" } as const;

type ExchangeFormat = keyof typeof EXCHANGE_TYPES;
export type ImageType = (typeof EXCHANGE_TYPES)[ExchangeFormat];

export interface ImageHeader extends Size {
	readonly contentType: ImageType;
	/** PNG only: colour type 4 or 6, or a tRNS chunk before the pixels. */
	readonly hasAlpha: boolean;
}

/** Undefined for other formats than those that image models take and return. */
export function detectImageType(bytes: Uint8Array): ImageType | undefined {
	const format = detectImageFormat(bytes);
	return format === undefined || !(format in EXCHANGE_TYPES) ? undefined : EXCHANGE_TYPES[format as ExchangeFormat];
}

/** Undefined also for a truncated header or an empty image. Never throws. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
	const contentType = detectImageType(bytes);
	const format = detectImageFormat(bytes);
	if (contentType === undefined || format === undefined) return undefined;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	try {
		const { width, height } = readImageSize(format, view);
		const hasAlpha = format === "png" && hasPngAlpha(view);
		return width > 0 && height > 0 ? { contentType, width, height, hasAlpha } : undefined;
	} catch {
		// A read beyond the end: the header is truncated.
		return undefined;
	}
}

function hasPngAlpha(view: DataView): boolean {
	const colourType = view.getUint8(25);
	if (colourType === 4 || colourType === 6) return true;
	for (let at = 8; at + 8 <= view.byteLength; at += 12 + view.getUint32(at)) {
		const type = readFourCc(view, at + 4);
		if (type === "tRNS") return true;
		if (type === "IDAT") return false;
	}
	return false;
}
