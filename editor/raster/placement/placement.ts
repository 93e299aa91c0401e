// Placements: exact maps between pixel grids, made of quarter turns, a mirror image and a move. They keep every sample.
import type { Rect, Size } from "../coverage";
import { rectOf, sizeOf } from "../rects";

/** First mirrored left to right if `isFlipped`, then turned clockwise by quarter turns. Absent: upright. */
export interface Orientation {
	readonly turns?: 1 | 2 | 3;
	readonly isFlipped?: true;
}

/** The orientation, then a move: (x, y) is where the point (0, 0) comes to lie. In pixel edges, not pixel centres. */
export interface Placement extends Orientation {
	readonly x: number;
	readonly y: number;
}

export const UNMOVED: Placement = { x: 0, y: 0 };
export const UPRIGHT: Orientation = {};

/** Quarter turns and mirror images of a whole picture, as the user names them. */
export const TURN_RIGHT: Orientation = { turns: 1 };
export const TURN_LEFT: Orientation = { turns: 3 };
export const FLIP_HORIZONTALLY: Orientation = { isFlipped: true };
export const FLIP_VERTICALLY: Orientation = { turns: 2, isFlipped: true };

export const ORIENTATIONS: readonly Orientation[] = [0, 1, 2, 3].flatMap((turns) => [
	orientationOf(turns, false),
	orientationOf(turns, true),
]);

function orientationOf(turns: number, isFlipped: boolean): Orientation {
	const quarter = ((turns % 4) + 4) % 4;
	return { ...(quarter === 0 ? {} : { turns: quarter as 1 | 2 | 3 }), ...(isFlipped ? { isFlipped: true } : {}) };
}

export function isUpright({ turns, isFlipped }: Orientation): boolean {
	return turns === undefined && isFlipped === undefined;
}

export function isUnmoved(placement: Placement): boolean {
	return placement.x === 0 && placement.y === 0 && isUpright(placement);
}

/** True if width and height are exchanged. */
export function isSideways({ turns }: Orientation): boolean {
	return turns === 1 || turns === 3;
}

/** The orientation of a placement. */
export function orientationIn({ turns, isFlipped }: Orientation): Orientation {
	return { ...(turns === undefined ? {} : { turns }), ...(isFlipped === undefined ? {} : { isFlipped }) };
}

export function combineOrientations(first: Orientation, then: Orientation): Orientation {
	const { turns: before = 0, isFlipped: wasFlipped } = first;
	const { turns: after = 0, isFlipped } = then;
	// A mirror image reverses the turns before it.
	return orientationOf((isFlipped === true ? -before : before) + after, wasFlipped !== isFlipped);
}

export function invertOrientation(orientation: Orientation): Orientation {
	const { turns = 0, isFlipped } = orientation;
	// A mirror image is its own inverse, whatever turn follows it.
	return isFlipped === true ? orientationIn(orientation) : orientationOf(-turns, false);
}

export function orientSize({ width, height }: Size, orientation: Orientation): Size {
	return isSideways(orientation) ? { width: height, height: width } : { width, height };
}

/** The image of a vector. */
function oriented(x: number, y: number, { turns, isFlipped }: Orientation): readonly [number, number] {
	const across = isFlipped === true ? -x : x;
	switch (turns) {
		case 1:
			return [-y, across];
		case 2:
			return [-across, -y];
		case 3:
			return [y, -across];
		default:
			return [across, y];
	}
}

export function placePoint(point: { readonly x: number; readonly y: number }, placement: Placement) {
	const [x, y] = oriented(point.x, point.y, placement);
	// Adding 0 turns a negative zero into zero.
	return { x: x + placement.x + 0, y: y + placement.y + 0 };
}

export function placeRect({ left, top, right, bottom }: Rect, placement: Placement): Rect {
	const a = placePoint({ x: left, y: top }, placement);
	const b = placePoint({ x: right, y: bottom }, placement);
	return { left: Math.min(a.x, b.x), top: Math.min(a.y, b.y), right: Math.max(a.x, b.x), bottom: Math.max(a.y, b.y) };
}

export function combinePlacements(first: Placement, then: Placement): Placement {
	return { ...placePoint(first, then), ...combineOrientations(first, then) };
}

export function invertPlacement(placement: Placement): Placement {
	const inverse = invertOrientation(placement);
	const [x, y] = oriented(placement.x, placement.y, inverse);
	return { x: 0 - x, y: 0 - y, ...inverse };
}

/** Turns or mirrors a whole picture, whose upper left corner stays the origin. */
export function orientationOfPicture(size: Size, orientation: Orientation): Placement {
	return placementIn(rectOf(orientSize(size, orientation)), orientation);
}

/** The placement of a picture whose turned or mirrored samples fill a rectangle. */
export function placementIn(rect: Rect, orientation: Orientation): Placement {
	const size = orientSize(sizeOf(rect), orientation);
	const { left, top } = placeRect(rectOf(size), { ...UNMOVED, ...orientation });
	return { x: rect.left - left, y: rect.top - top, ...orientationIn(orientation) };
}
