// Operations whose every pixel depends on its surroundings: the picture is worked through in blocks of tiles, each in a
// flat window that holds all that the block depends on. So tiles cannot show: a block's result is what one array over
// the whole picture would give. Surroundings of a single value take the short way.
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
	/** Row by row, at the start of a buffer of whole 32-bit words; the operation's own to write to. */
	readonly values: Uint8Array<ArrayBuffer>;
	/** How far the window reaches beyond its block on each side. */
	readonly reach: number;
}

/** The block's values, somewhere in an array. */
export interface BlockValues {
	readonly values: Uint8Array;
	readonly start: number;
	readonly stride: number;
}

export interface BlockOperation {
	/** A pixel's result depends on no pixel further away than this, in x or in y. */
	readonly reach: number;
	/** What lies around the picture: a value, or its outermost pixels repeated. */
	readonly outside: number | "edge";
	/** What surroundings of one value become. */
	uniform(value: number): number;
	apply(window: BlockWindow): Steps<BlockValues>;
}

/** In tiles a side. Larger blocks waste less on what they reach over, smaller ones skip more. */
function blockTiles(reach: number): number {
	if (reach <= 16) return 1;
	return reach <= 64 ? 2 : 4;
}

export function* mapBlocks(coverage: Coverage, operation: BlockOperation): CoverageSteps {
	const { reach } = operation;
	const side = blockTiles(reach);
	const columns = tileColumns(coverage);
	const rows = tileRows(coverage);
	// In whole words of four, whatever part of it a window takes.
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
			const only = uniformTileValue(coverage, around);
			if (only !== null) {
				for (const key of keys) changes[key] = operation.uniform(only);
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

/** The value that every pixel of the picture in this rectangle is known to have without looking at pixels. */
function uniformTileValue(coverage: Coverage, rect: Rect): number | null {
	let only: number | null = null;
	for (const key of tilesInRect(coverage, rect)) {
		const tile = tileAt(coverage.tiles, key);
		if (typeof tile !== "number" || (only !== null && tile !== only)) return null;
		only = tile;
	}
	return only;
}

/** Copies a rectangle, which may reach outside the picture, into `values`, row by row. */
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
