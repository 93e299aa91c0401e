// The mask that is sent: RGBA8 PNG of exactly the picture's size, white under alpha 0 (edit) and black under alpha 255
// (keep). Written from runs, which is fast and small for all but the most intricate masks; those are compressed with
// CompressionStream. The pixels are the same in every browser; the bytes of a compressed mask are not.
import type { Coverage, Steps } from "../../raster";
import { EDIT_PIXEL, encodeRunLengthMask, KEEP_PIXEL, MASK_PNG_OVERHEAD, maskRowBands, writeMaskPng } from "../png";
import { deflateWithin } from "../zlib/deflate";

/** The compressed file or, if it would be longer than the limit, null. */
type LimitedPng = Uint8Array<ArrayBuffer> | null;

/** At most `limit` bytes; null if neither way of writing fits, or if only runs are available and they do not fit. */
export function* encodeMaskPngWithin(
	editCoverage: Coverage,
	limit: number,
	signal?: AbortSignal,
): Steps<LimitedPng | Promise<LimitedPng>> {
	const stream = yield* encodeRunLengthMask(editCoverage, limit - MASK_PNG_OVERHEAD);
	if (stream !== null) return writeMaskPng(editCoverage, stream);
	return typeof CompressionStream === "undefined" ? null : compressMask(editCoverage, limit, signal);
}

async function compressMask(editCoverage: Coverage, limit: number, signal?: AbortSignal): Promise<LimitedPng> {
	const pieces = await deflateWithin(rowBatches(editCoverage), limit - MASK_PNG_OVERHEAD, signal);
	if (pieces === null) return null;
	const stream = new Uint8Array(await new Blob(pieces as Uint8Array<ArrayBuffer>[]).arrayBuffer());
	markAsCompressed(stream);
	return writeMaskPng(editCoverage, stream);
}

/**
 * Sets the zlib header to 32 KiB window, default compression. The level is informative (RFC 1950, 2.2) and differs
 * between browsers; `checkMaskPng` tells compressed masks from run-length masks, which say "fastest", by it.
 */
function markAsCompressed(stream: Uint8Array): void {
	if (stream[0] === 0x78) stream[1] = 0x9c;
}

/** In bytes. Compressing one takes a few milliseconds. */
const BATCH = 65_536;

/** The PNG's rows, each with filter type None. */
function* rowBatches(editCoverage: Coverage): Generator<Uint8Array<ArrayBuffer>> {
	const { width, height } = editCoverage;
	const rowBytes = 1 + 4 * width;
	const pixels = new Uint32Array(width);
	const pixelBytes = new Uint8Array(pixels.buffer);
	const rowsPerBatch = Math.max(1, Math.floor(BATCH / rowBytes));
	let batch = new Uint8Array(Math.min(rowsPerBatch, height) * rowBytes);
	let at = 0;
	let rowsLeft = height;
	for (const { flips, length, count } of maskRowBands(editCoverage)) {
		pixels.fill(KEEP_PIXEL);
		for (let i = 0; i < length; i += 2) {
			pixels.fill(EDIT_PIXEL, flips[i] as number, i + 1 < length ? (flips[i + 1] as number) : width);
		}
		for (let repeat = 0; repeat < count; repeat++) {
			batch.set(pixelBytes, at + 1);
			at += rowBytes;
			rowsLeft--;
			if (at < batch.length) continue;
			yield batch;
			batch = new Uint8Array(Math.min(rowsPerBatch, rowsLeft) * rowBytes);
			at = 0;
		}
	}
}
