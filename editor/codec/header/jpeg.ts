// JPEG markers: the dimensions, and the check for a truncated file.
import type { Size } from "../../raster";
import { type Orientation, readExifOrientation } from "./orientation";

/**
 * As stored: an EXIF orientation may swap width and height. Bytes between markers are skipped, as browsers do. Throws
 * RangeError if there is no frame header.
 */
export function readJpegSize(view: DataView): Size {
	for (const { marker, at } of markers(view, true)) {
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
	}
	throw new RangeError("no frame header");
}

/**
 * Throws RangeError if the end marker is missing. In compressed data 0xff is always followed by 0, so it cannot be one.
 */
export function assertJpegComplete(view: DataView): void {
	let from = 0;
	for (const { at, end } of markers(view)) {
		from = end;
		if (view.getUint8(at + 1) === START_OF_SCAN) break;
	}
	const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
	for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
		if (bytes[at + 1] === END_OF_IMAGE) return;
	}
	throw new RangeError("no end marker");
}

/** That of the first EXIF segment, which browsers apply. Throws RangeError as `readJpegSize` does. */
export function readJpegOrientation(view: DataView): Orientation {
	for (const { marker, at, end } of markers(view, true)) {
		const isExif = marker === APP1 && EXIF.every((byte, i) => view.getUint8(at + 4 + i) === byte);
		if (!isExif) continue;
		const start = view.byteOffset + at + 4 + EXIF.length;
		return readExifOrientation(new Uint8Array(view.buffer, start, Math.max(0, end - at - 4 - EXIF.length)));
	}
	return 1;
}

const APP1 = 0xe1;
/** "Exif" and two zeros. */
const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

interface Segment {
	readonly marker: number;
	readonly at: number;
	readonly end: number;
}

/** The marker segments up to the first scan. Throws RangeError where no marker follows a segment. */
function* markers(view: DataView, isJunkSkipped = false): Generator<Segment> {
	for (let at = 2; ; ) {
		const isMarker = view.getUint8(at) === 0xff;
		if (!isMarker && !isJunkSkipped) throw new RangeError("no marker");
		const marker = view.getUint8(at + 1);
		// Fill bytes may precede a marker.
		if (!isMarker || marker === 0xff || (marker === 0 && isJunkSkipped)) {
			at++;
			continue;
		}
		const end = at + 2 + view.getUint16(at + 2);
		yield { marker, at, end };
		if (marker === START_OF_SCAN) return;
		at = end;
	}
}
