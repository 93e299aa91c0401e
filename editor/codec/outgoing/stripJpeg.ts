// Removes everything but the picture from a JPEG: EXIF with position, camera and thumbnail, XMP, IPTC, comments, further
// pictures and videos behind the end. Compressed data are copied, not decoded. Returns null for a damaged file.

import { joinBytes } from "../../raster";
import { changesColours } from "../decode/colour/readColourProfile";
import { type Orientation, readExifOrientation } from "../header/orientation";
import { reduceIcc } from "./reduceIcc";

export interface StrippedJpeg {
	readonly parts: readonly Uint8Array<ArrayBuffer>[];
	/** As the EXIF block said that is no longer there. */
	readonly orientation: Orientation;
}

type Bytes = Uint8Array<ArrayBuffer>;

const SCAN = 0xda;
const END = 0xd9;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const ADOBE = 0xee;
const EXIF = "Exif\0\0";
const ICC = "ICC_PROFILE\0";
/** Without a thumbnail. */
const JFIF_PAYLOAD = 14;
const ADOBE_PAYLOAD = 12;
/** A segment's length includes its own two bytes; an ICC chunk has its name, number and count in front. */
const ICC_CHUNK = 65_535 - 2 - ICC.length - 2;

export function stripJpeg(bytes: Bytes): StrippedJpeg | null {
	const parts: Bytes[] = [bytes.subarray(0, 2)];
	const iccChunks: Uint8Array[] = [];
	let exif: Uint8Array | undefined;
	let hasScan = false;
	for (let at = 2; ; ) {
		if (bytes[at] !== 0xff) return null;
		const marker = bytes[at + 1] ?? 0;
		if (marker === 0xff) {
			at++;
			continue;
		}
		if (marker === END) {
			parts.push(bytes.subarray(at, at + 2));
			break;
		}
		const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
		if (end < at + 4 || end > bytes.length) return null;
		const payload = bytes.subarray(at + 4, end);
		if (marker === SCAN) {
			hasScan = true;
			const next = findMarker(bytes, end);
			parts.push(bytes.subarray(at, next));
			at = next;
			continue;
		}
		if (isPartOfPicture(marker)) parts.push(bytes.subarray(at, end));
		else if (marker === APP1 && startsWith(payload, EXIF)) exif ??= payload.subarray(EXIF.length);
		else if (marker === APP2 && startsWith(payload, ICC)) iccChunks.push(payload.subarray(ICC.length));
		else if (marker === APP0 && startsWith(payload, "JFIF\0")) parts.push(segment(marker, withoutThumbnail(payload)));
		// The colour transform.
		else if (marker === ADOBE && startsWith(payload, "Adobe"))
			parts.push(segment(marker, payload.subarray(0, ADOBE_PAYLOAD)));
		at = end;
	}
	if (!hasScan) return null;
	// JFIF demands to be first.
	const first = parts[1]?.[1] === APP0 ? 2 : 1;
	parts.splice(first, 0, ...colourSegments(iccChunks));
	return { parts, orientation: readExifOrientation(exif) };
}

/** Tables, frame headers and restart intervals. */
function isPartOfPicture(marker: number): boolean {
	return (marker >= 0xc0 && marker <= 0xcf) || (marker >= 0xdb && marker <= 0xdf);
}

/** The position of the next marker in compressed data, in which 0xff is followed by 0 or by a restart marker. */
function findMarker(bytes: Bytes, from: number): number {
	for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
		const next = bytes[at + 1] ?? 0;
		// Fill bytes before a marker are not data.
		if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
	}
	return bytes.length;
}

function withoutThumbnail(jfif: Uint8Array): Uint8Array {
	const header = jfif.slice(0, JFIF_PAYLOAD);
	header.fill(0, 12);
	return header;
}

function colourSegments(chunks: readonly Uint8Array[]): Bytes[] {
	const ordered = [...chunks].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)).map((chunk) => chunk.subarray(2));
	const icc = joinBytes(ordered);
	const reduced = changesColours(icc) ? reduceIcc(icc) : null;
	if (reduced === null) return [];
	const count = Math.ceil(reduced.length / ICC_CHUNK);
	return Array.from({ length: count }, (_, i) => {
		const name = Uint8Array.from([...ICC].map((character) => character.charCodeAt(0)));
		return segment(APP2, joinBytes([name, [i + 1, count], reduced.subarray(i * ICC_CHUNK, (i + 1) * ICC_CHUNK)]));
	});
}

function segment(marker: number, payload: Uint8Array): Bytes {
	const length = payload.length + 2;
	return joinBytes([[0xff, marker, length >> 8, length & 0xff], payload]);
}

function startsWith(bytes: Uint8Array, text: string): boolean {
	for (let i = 0; i < text.length; i++) if (bytes[i] !== text.charCodeAt(i)) return false;
	return true;
}
