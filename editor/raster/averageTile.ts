// Downsampled copies of a coverage tile for display: each byte is the mean of a square of pixels.
import { TILE_SIZE } from "./coverage";
import { int32View } from "./packedBytes";

/** A pixel of level n is the mean of a square of 2^n × 2^n pixels. */
export const MAX_TILE_LEVEL = 3;

const WORDS_PER_ROW = TILE_SIZE / 4;
/** Selects every second byte of a word, so that two sums of 16 bits fit into one word. */
const LANES = 0x00ff00ff;

/** Returns (TILE_SIZE >> level)² bytes, row by row. `level` is 1 to MAX_TILE_LEVEL. */
export function averageTile(bytes: Uint8Array, level: number): Uint8Array<ArrayBuffer> {
	const words = int32View(bytes) ?? new Int32Array(bytes.slice().buffer);
	const side = TILE_SIZE >> level;
	const rows = 1 << level;
	const shift = 2 * level;
	const half = (1 << shift) >> 1;
	const averages = new Uint8Array(side * side);
	const sums = new Int32Array(WORDS_PER_ROW);
	for (let y = 0; y < side; y++) {
		sums.fill(0);
		const end = (y + 1) * rows * WORDS_PER_ROW;
		for (let start = y * rows * WORDS_PER_ROW; start < end; start += WORDS_PER_ROW) {
			for (let i = 0; i < WORDS_PER_ROW; i++) {
				const word = words[start + i] as number;
				sums[i] = (sums[i] as number) + (word & LANES) + ((word >>> 8) & LANES);
			}
		}
		let to = y * side;
		if (level === 1) {
			// The two halves of a sum are two pixels of the result.
			for (let i = 0; i < WORDS_PER_ROW; i++) {
				const sum = sums[i] as number;
				averages[to++] = ((sum & 0xffff) + half) >> shift;
				averages[to++] = ((sum >>> 16) + half) >> shift;
			}
			continue;
		}
		const step = rows >> 2;
		for (let i = 0; i < WORDS_PER_ROW; i += step) {
			let sum = half;
			for (let j = i; j < i + step; j++) sum += ((sums[j] as number) & 0xffff) + ((sums[j] as number) >>> 16);
			averages[to++] = sum >> shift;
		}
	}
	return averages;
}
