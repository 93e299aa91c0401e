// Reads a mask PNG of our own making back before it leaves, by another way than it was written: chunks and checksums,
// then the deflate stream token by token into rows of runs, or inflated (by an inflater that is handed in) where it was
// deflated. It refuses everything that our writers do not write, so it is a check and not a decoder. What it returns is
// what a server will read: how many pixels have alpha 0.
import { Adler } from "./adler";
import { type PngHeader, readChunks, readHeader } from "./chunks";
import { EDIT_PIXEL, KEEP_PIXEL } from "./deflatedMask";
import { FixedTokens } from "./fixedTokens";
import { pngLayout } from "./layout";
import { RowReader } from "./rows";

const FILTER_UP = 2;

/**
 * Unpacks a zlib stream that lies in parts. `take` gets the next piece, valid during the call, and says whether more is
 * wanted. Resolves with whether the stream came to its end whole, its checksum included.
 */
export type Inflate = (parts: readonly Uint8Array[], take: (piece: Uint8Array) => boolean) => Promise<boolean>;

export interface CheckedMask {
	readonly width: number;
	readonly height: number;
	readonly editPixels: number;
}

export class MaskPngFault extends Error {}

export async function checkMaskPng(png: Uint8Array, inflate: Inflate): Promise<CheckedMask> {
	const chunks = readChunks(png);
	if (typeof chunks === "string") throw new MaskPngFault(chunks);
	const [ihdr, idat] = chunks;
	if (chunks.length !== 3 || ihdr === undefined || idat === undefined) throw new MaskPngFault("chunks");
	const header = readHeader(ihdr.data);
	const { width, height, depth, colourType, interlace } = header;
	if (depth !== 8 || colourType !== 6 || interlace !== 0) throw new MaskPngFault("not RGBA8");
	const isRunCoded = idat.data[0] === 0x78 && idat.data[1] === 0x01;
	const editPixels = isRunCoded
		? countAlphaZero(idat.data, width, height)
		: await countDeflated(idat.data, header, inflate);
	return { width, height, editPixels };
}

async function countDeflated(stream: Uint8Array, header: PngHeader, inflate: Inflate): Promise<number> {
	const layout = pngLayout(header);
	if (layout === null) throw new MaskPngFault("layout");
	let editPixels = 0;
	let hasOthers = false;
	const rows = new RowReader(layout, (row) => {
		for (const pixel of new Uint32Array(row.slice().buffer)) {
			if (pixel === EDIT_PIXEL) editPixels++;
			else if (pixel !== KEEP_PIXEL) hasOthers = true;
		}
	});
	const isWhole = await inflate([stream], (piece) => rows.push(piece) && rows.surplus === 0 && !hasOthers);
	if (hasOthers) throw new MaskPngFault("neither keep nor edit");
	if (!isWhole || !rows.isComplete) throw new MaskPngFault("deflate");
	return editPixels;
}

function countAlphaZero(stream: Uint8Array, width: number, height: number): number {
	const tokens = new FixedTokens(stream, 2);
	if (!tokens.isLastFixedBlock()) throw new MaskPngFault("block");
	const adler = new Adler();
	// Where the row read last changes between keep and edit; above the first row all is "keep".
	let flips: readonly number[] = [];
	let editPixels = 0;
	for (let y = 0; y < height; y++) {
		if (tokens.next() !== FILTER_UP) throw new MaskPngFault("filter");
		adler.addRepeated([FILTER_UP], 1);
		flips = applySpans(flips, readRow(tokens, adler, width, y === 0));
		for (let i = 0; i < flips.length; i += 2) editPixels += (flips[i + 1] ?? width) - (flips[i] ?? 0);
	}
	if (tokens.next() !== "end") throw new MaskPngFault("data after the last row");
	const at = tokens.byteAfter();
	const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
	if (at + 4 !== stream.length || view.getUint32(at) !== adler.value()) throw new MaskPngFault("Adler-32");
	return editPixels;
}

/** Pixels that a row changes about the row above: [from, to), all in one direction. */
interface Span {
	readonly from: number;
	readonly to: number;
	readonly becomesEdit: boolean;
}

function readRow(tokens: FixedTokens, adler: Adler, width: number, isFirst: boolean): Span[] {
	const spans: Span[] = [];
	const literal = () => {
		const token = tokens.next();
		if (typeof token !== "number") throw new MaskPngFault("half a pixel");
		return token;
	};
	// What a match repeats: one zero, or one pixel. The first row has no zeros of its own: it is written in full.
	let unit: readonly number[] = [];
	let at = 0;
	while (at < 4 * width) {
		const token = tokens.next();
		let count = 1;
		if (token === "end") throw new MaskPngFault("too short");
		if (typeof token === "number") {
			unit = token === 0 && !isFirst ? [0] : [token, literal(), literal(), literal()];
		} else {
			if (token.distance !== unit.length || token.length % unit.length !== 0) throw new MaskPngFault("match");
			count = token.length / unit.length;
		}
		adler.addRepeated(unit, count);
		const next = at + count * unit.length;
		const change = changeOf(unit, isFirst);
		if (change !== "none") spans.push({ from: at / 4, to: next / 4, becomesEdit: change === "edit" });
		at = next;
	}
	if (at !== 4 * width) throw new MaskPngFault("row length");
	return spans;
}

function changeOf(unit: readonly number[], isFirst: boolean): "none" | "edit" | "keep" {
	const bytes = unit.join();
	if (bytes === (isFirst ? "0,0,0,255" : "0")) return "none";
	if (bytes === (isFirst ? "255,255,255,0" : "255,255,255,1")) return "edit";
	if (bytes === "1,1,1,255" && !isFirst) return "keep";
	throw new MaskPngFault("neither keep nor edit");
}

/** A span may only turn what is the other thing: anything else would wrap an alpha to a third value. */
function applySpans(flips: readonly number[], spans: readonly Span[]): readonly number[] {
	if (spans.length === 0) return flips;
	let passed = 0;
	for (const { from, to, becomesEdit } of spans) {
		if (!Number.isInteger(from)) throw new MaskPngFault("alignment");
		while ((flips[passed] ?? Number.POSITIVE_INFINITY) <= from) passed++;
		const wasEdit = passed % 2 === 1;
		if (wasEdit === becomesEdit || (flips[passed] ?? to) < to) throw new MaskPngFault("turned twice");
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
