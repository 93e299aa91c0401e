// Texts in PNG chunks: tEXt, zTXt, iTXt and eXIf; content credentials in caBX.
import { joinBytes } from "../../raster";
import { PNG_SIGNATURE, type PngChunk, readChunks, writePng } from "../png/chunks";
import {
	type Bytes,
	compress,
	expand,
	fromLatin1,
	fromUtf8,
	isLatin1,
	latin1,
	MAX_TEXT,
	PARAMETERS,
	RECORD_NAME,
	utf8,
} from "./textBytes";
import type { AddedTexts, PictureTexts } from "./types";
import { readUserComment } from "./userComment";

const XMP_NAME = "XML:com.adobe.xmp";
const CREDENTIALS = "caBX";
const OURS: ReadonlySet<string> = new Set([XMP_NAME, PARAMETERS, RECORD_NAME]);

export async function readFromPng(bytes: Bytes): Promise<PictureTexts | null> {
	const chunks = readChunksBeforeData(bytes);
	if (chunks === null) return null;
	const texts = new Map<string, string>();
	for (const chunk of chunks) {
		const text = await readText(chunk);
		// The first one counts, as in other programs.
		if (text && !texts.has(text.keyword)) texts.set(text.keyword, text.text);
	}
	const comment = readUserComment(chunks.find(({ type }) => type === "eXIf")?.data);
	if (comment !== undefined && !texts.has(PARAMETERS)) texts.set(PARAMETERS, comment);
	const [xmp, record] = [texts.get(XMP_NAME), texts.get(RECORD_NAME)];
	texts.delete(XMP_NAME);
	texts.delete(RECORD_NAME);
	return {
		texts,
		...(xmp === undefined ? {} : { xmp }),
		...(record === undefined ? {} : { record }),
		hasCredentials: chunks.some(({ type }) => type === CREDENTIALS),
	};
}

export async function addToPng(
	bytes: Bytes,
	{ xmp, parameters, record }: AddedTexts,
): Promise<readonly Bytes[] | null> {
	const chunks = readChunks(bytes, false);
	if (typeof chunks === "string") return null;
	const added = [
		internationalText(XMP_NAME, utf8(xmp)),
		isLatin1(parameters)
			? { type: "tEXt", data: joinBytes([latin1(PARAMETERS), Uint8Array.of(0), latin1(parameters)]) }
			: internationalText(PARAMETERS, utf8(parameters)),
		internationalText(RECORD_NAME, await compress(utf8(record)), 1),
	];
	const kept = chunks.filter((chunk) => chunk.type !== CREDENTIALS && !OURS.has(keywordOf(chunk) ?? ""));
	const firstData = kept.findIndex(({ type }) => type === "IDAT");
	return [writePng([...kept.slice(0, firstData), ...added, ...kept.slice(firstData)])];
}

/**
 * The chunks up to the first of pixels, behind which no program writes texts, or up to the end of what is there: a file's
 * beginning is enough. null: it does not begin like a PNG.
 */
function readChunksBeforeData(bytes: Bytes): readonly PngChunk[] | null {
	if (PNG_SIGNATURE.some((byte, i) => bytes[i] !== byte)) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const chunks: PngChunk[] = [];
	for (let at = PNG_SIGNATURE.length; at + 8 <= bytes.length; ) {
		const end = at + 8 + view.getUint32(at);
		const type = fromLatin1(bytes.subarray(at + 4, at + 8));
		if (type === "IDAT" || end > bytes.length) break;
		chunks.push({ type, data: bytes.subarray(at + 8, end) });
		at = end + 4;
	}
	return chunks;
}

/** `isCompressed`: 1 or 0. No language and no translated keyword. */
function internationalText(keyword: string, text: Bytes, isCompressed = 0): PngChunk {
	return { type: "iTXt", data: joinBytes([latin1(keyword), Uint8Array.of(0, isCompressed, 0, 0, 0), text]) };
}

const TEXT_TYPES: ReadonlySet<string> = new Set(["tEXt", "zTXt", "iTXt"]);

/** null: the chunk is no text. */
function keywordOf({ type, data }: PngChunk): string | null {
	const end = TEXT_TYPES.has(type) ? data.subarray(0, 80).indexOf(0) : -1;
	return end <= 0 ? null : fromLatin1(data.subarray(0, end));
}

async function readText(chunk: PngChunk): Promise<{ readonly keyword: string; readonly text: string } | null> {
	const { type, data } = chunk;
	const keyword = keywordOf(chunk);
	if (keyword === null || data.length > MAX_TEXT) return null;
	const after = data.subarray(keyword.length + 1);
	if (type === "tEXt") return { keyword, text: fromLatin1(after) };
	if (type === "zTXt") {
		const text = await expand(after.subarray(1));
		return text === null ? null : { keyword, text: fromLatin1(text) };
	}
	// Two flags, then the language and the translated keyword, each with its end.
	const language = after.indexOf(0, 2);
	const translated = after.indexOf(0, language + 1);
	if (language < 0 || translated < 0) return null;
	const stored = after.subarray(translated + 1);
	const text = after[0] === 1 ? await expand(stored) : stored;
	return text === null ? null : { keyword, text: fromUtf8(text) };
}
