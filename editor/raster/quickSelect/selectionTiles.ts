// Writes what a stroke changes, or a whole selection, as coverage tiles at the picture's full size: whole blocks for the
// preview, a soft edge that follows the samples for the mask.
import { collapseTile, TILE_AREA, TILE_SIZE, type Tile, type Tiles, tileCount, tileRect } from "../coverage";
import type { PictureSamples } from "../select";
import type { Steps } from "../steps";
import { type EdgeModels, fitEdgeModels } from "./edgeAlpha";
import { GREY, type LabPlane } from "./labPlane";
import { isUnderStroke, type RoughStroke } from "./roughStroke";

export interface StrokeChange {
	/** The selection on the plane, before and after the stroke. */
	readonly before: Uint8Array;
	readonly after: Uint8Array;
	readonly stroke: RoughStroke;
	/** 1 on the plane where the stroke may be. */
	readonly strokeMark: Uint8Array;
	/** Earlier strokes of the other side, and their marks on the plane. */
	readonly against: readonly RoughStroke[];
	readonly againstMark: Uint8Array;
}

/** The margin around a change within which the edge is made anew, in pixels of the plane. */
const REACH = 3;
/** Steepness of the edge against that of the guided filter. */
const CONTRAST = 2;

/** Blocks without an edge. */
export function* roughTiles(plane: LabPlane, change: StrokeChange): Steps<Tiles> {
	const side = change.stroke.mode === "add" ? 1 : 0;
	const { before, after } = change;
	const isChanged = new Uint8Array(before.length);
	for (let p = 0; p < before.length; p++) if (after[p] === side && before[p] !== side) isChanged[p] = 1;
	return yield* writeTiles(plane, (p) => (isChanged[p] === 1 ? 255 : 0));
}

export function* exactTiles(samples: PictureSamples, plane: LabPlane, change: StrokeChange): Steps<Tiles> {
	const { before, after, strokeMark } = change;
	const changed = new Uint8Array(before.length);
	for (let p = 0; p < before.length; p++) if (before[p] !== after[p] || strokeMark[p] === 1) changed[p] = 1;
	const near = widen(changed, plane.width, plane.height, REACH);
	yield;
	const edges = fitEdgeModels(plane, after);
	yield;
	const isAdding = change.stroke.mode === "add";
	const blockValue = (p: number) => {
		if (near[p] === 0) return 0;
		if ((edges.index[p] as number) !== -1) return null;
		return (after[p] === 1) === isAdding ? 255 : 0;
	};
	return yield* writeTiles(plane, blockValue, (p, x, y) => {
		if (strokeMark[p] === 1 && isUnderStroke(change.stroke, x, y)) return 255;
		if (change.againstMark[p] === 1 && change.against.some((other) => isUnderStroke(other, x, y))) return 0;
		const alpha = alphaAt(samples, plane, edges, x, y);
		return Math.round(255 * (isAdding ? alpha : 1 - alpha));
	});
}

/** The whole selection of the plane, with a soft edge. */
export function* labelTiles(samples: PictureSamples, plane: LabPlane, labels: Uint8Array): Steps<Tiles> {
	const edges = fitEdgeModels(plane, labels);
	yield;
	const blockValue = (p: number) => ((edges.index[p] as number) !== -1 ? null : labels[p] === 1 ? 255 : 0);
	return yield* writeTiles(plane, blockValue, (_, x, y) => Math.round(255 * alphaAt(samples, plane, edges, x, y)));
}

