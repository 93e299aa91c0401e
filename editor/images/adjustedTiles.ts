// The adjusted picture for display, in tiles of the mip level that the zoom needs. While a value changes, the pixels under the
// adjustments are kept and adjusted at that level in a worker; at rest the tiles are made from exact samples. It knows no canvas.
import { type DocumentTree, importedPlacement } from "../document";
import {
	copyPixels,
	isUnmoved,
	padRect,
	type Rect,
	type RgbaImage,
	reachOfAll,
	rectOf,
	runToEnd,
	scaleAdjustment,
	transparentImage,
} from "../raster";
import type { JobRunner } from "../work";
import { adjustSteps, type PlacedAdjustment } from "./adjustedPixels";
import type { PatchCache } from "./patchCache";
import { type Layers, layersKey, placementOf } from "./patchKeys";
import type { ShownPicture } from "./shownPicture";

/** Pixels of a tile's side. */
export const ADJUSTED_TILE = 512;
/** Each takes up to two megabytes with the pixels under the adjustments. */
const MAX_TILES = 128;
/** Milliseconds without a change after which exact samples are read. */
const REST_MS = 200;

/** A tile of a mip level, counted from the canvas's upper left corner. */
export interface TilePlace {
	readonly level: number;
	readonly x: number;
	readonly y: number;
}

interface Wanted {
	readonly document: DocumentTree;
	readonly layers: Layers;
	readonly key: string;
	/** The time at which this was asked for first. */
	readonly since: number;
}

interface KeptTile {
	readonly place: TilePlace;
	wanted: Wanted;
	/** The state that `pixels` shows. */
	key: string | null;
	isExact: boolean;
	pixels: RgbaImage | null;
	/** The pixels of the level under the adjustments. */
	under: { readonly key: string; readonly padding: number; readonly image: RgbaImage } | null;
	isBusy: boolean;
	/** The picture that could not be made, which is not tried again. */
	failed: string | null;
}

export class AdjustedTiles {
	/** In order of use, the least recent first. */
	readonly #tiles = new Map<string, KeptTile>();
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(
		readonly patches: PatchCache,
		readonly jobRunner: JobRunner,
		readonly getPicture: (image: string) => ShownPicture | undefined,
		/** A tile can be drawn better than before. */
		readonly onReady: () => void,
	) {}

	/**
	 * The pixels of a tile as they are at hand, which may still show earlier values; others are made. null: none yet. `slot`
	 * keeps apart pictures that are shown at the same time.
	 */
	get(slot: string, document: DocumentTree, layers: Layers, place: TilePlace): RgbaImage | null {
		const id = `${slot} ${place.level}/${place.x}/${place.y}`;
		const key = `${pictureKey(document)} ${layersKey(document, layers)}`;
		const found = this.#tiles.get(id);
		const wanted =
			found?.wanted.key === key
				? { ...found.wanted, document, layers }
				: { document, layers, key, since: performance.now() };
		const tile = found ?? {
			place,
			wanted,
			key: null,
			isExact: false,
			pixels: null,
			under: null,
			isBusy: false,
			failed: null,
		};
		tile.wanted = wanted;
		this.#tiles.delete(id);
		this.#tiles.set(id, tile);
		if (this.#tiles.size > MAX_TILES) {
			const [oldest] = this.#tiles.keys();
			if (oldest !== undefined) this.#tiles.delete(oldest);
		}
		if (!tile.isBusy && tile.failed !== key && (tile.key !== key || !tile.isExact)) this.#improve(tile);
		return tile.pixels;
	}

	clear(): void {
		clearTimeout(this.#timer);
		this.#tiles.clear();
	}

	#improve(tile: KeptTile): void {
		const { wanted } = tile;
		const isFirst = tile.key !== wanted.key;
		if (!isFirst && performance.now() - wanted.since < REST_MS) {
			clearTimeout(this.#timer);
			this.#timer = setTimeout(this.onReady, REST_MS);
			return;
		}
		tile.isBusy = true;
		const isExact = tile.place.level === 0 || !isFirst;
		const making = isExact && tile.place.level > 0 ? this.#makeExact(tile) : this.#makeAtLevel(tile);
		making
			.then((pixels) => {
				// An earlier picture must not replace a later one.
				tile.pixels = pixels;
				tile.key = wanted.key;
				tile.isExact = isExact;
			})
			// The picture was closed, or its samples cannot be read: what is shown stays.
			.catch(() => {
				tile.failed = wanted.key;
			})
			.finally(() => {
				tile.isBusy = false;
				this.onReady();
			});
	}

	/** The mip level of the exact samples. */
	async #makeExact({ place, wanted: { document, layers } }: KeptTile): Promise<RgbaImage> {
		const rect = rectInPicture(document, place, 0);
		const image = await this.patches.readRegion(document, rect, layers);
		return this.#reduce(image, place.level);
	}

