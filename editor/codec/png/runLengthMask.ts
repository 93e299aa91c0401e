// Run-length coding of a mask: the compressed data of its PNG are written from runs of equal pixels, and the 4 bytes a
// pixel that they stand for are never laid out in memory.
import { type Coverage, runToEnd, type Size, type Steps } from "../../raster";
import { writePng } from "./chunks";
import { FixedHuffmanEncoder } from "./fixedHuffmanEncoder";
import { maskRowBands } from "./maskRows";

const FILTER_UP = 2;

/** The mask PNG whatever its length: RGBA8, white under alpha 0 (edit) and black under alpha 255 (keep). */
export function encodeMaskPng(editCoverage: Coverage): Uint8Array<ArrayBuffer> {
	const stream = runToEnd(encodeRunLengthMask(editCoverage, Number.POSITIVE_INFINITY));
	return writeMaskPng(editCoverage, stream as Uint8Array);
}

/** The length of a mask PNG without its compressed data: signature, IHDR, IEND and the frame of IDAT. */
export const MASK_PNG_OVERHEAD = 57;

export function writeMaskPng({ width, height }: Size, stream: Uint8Array): Uint8Array<ArrayBuffer> {
	const ihdr = new Uint8Array(13);
	const view = new DataView(ihdr.buffer);
	view.setUint32(0, width);
	view.setUint32(4, height);
	ihdr.set([8, 6, 0, 0, 0], 8);
	return writePng([
		{ type: "IHDR", data: ihdr },
		{ type: "IDAT", data: stream },
		{ type: "IEND", data: new Uint8Array(0) },
	]);
}

const ROWS_PER_STEP = 256;

/**
 * The zlib stream; null as soon as it is longer than `limit` bytes. With filter Up a row holds the differences to the
 * row above, where the row above the first counts as transparent black. Becoming edit adds (255, 255, 255, 1) modulo
 * 256, becoming keep (1, 1, 1, 255); all other differences below the first row are 0.
 */
export function* encodeRunLengthMask(editCoverage: Coverage, limit: number): Steps<Uint8Array | null> {
	const { width } = editCoverage;
	const deflate = new FixedHuffmanEncoder();
	let above: number[] | null = null;
	let rows = 0;
	for (const { flips, length, count } of maskRowBands(editCoverage)) {
		const row = Array.from(flips.subarray(0, length));
		deflate.literal(FILTER_UP);
		if (above === null) writeFirstRow(deflate, row, width);
		else writeChanges(deflate, above, row, width);
		for (let repeat = 1; repeat < count; repeat++) {
			deflate.literal(FILTER_UP);
			deflate.zeros(4 * width);
		}
		above = row;
		rows += count;
		if (rows % ROWS_PER_STEP === 0) {
			if (deflate.length > limit) return null;
			yield;
		}
	}
	const stream = deflate.finish();
	return stream.length > limit ? null : stream;
}

function writeFirstRow(deflate: FixedHuffmanEncoder, row: readonly number[], width: number): void {
	let x = 0;
	let isEdit = false;
	for (const flip of [...row, width]) {
		if (flip > x) {
			if (isEdit) deflate.pixels(255, 255, 255, 0, flip - x);
			else deflate.pixels(0, 0, 0, 255, flip - x);
		}
		x = flip;
		isEdit = !isEdit;
	}
}

/** Walks the flips of both rows at once. Between two flips either no pixel changes or all change in the same way. */
function writeChanges(
	deflate: FixedHuffmanEncoder,
	above: readonly number[],
	row: readonly number[],
	width: number,
): void {
	let a = 0;
	let r = 0;
	let x = 0;
	let zeroFrom = 0;
	while (x < width) {
		const wasEdit = a % 2 === 1;
		const isEdit = r % 2 === 1;
		const end = Math.min(above[a] ?? width, row[r] ?? width);
		if (wasEdit !== isEdit && end > x) {
			deflate.zeros(4 * (x - zeroFrom));
			if (isEdit) deflate.pixels(255, 255, 255, 1, end - x);
			else deflate.pixels(1, 1, 1, 255, end - x);
			zeroFrom = end;
		}
		if (end === width) break;
		if (above[a] === end) a++;
		if (row[r] === end) r++;
		x = end;
	}
	deflate.zeros(4 * (width - zeroFrom));
}
