// Removes everything but the picture from a WebP: EXIF, XMP and unknown chunks. Compressed data are copied, not decoded.
// Returns null for a damaged file, an animation, and a picture that is not stored upright.
import { changesColours } from "../decode/colour/readColourProfile";
import { readExifOrientation } from "../header/orientation";
import { readFourCc } from "../header/webp";
import { reduceIcc } from "./reduceIcc";

type Bytes = Uint8Array<ArrayBuffer>;

interface Chunk {
	readonly type: string;
	readonly data: Bytes;
}

const PICTURE = new Set(["VP8X", "VP8 ", "VP8L", "ALPH", "ICCP"]);
/** Flags of VP8X. */
const ICC_FLAG = 0x20;
const ALPHA_FLAG = 0x10;

export function stripWebp(bytes: Bytes): readonly Bytes[] | null {
	const chunks = readChunks(bytes);
	if (chunks === null || chunks.some(({ type }) => type === "ANIM" || type === "ANMF")) return null;
	const exif = chunks.find(({ type }) => type === "EXIF")?.data;
	if (readExifOrientation(exif) !== 1) return null;
	const kept = chunks.filter(({ type }) => PICTURE.has(type)).flatMap(withReducedProfile);
	const hasProfile = kept.some(({ type }) => type === "ICCP");
	const written = kept.map((chunk) => (chunk.type === "VP8X" ? withFlags(chunk, hasProfile) : chunk)).map(writeChunk);
	const length = written.reduce((sum, part) => sum + part.length, 4);
	const head = new Uint8Array(12);
	head.set(bytes.subarray(0, 12));
	new DataView(head.buffer).setUint32(4, length, true);
	return [head, ...written];
}

function readChunks(bytes: Bytes): Chunk[] | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 20) return null;
	const end = view.getUint32(4, true) + 8;
	if (end > bytes.length) return null;
	const chunks: Chunk[] = [];
	for (let at = 12; at + 8 <= end; ) {
		const length = view.getUint32(at + 4, true);
		if (at + 8 + length > end) return null;
		chunks.push({ type: readFourCc(view, at), data: bytes.subarray(at + 8, at + 8 + length) });
		at += 8 + length + (length & 1);
	}
	return chunks;
}

function withReducedProfile(chunk: Chunk): Chunk[] {
	if (chunk.type !== "ICCP") return [chunk];
	const data = changesColours(chunk.data) ? reduceIcc(chunk.data) : null;
	return data === null ? [] : [{ type: "ICCP", data }];
}

function withFlags({ type, data }: Chunk, hasProfile: boolean): Chunk {
	const changed = data.slice();
	changed[0] = ((data[0] ?? 0) & ALPHA_FLAG) | (hasProfile ? ICC_FLAG : 0);
	return { type, data: changed };
}

function writeChunk({ type, data }: Chunk): Bytes {
	const chunk = new Uint8Array(8 + data.length + (data.length & 1));
	for (let i = 0; i < 4; i++) chunk[i] = type.charCodeAt(i);
	new DataView(chunk.buffer).setUint32(4, data.length, true);
	chunk.set(data, 8);
	return chunk;
}