	/** Adjusts the pixels of the level. */
	async #makeAtLevel(tile: KeptTile): Promise<RgbaImage> {
		const { place, wanted } = tile;
		const { document, layers } = wanted;
		const step = 2 ** place.level;
		let split = layers.length;
		while (split > 0 && layers[split - 1]?.adjust !== undefined) split--;
		const adjustments = layers.slice(split).flatMap(({ adjust, moved }): PlacedAdjustment[] => {
			return adjust
				? [
						{
							adjust: { ...adjust, ...scaleAdjustment(adjust, 1 / step) },
							placement: placementOf({ ...(moved && { moved }) }),
						},
					]
				: [];
		});
		const padding = reachOfAll(adjustments.map(({ adjust }) => adjust));
		const under = await this.#readUnder(tile, layers.slice(0, split), padding);
		const rect = rectInLevel(document, place);
		const region = padRect(rect, under.padding);
		const makeJob = () => {
			const inPicture = {
				left: region.left * step,
				top: region.top * step,
				right: region.right * step,
				bottom: region.bottom * step,
			};
			const steps = runToEnd(adjustSteps(adjustments, inPicture));
			const image = { ...under.image, rgba: under.image.rgba.slice() };
			return { type: "adjust", image, region, rect, steps, scale: step } as const;
		};
		return this.jobRunner.runOwned(makeJob);
	}

	async #readUnder(tile: KeptTile, layers: Layers, padding: number): Promise<NonNullable<KeptTile["under"]>> {
		const { place, wanted } = tile;
		const { document } = wanted;
		const key = `${pictureKey(document)} ${layersKey(document, layers)}`;
		if (tile.under?.key === key && tile.under.padding >= padding) return tile.under;
		const rect = padRect(rectInLevel(document, place), padding);
		const level = this.#importedLevel(document, layers, place.level);
		let image: RgbaImage;
		if (level !== null) {
			image = transparentImage(rect);
			runToEnd(copyPixels(image, rect, level, { left: 0, top: 0 }));
		} else {
			const region = rectInPicture(document, place, padding);
			image = await this.#reduce(await this.patches.readRegion(document, region, layers, region), place.level);
		}
		tile.under = { key, padding, image };
		return tile.under;
	}

	/** The mip level of the imported picture, if it is all there is. */
	#importedLevel(document: DocumentTree, layers: Layers, level: number): RgbaImage | null {
		const samples = this.getPicture(document.picture.image)?.samples;
		if (!samples || layers.length > 0 || !isUnmoved(importedPlacement(document.picture))) return null;
		return [samples, ...samples.mip][level] ?? null;
	}

	#reduce(image: RgbaImage, levels: number): Promise<RgbaImage> | RgbaImage {
		if (levels === 0) return image;
		// A copy of our own, which may be transferred; made again where the worker is refused.
		return this.jobRunner.run({ type: "reduce", image, levels });
	}
}

/** In pixels of the level. */
function rectInLevel({ picture }: DocumentTree, { level, x, y }: TilePlace): Rect {
	const step = 2 ** level;
	const [left, top] = [x * ADJUSTED_TILE, y * ADJUSTED_TILE];
	return {
		...{ left, top },
		right: Math.min(left + ADJUSTED_TILE, Math.ceil(picture.width / step)),
		bottom: Math.min(top + ADJUSTED_TILE, Math.ceil(picture.height / step)),
	};
}

/** In picture pixels, with `padding` pixels of the level around it. */
function rectInPicture(document: DocumentTree, place: TilePlace, padding: number): Rect {
	const step = 2 ** place.level;
	const { left, top, right, bottom } = padRect(rectInLevel(document, place), padding);
	const canvas = rectOf(document.picture);
	const scaled = { left: left * step, top: top * step, right: right * step, bottom: bottom * step };
	// An odd last row or column is averaged with itself.
	if (padding > 0) return scaled;
	return { ...scaled, right: Math.min(canvas.right, scaled.right), bottom: Math.min(canvas.bottom, scaled.bottom) };
}

/** Cropping, turning and straightening change the pixels, too. */
function pictureKey({ id, picture: { image, imported, orientation, width, height } }: DocumentTree): string {
	return JSON.stringify({ id, image, imported, orientation, width, height });
}
