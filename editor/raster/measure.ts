// Pixel counts and bounds of a coverage. Uniform tiles are counted by their size, so that a full mask costs as little as
// an empty one.
import { type Coverage, type Rect, TILE_SIZE, type Tiles, tileAt, tileCount, tileRect } from "./coverage";
import { countBytesWithHighBit, int32View } from "./packedBytes";
import { containsRect } from "./rects";

/**
 * Pixels with at least this coverage count as edited where only edit or keep is possible, as in the mask that is sent.
 * Byte-parallel code relies on its being the highest bit of a byte.
 */
export const EDIT_THRESHOLD = 128;

export function isEmpty(coverage: Coverage): boolean {
	return Object.keys(coverage.tiles).length === 0;
}

/** Counts the pixels at or above the threshold. */
export function countEdited(coverage: Coverage, threshold = EDIT_THRESHOLD): number {
	let count = 0;
	for (const key of tileKeys(coverage.tiles)) {
		const tile = tileAt(coverage.tiles, key);
		const { left, top, right, bottom } = tileRect(coverage, key);
		if (typeof tile === "number") {
			if (tile >= threshold) count += (right - left) * (bottom - top);
			continue;
		}
		// Bytes outside the picture are 0 and stay below every threshold above 0.
		const words = threshold === EDIT_THRESHOLD ? int32View(tile) : null;
		if (words !== null) {
			for (let i = 0; i < words.length; i++) count += countBytesWithHighBit(words[i] as number);
			continue;
		}
		for (let i = 0; i < tile.length; i++) if ((tile[i] as number) >= threshold) count++;
	}
	return count;
}

/** True if every pixel is at or above the threshold. */
export function isFull(coverage: Coverage, threshold = EDIT_THRESHOLD): boolean {
	if (Object.keys(coverage.tiles).length < tileCount(coverage)) return false;
	return countEdited(coverage, threshold) === coverage.width * coverage.height;
}

/** Returns the smallest rectangle around all pixels at or above the threshold. */
export function editBounds(coverage: Coverage, threshold = 1): Rect | null {
	let bounds: { left: number; top: number; right: number; bottom: number } | null = null;
	for (const key of tileKeys(coverage.tiles)) {
		// Tiles inside the bounds so far are skipped, so that measuring a large new mask stays fast.
		if (bounds !== null && containsRect(bounds, tileRect(coverage, key))) continue;
		const part = tileBounds(coverage, key, threshold);
		if (part === null) continue;
		bounds ??= { ...part };
		bounds.left = Math.min(bounds.left, part.left);
		bounds.top = Math.min(bounds.top, part.top);
		bounds.right = Math.max(bounds.right, part.right);
		bounds.bottom = Math.max(bounds.bottom, part.bottom);
	}
	return bounds;
}

function tileBounds(coverage: Coverage, key: number, threshold: number): Rect | null {
	const tile = tileAt(coverage.tiles, key);
	const rect = tileRect(coverage, key);
	if (typeof tile === "number") return tile >= threshold ? rect : null;
	if (threshold !== 1) return measureTile(tile, rect, threshold);
	// Tiles are immutable, so their bounds can be cached: after a gesture only the tiles that it changed are measured.
	const known = boundsOfTiles.get(tile);
	const bounds = known === undefined ? measureTile(tile, { left: 0, top: 0 }, threshold) : known;
	boundsOfTiles.set(tile, bounds);
	if (bounds === null) return null;
	const { left, top } = rect;
	return { left: left + bounds.left, top: top + bounds.top, right: left + bounds.right, bottom: top + bounds.bottom };
}

/** Bounds in tile pixels, for a threshold of 1. */
const boundsOfTiles = new WeakMap<Uint8Array, Rect | null>();

function measureTile(tile: Uint8Array, at: Pick<Rect, "left" | "top">, threshold: number): Rect | null {
	let left = TILE_SIZE;
	let right = 0;
	let top = TILE_SIZE;
	let bottom = 0;
	for (let y = 0; y < TILE_SIZE; y++) {
		const row = y * TILE_SIZE;
		let first = 0;
		while (first < TILE_SIZE && (tile[row + first] as number) < threshold) first++;
		if (first === TILE_SIZE) continue;
		let end = TILE_SIZE;
		while (end > right && (tile[row + end - 1] as number) < threshold) end--;
		if (first < left) left = first;
		if (end > right) right = end;
		if (y < top) top = y;
		bottom = y + 1;
	}
	if (right === 0) return null;
	return { left: at.left + left, top: at.top + top, right: at.left + right, bottom: at.top + bottom };
}

function tileKeys(tiles: Tiles): number[] {
	return Object.keys(tiles).map(Number);
}
