// What kind of picture these bytes are and how large, from their first bytes alone. Never what a server or a file
// name claims. Decodes nothing.

export type ImageType = "image/png" | "image/jpeg" | "image/webp" | "image/gif";

export interface ImageHeader {
	readonly contentType: ImageType;
	readonly width: number;
	readonly height: number;
	/** PNG only: colour type 4 or 6, or a tRNS chunk before the pixels. */
	readonly hasAlpha: boolean;
}

const ascii = (bytes: Uint8Array, at: number, length: number): string =>
	String.fromCharCode(...bytes.subarray(at, at + length));

export function sniffImageType(bytes: Uint8Array): ImageType | undefined {
	if (bytes[0] === 0x89 && ascii(bytes, 1, 3) === "PNG") return "image/png";
	if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "image/jpeg";
	if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 4) === "WEBP") return "image/webp";
	if (ascii(bytes, 0, 4) === "GIF8") return "image/gif";
	return undefined;
}

export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
	const contentType = sniffImageType(bytes);
	if (!contentType) return undefined;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	try {
		const found = READERS[contentType](view, bytes);
		return found && found.width > 0 && found.height > 0 ? { contentType, hasAlpha: false, ...found } : undefined;
	} catch {
		// A DataView read past the end: the header itself is cut off.
		return undefined;
	}
}

type Found = { width: number; height: number; hasAlpha?: boolean } | undefined;

const READERS: Record<ImageType, (view: DataView, bytes: Uint8Array) => Found> = {
	"image/png": readPng,
	"image/jpeg": readJpeg,
	"image/webp": readWebp,
	"image/gif": (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
};

function readPng(view: DataView, bytes: Uint8Array): Found {
	if (ascii(bytes, 12, 4) !== "IHDR") return undefined;
	const colourType = view.getUint8(25);
	let hasAlpha = colourType === 4 || colourType === 6;
	for (let at = 8; !hasAlpha && at + 8 <= bytes.length; ) {
		const name = ascii(bytes, at + 4, 4);
		if (name === "IDAT") break;
		hasAlpha = name === "tRNS";
		at += 12 + view.getUint32(at);
	}
	return { width: view.getUint32(16), height: view.getUint32(20), hasAlpha };
}

/** As stored: an EXIF orientation may swap the two for the viewer. */
function readJpeg(view: DataView): Found {
	for (let at = 2; ; ) {
		if (view.getUint8(at) !== 0xff) return undefined;
		const marker = view.getUint8(at + 1);
		if (marker === 0xff) {
			at++;
			continue;
		}
		const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
		if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
		at += 2 + view.getUint16(at + 2);
	}
}

function readWebp(view: DataView, bytes: Uint8Array): Found {
	const kind = ascii(bytes, 12, 4);
	const uint24 = (at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
	if (kind === "VP8X") return { width: uint24(24) + 1, height: uint24(27) + 1 };
	if (kind === "VP8L") {
		const packed = view.getUint32(21, true);
		return { width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 };
	}
	return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}
