// Decodes PNG to straight RGBA8 without a canvas, which would change semi-transparent pixels. An untagged or sRGB file
// of up to 8 bits keeps its samples; 16 bits are rounded and other profiles converted, once.
import { EditorError } from "../../types";
import { readExifOrientation, uprightPlacement } from "../header/orientation";
import { createRowUnpacker, type Inflate, type PngChunk, pngLayout, RowReader, roundTo8Bit, writePng } from "../png";
import { inflate } from "../zlib/inflate";
import type { ColourProfile } from "./colour/colourProfile";
import { convertPixels, create16BitConverter } from "./colour/conversion";
import { type PngFile, requirePngHeader } from "./inspectPicture";
import type { SampleNote, Samples } from "./samples";

/** Deflate expands a byte to this many at most. */
export const MAX_RATIO = 1032;

/** The bytes that are tolerated after the last row, which some encoders write. */
export const MAX_SURPLUS = 65_536;

/** The reason of a refusal: the data are far too short or too long for the header. Such a file is not given to others. */
export const WRONG_LENGTH = "length";

export interface DecodedPng extends Samples {
	/** True if stricter decoders accept the file's compressed data, too. */
	readonly isFileSound: boolean;
}

/** Throws EditorError: damaged-image. Holds the picture once and only pieces of the inflated data. */
export async function decodePngSamples(
	{ chunks }: PngFile,
	profile: ColourProfile | null,
	inflateWith: Inflate = inflate,
): Promise<DecodedPng> {
	const header = requirePngHeader(chunks);
	const { depth } = header;
	const layout = pngLayout(header);
	// The header is validated before anything else is read.
	if (layout === null) throw new EditorError("damaged-image");
	const convertWide = depth === 16 && profile !== null ? create16BitConverter(profile) : roundTo8Bit;
	const unpackRow = createRowUnpacker(header, chunks, convertWide);
	const parts = chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data);
	const compressed = parts.reduce((sum, { length }) => sum + length, 0);
	if (unpackRow === null) throw new EditorError("damaged-image");
	if (compressed * MAX_RATIO < layout.inflatedBytes) throw new EditorError("damaged-image", { reason: WRONG_LENGTH });

	const { width, height, origin, stepX, stepY } = uprightPlacement(header, readExifOrientation(findExif(chunks)));
	const pixels = new Uint32Array(width * height);
	const rows = new RowReader(layout, (row, pass, y) => {
		const start = origin + pass.left * stepX + (pass.top + y * pass.stepY) * stepY;
		unpackRow(row, pass.width, pixels, start, pass.stepX * stepX);
	});
	const isWhole = await inflateWith(parts, (piece) => rows.push(piece) && rows.surplus <= MAX_SURPLUS);
	if (rows.surplus > MAX_SURPLUS) throw new EditorError("damaged-image", { reason: WRONG_LENGTH });
	if (!isWhole || !rows.isComplete) throw new EditorError("damaged-image");

	if (depth < 16 && profile !== null) convertPixels(pixels, profile);
	const notes: SampleNote[] = [];
	if (depth === 16) notes.push("reduced-to-8-bit");
	if (profile !== null) notes.push("converted-profile");
	return { width, height, rgba: new Uint8Array(pixels.buffer), notes, isFileSound: rows.surplus === 0 };
}

export function findExif(chunks: readonly PngChunk[]): Uint8Array | undefined {
	return chunks.find(({ type }) => type === "eXIf")?.data;
}

const PIXEL_CHUNKS = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);
const COLOUR_CHUNKS = new Set(["cICP", "iCCP", "sRGB", "gAMA", "cHRM", "sBIT"]);

/** The file with its pixels only: no profile, text, location, date or further frames. */
export function keepPixelChunks(chunks: readonly PngChunk[]): Uint8Array<ArrayBuffer> {
	return writePng(chunks.filter(({ type }) => PIXEL_CHUNKS.has(type)));
}

/** The file with its pixels and colour chunks, without its orientation. */
export function keepPixelAndColourChunks(chunks: readonly PngChunk[]): Uint8Array<ArrayBuffer> {
	return writePng(chunks.filter(({ type }) => PIXEL_CHUNKS.has(type) || COLOUR_CHUNKS.has(type)));
}
