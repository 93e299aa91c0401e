// Coverage seen through a rectangle, moved and cut. Tiles whose whole area has one value cost nothing however many pixels
// that is.
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

/** The part of a coverage under a rectangle, which may reach beyond it: there it is 0. */
export function* cropCoverage(coverage: Coverage, view: Rect): Steps<Coverage> {
	const size = { width: view.right - view.left, height: view.bottom - view.top };
	if (view.left === 0 && view.top === 0 && size.width === coverage.width && size.height === coverage.height) {
		return coverage;
	}
	return yield* buildCoverage(size, (tile) => {
		const from = { left: tile.left + view.left, top: tile.top + view.top };
		const under = { ...from, right: tile.right + view.left, bottom: tile.bottom + view.top };
		return (
			uniformValue(coverage, under) ??
			((y, into) => readCoverageRow(coverage, under.top + y, under.left, under.right - under.left, into))
		);
	});
}

/** Writes row `y` of a tile, counted from the tile's top, into zeros. */
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

/** The one value under a rectangle; null when there are several, or when that takes more than a look at the tiles. */
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

/** `count` values from (left, y) on into zeros, or what is there is overwritten; 0 beyond the coverage. */
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
