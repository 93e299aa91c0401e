// Set algebra on coverage. Union is max, subtraction min(a, 255 - b), intersection min: exact, in any order, and
// doing it twice is doing it once, so neither overlapping strokes nor overlapping masks pile up.
import {
	type Coverage,
	collapseTile,
	emptyCoverage,
	fullCoverage,
	TILE_AREA,
	type Tile,
	type Tiles,
	tileAt,
	tileBytes,
	withTiles,
} from "./coverage";
import { type CoverageSteps, runToEnd } from "./morphology/steps";

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

/** Writes into `target`, which the caller owns. */
function combineInto(mode: CombineMode, target: Uint8Array, other: Uint8Array): void {
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

export function combineTile(coverage: Coverage, mode: CombineMode, key: number, other: Tile): Tile {
	const base = tileAt(coverage.tiles, key);
	if (typeof base === "number" && typeof other === "number") return combineValues(mode, base, other);
	if (typeof other === "number") {
		const neutral = mode === "intersect" ? 255 : 0;
		if (other === neutral) return base;
		if (other === 255 - neutral) return mode === "union" ? 255 : 0;
	}
	const bytes = tileBytes(coverage, coverage.tiles, key);
	combineInto(mode, bytes, typeof other === "number" ? tileBytes(coverage, { [key]: other }, key) : other);
	return collapseTile(coverage, key, bytes);
}

/** What `other`'s tiles make of the coverage's: only the tiles in `keys`, which default to all that can change. */
export function combineTiles(coverage: Coverage, mode: CombineMode, other: Tiles, keys?: Iterable<number>): Tiles {
	const changes: Record<number, Tile> = {};
	const touched = keys ?? Object.keys(mode === "intersect" ? coverage.tiles : other).map(Number);
	for (const key of touched) changes[key] = combineTile(coverage, mode, key, tileAt(other, key));
	return changes;
}

export function combine(a: Coverage, mode: CombineMode, b: Coverage): Coverage {
	return withTiles(a, combineTiles(a, mode, b.tiles));
}

/** All of them together; they have the same size, which is given for the case of none. */
export function union(size: { width: number; height: number }, coverages: readonly Coverage[]): Coverage {
	const [first, ...others] = coverages;
	return others.reduce((sum, next) => combine(sum, "union", next), first ?? emptyCoverage(size));
}

/** A tile a step. */
export function* invertSteps(coverage: Coverage): CoverageSteps {
	const full = fullCoverage(coverage);
	const changes: Record<number, Tile> = {};
	for (const name of Object.keys(coverage.tiles)) {
		const key = Number(name);
		changes[key] = combineTile(full, "subtract", key, tileAt(coverage.tiles, key));
		yield;
	}
	return withTiles(full, changes);
}

export function invert(coverage: Coverage): Coverage {
	return runToEnd(invertSteps(coverage));
}
