// 3×3 matrices between linear light and XYZ, in row-major order.
import type { Matrix } from "./colourProfile";

/** XYZ of D50, the white point of ICC profiles. */
const D50 = [0.9642, 1, 0.8249] as const;

/** The Bradford cone response matrix, for chromatic adaptation. */
const BRADFORD: Matrix = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296];

export function multiply(a: Matrix, b: Matrix): Matrix {
	return b.map((_, i) => {
		const row = Math.floor(i / 3) * 3;
		return [0, 1, 2].reduce((sum, k) => sum + (a[row + k] as number) * (b[3 * k + (i % 3)] as number), 0);
	}) as unknown as Matrix;
}

export function apply(m: Matrix, [x, y, z]: readonly [number, number, number]): [number, number, number] {
	return [m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z];
}

/** Null if the matrix is singular. */
export function inverse([a, b, c, d, e, f, g, h, i]: Matrix): Matrix | null {
	const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
	if (!(Math.abs(determinant) > 1e-9)) return null;
	const adjugate = [
		e * i - f * h,
		c * h - b * i,
		b * f - c * e,
		f * g - d * i,
		a * i - c * g,
		c * d - a * f,
		d * h - e * g,
		b * g - a * h,
		a * e - b * d,
	];
	return adjugate.map((value) => value / determinant) as unknown as Matrix;
}

/** Linear light to XYZ under D50, from white, red, green and blue in x and y; null if they are degenerate. */
export function matrixFromPrimaries(xy: readonly number[]): Matrix | null {
	const [white, red, green, blue] = [0, 2, 4, 6].map((at) => xyzOf(xy[at], xy[at + 1]));
	if (!white || !red || !green || !blue) return null;
	const mixed: Matrix = [red[0], green[0], blue[0], red[1], green[1], blue[1], red[2], green[2], blue[2]];
	const unmixed = inverse(mixed);
	const toD50 = adaptation(white);
	if (unmixed === null || toD50 === null) return null;
	const [r, g, b] = apply(unmixed, white);
	return multiply(toD50, multiply(mixed, [r, 0, 0, 0, g, 0, 0, 0, b]));
}

function xyzOf(x = 0, y = 0): [number, number, number] | null {
	return y > 0 ? [x / y, 1, (1 - x - y) / y] : null;
}

function adaptation(white: readonly [number, number, number]): Matrix | null {
	const from = apply(BRADFORD, white);
	const to = apply(BRADFORD, D50);
	const back = inverse(BRADFORD);
	if (back === null || from.some((value) => !(value > 0))) return null;
	const scale: Matrix = [to[0] / from[0], 0, 0, 0, to[1] / from[1], 0, 0, 0, to[2] / from[2]];
	return multiply(back, multiply(scale, BRADFORD));
}
