// Refine edge: estimates how far each pixel in a band along the mask's edge belongs to the selected thing, from the colours on
// both sides (a linear matte), and smooths the estimate along the picture's own edges (guided filter). For hair, fur and soft
// edges. Outside the band the mask keeps its values. A pixel depends on its neighbourhood only, so that no tile border shows.
import {
	type Coverage,
	collapseTile,
	type Rect,
	type Size,
	TILE_SIZE,
	type Tile,
	tileAt,
	tileBytes,
	tileRect,
	tilesInRect,
	withTiles,
} from "../coverage";
import { readWindow } from "../morphology/blocks";
import { addTo, writeModel } from "../quickSelect/edgeAlpha";
import type { PictureSamples } from "../select";
import type { CoverageSteps } from "../steps";
import { edgeDistance } from "./edgeDistance";
import { REACH, type SidePair, SureColours } from "./sureColours";

export interface RefineEdgeSettings {
	/** Of the band to both sides of the edge, in pixels. */
	readonly radius: number;
	/** 0: as the picture is; 1: a hard edge. */
	readonly contrast: number;
	/** -1: inwards as far as the soft edge reaches; 1: outwards. */
	readonly shift: number;
	/** The radius in pixels over which the edge is averaged; 0: not at all. */
	readonly smooth: number;
}

export const MAX_REFINE_RADIUS = 100;

const HALF = 128;
/** The square of a distance in levels between two colours that are the same. */
const NOISE = 12 * 12;

export function* refineEdge(coverage: Coverage, samples: PictureSamples, settings: RefineEdgeSettings): CoverageSteps {
	const changes: Record<number, Tile> = {};
	const size = { width: coverage.width, height: coverage.height };
	const margin = marginOf(settings);
	for (const block of blocksOf(size, margin)) {
		const window = {
			left: Math.max(0, block.left - margin),
			top: Math.max(0, block.top - margin),
			right: Math.min(size.width, block.right + margin),
			bottom: Math.min(size.height, block.bottom + margin),
		};
		if (hasOneValue(coverage, window)) continue;
		const matte = new MatteWindow(coverage, samples, window, settings);
		yield;
		const reached = tilesInRect(size, block).filter((key) => matte.reaches(tileRect(size, key)));
		if (reached.length === 0) continue;
		matte.estimate(block);
		yield;
		for (const key of reached) {
			const tile = tileRect(size, key);
			const bytes = tileBytes(size, coverage.tiles, key);
			for (let y = tile.top; y < tile.bottom; y++) {
				for (let x = tile.left; x < tile.right; x++) {
					const value = matte.valueAt(x, y);
					if (value !== null) bytes[(y - tile.top) * TILE_SIZE + x - tile.left] = value;
				}
				if (y % 16 === 15) yield;
			}
			changes[key] = collapseTile(size, key, bytes);
		}
	}
	return withTiles(coverage, changes);
}

/** Squares of tiles, of which a wide margin is read less often if they are large. */
function* blocksOf({ width, height }: Size, margin: number): Generator<Rect, void> {
	const side = TILE_SIZE * (margin > TILE_SIZE / 2 ? 4 : 1);
	for (let top = 0; top < height; top += side) {
		for (let left = 0; left < width; left += side) {
			yield { left, top, right: Math.min(width, left + side), bottom: Math.min(height, top + side) };
		}
	}
}

/** True where no edge can lie, by the tiles alone. */
function hasOneValue({ tiles, ...size }: Coverage, window: Rect): boolean {
	const keys = tilesInRect(size, window);
	const first = tileAt(tiles, keys[0] ?? 0);
	return typeof first === "number" && keys.every((key) => tileAt(tiles, key) === first);
}

function cellOf({ radius }: RefineEdgeSettings): number {
	return Math.max(4, Math.ceil(radius));
}

/** Of the guided filter. */
function filterRadius({ radius }: RefineEdgeSettings): number {
	return Math.max(1, Math.min(3, Math.round(radius / 5)));
}

/** The distance up to which other pixels change a pixel's value. */
function marginOf(settings: RefineEdgeSettings): number {
	const band = Math.ceil(settings.radius) + 2;
	return band + (REACH + 1) * cellOf(settings) + 2 * filterRadius(settings) + Math.ceil(settings.smooth);
}

class MatteWindow {
	readonly #width: number;
	readonly #height: number;
	readonly #values: Uint8Array;
	readonly #distances: Float32Array;
	readonly #alphas: Float32Array;
	/** Kept where several pixels are averaged. */
	readonly #filtered = new Map<number, number>();
	readonly #sums = new Float64Array(14);

