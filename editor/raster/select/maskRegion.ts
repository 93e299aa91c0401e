// The area around a pixel that the painted mask encloses, or the painted patch under it; optionally bounded by colours of the
// picture as well.
import {
	type Coverage,
	coverageAt,
	type Point,
	TILE_SIZE,
	type Tile,
	type Tiles,
	tileAt,
	tileColumns,
	tileCount,
	tileRect,
} from "../coverage";
import type { Steps } from "../steps";
import { bitPlane, fillBits, hasBit } from "./bitPlane";
import { floodColour, meanColour, tableFor } from "./colourRegion";
import { emptyFlood, type Flood, type FloodTest, floodFrom, selectRun } from "./flood";
import { floodTiles, pixelsBeside } from "./floodTiles";
import type { PictureSamples } from "./samples";

export interface MaskRegionInput {
	readonly at: Point;
	/** The painted mask. */
	readonly mask: Coverage;
	/** Colours that differ more bound the area too; null: only the mask bounds it. In Delta E, a whole number. */
	readonly tolerance: number | null;
}

/** From here on a pixel counts as painted. */
const PAINTED = 128;

/** `samples` are not read without a tolerance. */
export function* maskRegion(samples: PictureSamples, { at, mask, tolerance }: MaskRegionInput): Steps<Tiles> {
	const x = Math.floor(at.x);
	const y = Math.floor(at.y);
	if (x < 0 || y < 0 || x >= mask.width || y >= mask.height) return {};
	const isPainted = coverageAt(mask, x, y) >= PAINTED;
	const flood = emptyFlood(mask);
	if (tolerance !== null && !isPainted) {
		const barrier = bitPlane(mask);
		yield* eachPaintedRun(mask, (from, end) => fillBits(barrier, from, end));
		const table = tableFor(samples, meanColour(samples, x, y, 1));
		yield* floodColour(samples, flood, table, x, y, tolerance, barrier);
	} else yield* floodFrom(flood, x, y, new PaintedTest(mask, flood.selected, isPainted));
	yield* climb(flood, mask, isPainted);
	return yield* floodTiles(flood, null);
}

/** Visits runs of painted pixels inside one row of a tile, as indices row by row over the picture. */
function* eachPaintedRun(mask: Coverage, visit: (from: number, end: number) => void): Steps<void> {
	for (let key = 0; key < tileCount(mask); key++) {
		const tile = tileAt(mask.tiles, key);
		if (typeof tile === "number" && tile < PAINTED) continue;
		const { left, top, right, bottom } = tileRect(mask, key);
		for (let y = top; y < bottom; y++) {
			const at = (y - top) * TILE_SIZE - left;
			const start = y * mask.width;
			if (typeof tile === "number") visit(start + left, start + right);
			else
				for (let x = left; x < right; x++) {
					if ((tile[at + x] as number) >= PAINTED) visit(start + x, start + x + 1);
				}
		}
		yield;
	}
}

/** Reads the tiles of the mask themselves: runs over tiles of one value take no time. */
class PaintedTest implements FloodTest {
	readonly #tiles: readonly Tile[];
	readonly #columns: number;

	constructor(
		readonly mask: Coverage,
		readonly selected: Int32Array,
		readonly isPainted: boolean,
	) {
		this.#tiles = Array.from({ length: tileCount(mask) }, (_, key) => tileAt(mask.tiles, key));
		this.#columns = tileColumns(mask);
	}

	endOfRun(from: number, end: number): number {
		return hasBit(this.selected, from) ? from : this.#endOf(true, from, end);
	}

	startOfRun(from: number, start: number): number {
		if (hasBit(this.selected, from)) return from + 1;
		const y = Math.floor(from / this.mask.width);
		const row = y * this.mask.width;
		let x = from - row;
		while (x >= start - row) {
			const tile = this.#tileAt(x, y);
			const first = Math.max(start - row, x & ~(TILE_SIZE - 1));
			if (typeof tile === "number") {
				if (!this.#isInside(tile)) break;
				x = first - 1;
			} else {
				const at = (y % TILE_SIZE) * TILE_SIZE;
				while (x >= first && this.#isInside(tile[at + (x % TILE_SIZE)] as number)) x--;
				if (x >= first) break;
			}
		}
		return row + x + 1;
	}

	/** Of a run that is selected already only its first pixel is looked up. */
	nextInside(from: number, end: number): number {
		let at = this.#endOf(false, from, end);
		while (at < end && hasBit(this.selected, at)) at = this.#endOf(false, this.#endOf(true, at, end), end);
		return at;
	}

	/** The first pixel from `from` on, in one row, that is not inside, or that is. */
	#endOf(isInside: boolean, from: number, end: number): number {
		const y = Math.floor(from / this.mask.width);
		const row = y * this.mask.width;
		let x = from - row;
		while (x < end - row) {
			const tile = this.#tileAt(x, y);
			const last = Math.min(end - row, (x | (TILE_SIZE - 1)) + 1);
			if (typeof tile === "number") {
				if (this.#isInside(tile) !== isInside) break;
				x = last;
			} else {
				const at = (y % TILE_SIZE) * TILE_SIZE;
				while (x < last && this.#isInside(tile[at + (x % TILE_SIZE)] as number) === isInside) x++;
				if (x < last) break;
			}
		}
		return row + x;
	}

	#tileAt(x: number, y: number): Tile {
		return this.#tiles[(y >> 8) * this.#columns + (x >> 8)] as Tile;
	}

	#isInside(value: number): boolean {
		return value >= PAINTED === this.isPainted;
	}
}

/**
 * Goes on from the edge into the soft side of the paint, up to its crest, so that no seam of partial coverage is left between
 * the filled area and the line around it; from a painted patch down to where it ends.
 */
function* climb(flood: Flood, mask: Coverage, isPainted: boolean): Steps<void> {
	const { selected, width } = flood;
	const columns = tileColumns(flood);
	const sign = isPainted ? -1 : 1;
	const queue: number[] = [];
	const paintedAt = (at: number) => coverageAt(mask, at % width, Math.floor(at / width));
	yield* pixelsBeside(flood, (x, y) => {
		if (isSoft(coverageAt(mask, x, y))) queue.push(y * width + x);
	});
	for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
		if (hasBit(selected, at)) continue;
		selectRun(flood, columns, Math.floor(at / width), at % width, (at % width) + 1);
		const here = paintedAt(at);
		for (const other of neighbours(flood, at)) {
			const there = paintedAt(other);
			if (!hasBit(selected, other) && isSoft(there) && sign * (there - here) > 0) queue.push(other);
		}
	}
}

const isSoft = (value: number) => value > 0 && value < 255;

function neighbours({ width, height }: Flood, at: number): readonly number[] {
	const x = at % width;
	const found: number[] = [];
	if (x > 0) found.push(at - 1);
	if (x < width - 1) found.push(at + 1);
	if (at >= width) found.push(at - width);
	if (at < width * (height - 1)) found.push(at + width);
	return found;
}
