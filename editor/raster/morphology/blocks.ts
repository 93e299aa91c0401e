// Applies neighbourhood operations block by block. Each block of tiles is copied, with the pixels around it that it
// depends on, into one flat window, so that the result equals that of one array over the whole picture and tile borders
// cannot show. Blocks whose window has a single value are not computed pixel by pixel.
import {
	type Coverage,
	collapseTile,
	type Rect,
	type Size,
	TILE_AREA,
	TILE_SIZE,
	type Tile,
	tileAt,
	tileColumns,
	tileRect,
	tileRows,
	tilesInRect,
	withTiles,
} from "../coverage";
import type { CoverageSteps, Steps } from "../steps";

export interface BlockWindow extends Size {
	/** Row by row, at the start of a buffer of whole 32-bit words. The operation may overwrite it. */
	readonly values: Uint8Array<ArrayBuffer>;
	/** The number of pixels by which the window extends beyond its block on each side. */
	readonly reach: number;
}

/** The position of a block's values in an array. */
export interface BlockValues {
	readonly values: Uint8Array;
	readonly start: number;
	readonly stride: number;
}

export interface BlockOperation {
	/** The largest distance, in x or in y, of a pixel that a result depends on. */
	readonly reach: number;
	/** The values outside the picture: a constant, or the outermost pixels repeated. */
	readonly outside: number | "edge";
	/** The result for a window of a single value. */
	uniform(value: number): number;
	apply(window: BlockWindow): Steps<BlockValues>;
}

/** The side of a block in tiles. Larger blocks spend less on overlapping windows, smaller ones can be skipped more often. */
function blockTiles(reach: number): number {
	if (reach <= 16) return 1;
	return reach <= 64 ? 2 : 4;
}

export function* mapBlocks(coverage: Coverage, operation: BlockOperation): CoverageSteps {
	const { reach } = operation;
	const side = blockTiles(reach);
	const columns = tileColumns(coverage);
	const rows = tileRows(coverage);
	// Rounded up to whole 32-bit words.
	const values = new Uint8Array(((side * TILE_SIZE + 2 * reach) ** 2 + 3) & ~3);
	const changes: Record<number, Tile> = {};
	for (let tileY = 0; tileY < rows; tileY += side) {
		for (let tileX = 0; tileX < columns; tileX += side) {
			const block: Rect = {
				left: tileX * TILE_SIZE,
				top: tileY * TILE_SIZE,
				right: Math.min((tileX + side) * TILE_SIZE, coverage.width),
				bottom: Math.min((tileY + side) * TILE_SIZE, coverage.height),
			};
			const keys = tilesInRect(coverage, block);
			const around = {
				left: block.left - reach,
				top: block.top - reach,
				right: block.right + reach,
				bottom: block.bottom + reach,
			};
			const uniform = uniformTileValue(coverage, around);
			if (uniform !== null) {
				for (const key of keys) changes[key] = operation.uniform(uniform);
				continue;
			}
			const width = around.right - around.left;
			const height = around.bottom - around.top;
			readWindow(coverage, around, operation.outside, values);
			yield;
			const result = yield* operation.apply({ values: values.subarray(0, width * height), width, height, reach });
			for (const key of keys) {
				changes[key] = cutTile(coverage, key, block, result);
				yield;
			}
		}
	}
	return withTiles(coverage, changes);
}

/** Returns the value of all tiles that intersect a rectangle if they are uniform and equal. */
function uniformTileValue(coverage: Coverage, rect: Rect): number | null {
	let value: number | null = null;
	for (const key of tilesInRect(coverage, rect)) {
		const tile = tileAt(coverage.tiles, key);
		if (typeof tile !== "number" || (value !== null && tile !== value)) return null;
		value = tile;
	}
	return value;
}

/** Copies a rectangle, which may extend beyond the picture, into `values`, row by row. */
export function readWindow(coverage: Coverage, rect: Rect, outside: number | "edge", values: Uint8Array): void {
	const stride = rect.right - rect.left;
	if (outside !== "edge") values.fill(outside, 0, stride * (rect.bottom - rect.top));
	for (const key of tilesInRect(coverage, rect)) {
		const tile = tileAt(coverage.tiles, key);
		const from = tileRect(coverage, key);
		const left = Math.max(from.left, rect.left);
		const right = Math.min(from.right, rect.right);
		for (let y = Math.max(from.top, rect.top); y < Math.min(from.bottom, rect.bottom); y++) {
			const to = (y - rect.top) * stride + left - rect.left;
			if (typeof tile === "number") {
				values.fill(tile, to, to + right - left);
				continue;
			}
			const row = (y - from.top) * TILE_SIZE - from.left;
			values.set(tile.subarray(row + left, row + right), to);
		}
	}
	if (outside === "edge") repeatEdges(coverage, rect, values);
}

function repeatEdges(size: Size, rect: Rect, values: Uint8Array): void {
	const stride = rect.right - rect.left;
	const rows = rect.bottom - rect.top;
	const firstX = Math.max(0, -rect.left);
	const endX = Math.min(stride, size.width - rect.left);
	const firstY = Math.max(0, -rect.top);
	const endY = Math.min(rows, size.height - rect.top);
	for (let y = firstY; y < endY; y++) {
		const row = y * stride;
		values.fill(values[row + firstX] as number, row, row + firstX);
		values.fill(values[row + endX - 1] as number, row + endX, row + stride);
	}
	for (let y = 0; y < firstY; y++) values.copyWithin(y * stride, firstY * stride, (firstY + 1) * stride);
	for (let y = endY; y < rows; y++) values.copyWithin(y * stride, (endY - 1) * stride, endY * stride);
}

function cutTile(size: Size, key: number, block: Rect, { values, start, stride }: BlockValues): Tile {
	const { left, top, right, bottom } = tileRect(size, key);
	const bytes = new Uint8Array(TILE_AREA);
	for (let y = top; y < bottom; y++) {
		const from = start + (y - block.top) * stride + left - block.left;
		bytes.set(values.subarray(from, from + right - left), (y - top) * TILE_SIZE);
	}
	return collapseTile(size, key, bytes);
}
