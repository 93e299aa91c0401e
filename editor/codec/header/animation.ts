// Tells whether a file holds more than one picture in time, of which only the first is opened.
import { countGifFrames } from "./gif";
import type { ImageFormat } from "./imageHeader";

/** A damaged file counts as a single picture. */
export function isAnimated(format: ImageFormat, bytes: Uint8Array): boolean {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	try {
		return COUNTERS[format]?.(view) ?? false;
	} catch {
		// A read beyond the end.
		return false;
	}
}

const COUNTERS: Readonly<Partial<Record<ImageFormat, (view: DataView) => boolean>>> = {
	gif: (view) => countGifFrames(view, 2) > 1,
	png: hasFrames,
	// The flag of VP8X.
	webp: (view) => view.getUint32(12) === VP8X && (view.getUint8(20) & 0x02) !== 0,
	avif: (view) => view.getUint32(8) === AVIS,
};

const VP8X = 0x56503858;
/** The brand of a sequence. */
const AVIS = 0x61766973;
const ACTL = 0x6163544c;
const IDAT = 0x49444154;

/** APNG names its number of frames before the pixels. */
function hasFrames(view: DataView): boolean {
	for (let at = 8; at + 12 <= view.byteLength; at += 12 + view.getUint32(at)) {
		const type = view.getUint32(at + 4);
		if (type === ACTL) return view.getUint32(at + 8) > 1;
		if (type === IDAT) return false;
	}
	return false;
}
