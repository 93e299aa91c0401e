// Polygons as coverage: how much of each pixel lies inside. Corners are rounded to 1/256 of a pixel, areas are summed as
// whole numbers: sums, products and quotients only, in no order that could matter. What a line crosses twice in the
// same direction is inside, as people mean it who close a loop with the lasso.
import {
	type Coverage,
	collapseTile,
	type Size,
	TILE_AREA,
	TILE_SIZE,
	type Tile,
	tileColumns,
	tileRows,
} from "./coverage";
import type { CoverageSteps } from "./morphology";

/** In picture pixels. */
export interface Corner {
	readonly x: number;
	readonly y: number;
}

/** From top to bottom; `direction` is -1 where it was drawn upwards. */
interface Edge {
	readonly x: number;
	readonly top: number;
	readonly bottom: number;
	readonly slope: number;
	readonly direction: number;
}

const GRID = 256;
/** A pixel's whole area. */
const WHOLE = 65536;
/** Further away than any picture reaches; keeps sums exact. */
const FAR = 1 << 20;

/** The last corner is joined to the first. */
export function* polygonCoverage(size: Size, corners: readonly Corner[]): CoverageSteps {
	const edges = edgesOf(corners);
	const band = new Band(size);
	const tiles: Record<number, Tile> = {};
	for (let row = 0; row < tileRows(size); row++) {
		const top = row * TILE_SIZE;
		const bottom = Math.min(top + TILE_SIZE, size.height);
		const crossing = edges.filter((edge) => edge.top < bottom && edge.bottom > top);
		if (crossing.length === 0) continue;
		for (const edge of crossing) band.add(edge, top, bottom);
		band.collect(row, tiles);
		yield;
	}
	const coverage: Coverage = { width: size.width, height: size.height, tiles };
	return coverage;
}

function snap(value: number): number {
	return Math.round(Math.min(FAR, Math.max(-FAR, value)) * GRID) / GRID;
}

function edgesOf(corners: readonly Corner[]): readonly Edge[] {
	const edges: Edge[] = [];
	let from = corners.at(-1);
	for (const to of corners) {
		if (from !== undefined) {
			const [x0, y0, x1, y1] = [snap(from.x), snap(from.y), snap(to.x), snap(to.y)];
			const slope = (x1 - x0) / (y1 - y0);
			if (y0 < y1) edges.push({ x: x0, top: y0, bottom: y1, slope, direction: 1 });
			if (y0 > y1) edges.push({ x: x1, top: y1, bottom: y0, slope, direction: -1 });
		}
		from = to;
	}
	return edges;
}

/** A tile's cells: by how much the area inside changes from the pixel before to this one. */
class Cells {
	readonly areas = new Int32Array(TILE_AREA);
	/** By row, from where to where it may be other than 0; half-open. */
	readonly first = new Uint16Array(TILE_SIZE).fill(TILE_SIZE);
	readonly end = new Uint16Array(TILE_SIZE);

	add(row: number, column: number, area: number): void {
		const i = row * TILE_SIZE + column;
		this.areas[i] = (this.areas[i] as number) + area;
		if (column < (this.first[row] as number)) this.first[row] = column;
		if (column >= (this.end[row] as number)) this.end[row] = column + 1;
	}

	/** One row's coverage into `bytes`, which are 0, from left to right; returns what is inside after it. */
	takeRow(row: number, width: number, inside: number, bytes: Uint8Array): number {
		const start = row * TILE_SIZE;
		const first = Math.min(this.first[row] as number, width);
		const end = Math.min(this.end[row] as number, width);
		let sum = inside;
		if (sum !== 0) bytes.fill(coverageOf(sum), start, start + first);
		for (let i = start + first; i < start + end; i++) {
			sum += this.areas[i] as number;
			if (sum !== 0) bytes[i] = coverageOf(sum);
		}
		if (sum !== 0 && end > first) bytes.fill(coverageOf(sum), start + end, start + width);
		this.areas.fill(0, start + (this.first[row] as number), start + (this.end[row] as number));
		this.first[row] = TILE_SIZE;
		this.end[row] = 0;
		return sum;
	}
}

