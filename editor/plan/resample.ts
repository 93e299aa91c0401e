// Resamples images row by row: each input row is filtered once and kept only while output rows need it, so the memory
// is a few rows whatever the size of the image. Colours are premultiplied by alpha before and divided by it afterwards.
import type { Taps } from "./lanczos";

/** Writes input row `y` as premultiplied RGBA, 0 to 255 per channel, into an array as wide as the input. */
export type ReadRow = (y: number, into: Float32Array) => void;

/**
 * Returns output row `y` as premultiplied RGBA, 0 to 255 per channel, not clamped. The array is used again by the next call.
 * Only the pixels from `from` up to `to` need to be valid, if these are given.
 */
export type SampleRow = (y: number, from?: number, to?: number) => Float32Array;

export interface RowResampler {
	readonly premultiplied: SampleRow;
	/** Writes output row `y` as straight RGBA8. Rows are cheap if requested from top to bottom. */
	row(y: number, into: Uint8Array, at: number): void;
}

export function createRowResampler(
	inputWidth: number,
	readRow: ReadRow,
	horizontal: Taps,
	vertical: Taps,
): RowResampler {
	const outputWidth = horizontal.first.length;
	const input = new Float32Array(inputWidth * 4);
	const sums = new Float32Array(outputWidth * 4);
	const rowCache = Array.from({ length: vertical.size }, () => ({ y: -1, row: new Float32Array(outputWidth * 4) }));

	function filteredRow(y: number): Float32Array {
		const slot = rowCache[y % rowCache.length] as (typeof rowCache)[number];
		if (slot.y !== y) {
			readRow(y, input);
			filterRow(input, horizontal, slot.row);
			slot.y = y;
		}
		return slot.row;
	}

	function premultiplied(y: number): Float32Array {
		sums.fill(0);
		const first = vertical.first[y] as number;
		const slot = y * vertical.size;
		for (let i = 0; i < vertical.size; i += 2) {
			const weight = vertical.weights[slot + i] as number;
			const next = i + 1 < vertical.size ? (vertical.weights[slot + i + 1] as number) : 0;
			if (next !== 0) addRows(sums, filteredRow(first + i), weight, filteredRow(first + i + 1), next);
			else if (weight !== 0) addRows(sums, filteredRow(first + i), weight, sums, 0);
		}
		return sums;
	}

	return { premultiplied, row: (y, into, at) => writeStraight(premultiplied(y), into, at) };
}

function filterRow(input: Float32Array, { size, first, weights }: Taps, into: Float32Array): void {
	for (let out = 0, slot = 0; out < first.length; out++, slot += size) {
		let red = 0;
		let green = 0;
		let blue = 0;
		let alpha = 0;
		for (let i = 0, from = (first[out] as number) * 4; i < size; i++, from += 4) {
			const weight = weights[slot + i] as number;
			red += weight * (input[from] as number);
			green += weight * (input[from + 1] as number);
			blue += weight * (input[from + 2] as number);
			alpha += weight * (input[from + 3] as number);
		}
		into[out * 4] = red;
		into[out * 4 + 1] = green;
		into[out * 4 + 2] = blue;
		into[out * 4 + 3] = alpha;
	}
}

/** Adds two rows at a time, because reading and writing the sums is the main cost. */
function addRows(sums: Float32Array, a: Float32Array, weightA: number, b: Float32Array, weightB: number): void {
	for (let i = 0; i < sums.length; i++) {
		sums[i] = (sums[i] as number) + weightA * (a[i] as number) + weightB * (b[i] as number);
	}
}

/**
 * Negative lobes may leave the range at hard edges, so values are clamped; colours before they are divided by alpha.
 */
function writeStraight(premultiplied: Float32Array, into: Uint8Array, at: number): void {
	for (let i = 0; i < premultiplied.length; i += 4) {
		const alpha = clamp(premultiplied[i + 3] as number, 255);
		const opaque = (alpha + 0.5) | 0;
		const factor = opaque === 0 ? 0 : 255 / alpha;
		const to = at + i;
		into[to] = clamp(premultiplied[i] as number, alpha) * factor + 0.5;
		into[to + 1] = clamp(premultiplied[i + 1] as number, alpha) * factor + 0.5;
		into[to + 2] = clamp(premultiplied[i + 2] as number, alpha) * factor + 0.5;
		into[to + 3] = opaque;
	}
}

function clamp(value: number, highest: number): number {
	return value < 0 ? 0 : value > highest ? highest : value;
}

/** Premultiplies `count` straight RGBA8 pixels. */
export function premultiplyRow(from: Uint8Array, at: number, count: number, into: Float32Array, to: number): void {
	for (let i = 0; i < count * 4; i += 4) {
		const alpha = from[at + i + 3] as number;
		const factor = alpha / 255;
		into[to + i] = (from[at + i] as number) * factor;
		into[to + i + 1] = (from[at + i + 1] as number) * factor;
		into[to + i + 2] = (from[at + i + 2] as number) * factor;
		into[to + i + 3] = alpha;
	}
}
