// Draws a picture of any size as canvas tiles of the mip level that the zoom needs. Tiles are made when they come into view
// and the least recently used are dropped. These canvases are for display only and are never read.
import type { MipPicture } from "../../images/mipPicture";
import type { Placement, Rect, RgbaImage, Size } from "../../raster";
import { drawOriented } from "../drawOriented";
import { type Surface, toDevice, visibleRect } from "../surface";

/** Pixels of a tile's side: a megabyte a tile. */
const TILE = 512;
/** Per picture. */
const MAX_TILES = 192;

/** The tiles of a picture are dropped together with the picture. */
const tilesOf = new WeakMap<MipPicture, PictureTiles>();

/** Draws the picture over the whole of `frame`, which may have other dimensions than the picture. */
export function drawPicture(surface: Surface, picture: MipPicture | undefined, frame: Size): void {
	if (picture === undefined) return;
	const tiles = tilesOf.get(picture) ?? new PictureTiles(picture);
	tilesOf.set(picture, tiles);
	tiles.draw(surface, frame);
}

/** Draws the picture at its own size through a placement on the canvas. */
export function drawPlaced(surface: Surface, picture: MipPicture, placement: Placement): void {
	drawOriented(surface, placement, (placed) => drawPicture(placed, picture, picture));
}

class PictureTiles {
	/** In order of use, the least recent first. */
	readonly #tiles = new Map<string, HTMLCanvasElement>();
	readonly #levels: readonly RgbaImage[];

	constructor(readonly picture: MipPicture) {
		this.#levels = [picture, ...picture.mip];
	}

	draw(surface: Surface, frame: Size): void {
		const stretch = Math.max(frame.width / this.picture.width, frame.height / this.picture.height);
		this.#drawLevel(surface, frame, this.#levelFor(surface.scale * stretch), visibleRect(surface, frame));
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
					const canvas = tile ?? this.#create(index, level, x, y, width, height);
					pace.left -= performance.now() - start;
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

	/** The smallest level that still has a pixel for every device pixel. */
	#levelFor(scale: number): number {
		const wanted = Math.floor(Math.log2(1 / scale) + 0.01);
		return Math.min(this.#levels.length - 1, Math.max(0, wanted));
	}

	#find(index: number, x: number, y: number): HTMLCanvasElement | undefined {
		const key = `${index}/${x}/${y}`;
		const tile = this.#tiles.get(key);
		if (tile === undefined) return undefined;
		this.#tiles.delete(key);
		this.#tiles.set(key, tile);
		return tile;
	}

	#create(index: number, level: RgbaImage, x: number, y: number, width: number, height: number): HTMLCanvasElement {
		const canvas = document.createElement("canvas");
		canvas.width = width;
		canvas.height = height;
		const pixels = new ImageData(width, height);
		for (let row = 0; row < height; row++) {
			const start = ((y * TILE + row) * level.width + x * TILE) * 4;
			pixels.data.set(level.rgba.subarray(start, start + width * 4), row * width * 4);
		}
		canvas.getContext("2d")?.putImageData(pixels, 0, 0);
		this.#tiles.set(`${index}/${x}/${y}`, canvas);
		if (this.#tiles.size > MAX_TILES) {
			const [oldest] = this.#tiles.keys();
			if (oldest !== undefined) this.#tiles.delete(oldest);
		}
		return canvas;
	}
}
