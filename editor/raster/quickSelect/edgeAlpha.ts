// The soft edge of a selection at the picture's full size: a guided filter (He, Sun and Tang 2013) whose linear models of colour
// are fitted on the plane and applied to the full samples. The value of a pixel depends on its neighbourhood only, so that no
// tile border can show.
import { bandAlong } from "./bandCut";
import type { LabPlane } from "./labPlane";

export interface EdgeModels {
	/** By pixel of the plane: the index of its model; -1: there is none, and the label counts. */
	readonly index: Int32Array;
	/** Four values a model: factors of red, green and blue in levels, and a constant. */
	readonly models: Float32Array;
	readonly labels: Uint8Array;
}

/** Of the windows in which models are fitted, in pixels of the plane. */
const RADIUS = 2;
/** The band along the border that gets a soft edge. */
const BAND_RADIUS = 3;
/** Contrast below this, in levels, is noise and not an edge. */
const NOISE_LEVELS = 6;

export function fitEdgeModels(plane: LabPlane, labels: Uint8Array): EdgeModels {
	const { width, height } = plane;
	const band = bandAlong(labels, width, height, BAND_RADIUS);
	const fitted = fitAll(plane, labels, bandAlong(labels, width, height, BAND_RADIUS + RADIUS));
	const index = new Int32Array(labels.length).fill(-1);
	let count = 0;
	for (let p = 0; p < labels.length; p++) if (band[p] === 1) index[p] = count++;
	const models = new Float32Array(count * 4);
	for (let p = 0; p < labels.length; p++) {
		const to = (index[p] as number) * 4;
		if (to < 0) continue;
		let windows = 0;
		forWindow(p, width, height, (q) => {
			const from = (fitted.index[q] as number) * 4;
			for (let i = 0; i < 4; i++) models[to + i] = (models[to + i] as number) + (fitted.models[from + i] as number);
			windows++;
		});
		for (let i = 0; i < 4; i++) models[to + i] = (models[to + i] as number) / windows;
	}
	return { index, models, labels };
}

function forWindow(p: number, width: number, height: number, visit: (q: number) => void): void {
	const x = p % width;
	const y = (p - x) / width;
	const right = Math.min(width - 1, x + RADIUS);
	const bottom = Math.min(height - 1, y + RADIUS);
	for (let row = Math.max(0, y - RADIUS); row <= bottom; row++)
		for (let column = Math.max(0, x - RADIUS); column <= right; column++) visit(row * width + column);
}

/** One linear model for the window around each pixel of the band. */
function fitAll({ width, height, rgb }: LabPlane, labels: Uint8Array, band: Uint8Array): Omit<EdgeModels, "labels"> {
	const index = new Int32Array(labels.length).fill(-1);
	let count = 0;
	for (let p = 0; p < labels.length; p++) if (band[p] === 1) index[p] = count++;
	const models = new Float32Array(count * 4);
	const sums = new Float64Array(14);
	const add = (q: number) => {
		const r = rgb[q * 3] as number;
		const g = rgb[q * 3 + 1] as number;
		const b = rgb[q * 3 + 2] as number;
		const label = labels[q] as number;
		addTo(sums, r, g, b, label);
	};
	for (let p = 0; p < labels.length; p++) {
		const at = index[p] as number;
		if (at === -1) continue;
		sums.fill(0);
		forWindow(p, width, height, add);
		writeModel(sums, models, at * 4, NOISE_LEVELS * NOISE_LEVELS);
	}
	return { index, models };
}

/** Sums of a window: red, green, blue, the six products, label, its three products with the colours, and the count. */
export function addTo(sums: Float64Array, r: number, g: number, b: number, label: number): void {
	sums[0] = (sums[0] as number) + r;
	sums[1] = (sums[1] as number) + g;
	sums[2] = (sums[2] as number) + b;
	sums[3] = (sums[3] as number) + r * r;
	sums[4] = (sums[4] as number) + r * g;
	sums[5] = (sums[5] as number) + r * b;
	sums[6] = (sums[6] as number) + g * g;
	sums[7] = (sums[7] as number) + g * b;
	sums[8] = (sums[8] as number) + b * b;
	sums[9] = (sums[9] as number) + label;
	sums[10] = (sums[10] as number) + label * r;
	sums[11] = (sums[11] as number) + label * g;
	sums[12] = (sums[12] as number) + label * b;
	sums[13] = (sums[13] as number) + 1;
}

/** Writes the linear model of a window that explains its labels best; `noise`: the variance of colours that explains nothing. */
export function writeModel(sums: Float64Array, models: Float32Array, at: number, noise: number): void {
	const n = sums[13] as number;
	const [r, g, b, label] = [0, 1, 2, 9].map((i) => (sums[i] as number) / n) as [number, number, number, number];
	const xx = (sums[3] as number) / n - r * r + noise;
	const xy = (sums[4] as number) / n - r * g;
	const xz = (sums[5] as number) / n - r * b;
	const yy = (sums[6] as number) / n - g * g + noise;
	const yz = (sums[7] as number) / n - g * b;
	const zz = (sums[8] as number) / n - b * b + noise;
	const x = (sums[10] as number) / n - label * r;
	const y = (sums[11] as number) / n - label * g;
	const z = (sums[12] as number) / n - label * b;
	const a0 = yy * zz - yz * yz;
	const a1 = xz * yz - xy * zz;
	const a2 = xy * yz - xz * yy;
	const determinant = xx * a0 + xy * a1 + xz * a2;
	const red = (a0 * x + a1 * y + a2 * z) / determinant;
	const green = (a1 * x + (xx * zz - xz * xz) * y + (xy * xz - xx * yz) * z) / determinant;
	const blue = (a2 * x + (xy * xz - xx * yz) * y + (xx * yy - xy * xy) * z) / determinant;
	models[at] = red;
	models[at + 1] = green;
	models[at + 2] = blue;
	models[at + 3] = label - red * r - green * g - blue * b;
}
