// Connected components of a coverage, found by joining horizontal runs. A row of a uniform tile is part of one run and
// costs no work per pixel.
import {
	type Coverage,
	collapseTile,
	TILE_SIZE,
	type Tile,
	tileAt,
	tileBytes,
	tileColumns,
	tileRect,
	withTiles,
} from "../coverage";
import type { CoverageSteps, Steps } from "../steps";

export interface AreaCriterion {
	/** Pixels from `lowest` to `highest`, both included, belong to an area. */
	readonly lowest: number;
	readonly highest: number;
	/** True if pixels that touch only at a corner are connected. */
	readonly isDiagonal: boolean;
}

export interface Area {
	readonly pixels: number;
	readonly touchesBorder: boolean;
	/** The highest coverage directly to the left or right of one of the area's runs. */
	readonly highestBeside: number;
}

/** Runs in row order, and the properties of the areas that they form. */
export interface Areas {
	readonly runs: Runs;
	/** Pixel counts by the index of an area's first run. */
	readonly pixels: Int32Array;
	/** By the index of an area's first run. Bit 8: touches the border. Bits 0-7: the highest coverage beside it. */
	readonly edges: Uint16Array;
}

const TOUCHES_BORDER = 256;

/** Runs as typed arrays of rows, starts, ends and parents. Parents form a union-find forest of areas. */
class Runs {
	#columns = Array.from({ length: 4 }, () => new Int32Array(1024));
	count = 0;

	get rows(): Int32Array {
		return this.#columns[0] as Int32Array;
	}
	get starts(): Int32Array {
		return this.#columns[1] as Int32Array;
	}
	get ends(): Int32Array {
		return this.#columns[2] as Int32Array;
	}
	get parents(): Int32Array {
		return this.#columns[3] as Int32Array;
	}

	push(row: number, start: number, end: number): void {
		if (this.count === this.rows.length) {
			this.#columns = this.#columns.map((column) => {
				const longer = new Int32Array(2 * column.length);
				longer.set(column);
				return longer;
			});
		}
		const run = this.count++;
		this.rows[run] = row;
		this.starts[run] = start;
		this.ends[run] = end;
		this.parents[run] = run;
	}

	rootOf(run: number): number {
		const { parents } = this;
		let root = run;
		while (parents[root] !== root) {
			const above = parents[root] as number;
			parents[root] = parents[above] as number;
			root = above;
		}
		return root;
	}

	join(a: number, b: number): void {
		const rootA = this.rootOf(a);
		const rootB = this.rootOf(b);
		// The first run of an area is its root.
		this.parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
	}
}

export function* findAreas(coverage: Coverage, criterion: AreaCriterion): Steps<Areas> {
	const runs = new Runs();
	let before = 0;
	let current = 0;
	for (let row = 0; row < coverage.height; row++) {
		scanRow(coverage, row, criterion, runs);
		joinRows(runs, before, current, criterion.isDiagonal ? 1 : 0);
		before = current;
		current = runs.count;
		if (row % 32 === 31) yield;
	}
	const pixels = new Int32Array(runs.count);
	const edges = new Uint16Array(runs.count);
	for (let run = 0; run < runs.count; run++) {
		const root = runs.rootOf(run);
		const row = runs.rows[run] as number;
		const start = runs.starts[run] as number;
		const end = runs.ends[run] as number;
		pixels[root] = (pixels[root] as number) + end - start;
		const beside = Math.max(pixelAt(coverage, start - 1, row), pixelAt(coverage, end, row));
		const known = edges[root] as number;
		const isAtBorder = row === 0 || row === coverage.height - 1 || start === 0 || end === coverage.width;
		edges[root] = Math.max(known & 255, beside) | (known & TOUCHES_BORDER) | (isAtBorder ? TOUCHES_BORDER : 0);
		if (run % 16384 === 16383) yield;
	}
	return { runs, pixels, edges };
}

