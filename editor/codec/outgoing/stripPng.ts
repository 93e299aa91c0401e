// Removes everything but the picture from a PNG: EXIF, texts, dates, unknown chunks, further frames and bytes behind the
// end. Compressed data are copied, not decoded. Returns null for a damaged file, and for a picture that is not stored
// upright.
import { inflateIcc } from "../decode/colour/icc";
import { changesColours } from "../decode/colour/readColourProfile";
import { findExif, keepPixelAndColourChunks } from "../decode/pngDecoder";
import { readExifOrientation } from "../header/orientation";
import { type PngChunk, readChunks } from "../png";
import { deflate } from "../zlib/deflate";
import { reduceIcc } from "./reduceIcc";

export async function stripPng(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
	const chunks = readChunks(bytes);
	if (typeof chunks === "string" || readExifOrientation(findExif(chunks)) !== 1) return null;
	const reduced = await Promise.all(chunks.map(withReducedProfile));
	return keepPixelAndColourChunks(reduced.flat());
}

async function withReducedProfile(chunk: PngChunk): Promise<PngChunk[]> {
	if (chunk.type !== "iCCP") return [chunk];
	const icc = await inflateIcc(chunk.data);
	const profile = icc !== null && changesColours(icc) ? reduceIcc(icc) : null;
	if (profile === null) return [];
	// The name "icc", its end, and the only compression method.
	const pieces = [Uint8Array.of(0x69, 0x63, 0x63, 0, 0), ...(await deflate([profile]))];
	return [{ type: "iCCP", data: new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer()) }];
}
