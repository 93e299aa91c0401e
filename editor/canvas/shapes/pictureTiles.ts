// Draws a picture of any size as canvas tiles of the mip level that the zoom needs. Tiles are made when they come into view
// and the least recently used are dropped. These canvases are for display only and are never read.
import type { MipPicture } from "../../images/mipPicture";
import { ShownPicture } from "../../images/shownPicture";
import { mipSizes, type Placement, type Rect, type RgbaImage, type Size } from "../../raster";
import { drawOriented } from "../drawOriented";
import { type Surface, toDevice, visibleRect } from "../surface";

/** Pixels of a tile's side: a megabyte a tile. */
const TILE = 512;
/** Per picture. */
const MAX_TILES = 192;

export type DrawnPicture = MipPicture | ShownPicture;

/** The tiles of a picture are dropped together with the picture. */
const tilesOf = new WeakMap<DrawnPicture, PictureTiles>();

/** Draws the picture over the whole of `frame`, which may have other dimensions than the picture. */
export function drawPicture(surface: Surface, picture: DrawnPicture | undefined, frame: Size): void {
	if (picture === undefined) return;
	const tiles = tilesOf.get(picture) ?? new PictureTiles(picture);
	tilesOf.set(picture, tiles);
	tiles.draw(surface, frame);
}

/** Draws the picture at its own size through a placement on the canvas. */
export function drawPlaced(surface: Surface, picture: DrawnPicture, placement: Placement): void {
	drawOriented(surface, placement, (placed) => drawPicture(placed, picture, picture));
}

/** The smallest of `count` levels that still has a pixel for every device pixel. */
export function levelFor(scale: number, count: number): number {
	const wanted = Math.floor(Math.log2(1 / scale) + 0.01);
	return Math.min(count - 1, Math.max(0, wanted));
}

class PictureTiles {
	/** In order of use, the least recent first. */
	readonly #tiles = new Map<string, HTMLCanvasElement>();
	readonly #levels: readonly Size[];

	constructor(readonly picture: DrawnPicture) {
		this.#levels = mipSizes(picture);
	}

	draw(surface: Surface, frame: Size): void {
		const stretch = Math.max(frame.width / this.picture.width, frame.height / this.picture.height);
		this.#drawLevel(
			surface,
			frame,
			levelFor(surface.scale * stretch, this.#levels.length),
			visibleRect(surface, frame),
		);
	}

	/** Draws the part under `visible`. Tiles that the frame's budget does not cover are drawn from the coarsest level. */
	#drawLevel(surface: Surface, frame: Size, index: number, visible: Rect): void {
		const { context, pace } = surface;
		const level = this.#levels[index];
		if (level === undefined) return;
		const coarsest = this.#levels.length - 1;
		// Picture pixels of `frame` per pixel of the level.
		const stepX = (frame.width / this.picture.width) * 2 ** index;
		const stepY = (frame.height / this.picture.height) * 2 ** index;
		const firstX = Math.floor(visible.left / stepX / TILE);
		const firstY = Math.floor(visible.top / stepY / TILE);
		for (let y = firstY; y * TILE * stepY < visible.bottom && y * TILE < level.height; y++) {
			for (let x = firstX; x * TILE * stepX < visible.right && x * TILE < level.width; x++) {
				const width = Math.min(TILE, level.width - x * TILE);
				const height = Math.min(TILE, level.height - y * TILE);
				const place = {
					left: x * TILE * stepX,
					top: y * TILE * stepY,
					right: Math.min(frame.width, (x * TILE + width) * stepX),
					bottom: Math.min(frame.height, (y * TILE + height) * stepY),
				};
				const device = toDevice(surface, place);
				const size = [device.right - device.left, device.bottom - device.top] as const;
				const start = performance.now();
				const tile = this.#find(index, x, y);
				if (tile !== undefined || index === coarsest || pace.left > 0) {
					const canvas = tile ?? this.#create(index, x, y, width, height);
					pace.left -= performance.now() - start;
					if (canvas === null) continue;
					context.drawImage(canvas, device.left, device.top, ...size);
					continue;
				}
				pace.isComplete = false;
				context.save();
				context.beginPath();
				context.rect(device.left, device.top, ...size);
				context.clip();
				this.#drawLevel(surface, frame, coarsest, place);
				context.restore();
			}
		}
	}

	#find(index: number, x: number, y: number): HTMLCanvasElement | undefined {
		const key = `${index}/${x}/${y}`;
		const tile = this.#tiles.get(key);
		if (tile === undefined) return undefined;
		this.#tiles.delete(key);
		this.#tiles.set(key, tile);
		return tile;
	}

	/** Null for a picture that was closed. */
	#create(index: number, x: number, y: number, width: number, height: number): HTMLCanvasElement | null {
		const { picture } = this;
		const bitmap = picture instanceof ShownPicture ? picture.bitmap : null;
		const samples = picture instanceof ShownPicture ? picture.samples : picture;
		const level = samples && ([samples, ...samples.mip][index] ?? null);
		if (level === null && bitmap === null) return null;
		const canvas = document.createElement("canvas");
		canvas.width = width;
		canvas.height = height;
		const context = canvas.getContext("2d");
		const place = { x: x * TILE, y: y * TILE, width, height };
		if (context !== null && level !== null) context.putImageData(copyPart(level, place), 0, 0);
		else if (context !== null && bitmap !== null) drawReduced(context, bitmap, place, 2 ** index);
		this.#tiles.set(`${index}/${x}/${y}`, canvas);
		if (this.#tiles.size > MAX_TILES) {
			const [oldest] = this.#tiles.keys();
			if (oldest !== undefined) this.#tiles.delete(oldest);
		}
		return canvas;
	}
}

/** A part of a level, in the level's pixels. */
interface Part extends Size {
	readonly x: number;
	readonly y: number;
}

function copyPart(level: RgbaImage, { x, y, width, height }: Part): ImageData {
	const pixels = new ImageData(width, height);
	for (let row = 0; row < height; row++) {
		const start = ((y + row) * level.width + x) * 4;
		pixels.data.set(level.rgba.subarray(start, start + width * 4), row * width * 4);
	}
	return pixels;
}

/** `step`: bitmap pixels per pixel of the level, a power of two. */
function drawReduced(
	context: CanvasRenderingContext2D,
	bitmap: ImageBitmap,
	{ x, y, width, height }: Part,
	step: number,
): void {
	const [left, top] = [x * step, y * step];
	// Halving by "low" is the mean of four pixels; further reductions need the browser's own mip levels.
	context.imageSmoothingEnabled = step > 1;
	context.imageSmoothingQuality = step > 2 ? "medium" : "low";
	const [right, bottom] = [Math.min(bitmap.width, left + width * step), Math.min(bitmap.height, top + height * step)];
	context.drawImage(bitmap, left, top, right - left, bottom - top, 0, 0, width, height);
}
