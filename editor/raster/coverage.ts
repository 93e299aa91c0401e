// Edit coverage: how far each pixel of a picture is edited, 0 (keep) to 255 (edit), in sparse tiles of 256² pixels.
// Coverages and tiles are immutable: no function changes one that it was given.
import { equalBytes, int32View, repeatByte } from "./packedBytes";

export const TILE_SIZE = 256;
export const TILE_AREA = TILE_SIZE * TILE_SIZE;

/**
 * A number is the value of every pixel of the tile; an array holds TILE_AREA values, row by row.
 * Tiles are canonical: the bytes of an array are never all equal inside the picture and are 0 outside it (in tiles at
 * the right and bottom edges), so that two coverages are equal exactly when their tiles are.
 */
export type Tile = number | Uint8Array<ArrayBuffer>;

/** Tiles by index, counted row by row. An absent tile has the value 0, and a tile of value 0 is always absent. */
export type Tiles = Readonly<Record<number, Tile>>;

/** The degree, 0 to 255, to which each pixel of a picture is selected, in tiles of 256² pixels. */
export interface Coverage {
	readonly width: number;
	readonly height: number;
	readonly tiles: Tiles;
}

export interface Point {
	readonly x: number;
	readonly y: number;
}

/** A half-open rectangle in picture pixels. */
export interface Rect {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** In pixels, unless stated otherwise. */
export interface Size {
	readonly width: number;
	readonly height: number;
}

export function emptyCoverage(size: Size): Coverage {
	return { width: size.width, height: size.height, tiles: {} };
}

export function fullCoverage(size: Size, value = 255): Coverage {
	const tiles: Record<number, Tile> = {};
	if (value > 0) for (let key = 0; key < tileCount(size); key++) tiles[key] = value;
	return { width: size.width, height: size.height, tiles };
}

export function tileColumns(size: Size): number {
	return Math.ceil(size.width / TILE_SIZE);
}

export function tileRows(size: Size): number {
	return Math.ceil(size.height / TILE_SIZE);
}

export function tileCount(size: Size): number {
	return tileColumns(size) * tileRows(size);
}

/** The part of the picture that a tile covers, clipped at the right and bottom edges. */
export function tileRect(size: Size, key: number): Rect {
	const columns = tileColumns(size);
	const left = (key % columns) * TILE_SIZE;
	const top = Math.floor(key / columns) * TILE_SIZE;
	return {
		left,
		top,
		right: Math.min(left + TILE_SIZE, size.width),
		bottom: Math.min(top + TILE_SIZE, size.height),
	};
}

/** Returns the keys of the tiles that intersect a rectangle; none when it lies outside the picture. */
export function tilesInRect(size: Size, rect: Rect): number[] {
	const columns = tileColumns(size);
	const firstX = Math.max(0, Math.floor(rect.left / TILE_SIZE));
	const firstY = Math.max(0, Math.floor(rect.top / TILE_SIZE));
	const lastX = Math.min(columns - 1, Math.ceil(rect.right / TILE_SIZE) - 1);
	const lastY = Math.min(tileRows(size) - 1, Math.ceil(rect.bottom / TILE_SIZE) - 1);
	const keys: number[] = [];
	for (let y = firstY; y <= lastY; y++) for (let x = firstX; x <= lastX; x++) keys.push(y * columns + x);
	return keys;
}

export function tileAt(tiles: Tiles, key: number): Tile {
	return tiles[key] ?? 0;
}

/** Returns a new array, which the caller may change: the tile's values inside the picture and 0 outside. */
export function tileBytes(size: Size, tiles: Tiles, key: number): Uint8Array<ArrayBuffer> {
	const tile = tileAt(tiles, key);
	if (typeof tile !== "number") return tile.slice();
	const bytes = new Uint8Array(TILE_AREA);
	if (tile === 0) return bytes;
	const { left, top, right, bottom } = tileRect(size, key);
	const width = right - left;
	for (let row = 0; row < bottom - top; row++) bytes.fill(tile, row * TILE_SIZE, row * TILE_SIZE + width);
	return bytes;
}

/** Returns the canonical tile for bytes that are 0 outside the picture. */
export function collapseTile(size: Size, key: number, bytes: Uint8Array<ArrayBuffer>): Tile {
	const { left, top, right, bottom } = tileRect(size, key);
	const width = right - left;
	const first = bytes[0] ?? 0;
	const words = width === TILE_SIZE ? int32View(bytes) : null;
	if (words !== null) {
		const same = repeatByte(first);
		const end = ((bottom - top) * TILE_SIZE) >> 2;
		for (let i = 0; i < end; i++) if (words[i] !== same) return bytes;
		return first;
	}
	for (let row = 0; row < bottom - top; row++) {
		const start = row * TILE_SIZE;
		for (let i = start; i < start + width; i++) if (bytes[i] !== first) return bytes;
	}
	return first;
}

/** Replaces some tiles; a value of 0 removes the tile. */
export function withTiles(coverage: Coverage, changes: Tiles): Coverage {
	const tiles: Record<number, Tile> = { ...coverage.tiles };
	for (const [key, tile] of Object.entries(changes)) {
		if (tile === 0) delete tiles[Number(key)];
		else tiles[Number(key)] = tile;
	}
	return { ...coverage, tiles };
}

export function coverageAt(coverage: Coverage, x: number, y: number): number {
	if (x < 0 || y < 0 || x >= coverage.width || y >= coverage.height) return 0;
	const key = Math.floor(y / TILE_SIZE) * tileColumns(coverage) + Math.floor(x / TILE_SIZE);
	const tile = tileAt(coverage.tiles, key);
	return typeof tile === "number" ? tile : (tile[(y % TILE_SIZE) * TILE_SIZE + (x % TILE_SIZE)] ?? 0);
}

export function isSameTile(a: Tile, b: Tile): boolean {
	if (a === b) return true;
	if (typeof a === "number" || typeof b === "number") return false;
	return equalBytes(a, b);
}

/** Returns the tiles of `to` that differ from those of `from`; removed tiles are 0. */
export function differingTiles(from: Coverage, to: Coverage): Tiles {
	const changes: Record<number, Tile> = {};
	for (const name of Object.keys({ ...from.tiles, ...to.tiles })) {
		const key = Number(name);
		const tile = tileAt(to.tiles, key);
		if (!isSameTile(tileAt(from.tiles, key), tile)) changes[key] = tile;
	}
	return changes;
}
