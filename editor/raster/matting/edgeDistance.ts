// The distance of each pixel of a window to the nearest pixel on the other side of the mask's edge, up to a limit.
import type { Size } from "../coverage";

/** A step to a diagonal neighbour, against one of length 1 to the others: the chamfer that is closest to the true distance. */
const DIAGONAL = 4 / 3;

/** Pixels farther than `limit` have a larger distance, but not their true one: a window need not show what lies beyond. */
export function edgeDistance(labels: Uint8Array, { width, height }: Size, limit: number): Float32Array {
	const far = limit + 1;
	const distances = new Float32Array(labels.length).fill(far);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const p = y * width + x;
			const label = labels[p];
			const isAtEdge =
				(x > 0 && labels[p - 1] !== label) ||
				(x + 1 < width && labels[p + 1] !== label) ||
				(y > 0 && labels[p - width] !== label) ||
				(y + 1 < height && labels[p + width] !== label);
			if (isAtEdge) distances[p] = 1;
		}
	}
	const relax = (p: number, q: number, step: number) => {
		const through = (distances[q] as number) + step;
		if (through < (distances[p] as number)) distances[p] = through;
	};
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const p = y * width + x;
			if (x > 0) relax(p, p - 1, 1);
			if (y === 0) continue;
			relax(p, p - width, 1);
			if (x > 0) relax(p, p - width - 1, DIAGONAL);
			if (x + 1 < width) relax(p, p - width + 1, DIAGONAL);
		}
	}
	for (let y = height - 1; y >= 0; y--) {
		for (let x = width - 1; x >= 0; x--) {
			const p = y * width + x;
			if (x + 1 < width) relax(p, p + 1, 1);
			if (y + 1 === height) continue;
			relax(p, p + width, 1);
			if (x + 1 < width) relax(p, p + width + 1, DIAGONAL);
			if (x > 0) relax(p, p + width - 1, DIAGONAL);
		}
	}
	return distances;
}