function pixelAt(coverage: Coverage, x: number, y: number): number {
	if (x < 0 || x >= coverage.width) return 0;
	const tile = tileAt(coverage.tiles, (y >> 8) * tileColumns(coverage) + (x >> 8));
	return typeof tile === "number" ? tile : (tile[((y & 255) << 8) | (x & 255)] as number);
}

function scanRow(coverage: Coverage, row: number, { lowest, highest }: AreaCriterion, runs: Runs): void {
	const columns = tileColumns(coverage);
	const firstKey = Math.floor(row / TILE_SIZE) * columns;
	const offset = (row % TILE_SIZE) * TILE_SIZE;
	let start = -1;
	for (let column = 0; column < columns; column++) {
		const tile = tileAt(coverage.tiles, firstKey + column);
		const left = column * TILE_SIZE;
		if (typeof tile === "number") {
			const isIn = tile >= lowest && tile <= highest;
			if (isIn && start < 0) start = left;
			if (!isIn && start >= 0) {
				runs.push(row, start, left);
				start = -1;
			}
			continue;
		}
		const width = Math.min(TILE_SIZE, coverage.width - left);
		for (let x = 0; x < width; x++) {
			const value = tile[offset + x] as number;
			if (value >= lowest && value <= highest) {
				if (start < 0) start = left + x;
			} else if (start >= 0) {
				runs.push(row, start, left + x);
				start = -1;
			}
		}
	}
	if (start >= 0) runs.push(row, start, coverage.width);
}

/** Joins runs of this row, from index `current`, with those of the row above, from `before`, at most `slack` px apart. */
function joinRows(runs: Runs, before: number, current: number, slack: number): void {
	const { starts, ends } = runs;
	let above = before;
	for (let run = current; run < runs.count; run++) {
		const start = (starts[run] as number) - slack;
		const end = (ends[run] as number) + slack;
		while (above < current && (ends[above] as number) <= start) above++;
		for (let other = above; other < current && (starts[other] as number) < end; other++) runs.join(run, other);
	}
}

/** Clamps the pixels of each area to the limits that `change` returns; null leaves the area unchanged. */
export function* limitAreas(
	coverage: Coverage,
	{ runs, pixels, edges }: Areas,
	change: (area: Area) => { readonly atLeast: number; readonly atMost: number } | null,
): CoverageSteps {
	const columns = tileColumns(coverage);
	const changes: Record<number, Tile> = {};
	let owned = new Map<number, Uint8Array<ArrayBuffer>>();
	let tileRow = 0;
	const finishTiles = () => {
		for (const [key, bytes] of owned) changes[key] = collapseTile(coverage, key, bytes);
		owned = new Map();
	};
	for (let run = 0; run < runs.count; run++) {
		if (run % 8192 === 8191) yield;
		const root = runs.rootOf(run);
		const edge = edges[root] as number;
		const touchesBorder = (edge & TOUCHES_BORDER) !== 0;
		const limits = change({ pixels: pixels[root] as number, touchesBorder, highestBeside: edge & 255 });
		if (limits === null) continue;
		const { atLeast, atMost } = limits;
		const row = runs.rows[run] as number;
		if (row >= (tileRow + 1) * TILE_SIZE) {
			finishTiles();
			tileRow = Math.floor(row / TILE_SIZE);
			yield;
		}
		const end = runs.ends[run] as number;
		for (let left = runs.starts[run] as number; left < end; ) {
			const key = tileRow * columns + Math.floor(left / TILE_SIZE);
			const bytes = owned.get(key) ?? tileBytes(coverage, coverage.tiles, key);
			owned.set(key, bytes);
			const rect = tileRect(coverage, key);
			const right = Math.min(end, rect.right);
			const offset = (row - rect.top) * TILE_SIZE - rect.left;
			for (let i = offset + left; i < offset + right; i++) {
				bytes[i] = Math.min(atMost, Math.max(atLeast, bytes[i] as number));
			}
			left = right;
		}
	}
	finishTiles();
	return withTiles(coverage, changes);
}
