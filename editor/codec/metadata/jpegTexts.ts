// Texts in the segments of a JPEG before its first scan: EXIF and XMP in APP1, our record in APP7, content credentials in
// APP11.

import { joinBytes } from "../../raster";
import { type Bytes, compress, expand, fromLatin1, fromUtf8, latin1, PARAMETERS, RECORD_NAME, utf8 } from "./textBytes";
import type { AddedTexts, PictureTexts } from "./types";
import { readUserComment, writeUserComment } from "./userComment";

const APP0 = 0xe0;
const APP1 = 0xe1;
const APP7 = 0xe7;
const APP11 = 0xeb;
const SCAN = 0xda;
const EXIF = "Exif\0\0";
const XMP = "http://ns.adobe.com/xap/1.0/\0";
const RECORD = `${RECORD_NAME}\0`;
/** A segment's length includes its own two bytes. */
const MAX_PAYLOAD = 65_533;
/** Behind the name: the number of the part and of all parts, two bytes each. */
const PART_NUMBERS = 4;

interface Segment {
	readonly marker: number;
	readonly payload: Bytes;
}

interface Head {
	readonly segments: readonly Segment[];
	/** The first scan, and everything behind it. */
	readonly rest: Bytes;
}

export async function readFromJpeg(bytes: Bytes): Promise<PictureTexts | null> {
	const head = readHead(bytes);
	if (head === null) return null;
	const find = (marker: number, name: string) =>
		head.segments.find((segment) => isNamed(segment, marker, name))?.payload.subarray(name.length);
	const comment = readUserComment(find(APP1, EXIF));
	const xmp = find(APP1, XMP);
	const record = await readRecord(head.segments);
	return {
		texts: new Map(comment === undefined ? [] : [[PARAMETERS, comment]]),
		...(xmp === undefined ? {} : { xmp: fromUtf8(xmp) }),
		...(record === null ? {} : { record }),
		hasCredentials: head.segments.some(isCredentials),
	};
}

export async function addToJpeg(
	bytes: Bytes,
	{ xmp, parameters, record }: AddedTexts,
): Promise<readonly Bytes[] | null> {
	const head = readHead(bytes);
	if (head === null) return null;
	const kept = head.segments.filter(
		(segment) => !isCredentials(segment) && !isNamed(segment, APP1, XMP) && !isNamed(segment, APP7, RECORD),
	);
	const exif = joinBytes([latin1(EXIF), writeUserComment(parameters)]);
	const packet = joinBytes([latin1(XMP), utf8(xmp)]);
	const hasExif = kept.some((segment) => isNamed(segment, APP1, EXIF));
	const added = [
		// Another program's block stays as it is. What is too long for a segment is in the record.
		...(hasExif || exif.length > MAX_PAYLOAD ? [] : [{ marker: APP1, payload: exif }]),
		...(packet.length > MAX_PAYLOAD ? [] : [{ marker: APP1, payload: packet }]),
		...recordSegments(await compress(utf8(record))),
	];
	// JFIF demands to be first.
	const at = kept[0]?.marker === APP0 ? 1 : 0;
	return [bytes.subarray(0, 2), ...[...kept.slice(0, at), ...added, ...kept.slice(at)].map(writeSegment), head.rest];
}

function readHead(bytes: Bytes): Head | null {
	const segments: Segment[] = [];
	for (let at = 2; ; ) {
		if (bytes[at] !== 0xff) return null;
		const marker = bytes[at + 1] ?? 0;
		if (marker === 0xff) {
			at++;
			continue;
		}
		if (marker === SCAN) return { segments, rest: bytes.subarray(at) };
		const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
		if (end < at + 4 || end > bytes.length) return null;
		segments.push({ marker, payload: bytes.subarray(at + 4, end) });
		at = end;
	}
}

function isNamed({ marker, payload }: Segment, wanted: number, name: string): boolean {
	return marker === wanted && fromLatin1(payload.subarray(0, name.length)) === name;
}

/** JUMBF boxes, which hold them, come in segments that begin with "JP". */
function isCredentials({ marker, payload }: Segment): boolean {
	return marker === APP11 && fromLatin1(payload.subarray(0, 2)) === "JP" && fromLatin1(payload).includes("jumb");
}

function recordSegments(record: Bytes): Segment[] {
	const size = MAX_PAYLOAD - RECORD.length - PART_NUMBERS;
	const count = Math.ceil(record.length / size);
	return Array.from({ length: count }, (_, i) => {
		const numbers = Uint8Array.of(i >> 8, i & 255, count >> 8, count & 255);
		return { marker: APP7, payload: joinBytes([latin1(RECORD), numbers, record.subarray(i * size, (i + 1) * size)]) };
	});
}

/** null: there is none, or a part of it is missing. */
async function readRecord(segments: readonly Segment[]): Promise<string | null> {
	const parts = segments.filter((segment) => isNamed(segment, APP7, RECORD)).map(({ payload }) => payload);
	const number = (part: Bytes, at: number) =>
		((part[RECORD.length + at] ?? 0) << 8) | (part[RECORD.length + at + 1] ?? 0);
	const isWhole =
		parts.length > 0 && parts.every((part, i) => number(part, 0) === i && number(part, 2) === parts.length);
	const record = isWhole
		? await expand(joinBytes(parts.map((part) => part.subarray(RECORD.length + PART_NUMBERS))))
		: null;
	return record === null ? null : fromUtf8(record);
}

function writeSegment({ marker, payload }: Segment): Bytes {
	const length = payload.length + 2;
	return joinBytes([Uint8Array.of(0xff, marker, length >> 8, length & 255), payload]);
}
