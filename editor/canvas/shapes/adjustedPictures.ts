// Draws the adjusted picture, tile by tile, in place of what is drawn under it. A tile that is not made yet shows a smaller copy,
// or the picture without its adjustments.
import type { DocumentTree, ResultLayer } from "../../document";
import { ADJUSTED_TILE, type AdjustedTiles, type TilePlace } from "../../images/adjustedTiles";
import { mipSizes, type Rect, type RgbaImage, rectOf } from "../../raster";
import { clipTo, type Surface, toDevice, visibleRect } from "../surface";
import { drawCheckerboard } from "./checkerboard";
import { levelFor } from "./pictureTiles";

/** CSS pixels of a square of the checkerboard. */
const SQUARE = 8;

export class AdjustedPictures {
	/** By the pixels, which are replaced when they change. */
	readonly #canvases = new WeakMap<RgbaImage, HTMLCanvasElement>();

	constructor(
		readonly tiles: AdjustedTiles,
		readonly ratio: number,
	) {}

	/** Draws the picture of these layers if one of them is an adjustment. `slot` keeps two pictures of one frame apart. */
	draw(surface: Surface, slot: string, document: DocumentTree, layers: readonly ResultLayer[]): void {
		if (!layers.some(({ adjust }) => adjust !== undefined)) return;
		const { picture } = document;
		const levels = mipSizes(picture);
		const level = levelFor(surface.scale, levels.length);
		const step = ADJUSTED_TILE * 2 ** level;
		const visible = visibleRect(surface, picture);
		surface.context.save();
		clipTo(surface, rectOf(picture));
		for (let y = Math.floor(visible.top / step); y * step < visible.bottom; y++) {
			for (let x = Math.floor(visible.left / step); x * step < visible.right; x++) {
				const place = { level, x, y };
				const pixels = this.tiles.get(slot, document, layers, place);
				if (pixels !== null) this.#drawTile(surface, document, place, pixels);
			}
		}
		surface.context.restore();
	}

	#drawTile(surface: Surface, { picture }: DocumentTree, { level, x, y }: TilePlace, pixels: RgbaImage): void {
		const canvas = this.#canvases.get(pixels) ?? canvasOf(pixels);
		this.#canvases.set(pixels, canvas);
		const scale = 2 ** level;
		const [left, top] = [x * ADJUSTED_TILE * scale, y * ADJUSTED_TILE * scale];
		const place: Rect = {
			...{ left, top },
			right: Math.min(picture.width, left + pixels.width * scale),
			bottom: Math.min(picture.height, top + pixels.height * scale),
		};
		const { context } = surface;
		const device = toDevice(surface, place);
		const corner = toDevice(surface, rectOf(picture));
		context.save();
		clipTo(surface, place);
		// Replaces what is drawn there, which a transparent pixel would show.
		drawCheckerboard(surface, corner.left, corner.top, SQUARE * this.ratio);
		context.drawImage(canvas, device.left, device.top, device.right - device.left, device.bottom - device.top);
		context.restore();
	}
}

function canvasOf({ width, height, rgba }: RgbaImage): HTMLCanvasElement {
	const canvas = document.createElement("canvas");
	canvas.width = width;
	canvas.height = height;
	const data = new ImageData(new Uint8ClampedArray(rgba.buffer, rgba.byteOffset, rgba.byteLength), width, height);
	canvas.getContext("2d")?.putImageData(data, 0, 0);
	return canvas;
}