	constructor(
		coverage: Coverage,
		readonly samples: PictureSamples,
		readonly window: Rect,
		readonly settings: RefineEdgeSettings,
	) {
		this.#width = window.right - window.left;
		this.#height = window.bottom - window.top;
		const size = { width: this.#width, height: this.#height };
		this.#values = new Uint8Array((size.width * size.height + 3) & ~3);
		readWindow(coverage, window, 0, this.#values);
		const labels = this.#values.map((value) => (value >= HALF ? 1 : 0));
		this.#distances = edgeDistance(labels.subarray(0, size.width * size.height), size, settings.radius);
		this.#alphas = new Float32Array(size.width * size.height);
	}

	/** True where the band reaches a part of the window. */
	reaches({ left, top, right, bottom }: Rect): boolean {
		for (let y = top; y < bottom; y++)
			for (let x = left; x < right; x++) if (this.#isInBand(this.#at(x, y))) return true;
		return false;
	}

	#at(x: number, y: number): number {
		return (y - this.window.top) * this.#width + x - this.window.left;
	}

	#isInBand(p: number): boolean {
		return (this.#distances[p] as number) <= this.settings.radius;
	}

	/** The colour matte of the pixels from which the block's values are filtered. */
	estimate(block: Rect): void {
		const { window, samples, settings } = this;
		const colours = new SureColours(window, cellOf(settings));
		for (let y = window.top; y < window.bottom; y++) {
			for (let x = window.left; x < window.right; x++) {
				const p = this.#at(x, y);
				if (this.#isInBand(p)) continue;
				colours.add(x, y, samples.words[y * samples.width + x] as number, (this.#values[p] as number) >= HALF);
			}
		}
		const reach = filterRadius(settings) + Math.ceil(settings.smooth);
		for (let y = Math.max(window.top, block.top - reach); y < Math.min(window.bottom, block.bottom + reach); y++) {
			for (let x = Math.max(window.left, block.left - reach); x < Math.min(window.right, block.right + reach); x++) {
				const p = this.#at(x, y);
				const painted = (this.#values[p] as number) / 255;
				const pair = this.#isInBand(p) ? colours.read(x, y) : null;
				this.#alphas[p] = pair === null ? painted : this.#colourAlpha(p, x, y, painted, pair);
			}
		}
	}

	/** The place of a colour between those of both sides; towards the ends of the band, and where both are alike, the mask itself. */
	#colourAlpha(p: number, x: number, y: number, painted: number, pair: SidePair): number {
		const word = this.samples.words[y * this.samples.width + x] as number;
		let along = 0;
		let square = 0;
		for (let i = 0; i < 3; i++) {
			const level = (word >>> (8 * i)) & 255;
			const difference = (pair[i] as number) - (pair[i + 3] as number);
			along += (level - (pair[i + 3] as number)) * difference;
			square += difference * difference;
		}
		const placed = square === 0 ? 0 : Math.max(0, Math.min(1, along / square));
		// A colour beside the line between both sides is no mixture of them.
		let beside = 0;
		for (let i = 0; i < 3; i++) {
			const back = pair[i + 3] as number;
			beside += (((word >>> (8 * i)) & 255) - back - placed * ((pair[i] as number) - back)) ** 2;
		}
		const share = Math.min(1, (this.#distances[p] as number) / this.settings.radius);
		const trust = (1 - share ** 4) * (square / (square + NOISE)) * Math.exp(-beside / (3 * NOISE));
		return painted + trust * (placed - painted);
	}

	/** The mask's new value at a pixel of the tile; null: it keeps its own. */
	valueAt(x: number, y: number): number | null {
		if (!this.#isInBand(this.#at(x, y))) return null;
		const { contrast, shift, smooth } = this.settings;
		const exact = smooth > 0 ? this.#averaged(x, y, Math.ceil(smooth)) : this.#filter(x, y);
		// To a level, because the power would make a visible level of a trace.
		const alpha = Math.round(exact * 255) / 255;
		const shifted = alpha ** (2 ** (-2 * shift));
		const steepness = 1 / Math.max(0.02, 1 - contrast);
		return Math.round(255 * Math.max(0, Math.min(1, (shifted - 0.5) * steepness + 0.5)));
	}

	#averaged(x: number, y: number, reach: number): number {
		const { left, top, right, bottom } = this.window;
		let sum = 0;
		let weight = 0;
		for (let row = Math.max(top, y - reach); row <= Math.min(bottom - 1, y + reach); row++) {
			for (let column = Math.max(left, x - reach); column <= Math.min(right - 1, x + reach); column++) {
				const square = (row - y) ** 2 + (column - x) ** 2;
				if (square > reach * reach) continue;
				const near = Math.exp((-2 * square) / (reach * reach));
				sum += near * this.#filter(column, row);
				weight += near;
			}
		}
		return sum / weight;
	}

	/** The guided filter at one pixel, with the model of its own window. */
	#filter(x: number, y: number): number {
		const p = this.#at(x, y);
		const known = this.#filtered.get(p);
		if (known !== undefined) return known;
		const reach = filterRadius(this.settings);
		const { window, samples } = this;
		const sums = this.#sums.fill(0);
		for (let row = Math.max(window.top, y - reach); row <= Math.min(window.bottom - 1, y + reach); row++) {
			for (let column = Math.max(window.left, x - reach); column <= Math.min(window.right - 1, x + reach); column++) {
				const word = samples.words[row * samples.width + column] as number;
				const alpha = this.#alphas[this.#at(column, row)] as number;
				addTo(sums, word & 255, (word >>> 8) & 255, (word >>> 16) & 255, alpha);
			}
		}
		writeModel(sums, MODEL, 0, NOISE / 4);
		const word = samples.words[y * samples.width + x] as number;
		const value =
			(MODEL[0] as number) * (word & 255) +
			(MODEL[1] as number) * ((word >>> 8) & 255) +
			(MODEL[2] as number) * ((word >>> 16) & 255) +
			(MODEL[3] as number);
		const clamped = Math.max(0, Math.min(1, value));
		if (this.settings.smooth > 0) this.#filtered.set(p, clamped);
		return clamped;
	}
}

const MODEL = new Float32Array(4);
