// Affine transforms of the plane: x' = a·x + c·y + e, y' = b·x + d·y + f, in the order of CanvasRenderingContext2D.transform.
import type { Rect } from "../raster";

export interface Matrix {
	readonly a: number;
	readonly b: number;
	readonly c: number;
	readonly d: number;
	readonly e: number;
	readonly f: number;
}

interface Point {
	readonly x: number;
	readonly y: number;
}

export function applyMatrix({ a, b, c, d, e, f }: Matrix, { x, y }: Point): { x: number; y: number } {
	return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** The matrix must not be singular. */
export function invertMatrix({ a, b, c, d, e, f }: Matrix): Matrix {
	const determinant = a * d - b * c;
	return {
		a: d / determinant,
		b: -b / determinant,
		c: -c / determinant,
		d: a / determinant,
		e: (c * f - d * e) / determinant,
		f: (b * e - a * f) / determinant,
	};
}

/** The images of a rectangle's corners, clockwise from the top left one. */
export function mapCorners(matrix: Matrix, { left, top, right, bottom }: Rect): readonly [Point, ...Point[]] {
	return [
		applyMatrix(matrix, { x: left, y: top }),
		applyMatrix(matrix, { x: right, y: top }),
		applyMatrix(matrix, { x: right, y: bottom }),
		applyMatrix(matrix, { x: left, y: bottom }),
	];
}

/** The smallest upright rectangle around the image of a rectangle. */
export function mapBounds(matrix: Matrix, rect: Rect): Rect {
	const corners = mapCorners(matrix, rect);
	const xs = corners.map(({ x }) => x);
	const ys = corners.map(({ y }) => y);
	return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}
