// PNG to straight RGBA8 without a canvas, which would change semi-transparent pixels. An untagged or sRGB file of up to
// 8 bits keeps its samples; 16 bits are rounded and other profiles converted, once.
import { EditorError } from "../../types";
import { readExifOrientation, uprightPlacement } from "../header/orientation";
import { createRowUnpacker, type Inflate, type PngChunk, pngLayout, RowReader, roundTo8Bit, writePng } from "../png";
import { inflate } from "../zlib/inflate";
import { convertPixels, create16BitConverter } from "./colour/conversion";
import type { ColourProfile } from "./colour/profile";
import { type PngFile, requirePngHeader } from "./inspectPicture";
import type { SampleNote, Samples } from "./samples";

/** Deflate unpacks a byte to this many at most. */
const MAX_RATIO = 1032;

/** After the last row; careless encoders leave a little. */
const MAX_SURPLUS = 65_536;

export interface DecodedPng extends Samples {
	/** Nothing in the file's compressed data that a stricter decoder could refuse. */
	readonly isFileSound: boolean;
}

/** Throws EditorError: damaged-image. Holds the picture once, and of the inflated data only a piece. */
export async function decodePngSamples(
	{ chunks }: PngFile,
	profile: ColourProfile | null,
	inflateBy: Inflate = inflate,
): Promise<DecodedPng> {
	const header = requirePngHeader(chunks);
	const { depth } = header;
	const layout = pngLayout(header);
	// Nothing else is read before the header is known to make sense.
	if (layout === null) throw new EditorError("damaged-image");
	const convertWide = depth === 16 && profile !== null ? create16BitConverter(profile) : roundTo8Bit;
	const spread = createRowUnpacker(header, chunks, convertWide);
	const parts = chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data);
	const compressed = parts.reduce((sum, { length }) => sum + length, 0);
	if (spread === null || compressed * MAX_RATIO < layout.inflatedBytes) {
		throw new EditorError("damaged-image");
	}

	const { width, height, origin, stepX, stepY } = uprightPlacement(header, readExifOrientation(findExif(chunks)));
	const pixels = new Uint32Array(width * height);
	const rows = new RowReader(layout, (row, pass, y) => {
		const start = origin + pass.left * stepX + (pass.top + y * pass.stepY) * stepY;
		spread(row, pass.width, pixels, start, pass.stepX * stepX);
	});
	const isWhole = await inflateBy(parts, (piece) => rows.push(piece) && rows.surplus <= MAX_SURPLUS);
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
const COLOUR_CHUNKS = new Set(["cICP", "iCCP", "sRGB", "gAMA", "cHRM"]);

/** The file without anything but its pixels: no profile, text, position, date or further frames. */
export function keepPixelChunks(chunks: readonly PngChunk[]): Uint8Array<ArrayBuffer> {
	return writePng(chunks.filter(({ type }) => PIXEL_CHUNKS.has(type)));
}

/** And with what says which colours its samples are; it lies as it is stored. */
export function keepPixelAndColourChunks(chunks: readonly PngChunk[]): Uint8Array<ArrayBuffer> {
	return writePng(chunks.filter(({ type }) => PIXEL_CHUNKS.has(type) || COLOUR_CHUNKS.has(type)));
}
