// The mask that is sent: RGBA8 PNG of exactly the picture's size, white under alpha 0 (edit here) and black under
// alpha 255 (keep). Written from runs; the 4 bytes a pixel that it stands for are never laid out.
import { type Coverage, runToEnd, type Size, type Steps } from "../../raster";
import { writePng } from "./chunks";
import { deflateMask } from "./deflatedMask";
import { FixedDeflate } from "./fixedDeflate";
import { rowBands } from "./maskRows";

export const FILTER_UP = 2;

export function encodeMaskPng(editCoverage: Coverage): Uint8Array<ArrayBuffer> {
	return runToEnd(encodeMaskPngWithin(editCoverage, Number.POSITIVE_INFINITY)) as Uint8Array<ArrayBuffer>;
}

/**
 * At most `limit` bytes; null: it cannot be done. Runs are fast, and small but for the most intricate masks; those are
 * deflated, which takes seconds. The same bytes in every browser, either way.
 */
export function* encodeMaskPngWithin(editCoverage: Coverage, limit: number): Steps<Uint8Array<ArrayBuffer> | null> {
	const stream = (yield* runCodedMask(editCoverage, limit)) ?? (yield* deflateMask(editCoverage, limit));
	const png = stream && maskFile(editCoverage, stream);
	return png && png.length <= limit ? png : null;
}

function maskFile({ width, height }: Size, stream: Uint8Array): Uint8Array<ArrayBuffer> {
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

/** The rest of the file around the data. */
export const FRAME_BYTES = 57;

const ROWS_A_STEP = 256;

/**
 * With filter Up a row is what it changes about the row above, and the row above the first counts as transparent black.
 * Becoming edit adds (255, 255, 255, 1) modulo 256, becoming keep (1, 1, 1, 255); below the first row nothing else is.
 */
function* runCodedMask(editCoverage: Coverage, limit: number): Steps<Uint8Array | null> {
	const { width } = editCoverage;
	const deflate = new FixedDeflate();
	let above: number[] | null = null;
	let rows = 0;
	for (const { flips, length, count } of rowBands(editCoverage)) {
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
		if (rows % ROWS_A_STEP === 0) {
			if (deflate.length > limit) return null;
			yield;
		}
	}
	const stream = deflate.finish();
	return stream.length + FRAME_BYTES > limit ? null : stream;
}

function writeFirstRow(deflate: FixedDeflate, row: readonly number[], width: number): void {
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

/** Walks both rows' flips at once; between two of them the pixels either all change, one way, or none does. */
function writeChanges(deflate: FixedDeflate, above: readonly number[], row: readonly number[], width: number): void {
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
