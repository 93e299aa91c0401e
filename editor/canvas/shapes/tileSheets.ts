// Draws a layer of tiles, of a mask or of paint. Tiles are drawn into canvases ("sheets") of 256 pixels a side; zoomed out, a sheet
// holds several scaled tiles, so that the number of sheets in view is about the same at every zoom. Tiles are immutable: a tile is
// drawn again exactly when it is another object than the one that was drawn last. It knows no colour.

import {
	intersectRects,
	MAX_TILE_LEVEL,
	type Rect,
	rectOf,
	type Size,
	TILE_SIZE,
	type Tile,
	type Tiles,
	tileColumns,
	tileRows,
} from "../../raster";
import { type Pace, type Surface, toDevice, visibleRect } from "../surface";

/** The number of sheets out of view that are kept; each is a quarter of a megabyte. */
const SPARE_SHEETS = 64;

interface Sheet {
	readonly context: CanvasRenderingContext2D;
	/** The drawn tiles, row by row; undefined: none yet. */
	readonly tiles: (Tile | undefined)[];
}

export abstract class TileSheets {
	/** In order of use, the least recent first. */
	readonly #sheets = new Map<string, Sheet>();
	/** The number of sheets when the whole view was drawn last. */
	#inView = 0;
	/** Reusable buffers, by level. */
	readonly #buffers: (ImageData | undefined)[] = [];
	/** Writes (TILE_SIZE >> level)² pixels of a tile. */
	protected abstract writePixels(tile: Tile, level: number, pixels: ImageData): void;
	/** Sets the fill of tiles that have one value. */
	protected abstract setFill(context: CanvasRenderingContext2D, value: number, opacity: number): void;

	/** `preview`: tiles of the gesture under way, drawn in place of the layer's own. */
	draw(surface: Surface, picture: Size, tiles: Tiles, preview: Tiles, opacity: number): void {
		const { context, pace } = surface;
		const level = levelFor(surface.scale);
		// A sheet's side in tiles, and in picture pixels.
		const across = 1 << level;
		const length = TILE_SIZE << level;
		const visible = visibleRect(surface, picture);
		const tileAt = (key: number) => preview[key] ?? tiles[key] ?? 0;
		let used = 0;
		for (let y = Math.floor(visible.top / length); y * length < visible.bottom; y++) {
			for (let x = Math.floor(visible.left / length); x * length < visible.right; x++) {
				const keys = keysOf(picture, x * across, y * across, across);
				const uniform = uniformValue(keys, tileAt);
				if (uniform === 0) continue;
				const rect = {
					left: x * length,
					top: y * length,
					right: Math.min((x + 1) * length, picture.width),
					bottom: Math.min((y + 1) * length, picture.height),
				};
				if (uniform !== null) {
					this.setFill(context, uniform, opacity);
					fill(surface, rect);
					continue;
				}
				const sheet = this.#getSheet(`${level}/${x}/${y}`);
				used++;
				this.#drawTiles(sheet, keys, tileAt, level, pace);
				context.globalAlpha = opacity;
				drawSheet(surface, sheet, rect, across);
			}
		}
		context.globalAlpha = 1;
		// A part of the view tells nothing about the rest.
		if (surface.visible === undefined) this.#inView = used;
		this.#dropSheets(Math.max(used, this.#inView) + SPARE_SHEETS);
	}

	#getSheet(name: string): Sheet {
		const cached = this.#sheets.get(name);
		if (cached !== undefined) {
			this.#sheets.delete(name);
			this.#sheets.set(name, cached);
			return cached;
		}
		const canvas = Object.assign(document.createElement("canvas"), { width: TILE_SIZE, height: TILE_SIZE });
		const context = canvas.getContext("2d");
		if (context === null) throw new Error("no 2D context");
		const sheet = { context, tiles: [] };
		this.#sheets.set(name, sheet);
		return sheet;
	}

	#dropSheets(kept: number): void {
		for (const name of this.#sheets.keys()) {
			if (this.#sheets.size <= kept) return;
			this.#sheets.delete(name);
		}
	}

	#drawTiles(
		sheet: Sheet,
		keys: readonly (number | null)[],
		tileAt: (key: number) => Tile,
		level: number,
		pace: Pace,
	): void {
		const across = 1 << level;
		for (const [place, key] of keys.entries()) {
			const tile = key === null ? 0 : tileAt(key);
			if ((sheet.tiles[place] ?? 0) === tile) continue;
			if (pace.left <= 0) {
				pace.isComplete = false;
				return;
			}
			const start = performance.now();
			const side = TILE_SIZE >> level;
			sheet.context.putImageData(
				this.#pixelsOf(tile, level),
				(place % across) * side,
				Math.floor(place / across) * side,
			);
			sheet.tiles[place] = tile;
			pace.left -= performance.now() - start;
		}
	}

	#pixelsOf(tile: Tile, level: number): ImageData {
		const side = TILE_SIZE >> level;
		const pixels = this.#buffers[level] ?? new ImageData(side, side);
		this.#buffers[level] = pixels;
		this.writePixels(tile, level, pixels);
		return pixels;
	}
}

/** The sheets that a rectangle of the picture reaches into, in picture pixels. */
export function sheetsAround({ scale }: Pick<Surface, "scale">, picture: Size, rect: Rect): Rect {
	const length = TILE_SIZE << levelFor(scale);
	const floor = (value: number) => Math.floor(value / length) * length;
	const ceil = (value: number) => Math.ceil(value / length) * length;
	const sheets = { left: floor(rect.left), top: floor(rect.top), right: ceil(rect.right), bottom: ceil(rect.bottom) };
	return intersectRects(sheets, rectOf(picture));
}

/** The smallest level that still has a pixel for every device pixel. */
function levelFor(scale: number): number {
	return Math.min(MAX_TILE_LEVEL, Math.max(0, Math.floor(Math.log2(1 / scale) + 0.01)));
}

/** Tile keys row by row; null outside the picture. */
function keysOf(picture: Size, left: number, top: number, across: number): readonly (number | null)[] {
	const columns = tileColumns(picture);
	const rows = tileRows(picture);
	return Array.from({ length: across * across }, (_, place) => {
		const x = left + (place % across);
		const y = top + Math.floor(place / across);
		return x < columns && y < rows ? y * columns + x : null;
	});
}

/** The value of tiles that are all uniform and equal; null otherwise. */
function uniformValue(keys: readonly (number | null)[], tileAt: (key: number) => Tile): number | null {
	let only: number | null = null;
	for (const key of keys) {
		if (key === null) continue;
		const tile = tileAt(key);
		if (typeof tile !== "number" || (only !== null && tile !== only)) return null;
		only = tile;
	}
	return only;
}

function fill(surface: Surface, rect: Rect): void {
	const device = toDevice(surface, rect);
	surface.context.fillRect(device.left, device.top, device.right - device.left, device.bottom - device.top);
}

function drawSheet(surface: Surface, { context }: Sheet, rect: Rect, across: number): void {
	const device = toDevice(surface, rect);
	const sourceWidth = (rect.right - rect.left) / across;
	const sourceHeight = (rect.bottom - rect.top) / across;
	const width = device.right - device.left;
	const height = device.bottom - device.top;
	surface.context.drawImage(context.canvas, 0, 0, sourceWidth, sourceHeight, device.left, device.top, width, height);
}
