// The graph of superpixels that touch: the length of each common border in pixels, and the strength of the edge along it.
import type { LabPlane } from "./labPlane";
import type { Superpixels } from "./superpixels";

export interface RegionGraph {
	/** The touching pairs, two superpixels each. */
	readonly pairs: Int32Array;
	/** By pair, the number of pixels along which the two touch. */
	readonly lengths: Float32Array;
	/** By pair, the Lab distance across the border. */
	readonly contrasts: Float32Array;
	/** The mean square of the contrasts, weighted by length. */
	readonly meanSquare: number;
	/** The pairs of superpixel i are pairsOf[firstPair[i]] to pairsOf[firstPair[i + 1] - 1]. */
	readonly firstPair: Int32Array;
	readonly pairsOf: Int32Array;
	/** By superpixel, the number of its pixels at the picture's border. */
	readonly borderPixels: Int32Array;
}

export function buildRegionGraph({ width, height, lab }: LabPlane, { labels, means, count }: Superpixels): RegionGraph {
	const index = new Map<number, number>();
	const pairs: number[] = [];
	const lengths: number[] = [];
	const sums: number[] = [];
	const borderPixels = new Int32Array(count);
	const touch = (p: number, q: number) => {
		const a = labels[p] as number;
		const b = labels[q] as number;
		if (a === b) return;
		const key = Math.min(a, b) * count + Math.max(a, b);
		let pair = index.get(key);
		if (pair === undefined) {
			pair = lengths.length;
			index.set(key, pair);
			pairs.push(Math.min(a, b), Math.max(a, b));
			lengths.push(0);
			sums.push(0);
		}
		lengths[pair] = (lengths[pair] as number) + 1;
		sums[pair] = (sums[pair] as number) + labDistance(lab, p, lab, q);
	};
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const p = y * width + x;
			if (x + 1 < width) touch(p, p + 1);
			if (y + 1 < height) touch(p, p + width);
			if (x === 0 || y === 0 || x === width - 1 || y === height - 1) {
				const label = labels[p] as number;
				borderPixels[label] = (borderPixels[label] as number) + 1;
			}
		}
	}
	const contrasts = new Float32Array(lengths.length);
	let square = 0;
	let total = 0;
	for (let pair = 0; pair < contrasts.length; pair++) {
		const length = lengths[pair] as number;
		const across = (sums[pair] as number) / length;
		// A soft edge is spread over several pixels, which the means of both sides see.
		const between = labDistance(means, pairs[pair * 2] as number, means, pairs[pair * 2 + 1] as number);
		const contrast = Math.max(across, between);
		contrasts[pair] = contrast;
		square += contrast * contrast * length;
		total += length;
	}
	return {
		pairs: Int32Array.from(pairs),
		lengths: Float32Array.from(lengths),
		contrasts,
		meanSquare: Math.max(1, square / Math.max(1, total)),
		borderPixels,
		...adjacency(count, pairs),
	};
}

function adjacency(count: number, pairs: readonly number[]): Pick<RegionGraph, "firstPair" | "pairsOf"> {
	const firstPair = new Int32Array(count + 1);
	for (const region of pairs) firstPair[region + 1] = (firstPair[region + 1] as number) + 1;
	for (let region = 0; region < count; region++)
		firstPair[region + 1] = (firstPair[region + 1] as number) + (firstPair[region] as number);
	const filled = firstPair.slice();
	const pairsOf = new Int32Array(pairs.length);
	pairs.forEach((region, at) => {
		const slot = filled[region] as number;
		pairsOf[slot] = at >> 1;
		filled[region] = slot + 1;
	});
	return { firstPair, pairsOf };
}

export function labDistance(a: Float32Array, i: number, b: Float32Array, j: number): number {
	const l = (a[i * 3] as number) - (b[j * 3] as number);
	const m = (a[i * 3 + 1] as number) - (b[j * 3 + 1] as number);
	const n = (a[i * 3 + 2] as number) - (b[j * 3 + 2] as number);
	return Math.sqrt(l * l + m * m + n * n);
}
