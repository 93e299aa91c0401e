// JPEG's markers: dimensions, and whether the end is there.
import { EditorError } from "../../types";

/** A JPEG that broke off has no end marker; inside its data 0xff is always followed by 0, so a marker is a marker. */
export function jpegSize(bytes: Uint8Array): readonly [number, number] {
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
	return size;
}

function hasEndMarker(bytes: Uint8Array, from: number): boolean {
	for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
		if (bytes[at + 1] === 0xd9) return true;
	}
	return false;
}

function u16(bytes: Uint8Array, at: number): number {
	return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
