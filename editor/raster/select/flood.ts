// Flood fill by runs over any test of pixels: each pixel is tested a bounded number of times, and no row is visited twice from
// the same side. It knows neither colours nor masks.
import { type Size, tileColumns, tileCount } from "../coverage";
import type { Steps } from "../steps";
import { bitPlane, fillBits } from "./bitPlane";

/**
 * Finds runs among the pixels that are not selected yet. Indices count row by row; `end` lies behind the last pixel. A flood
 * selects whole runs, so that of a run only its first pixel has to be looked up.
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
	/** The selected pixels, one bit each: a plane of bytes would take longer to fill than the colours to compare. */
	readonly selected: Int32Array<ArrayBuffer>;
	/** The number of selected pixels by tile. */
	readonly counts: Int32Array<ArrayBuffer>;
}

/** Spans between two yields. */
const PACE = 1 << 14;

export function emptyFlood(size: Size): Flood {
	const { width, height } = size;
	return { width, height, selected: bitPlane(size), counts: new Int32Array(tileCount(size)) };
}

/** Selects pixels of a row that are not selected yet. */
export function selectRun({ width, selected, counts }: Flood, columns: number, row: number, left: number, end: number) {
	fillBits(selected, row * width + left, row * width + end);
	const tileRow = (row >> 8) * columns;
	for (let x = left; x < end; ) {
		const next = Math.min(end, (x | 255) + 1);
		const tile = tileRow + (x >> 8);
		counts[tile] = (counts[tile] as number) + next - x;
		x = next;
	}
}

/** Fills from a pixel through its four neighbours. Pixels that were selected before stay. */
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
		const { test, flood } = this;
		const { width } = flood;
		const start = row * width;
		let left = test.startOfRun(start + from, start) - start;
		if (left > from) left = test.nextInside(start + from, start + to + 1) - start;
		while (left <= to) {
			const end = test.endOfRun(start + Math.max(left, from), start + width) - start;
			selectRun(flood, this.#columns, row, left, end);
			this.push(row, left, end - 1, dy);
			// If the run reaches beyond the span, the row that it came from is to be visited too.
			if (left < from) this.push(row, left, from - 1, -dy);
			if (end > to + 1) this.push(row, to + 1, end - 1, -dy);
			if (end > to) break;
			left = test.nextInside(start + end, start + to + 1) - start;
		}
	}
}
