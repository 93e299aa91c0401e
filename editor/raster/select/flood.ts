// Flood fill by runs over any test of pixels: each pixel is tested a bounded number of times, and no row is visited twice from
// the same side. It knows neither colours nor masks.
import { type Size, TILE_AREA, TILE_SIZE, tileColumns, tileCount, tileRect } from "../coverage";
import type { Steps } from "../steps";

/** Values of a pixel in the plane of a flood. */
export const UNSEEN = 0;
/** Beside the selected area, and refused. */
export const REFUSED = 1;
export const SELECTED = 255;

/**
 * Finds runs among the pixels that are not selected yet. Indices count row by row; `end` lies behind the last pixel. A flood
 * selects whole runs, so that of a run only its first pixel has to be looked up in the plane.
 */
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

/** Spans between two yields. */
const PACE = 1 << 14;

export function emptyFlood(size: Size): Flood {
	const { width, height } = size;
	return { width, height, plane: new Uint8Array(width * height), tiles: new Uint8Array(tileCount(size)) };
}

/** Fills from a pixel through its four neighbours. Pixels that were selected or refused before stay. */
export function* floodFrom(flood: Flood, x: number, y: number, test: FloodTest): Steps<void> {
	const spans = new Spans(flood, test);
	spans.push(y, x, x, 1);
	spans.push(y + 1, x, x, -1);
	while (!spans.advance(PACE)) yield;
}

/** Spans of filled rows whose neighbour row, in the direction `dy`, is to be visited. A class and no closures, for speed. */
class Spans {
	/** Row, left, right and dy of each span. */
	#stack = new Int32Array(1 << 14);
	#depth = 0;
	readonly #columns: number;

	constructor(
		readonly flood: Flood,
		readonly test: FloodTest,
	) {
		this.#columns = tileColumns(flood);
	}

	push(row: number, left: number, right: number, dy: number): void {
		if (row + dy < 0 || row + dy >= this.flood.height) return;
		const depth = this.#depth;
		if (depth === this.#stack.length) {
			const larger = new Int32Array(depth * 2);
			larger.set(this.#stack);
			this.#stack = larger;
		}
		const stack = this.#stack;
		stack[depth] = row;
		stack[depth + 1] = left;
		stack[depth + 2] = right;
		stack[depth + 3] = dy;
		this.#depth = depth + 4;
	}

	/** Visits up to `count` spans. Returns whether none is left. */
	advance(count: number): boolean {
		for (let i = 0; i < count; i++) {
			if (this.#depth === 0) return true;
			this.#depth -= 4;
			const stack = this.#stack;
			const depth = this.#depth;
			const dy = stack[depth + 3] as number;
			const row = (stack[depth] as number) + dy;
			this.#visit(row, stack[depth + 1] as number, stack[depth + 2] as number, dy);
		}
		return this.#depth === 0;
	}

	#visit(row: number, from: number, to: number, dy: number): void {
		const { test } = this;
		const { width } = this.flood;
		const start = row * width;
		let left = test.startOfRun(start + from, start) - start;
		if (left > from) {
			left = test.nextInside(start + from, start + to + 1) - start;
			this.#refuseAll(row, from, left);
		}
		while (left <= to) {
			const end = test.endOfRun(start + Math.max(left, from), start + width) - start;
			this.#select(row, left, end);
			this.push(row, left, end - 1, dy);
			// If the run reaches beyond the span, the row that it came from is to be visited too.
			if (left < from) this.push(row, left, from - 1, -dy);
			if (end > to + 1) this.push(row, to + 1, end - 1, -dy);
			if (end > to) break;
			left = test.nextInside(start + end, start + to + 1) - start;
			this.#refuseAll(row, end, left);
		}
	}

	#select(row: number, left: number, end: number): void {
		const { width, plane, tiles } = this.flood;
		const start = row * width;
		// Calling `fill` takes longer than setting a few bytes.
		if (end - left < 32) for (let at = start + left; at < start + end; at++) plane[at] = SELECTED;
		else plane.fill(SELECTED, start + left, start + end);
		const tileRow = (row >> 8) * this.#columns;
		for (let tile = left >> 8; tile <= (end - 1) >> 8; tile++) {
			tiles[tileRow + tile] = (tiles[tileRow + tile] as number) | TOUCHED;
		}
		if (left > 0) this.#refuse(row, left - 1);
		if (end < width) this.#refuse(row, end);
	}

	#refuseAll(row: number, left: number, end: number): void {
		for (let x = left; x < end; x++) this.#refuse(row, x);
	}

	#refuse(row: number, x: number): void {
		const { width, plane, tiles } = this.flood;
		const at = row * width + x;
		if (plane[at] === SELECTED) return;
		plane[at] = REFUSED;
		const tile = (row >> 8) * this.#columns + (x >> 8);
		tiles[tile] = (tiles[tile] as number) | HAS_EDGE;
	}
}

/** The plane's values in a tile, 0 outside the picture. */
export function copyFloodTile(flood: Flood, key: number): Uint8Array<ArrayBuffer> {
	const { left, top, right, bottom } = tileRect(flood, key);
	const bytes = new Uint8Array(TILE_AREA);
	for (let y = top; y < bottom; y++) {
		const start = y * flood.width;
		bytes.set(flood.plane.subarray(start + left, start + right), (y - top) * TILE_SIZE);
	}
	return bytes;
}

/** The refused pixels of a tile's bytes, as indices into them. Four pixels at a time are looked at: few are refused. */
export function refusedIn(bytes: Uint8Array<ArrayBuffer>): number[] {
	const words = new Int32Array(bytes.buffer);
	const found: number[] = [];
	for (let i = 0; i < words.length; i++) {
		const word = words[i];
		if (word === 0 || word === -1) continue;
		for (let at = 4 * i; at < 4 * i + 4; at++) if (bytes[at] === REFUSED) found.push(at);
	}
	return found;
}
