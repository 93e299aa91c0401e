// Verifies a mask PNG before it is sent, independently of the encoders: chunks and checksums, then either the
// run-length stream token by token, or the inflated rows of a compressed stream. Throws at everything that our encoders
// do not write, so it is a check and not a decoder. Returns the number of pixels with alpha 0, as a server will read
// them.
import { Adler32 } from "./adler32";
import { type PngHeader, readChunks, readPngHeader } from "./chunks";
import { FixedHuffmanDecoder } from "./fixedHuffmanDecoder";
import { pngLayout } from "./layout";
import { EDIT_PIXEL, KEEP_PIXEL } from "./maskRows";
import { RowReader } from "./rowReader";

const FILTER_UP = 2;

/**
 * Inflates a zlib stream that is given in parts. `take` receives the next piece, valid during the call, and returns
 * false to stop. Resolves to true if the stream ended properly, its checksum included.
 */
export type Inflate = (parts: readonly Uint8Array[], take: (piece: Uint8Array) => boolean) => Promise<boolean>;

export interface CheckedMask {
	readonly width: number;
	readonly height: number;
	readonly editPixels: number;
}

export class MaskPngError extends Error {}

export async function checkMaskPng(png: Uint8Array, inflate: Inflate): Promise<CheckedMask> {
	const chunks = readChunks(png);
	if (typeof chunks === "string") throw new MaskPngError(chunks);
	const [ihdr, idat] = chunks;
	if (chunks.length !== 3 || ihdr === undefined || idat === undefined) throw new MaskPngError("chunks");
	const header = readPngHeader(ihdr.data);
	const { width, height, depth, colourType, interlace } = header;
	if (depth !== 8 || colourType !== 6 || interlace !== 0) throw new MaskPngError("not RGBA8");
	// FixedHuffmanEncoder writes this zlib header (fastest compression); compressed masks have another.
	const isRunLength = idat.data[0] === 0x78 && idat.data[1] === 0x01;
	const editPixels = isRunLength
		? countInRuns(idat.data, width, height)
		: await countInflated(idat.data, header, inflate);
	return { width, height, editPixels };
}

async function countInflated(stream: Uint8Array, header: PngHeader, inflate: Inflate): Promise<number> {
	const layout = pngLayout(header);
	if (layout === null) throw new MaskPngError("layout");
	let editPixels = 0;
	let hasOthers = false;
	const rows = new RowReader(layout, (row) => {
		for (const pixel of new Uint32Array(row.slice().buffer)) {
			if (pixel === EDIT_PIXEL) editPixels++;
			else if (pixel !== KEEP_PIXEL) hasOthers = true;
		}
	});
	const isWhole = await inflate([stream], (piece) => rows.push(piece) && rows.surplus === 0 && !hasOthers);
	if (hasOthers) throw new MaskPngError("neither keep nor edit");
	if (!isWhole || !rows.isComplete) throw new MaskPngError("deflate");
	return editPixels;
}

function countInRuns(stream: Uint8Array, width: number, height: number): number {
	const tokens = new FixedHuffmanDecoder(stream, 2);
	if (!tokens.isLastFixedBlock()) throw new MaskPngError("block");
	const adler = new Adler32();
	// The x at which the previous row changes between keep and edit; the row above the first is all keep.
	let flips: readonly number[] = [];
	let editPixels = 0;
	for (let y = 0; y < height; y++) {
		if (tokens.next() !== FILTER_UP) throw new MaskPngError("filter");
		adler.addRepeated([FILTER_UP], 1);
		flips = applySpans(flips, readRow(tokens, adler, width, y === 0));
		for (let i = 0; i < flips.length; i += 2) editPixels += (flips[i + 1] ?? width) - (flips[i] ?? 0);
	}
	if (tokens.next() !== "end") throw new MaskPngError("data after the last row");
	const at = tokens.byteAfter();
	const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
	if (at + 4 !== stream.length || view.getUint32(at) !== adler.value()) throw new MaskPngError("Adler-32");
	return editPixels;
}

/** Pixels from `from` to before `to` that differ from the row above, all in the same way. */
interface Span {
	readonly from: number;
	readonly to: number;
	readonly becomesEdit: boolean;
}

function readRow(tokens: FixedHuffmanDecoder, adler: Adler32, width: number, isFirst: boolean): Span[] {
	const spans: Span[] = [];
	const literal = () => {
		const token = tokens.next();
		if (typeof token !== "number") throw new MaskPngError("half a pixel");
		return token;
	};
	// The unit that a match repeats: one zero or one pixel. The first row is written in full, so it has no zeros.
	let unit: readonly number[] = [];
	let at = 0;
	while (at < 4 * width) {
		const token = tokens.next();
		let count = 1;
		if (token === "end") throw new MaskPngError("too short");
		if (typeof token === "number") {
			unit = token === 0 && !isFirst ? [0] : [token, literal(), literal(), literal()];
		} else {
			if (token.distance !== unit.length || token.length % unit.length !== 0) throw new MaskPngError("match");
			count = token.length / unit.length;
		}
		adler.addRepeated(unit, count);
		const next = at + count * unit.length;
		const change = changeOf(unit, isFirst);
		if (change !== "none") spans.push({ from: at / 4, to: next / 4, becomesEdit: change === "edit" });
		at = next;
	}
	if (at !== 4 * width) throw new MaskPngError("row length");
	return spans;
}

function changeOf(unit: readonly number[], isFirst: boolean): "none" | "edit" | "keep" {
	const bytes = unit.join();
	if (bytes === (isFirst ? "0,0,0,255" : "0")) return "none";
	if (bytes === (isFirst ? "255,255,255,0" : "255,255,255,1")) return "edit";
	if (bytes === "1,1,1,255" && !isFirst) return "keep";
	throw new MaskPngError("neither keep nor edit");
}

/** A span may only change pixels that are still the opposite: anything else would wrap alpha to a third value. */
function applySpans(flips: readonly number[], spans: readonly Span[]): readonly number[] {
	if (spans.length === 0) return flips;
	let passed = 0;
	for (const { from, to, becomesEdit } of spans) {
		if (!Number.isInteger(from)) throw new MaskPngError("alignment");
		while ((flips[passed] ?? Number.POSITIVE_INFINITY) <= from) passed++;
		const wasEdit = passed % 2 === 1;
		if (wasEdit === becomesEdit || (flips[passed] ?? to) < to) throw new MaskPngError("turned twice");
	}
	const ends = spans.flatMap(({ from, to }) => [from, to]);
	const merged = [...flips, ...ends].sort((a, b) => a - b);
	const kept: number[] = [];
	for (const x of merged) {
		if (kept.at(-1) === x) kept.pop();
		else kept.push(x);
	}
	return kept;
}
