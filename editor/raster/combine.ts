// Set operations on coverage. Union is max, subtraction min(a, 255 - b), intersection min: exact, independent of order
// and idempotent, so that neither overlapping strokes nor overlapping masks add up.
import {
	type Coverage,
	collapseTile,
	emptyCoverage,
	fullCoverage,
	TILE_AREA,
	TILE_SIZE,
	type Tile,
	type Tiles,
	tileAt,
	tileBytes,
	tileRect,
	withTiles,
} from "./coverage";
import { int32View, maxPerByte } from "./packedBytes";
import { type CoverageSteps, runToEnd } from "./steps";

export type CombineMode = "union" | "subtract" | "intersect";

function combineValues(mode: CombineMode, a: number, b: number): number {
	switch (mode) {
		case "union":
			return Math.max(a, b);
		case "subtract":
			return Math.min(a, 255 - b);
		case "intersect":
			return Math.min(a, b);
	}
}

/** Overwrites `target`, which the caller owns. */
function combineInto(mode: CombineMode, target: Uint8Array, other: Uint8Array): void {
	const targets = int32View(target);
	const others = int32View(other);
	if (targets !== null && others !== null) {
		combinePackedBytes(mode, targets, others);
		return;
	}
	if (mode === "subtract") {
		for (let i = 0; i < TILE_AREA; i++) {
			const limit = 255 - (other[i] as number);
			if ((target[i] as number) > limit) target[i] = limit;
		}
		return;
	}
	const sign = mode === "union" ? 1 : -1;
	for (let i = 0; i < TILE_AREA; i++) {
		const value = other[i] as number;
		if (sign * (value - (target[i] as number)) > 0) target[i] = value;
	}
}

/** min(a, b) is computed as the complement of max(~a, ~b). */
function combinePackedBytes(mode: CombineMode, target: Int32Array, other: Int32Array): void {
	const [flipTarget, flipOther] = mode === "union" ? [0, 0] : [-1, mode === "intersect" ? -1 : 0];
	for (let i = 0; i < target.length; i++) {
		const here = (target[i] as number) ^ flipTarget;
		const there = (other[i] as number) ^ flipOther;
		if (there !== here && there !== 0) target[i] = maxPerByte(here, there) ^ flipTarget;
	}
}

export function combineTile(coverage: Coverage, mode: CombineMode, key: number, other: Tile): Tile {
	const base = tileAt(coverage.tiles, key);
	if (typeof base === "number" && typeof other === "number") return combineValues(mode, base, other);
	if (typeof base === "number") {
		// The neutral value gives the other tile, unchanged; the absorbing value stays.
		const neutral = mode === "intersect" ? 255 : 0;
		// A stroke's tiles are not canonical; collapseTile finds a difference in most of them within a word or two.
		if (mode !== "subtract" && base === neutral)
			return typeof other === "number" ? other : collapseTile(coverage, key, other);
		if (mode === "subtract" ? base === 0 : base === 255 - neutral) return base;
	}
	if (typeof other === "number") {
		const neutral = mode === "intersect" ? 255 : 0;
		if (other === neutral) return base;
		if (other === 255 - neutral) return mode === "union" ? 255 : 0;
	}
	const bytes = tileBytes(coverage, coverage.tiles, key);
	combineInto(mode, bytes, typeof other === "number" ? tileBytes(coverage, { [key]: other }, key) : other);
	return collapseTile(coverage, key, bytes);
}

/** Returns the combined tiles for `keys`, which default to all tiles that the operation can change. */
export function combineTiles(coverage: Coverage, mode: CombineMode, other: Tiles, keys?: Iterable<number>): Tiles {
	const changes: Record<number, Tile> = {};
	const touched = keys ?? Object.keys(mode === "intersect" ? coverage.tiles : other).map(Number);
	for (const key of touched) changes[key] = combineTile(coverage, mode, key, tileAt(other, key));
	return changes;
}

export function combine(a: Coverage, mode: CombineMode, b: Coverage): Coverage {
	return withTiles(a, combineTiles(a, mode, b.tiles));
}

/** The union of coverages of one size. `size` is needed when there are none. */
export function union(size: { width: number; height: number }, coverages: readonly Coverage[]): Coverage {
	const [first, ...others] = coverages;
	return others.reduce((sum, next) => combine(sum, "union", next), first ?? emptyCoverage(size));
}

/** Inverts one tile per step. */
export function* invertSteps(coverage: Coverage): CoverageSteps {
	const full = fullCoverage(coverage);
	const changes: Record<number, Tile> = {};
	for (const name of Object.keys(coverage.tiles)) {
		const key = Number(name);
		changes[key] = invertTile(full, key, tileAt(coverage.tiles, key));
		yield;
	}
	return withTiles(full, changes);
}

/** `full` is a full coverage of the same size. */
function invertTile(full: Coverage, key: number, tile: Tile): Tile {
	const { left, right, top, bottom } = tileRect(full, key);
	const words = typeof tile === "number" ? null : int32View(tile);
	const isWhole = right - left === TILE_SIZE && bottom - top === TILE_SIZE;
	if (words === null || !isWhole) return combineTile(full, "subtract", key, tile);
	const inverse = new Int32Array(TILE_AREA >> 2);
	for (let i = 0; i < inverse.length; i++) inverse[i] = ~(words[i] as number);
	return new Uint8Array(inverse.buffer);
}

export function invert(coverage: Coverage): Coverage {
	return runToEnd(invertSteps(coverage));
}
