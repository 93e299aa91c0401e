// A mixture of Gaussians in Lab, fitted to weighted colours. It tells how likely a colour is.

/** By component: the mean, the inverse of the covariance (xx, xy, xz, yy, yz, zz), the logarithm of weight and norm. */
export type ColourModel = Float64Array;

const CELLS = 10;
const MAX_COMPONENTS = 6;
const ROUNDS = 6;
/** Added to each variance: camera noise, and what averaging in superpixels has removed of it. */
const MIN_VARIANCE = 12;
/** The share of colours that no component explains, spread evenly over Lab. */
const OUTLIER_LOG = Math.log(0.02 / 1e6);

/** `weights` belong to the colours of `lab`, three values each; those of 0 do not count. Null where there are none. */
export function fitColourModel(lab: Float32Array, weights: Float32Array): ColourModel | null {
	const centres = spreadCentres(lab, weights);
	if (centres.length === 0) return null;
	const nearest = new Uint8Array(weights.length);
	for (let round = 0; round < ROUNDS; round++) moveCentres(lab, weights, centres, nearest);
	return componentsOf(lab, weights, centres, nearest);
}

/** Centres far from each other, three values each: each next one is the colour that is farthest from all before it. */
function spreadCentres(lab: Float32Array, weights: Float32Array): Float64Array {
	const distances = new Float64Array(weights.length).fill(Number.POSITIVE_INFINITY);
	const centres: number[] = [];
	let next = weights.findIndex((weight) => weight > 0);
	while (next !== -1 && centres.length < MAX_COMPONENTS * 3) {
		const l = lab[next * 3] as number;
		const a = lab[next * 3 + 1] as number;
		const b = lab[next * 3 + 2] as number;
		centres.push(l, a, b);
		// Closer colours than these are one.
		let farthest = 4 * MIN_VARIANCE;
		next = -1;
		for (let i = 0; i < weights.length; i++) {
			if ((weights[i] as number) <= 0) continue;
			const dl = (lab[i * 3] as number) - l;
			const da = (lab[i * 3 + 1] as number) - a;
			const db = (lab[i * 3 + 2] as number) - b;
			const distance = Math.min(distances[i] as number, dl * dl + da * da + db * db);
			distances[i] = distance;
			if (distance <= farthest) continue;
			farthest = distance;
			next = i;
		}
	}
	return Float64Array.from(centres);
}

/** One round of k-means. */
function moveCentres(lab: Float32Array, weights: Float32Array, centres: Float64Array, nearest: Uint8Array): void {
	const sums = new Float64Array((centres.length / 3) * 4);
	for (let i = 0; i < weights.length; i++) {
		const weight = weights[i] as number;
		if (weight <= 0) continue;
		const l = lab[i * 3] as number;
		const a = lab[i * 3 + 1] as number;
		const b = lab[i * 3 + 2] as number;
		let least = Number.POSITIVE_INFINITY;
		let best = 0;
		for (let at = 0; at < centres.length; at += 3) {
			const dl = l - (centres[at] as number);
			const da = a - (centres[at + 1] as number);
			const db = b - (centres[at + 2] as number);
			const distance = dl * dl + da * da + db * db;
			if (distance >= least) continue;
			least = distance;
			best = at / 3;
		}
		nearest[i] = best;
		const sum = best * 4;
		sums[sum] = (sums[sum] as number) + weight * l;
		sums[sum + 1] = (sums[sum + 1] as number) + weight * a;
		sums[sum + 2] = (sums[sum + 2] as number) + weight * b;
		sums[sum + 3] = (sums[sum + 3] as number) + weight;
	}
	for (let at = 0; at < centres.length; at++) {
		const sum = Math.floor(at / 3) * 4;
		const weight = sums[sum + 3] as number;
		if (weight > 0) centres[at] = (sums[sum + (at % 3)] as number) / weight;
	}
}

function componentsOf(
	lab: Float32Array,
	weights: Float32Array,
	centres: Float64Array,
	nearest: Uint8Array,
): ColourModel {
	const moments = new Float64Array((centres.length / 3) * 7);
	let total = 0;
	for (let i = 0; i < weights.length; i++) {
		const weight = weights[i] as number;
		if (weight <= 0) continue;
		const k = nearest[i] as number;
		const x = (lab[i * 3] as number) - (centres[k * 3] as number);
		const y = (lab[i * 3 + 1] as number) - (centres[k * 3 + 1] as number);
		const z = (lab[i * 3 + 2] as number) - (centres[k * 3 + 2] as number);
		const at = k * 7;
		moments[at] = (moments[at] as number) + weight * x * x;
		moments[at + 1] = (moments[at + 1] as number) + weight * x * y;
		moments[at + 2] = (moments[at + 2] as number) + weight * x * z;
		moments[at + 3] = (moments[at + 3] as number) + weight * y * y;
		moments[at + 4] = (moments[at + 4] as number) + weight * y * z;
		moments[at + 5] = (moments[at + 5] as number) + weight * z * z;
		moments[at + 6] = (moments[at + 6] as number) + weight;
		total += weight;
	}
	const model: number[] = [];
	for (let k = 0; k < centres.length / 3; k++) {
		const weight = moments[k * 7 + 6] as number;
		if (weight > 0)
			model.push(...centres.subarray(k * 3, k * 3 + 3), ...gaussian(moments, k * 7, weight, weight / total));
	}
	return Float64Array.from(model);
}

/** The inverse of the covariance and the logarithm of the scale. */
function gaussian(moments: Float64Array, at: number, weight: number, share: number): readonly number[] {
	const moment = (index: number) => (moments[at + index] as number) / weight;
	const [xx, xy, xz] = [moment(0) + MIN_VARIANCE, moment(1), moment(2)];
	const [yy, yz, zz] = [moment(3) + MIN_VARIANCE, moment(4), moment(5) + MIN_VARIANCE];
	const a = yy * zz - yz * yz;
	const b = xz * yz - xy * zz;
	const c = xy * yz - xz * yy;
	const determinant = xx * a + xy * b + xz * c;
	const cofactors = [a, b, c, xx * zz - xz * xz, xy * xz - xx * yz, xx * yy - xy * xy];
	const logScale = Math.log(share) - 0.5 * Math.log(determinant) - 1.5 * Math.log(2 * Math.PI);
	return [...cofactors.map((cofactor) => cofactor / determinant), logScale];
}

/** The logarithm of the density of the colour `at` of `lab`; the most likely component stands for all. */
export function logLikelihood(model: ColourModel, lab: Float32Array, at: number): number {
	let best = OUTLIER_LOG;
	const l = lab[at * 3] as number;
	const a = lab[at * 3 + 1] as number;
	const b = lab[at * 3 + 2] as number;
	for (let k = 0; k < model.length; k += CELLS) {
		const x = l - (model[k] as number);
		const y = a - (model[k + 1] as number);
		const z = b - (model[k + 2] as number);
		const square =
			x * (x * (model[k + 3] as number) + 2 * (y * (model[k + 4] as number) + z * (model[k + 5] as number))) +
			y * (y * (model[k + 6] as number) + 2 * z * (model[k + 7] as number)) +
			z * z * (model[k + 8] as number);
		const value = (model[k + 9] as number) - 0.5 * square;
		if (value > best) best = value;
	}
	return best;
}
