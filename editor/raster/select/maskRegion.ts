// The area around a pixel that the painted mask encloses, or the painted patch under it; optionally bounded by colours of the
// picture as well.
import { type Coverage, coverageAt, type Point, TILE_SIZE, type Tiles, tileAt, tileCount, tileRect } from "../coverage";
import type { Steps } from "../steps";
import { floodColour, floodTiles, meanColour, tableFor } from "./colourRegion";
import { emptyFlood, type Flood, type FloodTest, floodFrom, HAS_EDGE, REFUSED, SELECTED, UNSEEN } from "./flood";
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
	const painted = yield* planeOf(mask);
	const isPainted = coverageAt(mask, x, y) >= PAINTED;
	const flood = emptyFlood(mask);
	if (tolerance !== null && !isPainted) {
		for (let i = 0; i < painted.length; i++) if ((painted[i] as number) >= PAINTED) refuseAt(flood, i);
		const table = tableFor(samples, meanColour(samples, x, y, 1));
		yield* floodColour(samples, flood, table, x, y, tolerance, true);
		for (let i = 0; i < painted.length; i++) if ((painted[i] as number) >= PAINTED) flood.plane[i] = UNSEEN;
		markPaintedNeighbours(flood, painted);
	} else yield* floodFrom(flood, x, y, new PaintedTest(painted, flood.plane, isPainted));
	yield* climb(flood, painted, isPainted);
	return yield* floodTiles(samples, flood, null);
}

function* planeOf(mask: Coverage): Steps<Uint8Array> {
	const plane = new Uint8Array(mask.width * mask.height);
	for (let key = 0; key < tileCount(mask); key++) {
		const tile = tileAt(mask.tiles, key);
		if (tile === 0) continue;
		const { left, top, right, bottom } = tileRect(mask, key);
		for (let y = top; y < bottom; y++) {
			const start = y * mask.width;
			if (typeof tile === "number") plane.fill(tile, start + left, start + right);
			else plane.set(tile.subarray((y - top) * TILE_SIZE, (y - top) * TILE_SIZE + right - left), start + left);
		}
		yield;
	}
	return plane;
}

class PaintedTest implements FloodTest {
	constructor(
		readonly painted: Uint8Array,
		readonly plane: Uint8Array,
		readonly isPainted: boolean,
	) {}

	endOfRun(from: number, end: number): number {
		const { painted, plane, isPainted } = this;
		if (plane[from] !== UNSEEN) return from;
		let at = from;
		if (isPainted) while (at < end && (painted[at] as number) >= PAINTED) at++;
		else while (at < end && (painted[at] as number) < PAINTED) at++;
		return at;
	}

	startOfRun(from: number, start: number): number {
		const { painted, plane, isPainted } = this;
		if (plane[from] !== UNSEEN) return from + 1;
		let at = from;
		while (at >= start && (painted[at] as number) >= PAINTED === isPainted) at--;
		return at + 1;
	}

	nextInside(from: number, end: number): number {
		const { painted, plane, isPainted } = this;
		let at = from;
		while (at < end && !(plane[at] === UNSEEN && (painted[at] as number) >= PAINTED === isPainted)) at++;
		return at;
	}
}

function tileOf({ width }: Flood, at: number): number {
	const y = Math.floor(at / width);
	return Math.floor(y / TILE_SIZE) * Math.ceil(width / TILE_SIZE) + ((at - y * width) >> 8);
}

function refuseAt(flood: Flood, at: number): void {
	flood.plane[at] = REFUSED;
	const tile = tileOf(flood, at);
	flood.tiles[tile] = (flood.tiles[tile] as number) | HAS_EDGE;
}

/** Refuses painted pixels beside the selected ones. */
function markPaintedNeighbours(flood: Flood, painted: Uint8Array): void {
	const { plane } = flood;
	for (let at = 0; at < plane.length; at++) {
		if (
			plane[at] === UNSEEN &&
			(painted[at] as number) >= PAINTED &&
			neighbours(flood, at).some((i) => plane[i] === SELECTED)
		)
			refuseAt(flood, at);
	}
}

/**
 * Goes on from the edge into the soft side of the paint, up to its crest, so that no seam of partial coverage is left between
 * the filled area and the line around it; from a painted patch down to where it ends.
 */
function* climb(flood: Flood, painted: Uint8Array, isPainted: boolean): Steps<void> {
	const { plane } = flood;
	const sign = isPainted ? -1 : 1;
	const queue: number[] = [];
	for (let key = 0; key < flood.tiles.length; key++) {
		if (((flood.tiles[key] as number) & HAS_EDGE) === 0) continue;
		const { left, top, right, bottom } = tileRect(flood, key);
		for (let y = top; y < bottom; y++) {
			for (let at = y * flood.width + left; at < y * flood.width + right; at++) {
				if (plane[at] === REFUSED && isSoft(painted[at] as number)) queue.push(at);
			}
		}
	}
	yield;
	for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
		if (plane[at] === SELECTED) continue;
		plane[at] = SELECTED;
		const tile = tileOf(flood, at);
		// The tile is no longer of one kind.
		flood.tiles[tile] = (flood.tiles[tile] as number) | HAS_EDGE;
		for (const other of neighbours(flood, at)) {
			const [here, there] = [painted[at] as number, painted[other] as number];
			if (plane[other] !== SELECTED && isSoft(there) && sign * (there - here) > 0) queue.push(other);
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
