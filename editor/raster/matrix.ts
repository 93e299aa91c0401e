// Affine transforms of the plane and their arithmetic: x' = a·x + c·y + e, y' = b·x + d·y + f, in the order of
// CanvasRenderingContext2D.transform.
import type { Point, Rect } from "./coverage";
import { boundsOfPoints } from "./rects";

export interface AffineMatrix {
	readonly a: number;
	readonly b: number;
	readonly c: number;
	readonly d: number;
	readonly e: number;
	readonly f: number;
}

/** The same direction in degrees, above -180 and up to 180. */
export function normalizeAngle(degrees: number): number {
	const turned = degrees % 360;
	const angle = turned > 180 ? turned - 360 : turned <= -180 ? turned + 360 : turned;
	// Turns -0 into 0.
	return angle + 0;
}

/** Exact for multiples of 90 degrees. */
export function sineAndCosine(degrees: number): readonly [sine: number, cosine: number] {
	const angle = normalizeAngle(degrees);
	if (angle === 0) return [0, 1];
	if (angle === 90) return [1, 0];
	if (angle === 180) return [0, -1];
	if (angle === -90) return [-1, 0];
	const radians = (angle * Math.PI) / 180;
	return [Math.sin(radians), Math.cos(radians)];
}

export function applyMatrix({ a, b, c, d, e, f }: AffineMatrix, { x, y }: Point): Point {
	return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** The matrix must not be singular. */
export function invertMatrix({ a, b, c, d, e, f }: AffineMatrix): AffineMatrix {
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

/** Applies the matrix, then moves `origin` to (0, 0) and scales. */
export function scaleAfter(
	{ a, b, c, d, e, f }: AffineMatrix,
	origin: Point,
	scaleX: number,
	scaleY: number,
): AffineMatrix {
	return {
		a: a * scaleX,
		b: b * scaleY,
		c: c * scaleX,
		d: d * scaleY,
		e: (e - origin.x) * scaleX,
		f: (f - origin.y) * scaleY,
	};
}

/** The images of a rectangle's corners, clockwise from the top left one. */
export function mapCorners(
	matrix: AffineMatrix,
	{ left, top, right, bottom }: Rect,
): readonly [Point, Point, Point, Point] {
	return [
		applyMatrix(matrix, { x: left, y: top }),
		applyMatrix(matrix, { x: right, y: top }),
		applyMatrix(matrix, { x: right, y: bottom }),
		applyMatrix(matrix, { x: left, y: bottom }),
	];
}

/** The smallest upright rectangle around the image of a rectangle. */
export function mapBounds(matrix: AffineMatrix, rect: Rect): Rect {
	return boundsOfPoints(mapCorners(matrix, rect));
}
