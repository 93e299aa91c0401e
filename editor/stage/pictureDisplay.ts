// Shows a picture of any size: tiles of the mip level that the zoom asks for, made when they come into view, the least
// recently used forgotten. Canvases here are for the eye only and are never read.
import type { RgbaLevel, Size } from "../raster";
import { type Surface, toDevice, visibleRect } from "./surface";

const TILE = 512;
/** A tile is a megabyte. */
const MAX_TILES = 192;

export class PictureDisplay {
	/** In order of use, the least recent first. */
	readonly #tiles = new Map<string, HTMLCanvasElement>();
	readonly #levels: readonly RgbaLevel[];

	constructor(picture: RgbaLevel, mip: readonly RgbaLevel[]) {
		this.#levels = [picture, ...mip];
	}

	/** Draws it over the whole of `frame`, a picture that may have other dimensions. */
	draw(surface: Surface, frame: Size): void {
		const base = this.#levels[0];
		if (base === undefined) return;
		const stretchX = frame.width / base.width;
		const stretchY = frame.height / base.height;
		const index = this.#levelFor(surface.scale * Math.max(stretchX, stretchY));
		const level = this.#levels[index] ?? base;
		// Picture pixels of `frame` that a pixel of the level covers.
		const stepX = stretchX * 2 ** index;
		const stepY = stretchY * 2 ** index;
		const seen = visibleRect(surface, frame);
		const firstX = Math.floor(seen.left / stepX / TILE);
		const firstY = Math.floor(seen.top / stepY / TILE);
		for (let y = firstY; y * TILE * stepY < seen.bottom && y * TILE < level.height; y++) {
			for (let x = firstX; x * TILE * stepX < seen.right && x * TILE < level.width; x++) {
				const width = Math.min(TILE, level.width - x * TILE);
				const height = Math.min(TILE, level.height - y * TILE);
				const device = toDevice(surface, {
					left: x * TILE * stepX,
					top: y * TILE * stepY,
					right: Math.min(frame.width, (x * TILE + width) * stepX),
					bottom: Math.min(frame.height, (y * TILE + height) * stepY),
				});
				surface.context.drawImage(
					this.#tile(index, level, x, y, width, height),
					device.left,
					device.top,
					device.right - device.left,
					device.bottom - device.top,
				);
			}
		}
	}

	/** The smallest level that still has a pixel for every device pixel. */
	#levelFor(scale: number): number {
		const wanted = Math.floor(Math.log2(1 / scale) + 0.01);
		return Math.min(this.#levels.length - 1, Math.max(0, wanted));
	}

	#tile(index: number, level: RgbaLevel, x: number, y: number, width: number, height: number): HTMLCanvasElement {
		const key = `${index}/${x}/${y}`;
		const known = this.#tiles.get(key);
		if (known !== undefined) {
			this.#tiles.delete(key);
			this.#tiles.set(key, known);
			return known;
		}
		const canvas = document.createElement("canvas");
		canvas.width = width;
		canvas.height = height;
		const pixels = new ImageData(width, height);
		for (let row = 0; row < height; row++) {
			const start = ((y * TILE + row) * level.width + x * TILE) * 4;
			pixels.data.set(level.rgba.subarray(start, start + width * 4), row * width * 4);
		}
		canvas.getContext("2d")?.putImageData(pixels, 0, 0);
		this.#tiles.set(key, canvas);
		if (this.#tiles.size > MAX_TILES) {
			const [oldest] = this.#tiles.keys();
			if (oldest !== undefined) this.#tiles.delete(oldest);
		}
		return canvas;
	}
}
