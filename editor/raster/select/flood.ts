// Flood fill by runs over any test of pixels: each pixel is tested a bounded number of times, and no row is visited twice from
// the same side. It knows neither colours nor masks.
import { type Size, TILE_SIZE, tileColumns, tileCount } from "../coverage";
import type { Steps } from "../steps";

/** Values of a pixel in the plane of a flood. */
export const UNSEEN = 0;
/** Beside the selected area, and refused. */
export const REFUSED = 1;
export const SELECTED = 255;

/** Finds runs among the pixels that are not selected yet. Indices count row by row; `end` lies behind the last pixel. */
export interface FloodTest {
	/** The first pixel from `from` on that is not inside; `end` where all are. */
	endOfRun(from: number, end: number): number;
	/** The first pixel of the run that ends with `from`; `from + 1` where that one is not inside. */
	startOfRun(from: number, start: number): number;
	/** The first pixel from `from` on that is inside; `end` where none is. */
	nextInside(from: number, end: number): number;
}

export interface Flood extends Size {
	readonly plane: Uint8Array<ArrayBuffer>;
	/** By tile: TOUCHED where a pixel is selected, HAS_EDGE where one is refused. */
	readonly tiles: Uint8Array<ArrayBuffer>;
}

export const TOUCHED = 1;
export const HAS_EDGE = 2;

/** Rows between two yields. */
const PACE = 2048;

export function emptyFlood(size: Size): Flood {
	const { width, height } = size;
	return { width, height, plane: new Uint8Array(width * height), tiles: new Uint8Array(tileCount(size)) };
}

/** Marks a pixel as refused. */
export function refuse({ width, plane, tiles }: Flood, at: number): void {
	if (plane[at] === SELECTED) return;
	plane[at] = REFUSED;
	const y = Math.floor(at / width);
	const tile = Math.floor(y / TILE_SIZE) * Math.ceil(width / TILE_SIZE) + ((at - y * width) >> 8);
	tiles[tile] = (tiles[tile] as number) | HAS_EDGE;
}

/** Fills from a pixel through its four neighbours. Pixels that were selected or refused before stay. */
export function* floodFrom(flood: Flood, x: number, y: number, test: FloodTest): Steps<void> {
	const { width, height, plane, tiles } = flood;
	const columns = tileColumns(flood);
	// Spans of a filled row whose neighbour row, in the direction `dy`, is to be visited: y, left, right, dy.
	let stack = new Int32Array(4096);
	let depth = 0;
	const push = (row: number, left: number, right: number, dy: number): void => {
		if (row + dy < 0 || row + dy >= height) return;
		if (depth + 4 > stack.length) {
			const larger = new Int32Array(stack.length * 2);
			larger.set(stack);
			stack = larger;
		}
		stack[depth++] = row;
		stack[depth++] = left;
		stack[depth++] = right;
		stack[depth++] = dy;
	};
	const select = (row: number, left: number, end: number): void => {
		const start = row * width;
		plane.fill(SELECTED, start + left, start + end);
		const tileRow = (row >> 8) * columns;
		for (let tile = left >> 8; tile <= (end - 1) >> 8; tile++) {
			tiles[tileRow + tile] = (tiles[tileRow + tile] as number) | TOUCHED;
		}
		if (left > 0) refuse(flood, start + left - 1);
		if (end < width) refuse(flood, start + end);
	};
	const refuseAll = (row: number, left: number, end: number): void => {
		for (let at = row * width + left; at < row * width + end; at++) if (plane[at] === UNSEEN) refuse(flood, at);
	};

	push(y, x, x, 1);
	push(y + 1, x, x, -1);
	let count = 0;
	while (depth > 0) {
		depth -= 4;
		const dy = stack[depth + 3] as number;
		const row = (stack[depth] as number) + dy;
		const from = stack[depth + 1] as number;
		const to = stack[depth + 2] as number;
		const start = row * width;
		let left = test.startOfRun(start + from, start) - start;
		if (left > from) {
			left = test.nextInside(start + from, start + to + 1) - start;
			refuseAll(row, from, left);
		}
		while (left <= to) {
			const end = test.endOfRun(start + Math.max(left, from), start + width) - start;
			select(row, left, end);
			push(row, left, end - 1, dy);
			// Where the run reaches beyond the span, the row that it came from is to be visited too.
			if (left < from) push(row, left, from - 1, -dy);
			if (end > to + 1) push(row, to + 1, end - 1, -dy);
			if (end > to) break;
			left = test.nextInside(start + end, start + to + 1) - start;
			refuseAll(row, end, left);
		}
		if (++count % PACE === 0) yield;
	}
}
