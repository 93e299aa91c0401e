// Shows a picture of any size: tiles of the mip level that the zoom asks for, made when they come into view, the least
// recently used forgotten. Canvases here are for the eye only and are never read.

import type { Rect, RgbaImage, Size } from "../../raster/index";
import { type Surface, toDevice, visibleRect } from "../surface";

const TILE = 512;
/** A tile is a megabyte. */
const MAX_TILES = 192;

export class PictureTiles {
	/** In order of use, the least recent first. */
	readonly #tiles = new Map<string, HTMLCanvasElement>();
	readonly #levels: readonly RgbaImage[];

	constructor(picture: RgbaImage, mip: readonly RgbaImage[]) {
		this.#levels = [picture, ...mip];
	}

	/** Its samples. */
	get picture(): RgbaImage | undefined {
		return this.#levels[0];
	}

	/** Draws it over the whole of `frame`, a picture that may have other dimensions. */
	draw(surface: Surface, frame: Size): void {
		const base = this.#levels[0];
		if (base === undefined) return;
		const stretch = Math.max(frame.width / base.width, frame.height / base.height);
		this.#drawLevel(surface, frame, this.#levelFor(surface.scale * stretch), visibleRect(surface, frame));
	}

	/** Of that level what is to be seen of `seen`; tiles that there is no time for are seen at the coarsest. */
	#drawLevel(surface: Surface, frame: Size, index: number, seen: Rect): void {
		const { context, pace } = surface;
		const [base] = this.#levels;
		const level = this.#levels[index];
		if (base === undefined || level === undefined) return;
		const coarsest = this.#levels.length - 1;
		// Picture pixels of `frame` that a pixel of the level covers.
		const stepX = (frame.width / base.width) * 2 ** index;
		const stepY = (frame.height / base.height) * 2 ** index;
		const firstX = Math.floor(seen.left / stepX / TILE);
		const firstY = Math.floor(seen.top / stepY / TILE);
		for (let y = firstY; y * TILE * stepY < seen.bottom && y * TILE < level.height; y++) {
			for (let x = firstX; x * TILE * stepX < seen.right && x * TILE < level.width; x++) {
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
				const tile = this.#known(index, x, y);
				if (tile !== undefined || index === coarsest || pace.left > 0) {
					const canvas = tile ?? this.#make(index, level, x, y, width, height);
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

	#known(index: number, x: number, y: number): HTMLCanvasElement | undefined {
		const key = `${index}/${x}/${y}`;
		const known = this.#tiles.get(key);
		if (known === undefined) return undefined;
		this.#tiles.delete(key);
		this.#tiles.set(key, known);
		return known;
	}

	#make(index: number, level: RgbaImage, x: number, y: number, width: number, height: number): HTMLCanvasElement {
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
