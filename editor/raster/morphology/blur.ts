// A blur like a Gaussian's: three boxes one after the other, along rows and then along columns, whose radii add up to
// the reach, so that nothing further away has a part in it. Sums are whole numbers, rounded once a direction, and so the
// same in every browser.

import type { Steps } from "../steps";
import type { BlockWindow } from "./blocks";

/** One in the result is 1/256 of a level of coverage. */
export const BLUR_SCALE = 256;

const PIXELS_A_SLICE = 1 << 17;

/** The widths of the boxes. */
export function boxWidths(reach: number): readonly number[] {
	return [0, 1, 2].map((more) => 2 * Math.floor((reach + more) / 3) + 1);
}

/** What a level of coverage counts for between rows and columns: as much as keeps the sums of columns within 31 bits. */
export function betweenScale(reach: number): number {
	let scale = BLUR_SCALE;
	while (255 * scale * boxArea(reach) > 0x7fffffff) scale /= 2;
	return scale;
}

function boxArea(reach: number): number {
	return boxWidths(reach).reduce((area, width) => area * width, 1);
}

/** The blurred block, without what the window reaches beyond it, row by row. */
export function* blur({ values, width, height, reach }: BlockWindow): Steps<Uint16Array> {
	const between = betweenScale(reach);
	const area = boxArea(reach);
	const blockWidth = width - 2 * reach;
	const upright = yield* blurRows(values, width, height, reach, between / area);
	return yield* blurRows(upright, height, blockWidth, reach, BLUR_SCALE / between / area);
}

/** Rows come out as columns, shorter by what was reached for at both ends. */
function* blurRows(
	values: Uint8Array | Uint16Array,
	width: number,
	height: number,
	reach: number,
	share: number,
): Steps<Uint16Array> {
	const widths = boxWidths(reach);
	const length = width - 2 * reach;
	const turned = new Uint16Array(length * height);
	const line = new Int32Array(width);
	const rowsASlice = Math.ceil(PIXELS_A_SLICE / width);
	for (let y = 0; y < height; y++) {
		const start = y * width;
		const first = values[start] as number;
		let same = start + 1;
		while (same < start + width && values[same] === first) same++;
		if (same === start + width) {
			const value = (first * boxArea(reach) * share + 0.5) | 0;
			if (value !== 0) for (let to = y; to < turned.length; to += height) turned[to] = value;
			continue;
		}
		for (let x = 0; x < width; x++) line[x] = values[start + x] as number;
		let left = width;
		for (const box of widths) left = sumLine(line, left, box);
		for (let x = 0, to = y; x < length; x++, to += height) turned[to] = ((line[x] as number) * share + 0.5) | 0;
		if (y % rowsASlice === rowsASlice - 1) yield;
	}
	yield;
	return turned;
}

/** In place: sums of `box` neighbours, of which there are `box - 1` fewer than values; returns how many. */
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