/** A row of tiles. */
class Band {
	readonly #cells: (Cells | undefined)[] = [];
	readonly #spare: Cells[] = [];

	constructor(readonly size: Size) {}

	add({ x, top, bottom, slope, direction }: Edge, bandTop: number, bandBottom: number): void {
		const lastRow = Math.min(Math.ceil(bottom), bandBottom);
		for (let row = Math.max(Math.floor(top), bandTop); row < lastRow; row++) {
			const from = Math.max(top, row);
			const to = Math.min(bottom, row + 1);
			const fromX = x + (from - top) * slope;
			const toX = x + (to - top) * slope;
			this.#addSpan(row - bandTop, Math.min(fromX, toX), Math.max(fromX, toX), (to - from) * WHOLE, direction);
		}
	}

	/** An edge within one row of pixels: everything to its right gains `area`, the pixels that it crosses a share of it. */
	#addSpan(row: number, left: number, right: number, area: number, direction: number): void {
		const first = Math.max(0, Math.floor(left));
		const last = Math.floor(right);
		const end = Math.min(Math.max(last + 1, first), this.size.width - 1);
		let before = 0;
		for (let column = first; column <= end; column++) {
			const inside = column > last ? area : Math.round(area * shareRightOf(left, right, column + 1));
			this.#addCell(row, column, (inside - before) * direction);
			before = inside;
		}
	}

	#addCell(row: number, column: number, area: number): void {
		const tile = Math.floor(column / TILE_SIZE);
		let cells = this.#cells[tile];
		if (cells === undefined) {
			cells = this.#spare.pop() ?? new Cells();
			this.#cells[tile] = cells;
		}
		cells.add(row, column % TILE_SIZE, area);
	}

	/** Turns changes into coverage, from left to right, and forgets them. */
	collect(tileRow: number, tiles: Record<number, Tile>): void {
		const columns = tileColumns(this.size);
		const rows = Math.min(TILE_SIZE, this.size.height - tileRow * TILE_SIZE);
		const inside = new Int32Array(rows);
		for (let column = 0; column < columns; column++) {
			const key = tileRow * columns + column;
			const cells = this.#cells[column];
			if (cells === undefined) {
				const tile = levelTile(this.size, key, inside);
				if (tile !== 0) tiles[key] = tile;
				continue;
			}
			const width = Math.min(TILE_SIZE, this.size.width - column * TILE_SIZE);
			const bytes = new Uint8Array(TILE_AREA);
			for (let row = 0; row < rows; row++) {
				inside[row] = cells.takeRow(row, width, inside[row] as number, bytes);
			}
			const tile = collapseTile(this.size, key, bytes);
			if (tile !== 0) tiles[key] = tile;
			this.#spare.push(cells);
			this.#cells[column] = undefined;
		}
	}
}

/** A tile that no edge crosses: each row has one value. */
function levelTile(size: Size, key: number, inside: Int32Array): Tile {
	const first = inside[0] as number;
	if (inside.every((area) => area === first)) return coverageOf(first);
	const width = Math.min(TILE_SIZE, size.width - (key % tileColumns(size)) * TILE_SIZE);
	const bytes = new Uint8Array(TILE_AREA);
	inside.forEach((area, row) => {
		bytes.fill(coverageOf(area), row * TILE_SIZE, row * TILE_SIZE + width);
	});
	return collapseTile(size, key, bytes);
}

function coverageOf(area: number): number {
	return (Math.min(WHOLE, Math.abs(area)) * 255 + WHOLE / 2) >> 16;
}

/** How much of the pixel that ends at `end` lies to the right of an edge that runs evenly from `left` to `right`, 0 to 1. */
function shareRightOf(left: number, right: number, end: number): number {
	const width = right - left;
	if (width < 1 / 1024) return Math.min(1, Math.max(0, end - (left + right) / 2));
	return (rampSum(end - left) - rampSum(end - right)) / width;
}

/** The integral up to `t` of a ramp that rises from 0 at 0 to 1 at 1. */
function rampSum(t: number): number {
	if (t <= 0) return 0;
	return t < 1 ? (t * t) / 2 : t - 0.5;
}
