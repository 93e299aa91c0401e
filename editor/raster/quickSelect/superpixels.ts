// Superpixels: small areas of one colour that follow edges (SNIC, Achanta and Süsstrunk 2017). They grow from a grid of
// seeds through a queue ordered by colour and distance, so that each is connected.
import type { Steps } from "../steps";
import type { LabPlane } from "./labPlane";

export interface Superpixels {
	readonly count: number;
	/** The superpixel of each pixel of the plane. */
	readonly labels: Int32Array;
	/** The number of pixels. */
	readonly areas: Float32Array;
	/** The mean Lab value, three a superpixel. */
	readonly means: Float32Array;
}

/** The distance between seeds, in pixels of the plane. */
export const SEED_SPACING = 7;

/** Lab distance that weighs as much as one seed spacing. */
const COMPACTNESS = 9;

/** Queue entries are sorted into this many classes of distance; the last takes all that are farther. */
const CLASSES = 4096;
const CLASSES_PER_UNIT = 128;

export function* findSuperpixels({ width, height, lab }: LabPlane): Steps<Superpixels> {
	const columns = Math.max(1, Math.round(width / SEED_SPACING));
	const rows = Math.max(1, Math.round(height / SEED_SPACING));
	const count = columns * rows;
	const labels = new Int32Array(width * height).fill(-1);
	const areas = new Float32Array(count);
	const sums = new Float64Array(count * 5);
	const queue = new ClassQueue();
	for (let row = 0, label = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++, label++) {
			const x = Math.min(width - 1, Math.floor(((column + 0.5) * width) / columns));
			const y = Math.min(height - 1, Math.floor(((row + 0.5) * height) / rows));
			queue.add(0, y * width + x, label);
		}
	}
	let assigned = 0;
	while (queue.take()) {
		const { pixel, label } = queue;
		if (labels[pixel] !== -1) continue;
		labels[pixel] = label;
		const x = pixel % width;
		const y = (pixel - x) / width;
		const n = (areas[label] as number) + 1;
		areas[label] = n;
		const sum = label * 5;
		for (let i = 0; i < 3; i++) sums[sum + i] = (sums[sum + i] as number) + (lab[pixel * 3 + i] as number);
		sums[sum + 3] = (sums[sum + 3] as number) + x;
		sums[sum + 4] = (sums[sum + 4] as number) + y;
		const push = (next: number, nextX: number, nextY: number) => {
			if (labels[next] !== -1) return;
			const l = (lab[next * 3] as number) - (sums[sum] as number) / n;
			const a = (lab[next * 3 + 1] as number) - (sums[sum + 1] as number) / n;
			const b = (lab[next * 3 + 2] as number) - (sums[sum + 2] as number) / n;
			const dx = nextX - (sums[sum + 3] as number) / n;
			const dy = nextY - (sums[sum + 4] as number) / n;
			const colour = (l * l + a * a + b * b) / (COMPACTNESS * COMPACTNESS);
			queue.add(Math.sqrt(colour + (dx * dx + dy * dy) / (SEED_SPACING * SEED_SPACING)), next, label);
		};
		if (x > 0) push(pixel - 1, x - 1, y);
		if (x < width - 1) push(pixel + 1, x + 1, y);
		if (y > 0) push(pixel - width, x, y - 1);
		if (y < height - 1) push(pixel + width, x, y + 1);
		if (++assigned % 8192 === 0) yield;
	}
	const means = new Float32Array(count * 3);
	for (let label = 0; label < count; label++) {
		const n = Math.max(1, areas[label] as number);
		for (let i = 0; i < 3; i++) means[label * 3 + i] = (sums[label * 5 + i] as number) / n;
	}
	return { count, labels, areas, means };
}

/** A priority queue of pixels; within a class of distance the order is that of arrival, last first. */
class ClassQueue {
	readonly #pixels: Int32Array[] = [];
	readonly #lengths = new Int32Array(CLASSES);
	#first = CLASSES;
	pixel = 0;
	label = 0;

	add(distance: number, pixel: number, label: number): void {
		const kind = Math.min(CLASSES - 1, Math.floor(distance * CLASSES_PER_UNIT));
		const length = this.#lengths[kind] as number;
		let entries = this.#pixels[kind];
		if (entries === undefined || length * 2 === entries.length) {
			const longer = new Int32Array(entries === undefined ? 32 : entries.length * 2);
			if (entries !== undefined) longer.set(entries);
			this.#pixels[kind] = entries = longer;
		}
		entries[length * 2] = pixel;
		entries[length * 2 + 1] = label;
		this.#lengths[kind] = length + 1;
		if (kind < this.#first) this.#first = kind;
	}

	/** Puts the nearest entry into `pixel` and `label`; false when there is none. */
	take(): boolean {
		while (this.#first < CLASSES && this.#lengths[this.#first] === 0) this.#first++;
		if (this.#first === CLASSES) return false;
		const length = (this.#lengths[this.#first] as number) - 1;
		this.#lengths[this.#first] = length;
		const entries = this.#pixels[this.#first] as Int32Array;
		this.pixel = entries[length * 2] as number;
		this.label = entries[length * 2 + 1] as number;
		return true;
	}
}
