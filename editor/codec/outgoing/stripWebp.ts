// Removes everything but the picture from a WebP: EXIF, XMP and unknown chunks. Compressed data are copied, not decoded.
// Returns null for a damaged file, an animation, and a picture that is not stored upright.
import { changesColours } from "../decode/colour/readColourProfile";
import { readExifOrientation } from "../header/orientation";
import { readWebpChunks, type WebpChunk, writeWebp } from "../header/webpChunks";
import { reduceIcc } from "./reduceIcc";

type Bytes = Uint8Array<ArrayBuffer>;

const PICTURE = new Set(["VP8X", "VP8 ", "VP8L", "ALPH", "ICCP"]);
/** Flags of VP8X. */
const ICC_FLAG = 0x20;
const ALPHA_FLAG = 0x10;

export function stripWebp(bytes: Bytes): readonly Bytes[] | null {
	const chunks = readWebpChunks(bytes);
	if (chunks === null || chunks.some(({ type }) => type === "ANIM" || type === "ANMF")) return null;
	const exif = chunks.find(({ type }) => type === "EXIF")?.data;
	if (readExifOrientation(exif) !== 1) return null;
	const kept = chunks.filter(({ type }) => PICTURE.has(type)).flatMap(withReducedProfile);
	const hasProfile = kept.some(({ type }) => type === "ICCP");
	return writeWebp(kept.map((chunk) => (chunk.type === "VP8X" ? withFlags(chunk, hasProfile) : chunk)));
}

function withReducedProfile(chunk: WebpChunk): WebpChunk[] {
	if (chunk.type !== "ICCP") return [chunk];
	const data = changesColours(chunk.data) ? reduceIcc(chunk.data) : null;
	return data === null ? [] : [{ type: "ICCP", data }];
}

function withFlags({ type, data }: WebpChunk, hasProfile: boolean): WebpChunk {
	const changed = data.slice();
	changed[0] = ((data[0] ?? 0) & ALPHA_FLAG) | (hasProfile ? ICC_FLAG : 0);
	return { type, data: changed };
}
