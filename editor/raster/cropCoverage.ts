// Crops a coverage to a rectangle and moves it to the origin. Tiles of one value are handled without touching pixels.
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
	tileCount,
	tileRect,
	tilesInRect,
} from "./coverage";
import type { Steps } from "./steps";

/** Returns the part of a coverage inside `view`. Where `view` reaches beyond the coverage the result is 0. */
export function* cropCoverage(coverage: Coverage, view: Rect): Steps<Coverage> {
	const size = { width: view.right - view.left, height: view.bottom - view.top };
	if (view.left === 0 && view.top === 0 && size.width === coverage.width && size.height === coverage.height) {
		return coverage;
	}
	return yield* buildCoverage(size, (tile) => {
		const from = { left: tile.left + view.left, top: tile.top + view.top };
		const source = { ...from, right: tile.right + view.left, bottom: tile.bottom + view.top };
		return (
			uniformValue(coverage, source) ??
			((y, into) => readCoverageRow(coverage, source.top + y, source.left, source.right - source.left, into))
		);
	});
}

/** Writes row `y` of a tile, counted from the tile's top, into an array of zeros. */
export type WriteTileRow = (y: number, into: Uint8Array) => void;

export function* buildCoverage(size: Size, describe: (tile: Rect) => number | WriteTileRow): Steps<Coverage> {
	const tiles: Record<number, Tile> = {};
	for (let key = 0; key < tileCount(size); key++) {
		const rect = tileRect(size, key);
		const content = describe(rect);
		let tile: Tile;
		if (typeof content === "number") tile = content;
		else {
			const bytes = new Uint8Array(TILE_AREA);
			for (let y = 0; y < rect.bottom - rect.top; y++) {
				content(y, bytes.subarray(y * TILE_SIZE, y * TILE_SIZE + rect.right - rect.left));
			}
			tile = collapseTile(size, key, bytes);
			yield;
		}
		if (tile !== 0) tiles[key] = tile;
	}
	return { width: size.width, height: size.height, tiles };
}

/** Returns the value of every pixel in a rectangle; null when values differ or only comparing pixels could tell. */
export function uniformValue(coverage: Coverage, rect: Rect): number | null {
	const { left, top, right, bottom } = rect;
	const isInside = left >= 0 && top >= 0 && right <= coverage.width && bottom <= coverage.height;
	let value: number | null = isInside ? null : 0;
	for (const key of tilesInRect(coverage, rect)) {
		const tile = tileAt(coverage.tiles, key);
		if (typeof tile !== "number" || (value !== null && tile !== value)) return null;
		value = tile;
	}
	return value;
}

/** Overwrites `into` with `count` values starting at (left, y); values beyond the coverage are 0. */
export function readCoverageRow(coverage: Coverage, y: number, left: number, count: number, into: Uint8Array): void {
	into.fill(0, 0, count);
	if (y < 0 || y >= coverage.height) return;
	const tileRow = Math.floor(y / TILE_SIZE) * tileColumns(coverage);
	const inTile = (y % TILE_SIZE) * TILE_SIZE;
	const right = Math.min(coverage.width, left + count);
	for (let x = Math.max(0, left); x < right; ) {
		const column = Math.floor(x / TILE_SIZE);
		const end = Math.min(right, (column + 1) * TILE_SIZE);
		const tile = tileAt(coverage.tiles, tileRow + column);
		if (typeof tile === "number") into.fill(tile, x - left, end - left);
		else {
			const from = inTile + (x % TILE_SIZE);
			into.set(tile.subarray(from, from + end - x), x - left);
		}
		x = end;
	}
}
