// Rotates pixels by any angle. Every sample is computed anew, by a cubic filter on premultiplied colours.
import type { Rect, Size } from "../coverage";
import { type AffineMatrix, sineAndCosine } from "../matrix";
import type { RgbaImage } from "../mip";
import { sizeOf } from "../rects";
import type { Steps } from "../steps";

/** A rotation of a picture about its centre, clockwise, and the rectangle that is kept of it. */
export interface Rotation {
	readonly degrees: number;
	/** In pixels of the unrotated picture, whose centre is the centre of rotation. It may reach beyond the picture. */
	readonly canvas: Rect;
	/** True if the picture's edges go on outside of it, where the filter needs them; otherwise it is transparent there. */
	readonly repeatsEdges: boolean;
}

/** Maps pixels of the canvas to the unrotated picture, both by their centres. */
export function matrixToSource({ degrees, canvas }: Rotation, { width, height }: Size): AffineMatrix {
	const [sine, cosine] = sineAndCosine(-degrees);
	const dx = canvas.left + 0.5 - width / 2;
	const dy = canvas.top + 0.5 - height / 2;
	return {
		...{ a: cosine, b: sine, c: -sine, d: cosine },
		e: width / 2 - 0.5 + dx * cosine - dy * sine,
		f: height / 2 - 0.5 + dx * sine + dy * cosine,
	};
}

export function* rotatePixels(source: RgbaImage, rotation: Rotation): Steps<RgbaImage> {
	const { canvas, repeatsEdges } = rotation;
	const { width, height } = sizeOf(canvas);
	const rgba = new Uint8Array(width * height * 4);
	const { a, b, c, d, e, f } = matrixToSource(rotation, source);
	const sample = sampler(source, repeatsEdges);
	for (let row = 0; row < height; row++) {
		let x = e + row * c;
		let y = f + row * d;
		for (let to = row * width * 4; to < (row + 1) * width * 4; to += 4, x += a, y += b) sample(x, y, rgba, to);
		yield;
	}
	return { width, height, rgba };
}

/** Weights of the four samples around a place, `t` beyond the second of them: a Catmull-Rom spline. */
function writeWeights(t: number, into: Float64Array): void {
	into[0] = t * (-0.5 + t * (1 - 0.5 * t));
	into[1] = 1 + t * t * (-2.5 + 1.5 * t);
	into[2] = t * (0.5 + t * (2 - 1.5 * t));
	into[3] = t * t * (-0.5 + 0.5 * t);
}

/** Returns the function that writes the sample at a place; reused arrays keep it free of allocations. */
function sampler({ width, height, rgba }: RgbaImage, repeatsEdges: boolean) {
	const across = new Float64Array(4);
	const down = new Float64Array(4);
	/** Byte offsets of the four columns and rows; -1: outside, where it is transparent. */
	const columns = new Int32Array(4);
	const rows = new Int32Array(4);
	const find = (first: number, length: number, step: number, into: Int32Array): void => {
		for (let i = 0; i < 4; i++) {
			const at = first + i;
			const isInside = at >= 0 && at < length;
			into[i] = isInside ? at * step : repeatsEdges ? (at < 0 ? 0 : (length - 1) * step) : -1;
		}
	};
	return (x: number, y: number, into: Uint8Array, to: number): void => {
		const left = Math.floor(x);
		const top = Math.floor(y);
		if (!repeatsEdges && (left < -2 || top < -2 || left > width || top > height)) return;
		writeWeights(x - left, across);
		writeWeights(y - top, down);
		find(left - 1, width, 4, columns);
		find(top - 1, height, width * 4, rows);
		let red = 0;
		let green = 0;
		let blue = 0;
		let alpha = 0;
		for (let j = 0; j < 4; j++) {
			const row = rows[j] as number;
			const share = down[j] as number;
			if (row < 0) continue;
			for (let i = 0; i < 4; i++) {
				const column = columns[i] as number;
				if (column < 0) continue;
				const from = row + column;
				const weight = (across[i] as number) * share * (rgba[from + 3] as number);
				red += weight * (rgba[from] as number);
				green += weight * (rgba[from + 1] as number);
				blue += weight * (rgba[from + 2] as number);
				alpha += weight;
			}
		}
		if (alpha <= 0) return;
		into[to] = toByte(red / alpha);
		into[to + 1] = toByte(green / alpha);
		into[to + 2] = toByte(blue / alpha);
		into[to + 3] = toByte(alpha);
	};
}

function toByte(value: number): number {
	return value <= 0 ? 0 : value >= 255 ? 255 : (value + 0.5) | 0;
}
