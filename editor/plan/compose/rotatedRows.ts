// Samples a source picture under a rotation: it is scaled along its own axes to the target's density, then read between
// those samples with a Lanczos filter of the target's pixels. Both steps are linear and unclamped.
import {
	type AffineMatrix,
	applyMatrix,
	invertMatrix,
	mapBounds,
	type Point,
	type Rect,
	type RgbaImage,
	type Steps,
	scaleAfter,
} from "../../raster";
import type { SampleRow } from "../resample";
import { createSampleRows, narrowed } from "./sampleRows";

const LOBES = 3;
const TAPS = 2 * LOBES;

/**
 * Rows of the area's samples, premultiplied. `matrix` maps source pixels to the area's pixels, `readable` is the part of the
 * source that may be read, in whole pixels, and `origin` is the source position of the first sample's corner.
 */
export function* rotatedRows(
	picture: RgbaImage,
	matrix: AffineMatrix,
	area: Rect,
	readable: Rect,
	origin: Point,
): Steps<SampleRow> {
	// Samples per source pixel along each axis of the source.
	const [scaleX, scaleY] = [Math.hypot(matrix.a, matrix.b), Math.hypot(matrix.c, matrix.d)];
	// Maps pixels of the area to samples, counted from the origin.
	const toSamples = scaleAfter(invertMatrix(matrix), origin, scaleX, scaleY);
	const bounds = mapBounds(toSamples, area);
	const [left, columns] = extent(bounds.left, bounds.right);
	const [top, rows] = extent(bounds.top, bounds.bottom);
	const axis = (first: number, count: number, scale: number, start: number, from: number, to: number) =>
		narrowed({ count, start: start + (first + 0.5) / scale, step: 1 / scale, from, to });
	const sampleRow = createSampleRows(
		picture,
		axis(left, columns, scaleX, origin.x, readable.left, readable.right),
		axis(top, rows, scaleY, origin.y, readable.top, readable.bottom),
	);
	const samples = new Float32Array(columns * rows * 4);
	for (let y = 0; y < rows; y++) {
		samples.set(sampleRow(y), y * columns * 4);
		yield;
	}
	const width = area.right - area.left;
	const output = new Float32Array(width * 4);
	const [weightsX, weightsY] = [new Float64Array(TAPS), new Float64Array(TAPS)];
	return (y, from = 0, to = width) => {
		const start = applyMatrix(toSamples, { x: area.left + 0.5, y: area.top + y + 0.5 });
		for (let x = from; x < to; x++) {
			const firstX = lanczosWeights(start.x + x * toSamples.a - 0.5 - left, weightsX);
			const firstY = lanczosWeights(start.y + x * toSamples.b - 0.5 - top, weightsY);
			readBetween(samples, columns, firstX, firstY, weightsX, weightsY, output, x * 4);
		}
		return output;
	};
}

/** The first sample and the number of samples that the filter reads for positions in this range. */
function extent(from: number, to: number): readonly [first: number, count: number] {
	const first = Math.floor(from) - LOBES - 1;
	return [first, Math.ceil(to) + LOBES + 1 - first];
}

const STEP_SINE = Math.sin(Math.PI / LOBES);
const STEP_COSINE = Math.cos(Math.PI / LOBES);

/** The weights of the samples around a position, which add up to 1. Returns the index of the first one. */
function lanczosWeights(position: number, weights: Float64Array): number {
	const first = Math.floor(position) - LOBES + 1;
	const angle = Math.PI * (first - position);
	// From one sample to the next, the sine of the angle only changes its sign, and a third of the angle turns by 60 degrees.
	let sine = Math.sin(angle);
	let thirdSine = Math.sin(angle / LOBES);
	let thirdCosine = Math.cos(angle / LOBES);
	let sum = 0;
	for (let i = 0; i < TAPS; i++) {
		const at = angle + Math.PI * i;
		const weight = Math.abs(at) < 1e-9 ? 1 : (LOBES * sine * thirdSine) / (at * at);
		weights[i] = weight;
		sum += weight;
		sine = -sine;
		const turned = thirdSine * STEP_COSINE + thirdCosine * STEP_SINE;
		thirdCosine = thirdCosine * STEP_COSINE - thirdSine * STEP_SINE;
		thirdSine = turned;
	}
	for (let i = 0; i < TAPS; i++) weights[i] = (weights[i] as number) / sum;
	return first;
}

function readBetween(
	samples: Float32Array,
	columns: number,
	firstX: number,
	firstY: number,
	weightsX: Float64Array,
	weightsY: Float64Array,
	into: Float32Array,
	to: number,
): void {
	let red = 0;
	let green = 0;
	let blue = 0;
	let alpha = 0;
	for (let j = 0; j < TAPS; j++) {
		let at = ((firstY + j) * columns + firstX) * 4;
		for (let i = 0; i < TAPS; i++, at += 4) {
			const weight = (weightsX[i] as number) * (weightsY[j] as number);
			red += weight * (samples[at] as number);
			green += weight * (samples[at + 1] as number);
			blue += weight * (samples[at + 2] as number);
			alpha += weight * (samples[at + 3] as number);
		}
	}
	into[to] = red;
	into[to + 1] = green;
	into[to + 2] = blue;
	into[to + 3] = alpha;
}
