// Texts in WebP chunks: EXIF, "XMP " and our record in HFIS; content credentials in C2PA.

import { readWebpSize } from "../header/webp";
import { readWebpChunks, type WebpChunk, writeWebp } from "../header/webpChunks";
import { type Bytes, compress, expand, fromLatin1, fromUtf8, PARAMETERS, utf8 } from "./textBytes";
import type { AddedTexts, PictureTexts } from "./types";
import { readUserComment, writeUserComment } from "./userComment";

const RECORD = "HFIS";
const CREDENTIALS = "C2PA";
const XMP = "XMP ";
const EXIF = "EXIF";
/** Flags of VP8X. */
const XMP_FLAG = 0x04;
const EXIF_FLAG = 0x08;
const ALPHA_FLAG = 0x10;

export async function readFromWebp(bytes: Bytes): Promise<PictureTexts | null> {
	const chunks = readWebpChunks(bytes);
	if (chunks === null) return null;
	const find = (wanted: string) => chunks.find(({ type }) => type === wanted)?.data;
	const comment = readUserComment(withoutName(find(EXIF)));
	const [xmp, stored] = [find(XMP), find(RECORD)];
	const record = stored === undefined ? null : await expand(stored);
	return {
		texts: new Map(comment === undefined ? [] : [[PARAMETERS, comment]]),
		...(xmp === undefined ? {} : { xmp: fromUtf8(xmp) }),
		...(record === null ? {} : { record: fromUtf8(record) }),
		hasCredentials: find(CREDENTIALS) !== undefined,
	};
}

/** Some programs write the name that the block has in a JPEG. */
const withoutName = (exif: Bytes | undefined): Bytes | undefined =>
	exif && fromLatin1(exif.subarray(0, 4)) === "Exif" ? exif.subarray(6) : exif;

export async function addToWebp(
	bytes: Bytes,
	{ xmp, parameters, record }: AddedTexts,
): Promise<readonly Bytes[] | null> {
	const chunks = readWebpChunks(bytes);
	if (chunks === null) return null;
	const replaced = new Set([CREDENTIALS, XMP, RECORD]);
	const kept = chunks.filter(({ type }) => !replaced.has(type));
	const extended = kept.find(({ type }) => type === "VP8X")?.data ?? makeExtended(bytes, kept);
	if (extended === null) return null;
	const flags = extended.slice();
	flags[0] = (flags[0] ?? 0) | XMP_FLAG | EXIF_FLAG;
	const picture = kept.filter(({ type }) => type !== "VP8X" && type !== EXIF);
	// Another program's block stays as it is. Order is demanded: the picture, EXIF, XMP, others.
	const exif = kept.find(({ type }) => type === EXIF)?.data ?? writeUserComment(parameters);
	return writeWebp([
		{ type: "VP8X", data: flags },
		...picture,
		{ type: EXIF, data: exif },
		{ type: XMP, data: utf8(xmp) },
		{ type: RECORD, data: await compress(utf8(record)) },
	]);
}

/** The header that a file with more than pixels needs. null: the file has no picture. */
function makeExtended(bytes: Bytes, chunks: readonly WebpChunk[]): Bytes | null {
	const picture = chunks[0];
	if (picture?.type !== "VP8 " && picture?.type !== "VP8L") return null;
	const { width, height } = readWebpSize(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
	const data = new Uint8Array(10);
	const view = new DataView(data.buffer);
	// Lossless pixels say in their 29th bit whether some are transparent.
	const hasAlpha = picture.type === "VP8L" && ((picture.data[4] ?? 0) & 0x10) !== 0;
	data[0] = hasAlpha ? ALPHA_FLAG : 0;
	view.setUint16(4, (width - 1) & 0xffff, true);
	data[6] = (width - 1) >> 16;
	view.setUint16(7, (height - 1) & 0xffff, true);
	data[9] = (height - 1) >> 16;
	return data;
}
