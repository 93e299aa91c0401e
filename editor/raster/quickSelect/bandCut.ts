// Moves the border of a stroke's growth, which follows superpixels, to the edge between pixels: a minimum cut in a band along
// the border.
import type { LabPlane } from "./labPlane";
import { MinimumCut } from "./maxFlow";
import { labDistance } from "./regionGraph";

export interface Band {
	/** 1: on the stroke's side after the growth. */
	readonly grown: Uint8Array;
	/** 1: the pixel keeps its side. */
	readonly isFixed: (pixel: number) => boolean;
	/** In pixels of the plane, to both sides of the border. Default: half a superpixel. */
	readonly radius?: number;
}

/** Half a superpixel. */
const BAND_RADIUS = 4;
const SMOOTHNESS = 12;
const MIN_EDGE = 0.01;
/** The advantage of a colour that is that of one side nearby. */
const COLOUR_WEIGHT = 1;
/** The side of the cells in which the colours nearby are summed, in pixels of the plane. */
const CELL = 8;

/** Returns `grown` with the border moved. */
export function cutBand(plane: LabPlane, { grown, isFixed, radius = BAND_RADIUS }: Band): Uint8Array {
	const { width, height, lab } = plane;
	const band = bandAlong(grown, width, height, radius);
	const nodes = new Int32Array(grown.length).fill(-1);
	let count = 0;
	for (let p = 0; p < grown.length; p++) if (band[p] === 1 && !isFixed(p)) nodes[p] = count++;
	if (count === 0) return grown;
	const meanSquare = meanContrast(lab, nodes, width, height);
	const nearby = new NearbyColours(plane, grown, band);
	const cut = new MinimumCut(count, count * 2);
	const link = (p: number, q: number) => {
		const a = nodes[p] as number;
		const b = nodes[q] as number;
		if (a === -1 && b === -1) return;
		const contrast = labDistance(lab, p, lab, q);
		const capacity = SMOOTHNESS * (Math.exp((-contrast * contrast) / (2 * meanSquare)) + MIN_EDGE);
		if (a !== -1 && b !== -1) cut.addEdge(a, b, capacity);
		else if (a !== -1) cut.addScore(a, grown[q] === 1 ? capacity : -capacity);
		else cut.addScore(b, grown[p] === 1 ? capacity : -capacity);
	};
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const p = y * width + x;
			const node = nodes[p] as number;
			if (node !== -1) cut.addScore(node, COLOUR_WEIGHT * nearby.advantage(x, y));
			if (x + 1 < width) link(p, p + 1);
			if (y + 1 < height) link(p, p + width);
		}
	}
	cut.solve();
	const moved = grown.slice();
	for (let p = 0; p < grown.length; p++) {
		const node = nodes[p] as number;
		if (node !== -1) moved[p] = cut.isSource(node) ? 1 : 0;
	}
	return moved;
}

/** The mean colours of both sides around a pixel, without the band itself. */
class NearbyColours {
	readonly #columns: number;
	readonly #rows: number;
	/** By cell: l, a, b and the count of one side, then of the other. */
	readonly #sums: Float64Array;

	constructor(
		readonly plane: LabPlane,
		grown: Uint8Array,
		band: Uint8Array,
	) {
		const { width, height, lab } = plane;
		this.#columns = Math.ceil(width / CELL);
		this.#rows = Math.ceil(height / CELL);
		this.#sums = new Float64Array(this.#columns * this.#rows * 8);
		const sums = this.#sums;
		for (let y = 0; y < height; y++) {
			for (let x = 0; x < width; x++) {
				const p = y * width + x;
				if (band[p] === 1) continue;
				const at = (Math.floor(y / CELL) * this.#columns + Math.floor(x / CELL)) * 8 + (grown[p] === 1 ? 0 : 4);
				for (let i = 0; i < 3; i++) sums[at + i] = (sums[at + i] as number) + (lab[p * 3 + i] as number);
				sums[at + 3] = (sums[at + 3] as number) + 1;
			}
		}
	}

	/** From -1, the other side's colour, to 1, the stroke's side's; 0 where one side has no pixel nearby or both are alike. */
	advantage(x: number, y: number): number {
		const total = new Float64Array(8);
		const column = Math.floor(x / CELL);
		const row = Math.floor(y / CELL);
		for (let cellY = Math.max(0, row - 1); cellY <= Math.min(this.#rows - 1, row + 1); cellY++) {
			for (let cellX = Math.max(0, column - 1); cellX <= Math.min(this.#columns - 1, column + 1); cellX++) {
				const at = (cellY * this.#columns + cellX) * 8;
				for (let i = 0; i < 8; i++) total[i] = (total[i] as number) + (this.#sums[at + i] as number);
			}
		}
		const [own, other] = [total[3] as number, total[7] as number];
		if (own === 0 || other === 0) return 0;
		const { width, lab } = this.plane;
		let toOwn = 0;
		let toOther = 0;
		let between = 0;
		for (let i = 0; i < 3; i++) {
			const value = lab[(y * width + x) * 3 + i] as number;
			const ownMean = (total[i] as number) / own;
			const otherMean = (total[i + 4] as number) / other;
			toOwn += (value - ownMean) ** 2;
			toOther += (value - otherMean) ** 2;
			between += (ownMean - otherMean) ** 2;
		}
		return Math.max(-1, Math.min(1, (toOther - toOwn) / (between + NOISE)));
	}
}

/** The square of a Lab distance that means nothing. */
const NOISE = 30;

/** 1 within the radius of a border, as a square around each pixel that has a neighbour on the other side. */
export function bandAlong(labels: Uint8Array, width: number, height: number, radius = BAND_RADIUS): Uint8Array {
	const band = new Uint8Array(labels.length);
	const mark = (x: number, y: number) => {
		const left = Math.max(0, x - radius);
		const right = Math.min(width, x + radius + 1);
		for (let row = Math.max(0, y - radius); row < Math.min(height, y + radius + 1); row++)
			band.fill(1, row * width + left, row * width + right);
	};
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const p = y * width + x;
			const isBorder =
				(x + 1 < width && labels[p] !== labels[p + 1]) || (y + 1 < height && labels[p] !== labels[p + width]);
			if (isBorder) mark(x, y);
		}
	}
	return band;
}

function meanContrast(lab: Float32Array, nodes: Int32Array, width: number, height: number): number {
	let sum = 0;
	let count = 0;
	for (let p = 0; p < width * (height - 1); p++) {
		if (nodes[p] === -1 || nodes[p + width] === -1) continue;
		const contrast = labDistance(lab, p, lab, p + width);
		sum += contrast * contrast;
		count++;
	}
	return Math.max(2, sum / Math.max(1, count));
}
