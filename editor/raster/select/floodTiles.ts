// The coverage tiles of a flood, and the pixels beside it, which may get a soft value.
import {
	collapseTile,
	TILE_AREA,
	TILE_SIZE,
	type Tile,
	type Tiles,
	tileColumns,
	tileCount,
	tileRect,
} from "../coverage";
import type { Steps } from "../steps";
import { bitsFrom, hasBit } from "./bitPlane";
import type { Flood } from "./flood";

const SELECTED = 255;

/** `soften`: gives the value of a pixel beside the selected ones; null: 0. */
export function* floodTiles(flood: Flood, soften: ((x: number, y: number) => number) | null): Steps<Tiles> {
	const tiles: Record<number, Tile> = {};
	for (let key = 0; key < tileCount(flood); key++) {
		const { left, top, right, bottom } = tileRect(flood, key);
		if (flood.counts[key] === (right - left) * (bottom - top)) tiles[key] = SELECTED;
		else if (flood.counts[key] !== 0 || (soften !== null && isBesideTouched(flood, key))) {
			const bytes = bytesOf(flood, key);
			if (soften !== null) {
				eachBeside(flood, key, (x, y) => {
					bytes[(y - top) * TILE_SIZE + x - left] = soften(x, y);
				});
			}
			const tile = collapseTile(flood, key, bytes);
			if (tile !== 0) tiles[key] = tile;
			yield;
		}
	}
	return tiles;
}

/** Visits the pixels beside the selected ones, which are not selected themselves. */
export function* pixelsBeside(flood: Flood, visit: (x: number, y: number) => void): Steps<void> {
	for (let key = 0; key < tileCount(flood); key++) {
		const { left, top, right, bottom } = tileRect(flood, key);
		if (flood.counts[key] === (right - left) * (bottom - top)) continue;
		if (flood.counts[key] === 0 && !isBesideTouched(flood, key)) continue;
		eachBeside(flood, key, visit);
		yield;
	}
}

function isBesideTouched(flood: Flood, key: number): boolean {
	const { counts } = flood;
	const columns = tileColumns(flood);
	const column = key % columns;
	return (
		(column > 0 && counts[key - 1] !== 0) ||
		(column < columns - 1 && counts[key + 1] !== 0) ||
		(key >= columns && counts[key - columns] !== 0) ||
		(key + columns < counts.length && counts[key + columns] !== 0)
	);
}

function bytesOf(flood: Flood, key: number): Uint8Array<ArrayBuffer> {
	const { left, top, right, bottom } = tileRect(flood, key);
	const bytes = new Uint8Array(TILE_AREA);
	for (let y = top; y < bottom; y++) {
		for (let x = left; x < right; x += 32) {
			const bits = bitsFrom(flood.selected, y * flood.width + x) & maskOf(right - x);
			const to = (y - top) * TILE_SIZE + x - left;
			if (bits === -1) bytes.fill(SELECTED, to, to + 32);
			else if (bits !== 0) for (let i = 0; i < 32; i++) if ((bits >>> i) & 1) bytes[to + i] = SELECTED;
		}
	}
	return bytes;
}

function eachBeside(flood: Flood, key: number, visit: (x: number, y: number) => void): void {
	const { width, height, selected } = flood;
	const { left, top, right, bottom } = tileRect(flood, key);
	for (let y = top; y < bottom; y++) {
		for (let x = left; x < right; x += 32) {
			const at = y * width + x;
			const mask = maskOf(right - x);
			const here = bitsFrom(selected, at) & mask;
			const above = y > 0 ? bitsFrom(selected, at - width) : 0;
			const below = y < height - 1 ? bitsFrom(selected, at + width) : 0;
			const before = (here << 1) | (x > 0 && hasBit(selected, at - 1) ? 1 : 0);
			const after = (here >>> 1) | (x + 32 < width && hasBit(selected, at + 32) ? 1 << 31 : 0);
			let beside = (above | below | before | after) & ~here & mask;
			for (let i = 0; beside !== 0; i++, beside >>>= 1) if ((beside & 1) !== 0) visit(x + i, y);
		}
	}
}

/** The bits of the pixels that lie in the row. */
const maskOf = (count: number) => (count >= 32 ? -1 : (1 << count) - 1);
