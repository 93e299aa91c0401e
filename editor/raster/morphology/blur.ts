// An approximation of a Gaussian blur by three box filters in sequence, along rows and then along columns. The radii of
// the boxes add up to the reach, so that no pixel further away contributes. Sums are integers, rounded once per
// direction, so that every browser gives the same result.

import type { Steps } from "../steps";
import type { BlockWindow } from "./blocks";

/** The result is in units of 1/256 of a coverage level. */
export const BLUR_SCALE = 256;

const PIXELS_PER_STEP = 1 << 17;

/** The widths of the three boxes. */
export function boxWidths(reach: number): readonly number[] {
	return [0, 1, 2].map((more) => 2 * Math.floor((reach + more) / 3) + 1);
}

/** The scale of coverage between the two passes: the largest that keeps the sums of the second pass within 31 bits. */
export function betweenScale(reach: number): number {
	let scale = BLUR_SCALE;
	while (255 * scale * boxArea(reach) > 0x7fffffff) scale /= 2;
	return scale;
}

function boxArea(reach: number): number {
	return boxWidths(reach).reduce((area, width) => area * width, 1);
}

/** Returns the blurred block, without the margin of the window, row by row. */
export function* blur({ values, width, height, reach }: BlockWindow): Steps<Uint16Array> {
	const between = betweenScale(reach);
	const area = boxArea(reach);
	const blockWidth = width - 2 * reach;
	const transposed = yield* blurRows(values, width, height, reach, between / area);
	return yield* blurRows(transposed, height, blockWidth, reach, BLUR_SCALE / between / area);
}

/** Blurs rows and returns the transposed result; rows become shorter by `reach` at both ends. */
function* blurRows(
	values: Uint8Array | Uint16Array,
	width: number,
	height: number,
	reach: number,
	share: number,
): Steps<Uint16Array> {
	const widths = boxWidths(reach);
	const length = width - 2 * reach;
	const transposed = new Uint16Array(length * height);
	const line = new Int32Array(width);
	const rowsPerStep = Math.ceil(PIXELS_PER_STEP / width);
	for (let y = 0; y < height; y++) {
		const start = y * width;
		const first = values[start] as number;
		let same = start + 1;
		while (same < start + width && values[same] === first) same++;
		if (same === start + width) {
			const value = (first * boxArea(reach) * share + 0.5) | 0;
			if (value !== 0) for (let to = y; to < transposed.length; to += height) transposed[to] = value;
			continue;
		}
		for (let x = 0; x < width; x++) line[x] = values[start + x] as number;
		let left = width;
		for (const box of widths) left = sumLine(line, left, box);
		for (let x = 0, to = y; x < length; x++, to += height) transposed[to] = ((line[x] as number) * share + 0.5) | 0;
		if (y % rowsPerStep === rowsPerStep - 1) yield;
	}
	yield;
	return transposed;
}

/** Replaces values by the sums of `box` neighbours, in place. Returns their number, `box - 1` less than before. */
function sumLine(line: Int32Array, length: number, box: number): number {
	if (box === 1) return length;
	const count = length - box + 1;
	let sum = 0;
	for (let x = 0; x < box - 1; x++) sum += line[x] as number;
	for (let x = 0; x < count; x++) {
		const leaving = line[x] as number;
		sum += line[x + box - 1] as number;
		line[x] = sum;
		sum -= leaving;
	}
	return count;
}
