// Rasterises polygons: coverage is the share of each pixel inside the polygon. Corners are rounded to 1/256 of a pixel
// and areas are summed as integers, so that the result does not depend on the browser or on the order of the edges.
// Winding is non-zero: an area enclosed twice in the same direction is inside, as expected of a lasso loop.
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
import type { CoverageSteps } from "./steps";

/** A corner in picture pixels. */
export interface Corner {
	readonly x: number;
	readonly y: number;
}

/** An edge from top to bottom. `direction` is -1 if it was drawn upwards. */
interface Edge {
	readonly x: number;
	readonly top: number;
	readonly bottom: number;
	readonly slope: number;
	readonly direction: number;
}

/** Corners are rounded to this fraction of a pixel. */
const GRID = 256;
/** The area of a pixel in the integer units of Cells. */
const PIXEL_AREA = 65536;
/** Coordinates are clamped to this, which is larger than any picture, so that sums stay exact. */
const MAX_COORDINATE = 1 << 20;

/** Rasterises a polygon. The last corner is joined to the first. */
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
	return Math.round(Math.min(MAX_COORDINATE, Math.max(-MAX_COORDINATE, value)) * GRID) / GRID;
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

/** The cells of one tile: the difference of the area inside the polygon between a pixel and the pixel to its left. */
class Cells {
	readonly areas = new Int32Array(TILE_AREA);
	/** For each row the half-open range of columns that may differ from 0. */
	readonly first = new Uint16Array(TILE_SIZE).fill(TILE_SIZE);
	readonly end = new Uint16Array(TILE_SIZE);

	add(row: number, column: number, area: number): void {
		const i = row * TILE_SIZE + column;
		this.areas[i] = (this.areas[i] as number) + area;
		if (column < (this.first[row] as number)) this.first[row] = column;
		if (column >= (this.end[row] as number)) this.end[row] = column + 1;
	}

	/**
	 * Writes the coverage of one row into `bytes`, which are 0, and clears the row. `inside` is the area carried over from
	 * the tile to the left; returns the area to carry over to the right.
	 */
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

/** Accumulates edges over one row of tiles. */
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
			this.#addSpan(row - bandTop, Math.min(fromX, toX), Math.max(fromX, toX), (to - from) * PIXEL_AREA, direction);
		}
	}

	/** Adds an edge within one row: all pixels to its right gain `area`, the pixels that it crosses gain a share. */
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

	/** Converts the accumulated differences into coverage tiles, from left to right, and clears them. */
	collect(tileRow: number, tiles: Record<number, Tile>): void {
		const columns = tileColumns(this.size);
		const rows = Math.min(TILE_SIZE, this.size.height - tileRow * TILE_SIZE);
		const inside = new Int32Array(rows);
		for (let column = 0; column < columns; column++) {
			const key = tileRow * columns + column;
			const cells = this.#cells[column];
			if (cells === undefined) {
				const tile = constantRowsTile(this.size, key, inside);
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

/** A tile that no edge crosses, in which every row has one value. */
function constantRowsTile(size: Size, key: number, inside: Int32Array): Tile {
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
	return (Math.min(PIXEL_AREA, Math.abs(area)) * 255 + PIXEL_AREA / 2) >> 16;
}

/** The share, 0 to 1, of the pixel ending at `end` that lies to the right of a straight edge from `left` to `right`. */
function shareRightOf(left: number, right: number, end: number): number {
	const width = right - left;
	if (width < 1 / 1024) return Math.min(1, Math.max(0, end - (left + right) / 2));
	return (rampSum(end - left) - rampSum(end - right)) / width;
}

/** The integral from 0 to `t` of a ramp that rises from 0 at 0 to 1 at 1 and stays there. */
function rampSum(t: number): number {
	if (t <= 0) return 0;
	return t < 1 ? (t * t) / 2 : t - 0.5;
}
