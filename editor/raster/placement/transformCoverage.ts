// Moves, scales, rotates and flips a rectangle of a coverage. Whole pixels, flips and quarter turns are exact; everything else
// is an area average of bilinear samples, which keeps the softness of edges. Tiles of one value are handled without touching pixels.
import { type Coverage, coverageAt, type Rect, type Size, type Tiles } from "../coverage";
import { buildCoverage, readCoverageRow, uniformValue, type WriteTileRow } from "../cropCoverage";
import { type AffineMatrix, applyMatrix, invertMatrix, mapBounds, normalizeAngle, sineAndCosine } from "../matrix";
import { containsRect, intersectRects, isEmptyRect, padRect, rectOf, sizeOf } from "../rects";
import type { PictureSamples } from "../select/samples";
import type { Steps } from "../steps";
import {
	combineOrientations,
	combinePlacements,
	FLIP_HORIZONTALLY,
	FLIP_VERTICALLY,
	invertPlacement,
	isSideways,
	isUpright,
	type Orientation,
	orientSize,
	type Placement,
	placementIn,
	placePoint,
	placeRect,
	UNMOVED,
	UPRIGHT,
} from "./placement";

export interface CoverageTransform {
	/** The rectangle that is transformed, in whole pixels within the coverage; the rest counts as 0. */
	readonly from: Rect;
	/** Its place before rotation. It may have fractions and may reach beyond the canvas, where it is cut. */
	readonly place: Rect;
	/** Degrees clockwise about the centre of `place`. Default: 0. */
	readonly angle?: number;
	/** Mirrored before rotation. */
	readonly isFlippedX?: boolean;
	readonly isFlippedY?: boolean;
	/** The size of the result. Default: that of the coverage. */
	readonly canvas?: Size;
}

/** Samples on each axis of a pixel that the edge of the rectangle crosses. */
const EDGE_SAMPLES = 4;
const EPSILON = 1e-6;

export function* transformCoverage(coverage: Coverage, transform: CoverageTransform): Steps<Coverage> {
	const { canvas = coverage, from } = transform;
	const exact = exactPlacement(transform);
	if (exact === null) return yield* resample(coverage, transform, canvas);
	return yield* copyExactly(coverage, from, exact, canvas);
}

/** The placement that a transform is if it maps pixels onto pixels; null: it does not. */
function exactPlacement({ from, place, angle = 0, isFlippedX, isFlippedY }: CoverageTransform): Placement | null {
	if (angle % 90 !== 0) return null;
	const turns = (((angle / 90) % 4) + 4) % 4;
	const flip = combineOrientations(isFlippedX ? FLIP_HORIZONTALLY : UPRIGHT, isFlippedY ? FLIP_VERTICALLY : UPRIGHT);
	const turn: Orientation = turns === 0 ? UPRIGHT : { turns: turns as 1 | 2 | 3 };
	const orientation = combineOrientations(flip, turn);
	const { width, height } = orientSize(sizeOf(from), orientation);
	const shown = isSideways(turn) ? turnedSideways(place) : place;
	const { left, top } = { left: Math.round(shown.left), top: Math.round(shown.top) };
	const target = { left, top, right: left + width, bottom: top + height };
	const isNear = (a: number, b: number) => Math.abs(a - b) < EPSILON;
	const isOnPixels = (["left", "top", "right", "bottom"] as const).every((side) => isNear(shown[side], target[side]));
	if (!isOnPixels) return null;
	return combinePlacements({ ...UNMOVED, x: -from.left, y: -from.top }, placementIn(target, orientation));
}

