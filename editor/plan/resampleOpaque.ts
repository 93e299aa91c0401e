// Resamples opaque rows in integers, as Pillow does: it takes about half the time of floating-point numbers with an alpha
// channel, and differs from them by one level at most, where a value lies between two.
import type { Taps } from "./lanczos";

/** Fraction bits of the weights, and of a row between the two passes, which must fit 16 bits with the filter's overshoot. */
const WEIGHT_BITS = 14;
const ROW_BITS = 6;

const DROPPED_BITS = WEIGHT_BITS - ROW_BITS;
const LAST_BITS = WEIGHT_BITS + ROW_BITS;

export interface OpaqueSource {
	/** A pixel each, red in the lowest byte: RGBA8 in the memory of every platform of today. */
	readonly words: Int32Array;
	/** The index of the first pixel of input row `y`. */
	start(y: number): number;
}

/** Writes output row `y` as RGBA8. Rows are cheap if requested from top to bottom. */
export type WriteOpaqueRow = (y: number, into: Uint8Array, at: number) => void;

export function createOpaqueResampler({ words, start }: OpaqueSource, across: Taps, down: Taps): WriteOpaqueRow {
	const horizontal = { ...across, weights: fixedPoint(across) };
	const weights = fixedPoint(down);
	const sums = new Int32Array(across.first.length * 3);
	const rowCache = Array.from({ length: down.size }, () => ({ y: -1, row: new Int16Array(sums.length) }));

	function filteredRow(y: number): Int16Array {
		const slot = rowCache[y % rowCache.length] as (typeof rowCache)[number];
		if (slot.y !== y) {
			filterRow(words, start(y), horizontal, slot.row);
			slot.y = y;
		}
		return slot.row;
	}

	return (y, into, at) => {
		const first = down.first[y] as number;
		sums.fill(1 << (LAST_BITS - 1));
		for (let i = 0; i < down.size; i += 5) {
			// Beyond the last one it is added again, with the weight 0.
			const row = (k: number) => filteredRow(first + Math.min(i + k, down.size - 1));
			const weight = (k: number) => (i + k < down.size ? (weights[y * down.size + i + k] as number) : 0);
			const rows = [row(0), row(1), row(2), row(3), row(4)] as const;
			addRows(sums, rows, [weight(0), weight(1), weight(2), weight(3), weight(4)]);
		}
		writePixels(sums, new Uint8ClampedArray(into.buffer, into.byteOffset + at, across.first.length * 4));
	};
}

/** The weights of each output pixel add up to exactly 1, so that a flat area stays flat; the largest takes the rounding. */
function fixedPoint({ size, first, weights }: Taps): Int32Array {
	const fixed = new Int32Array(weights.length);
	for (let i = 0; i < fixed.length; i++) fixed[i] = Math.round((weights[i] as number) * (1 << WEIGHT_BITS));
	for (let out = 0; out < first.length; out++) {
		let largest = out * size;
		let rest = 1 << WEIGHT_BITS;
		for (let i = out * size; i < (out + 1) * size; i++) {
			rest -= fixed[i] as number;
			if ((fixed[i] as number) > (fixed[largest] as number)) largest = i;
		}
		fixed[largest] = (fixed[largest] as number) + rest;
	}
	return fixed;
}

function filterRow(words: Int32Array, start: number, { size, first, weights }: Taps<Int32Array>, into: Int16Array) {
	for (let out = 0, slot = 0, to = 0; out < first.length; out++, slot += size, to += 3) {
		const at = start + (first[out] as number);
		let red = 1 << (DROPPED_BITS - 1);
		let green = red;
		let blue = red;
		for (let i = 0; i < size; i++) {
			const weight = weights[slot + i] as number;
			const word = words[at + i] as number;
			red += Math.imul(weight, word & 255);
			green += Math.imul(weight, (word >> 8) & 255);
			blue += Math.imul(weight, (word >> 16) & 255);
		}
		into[to] = red >> DROPPED_BITS;
		into[to + 1] = green >> DROPPED_BITS;
		into[to + 2] = blue >> DROPPED_BITS;
	}
}

type Five<Item> = readonly [Item, Item, Item, Item, Item];

/** Five rows at a time, because reading and writing the sums is the main cost; a slight reduction has nine. */
function addRows(sums: Int32Array, [a, b, c, d, e]: Five<Int16Array>, weights: Five<number>): void {
	const [weightA, weightB, weightC, weightD, weightE] = weights;
	for (let i = 0; i < sums.length; i++) {
		sums[i] =
			(sums[i] as number) +
			Math.imul(weightA, a[i] as number) +
			Math.imul(weightB, b[i] as number) +
			Math.imul(weightC, c[i] as number) +
			Math.imul(weightD, d[i] as number) +
			Math.imul(weightE, e[i] as number);
	}
}

/** Negative lobes leave the range at hard edges; the array clamps. */
function writePixels(sums: Int32Array, into: Uint8ClampedArray): void {
	for (let i = 0, to = 0; i < sums.length; i += 3, to += 4) {
		into[to] = (sums[i] as number) >> LAST_BITS;
		into[to + 1] = (sums[i + 1] as number) >> LAST_BITS;
		into[to + 2] = (sums[i + 2] as number) >> LAST_BITS;
		into[to + 3] = 255;
	}
}