/** The share, 0 to 1, by which a pixel of the picture is selected: models between the middles of blocks are interpolated. */
function alphaAt(samples: PictureSamples, plane: LabPlane, edges: EdgeModels, x: number, y: number): number {
	const { width, height, factor } = plane;
	const word = samples.words[y * samples.width + x] as number;
	const opacity = (word >>> 24) / 255;
	const rest = GREY * (1 - opacity);
	const red = (word & 255) * opacity + rest;
	const green = ((word >>> 8) & 255) * opacity + rest;
	const blue = ((word >>> 16) & 255) * opacity + rest;
	const planeX = (x + 0.5) / factor - 0.5;
	const planeY = (y + 0.5) / factor - 0.5;
	const left = Math.floor(planeX);
	const top = Math.floor(planeY);
	let alpha = 0;
	for (let corner = 0; corner < 4; corner++) {
		const atX = left + (corner & 1);
		const atY = top + (corner >> 1);
		const weight = (1 - Math.abs(planeX - atX)) * (1 - Math.abs(planeY - atY));
		if (weight <= 0) continue;
		const p = Math.min(height - 1, Math.max(0, atY)) * width + Math.min(width - 1, Math.max(0, atX));
		const model = (edges.index[p] as number) * 4;
		const { models } = edges;
		alpha +=
			weight *
			(model < 0
				? (edges.labels[p] as number)
				: (models[model] as number) * red +
					(models[model + 1] as number) * green +
					(models[model + 2] as number) * blue +
					(models[model + 3] as number));
	}
	return Math.min(1, Math.max(0, (alpha - 0.5) * CONTRAST + 0.5));
}

/** `blockValue`: the value of a whole block; null: `pixelValue` tells. */
function* writeTiles(
	{ width, height, factor, picture }: LabPlane,
	blockValue: (p: number) => number | null,
	pixelValue: (p: number, x: number, y: number) => number = () => 0,
): Steps<Tiles> {
	const tiles: Record<number, Tile> = {};
	for (let key = 0; key < tileCount(picture); key++) {
		const { left, top, right, bottom } = tileRect(picture, key);
		const rows = [Math.floor(top / factor), Math.min(height, Math.ceil(bottom / factor))] as const;
		const columns = [Math.floor(left / factor), Math.min(width, Math.ceil(right / factor))] as const;
		const uniform = uniformValue(rows, columns, width, blockValue);
		if (uniform === 0) continue;
		if (uniform !== null) {
			tiles[key] = uniform;
			continue;
		}
		const bytes = new Uint8Array(TILE_AREA);
		for (let row = rows[0]; row < rows[1]; row++) {
			const fromY = Math.max(top, row * factor);
			const endY = Math.min(bottom, (row + 1) * factor);
			const line = (fromY - top) * TILE_SIZE;
			const open: number[] = [];
			for (let column = columns[0]; column < columns[1]; column++) {
				const value = blockValue(row * width + column);
				if (value === null) open.push(column);
				else if (value !== 0) {
					const endX = Math.min(right, (column + 1) * factor);
					bytes.fill(value, line + Math.max(left, column * factor) - left, line + endX - left);
				}
			}
			for (let y = fromY + 1; y < endY; y++) bytes.copyWithin((y - top) * TILE_SIZE, line, line + TILE_SIZE);
			for (const column of open) {
				const endX = Math.min(right, (column + 1) * factor);
				for (let y = fromY; y < endY; y++) {
					const to = (y - top) * TILE_SIZE - left;
					for (let x = Math.max(left, column * factor); x < endX; x++)
						bytes[to + x] = pixelValue(row * width + column, x, y);
				}
			}
		}
		const tile = collapseTile(picture, key, bytes);
		if (tile !== 0) tiles[key] = tile;
		yield;
	}
	return tiles;
}

function uniformValue(
	[top, bottom]: readonly [number, number],
	[left, right]: readonly [number, number],
	width: number,
	blockValue: (p: number) => number | null,
): number | null {
	const first = blockValue(top * width + left);
	if (first === null) return null;
	for (let row = top; row < bottom; row++)
		for (let column = left; column < right; column++) if (blockValue(row * width + column) !== first) return null;
	return first;
}

/** 1 within the radius, as a square, of a 1. */
function widen(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
	const rows = new Uint8Array(mask.length);
	for (let y = 0; y < height; y++) {
		let last = -radius - 1;
		for (let x = 0; x < width; x++) {
			const ahead = x + radius;
			if (ahead < width && mask[y * width + ahead] === 1) last = ahead;
			if (x === 0)
				for (let before = 0; before < Math.min(width, radius); before++)
					if (mask[y * width + before] === 1) last = Math.max(last, before);
			if (last >= x - radius) rows[y * width + x] = 1;
		}
	}
	const result = new Uint8Array(mask.length);
	for (let y = 0; y < height; y++) {
		for (let row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++) {
			for (let x = 0; x < width; x++) if (rows[row * width + x] === 1) result[y * width + x] = 1;
		}
	}
	return result;
}