function turnedSideways(rect: Rect): Rect {
	const { width, height } = sizeOf(rect);
	const [x, y] = [(rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2];
	return { left: x - height / 2, top: y - width / 2, right: x + height / 2, bottom: y + width / 2 };
}

function* copyExactly(coverage: Coverage, from: Rect, placement: Placement, canvas: Size): Steps<Coverage> {
	const target = placeRect(from, placement);
	const back = invertPlacement(placement);
	return yield* buildCoverage(canvas, (tile) => {
		const part = intersectRects(tile, target);
		if (isEmptyRect(part)) return 0;
		const source = placeRect(part, back);
		const uniform = uniformValue(coverage, source);
		if (uniform === 0 || (uniform !== null && containsRect(target, tile))) return uniform;
		return clippedRows(tile, part, (y, into) => {
			if (isUpright(placement)) readCoverageRow(coverage, source.top + y, source.left, into.length, into);
			else readTurnedRow(coverage, back, part.left, part.top + y, into);
		});
	});
}

/** Writes the rows of a part of a tile; `y` is counted from the top of the part. */
function clippedRows(tile: Rect, part: Rect, write: WriteTileRow): WriteTileRow {
	return (row, into) => {
		const y = tile.top + row;
		if (y >= part.top && y < part.bottom)
			write(y - part.top, into.subarray(part.left - tile.left, part.right - tile.left));
	};
}

function readTurnedRow(coverage: Coverage, back: Placement, left: number, y: number, into: Uint8Array): void {
	const first = placePoint({ x: left + 0.5, y: y + 0.5 }, back);
	const second = placePoint({ x: left + 1.5, y: y + 0.5 }, back);
	const [stepX, stepY] = [second.x - first.x, second.y - first.y];
	let [x, sourceY] = [Math.floor(first.x), Math.floor(first.y)];
	for (let i = 0; i < into.length; i++, x += stepX, sourceY += stepY) into[i] = coverageAt(coverage, x, sourceY);
}

function* resample(coverage: Coverage, transform: CoverageTransform, canvas: Size): Steps<Coverage> {
	const { from, place } = transform;
	const { width, height } = sizeOf(place);
	if (width < EPSILON || height < EPSILON) return { width: canvas.width, height: canvas.height, tiles: {} };
	const matrix = matrixOf(transform);
	const back = invertMatrix(matrix);
	const source = sizeOf(from);
	// A target pixel is averaged over its own size along the axes of the rectangle.
	const reach = { x: source.width / width, y: source.height / height };
	const least = { x: Math.max(1, Math.ceil(reach.x - EPSILON)), y: Math.max(1, Math.ceil(reach.y - EPSILON)) };
	const bounds = mapBounds(matrix, from);
	// Half a pixel of averaging and half a pixel of interpolation.
	const margin = { x: reach.x / 2 + 0.5, y: reach.y / 2 + 0.5 };
	return yield* buildCoverage(canvas, (tile) => {
		const part = outwards(intersectRects(tile, padRect(bounds, 1)));
		if (isEmptyRect(part)) return 0;
		const sampled = mapBounds(back, tile);
		const touched = outwards({
			left: sampled.left - margin.x,
			top: sampled.top - margin.y,
			right: sampled.right + margin.x,
			bottom: sampled.bottom + margin.y,
		});
		const inside = intersectRects(touched, from);
		if (isEmptyRect(inside)) return 0;
		const uniform = uniformValue(coverage, inside);
		if (uniform === 0 || (uniform !== null && containsRect(from, touched))) return uniform;
		return clippedRows(tile, intersectRects(tile, part), (y, into) => {
			for (let i = 0; i < into.length; i++) {
				const at = applyMatrix(back, { x: part.left + i + 0.5, y: part.top + y + 0.5 });
				into[i] = averageAt(coverage, from, at, reach, least);
			}
		});
	});
}

/** From the rectangle's source pixels to the canvas. */
function matrixOf({ from, place, angle = 0, isFlippedX, isFlippedY }: CoverageTransform): AffineMatrix {
	const [source, target] = [sizeOf(from), sizeOf(place)];
	const scaleX = (target.width / source.width) * (isFlippedX ? -1 : 1);
	const scaleY = (target.height / source.height) * (isFlippedY ? -1 : 1);
	const [sine, cosine] = sineAndCosine(normalizeAngle(angle));
	const [a, b, c, d] = [cosine * scaleX, sine * scaleX, -sine * scaleY, cosine * scaleY];
	const [x, y] = [(from.left + from.right) / 2, (from.top + from.bottom) / 2];
	return {
		...{ a, b, c, d },
		e: (place.left + place.right) / 2 - a * x - c * y,
		f: (place.top + place.bottom) / 2 - b * x - d * y,
	};
}

function outwards({ left, top, right, bottom }: Rect): Rect {
	return { left: Math.floor(left), top: Math.floor(top), right: Math.ceil(right), bottom: Math.ceil(bottom) };
}

interface Pair {
	readonly x: number;
	readonly y: number;
}

/** The mean over an area of source pixels around a point. Outside of the rectangle everything is 0. */
function averageAt(coverage: Coverage, from: Rect, at: Pair, reach: Pair, least: Pair): number {
	const { left, top, right, bottom } = from;
	const [halfX, halfY] = [reach.x / 2, reach.y / 2];
	if (at.x + halfX <= left || at.x - halfX >= right || at.y + halfY <= top || at.y - halfY >= bottom) return 0;
	const isInside =
		at.x - halfX >= left - EPSILON &&
		at.x + halfX <= right + EPSILON &&
		at.y - halfY >= top - EPSILON &&
		at.y + halfY <= bottom + EPSILON;
	const countX = isInside ? least.x : Math.max(EDGE_SAMPLES, least.x);
	const countY = isInside ? least.y : Math.max(EDGE_SAMPLES, least.y);
	let sum = 0;
	for (let row = 0; row < countY; row++) {
		const y = at.y + ((row + 0.5) / countY - 0.5) * reach.y;
		if (y < top || y >= bottom) continue;
		for (let column = 0; column < countX; column++) {
			const x = at.x + ((column + 0.5) / countX - 0.5) * reach.x;
			if (x >= left && x < right) sum += interpolated(coverage, from, x - 0.5, y - 0.5);
		}
	}
	return Math.round(sum / (countX * countY));
}

/** Bilinear between pixel centres; the outermost pixels of the rectangle reach to its edge. */
function interpolated(coverage: Coverage, { left, top, right, bottom }: Rect, x: number, y: number): number {
	const atX = Math.min(right - 1, Math.max(left, x));
	const atY = Math.min(bottom - 1, Math.max(top, y));
	const [column, row] = [Math.floor(atX), Math.floor(atY)];
	const [shareX, shareY] = [atX - column, atY - row];
	const nextX = Math.min(right - 1, column + 1);
	const nextY = Math.min(bottom - 1, row + 1);
	const above =
		shareX === 0
			? coverageAt(coverage, column, row)
			: coverageAt(coverage, column, row) * (1 - shareX) + coverageAt(coverage, nextX, row) * shareX;
	if (shareY === 0) return above;
	const below =
		shareX === 0
			? coverageAt(coverage, column, nextY)
			: coverageAt(coverage, column, nextY) * (1 - shareX) + coverageAt(coverage, nextX, nextY) * shareX;
	return above * (1 - shareY) + below * shareY;
}

/** The whole of a coverage scaled to another size: its edges reach to the edges. */
export function* scaleCoverage(coverage: Coverage, canvas: Size): Steps<Coverage> {
	return yield* transformCoverage(coverage, { from: rectOf(coverage), place: rectOf(canvas), canvas });
}

export interface TransformMaskInput {
	readonly coverage: Coverage;
	readonly transform: CoverageTransform;
}

/** The tiles of a transformed coverage, as a picture job that reads no samples. */
export function* transformMask(_samples: PictureSamples, { coverage, transform }: TransformMaskInput): Steps<Tiles> {
	return (yield* transformCoverage(coverage, transform)).tiles;
}
