// Coverage seen through a rectangle: moved, cut, or brought to another scale. Tiles whose whole area has one value cost
// nothing however many pixels that is.
import {
	type Coverage,
	collapseTile,
	EDIT_THRESHOLD,
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
} from "../raster";
import { containsRect, rectOf, sizeOf } from "./rects";
import type { Steps } from "./steps";

/** The part of a coverage under a rectangle, which may reach beyond it: there it is 0. */
export function* coverageUnder(coverage: Coverage, view: Rect): Steps<Coverage> {
	const size = sizeOf(view);
	if (view.left === 0 && view.top === 0 && size.width === coverage.width && size.height === coverage.height) {
		return coverage;
	}
	return yield* buildCoverage(size, (tile) => {
		const from = { left: tile.left + view.left, top: tile.top + view.top };
		const under = { ...from, right: tile.right + view.left, bottom: tile.bottom + view.top };
		return (
			uniformValue(coverage, under) ??
			((y, into) => readRow(coverage, under.top + y, under.left, under.right - under.left, into))
		);
	});
}

/**
 * A rectangle of a coverage, scaled to `content` pixels in the upper left of `size`; 0 in the rest. Only 0 and 255: a
 * pixel is edited when any pixel that it stands for is at or above the threshold.
 */
export function* scaledEditArea(coverage: Coverage, source: Rect, content: Size, size: Size): Steps<Coverage> {
	const columns = footprints(source.right - source.left, content.width);
	const rows = footprints(source.bottom - source.top, content.height);
	const row = new Uint8Array(source.right - source.left);
	return yield* buildCoverage(size, (tile) => {
		const right = Math.min(tile.right, content.width);
		const bottom = Math.min(tile.bottom, content.height);
		if (tile.left >= right || tile.top >= bottom) return 0;
		const left = source.left + columns.first(tile.left);
		const count = source.left + columns.end(right - 1) - left;
		const value = uniformValue(coverage, {
			left,
			top: source.top + rows.first(tile.top),
			right: left + count,
			bottom: source.top + rows.end(bottom - 1),
		});
		const isContentOnly = right === tile.right && bottom === tile.bottom;
		if (value !== null && (isContentOnly || value < EDIT_THRESHOLD)) return value < EDIT_THRESHOLD ? 0 : 255;
		return (y, into) => {
			if (tile.top + y >= bottom) return;
			for (let from = rows.first(tile.top + y); from < rows.end(tile.top + y); from++) {
				readRow(coverage, source.top + from, left, count, row);
				for (let x = tile.left; x < right; x++) {
					const end = columns.end(x) + source.left - left;
					let i = columns.first(x) + source.left - left;
					while (i < end && (row[i] as number) < EDIT_THRESHOLD) i++;
					if (i < end) into[x - tile.left] = 255;
				}
			}
		};
	});
}

/** Which of `length` pixels one of `scaled` pixels stands for, wholly or in part: from the first to before the end. */
function footprints(length: number, scaled: number) {
	return {
		first: (at: number) => Math.floor((at * length) / scaled),
		end: (at: number) => Math.ceil(((at + 1) * length) / scaled),
	};
}

/** Writes row `y` of a tile, counted from the tile's top, into zeros. */
type WriteTileRow = (y: number, into: Uint8Array) => void;

function* buildCoverage(size: Size, describe: (tile: Rect) => number | WriteTileRow): Steps<Coverage> {
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
function uniformValue(coverage: Coverage, rect: Rect): number | null {
	let value: number | null = containsRect(rectOf(coverage), rect) ? null : 0;
	for (const key of tilesInRect(coverage, rect)) {
		const tile = tileAt(coverage.tiles, key);
		if (typeof tile !== "number" || (value !== null && tile !== value)) return null;
		value = tile;
	}
	return value;
}

/** `count` values from (left, y) on into zeros, or what is there is overwritten; 0 beyond the coverage. */
function readRow(coverage: Coverage, y: number, left: number, count: number, into: Uint8Array): void {
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
