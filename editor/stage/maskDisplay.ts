// Shows one mask: a small canvas a tile, coloured from coverage. Tiles never change, so a tile that is another object than
// the one last coloured is the only sign of change there is, and none can be missed.
import { type Size, TILE_AREA, TILE_SIZE, type Tile, type Tiles, tileRect, tilesInRect } from "../raster";
import { type Surface, toDevice, visibleRect } from "./surface";

const MAX_CANVASES = 1024;

interface Coloured {
	tile: Tile;
	readonly canvas: HTMLCanvasElement;
}

export class MaskDisplay {
	#coloured = new Map<number, Coloured>();
	readonly #pixels = new ImageData(TILE_SIZE, TILE_SIZE);
	readonly #words = new Uint32Array(this.#pixels.data.buffer);
	/** Coverage to colour, as ImageData holds it. */
	readonly #palette = new Uint32Array(256);

	constructor(readonly colour: string) {
		const bytes = new Uint8Array(this.#palette.buffer);
		const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
		for (let coverage = 0; coverage < 256; coverage++) {
			bytes.set([red ?? 255, green ?? 0, blue ?? 0, coverage], coverage * 4);
		}
	}

	/** `over` are tiles of a gesture under way; they hide the mask's own. */
	draw(surface: Surface, picture: Size, tiles: Tiles, over: Tiles, opacity: number): void {
		const { context } = surface;
		context.fillStyle = this.colour;
		for (const key of tilesInRect(picture, visibleRect(surface, picture))) {
			const tile = over[key] ?? tiles[key] ?? 0;
			if (tile === 0) continue;
			const rect = tileRect(picture, key);
			const device = toDevice(surface, rect);
			const width = device.right - device.left;
			const height = device.bottom - device.top;
			if (typeof tile === "number") {
				context.globalAlpha = (opacity * tile) / 255;
				context.fillRect(device.left, device.top, width, height);
				continue;
			}
			context.globalAlpha = opacity;
			const canvas = this.#canvas(key, tile);
			const sourceWidth = rect.right - rect.left;
			const sourceHeight = rect.bottom - rect.top;
			context.drawImage(canvas, 0, 0, sourceWidth, sourceHeight, device.left, device.top, width, height);
		}
		context.globalAlpha = 1;
	}

	#canvas(key: number, tile: Uint8Array): HTMLCanvasElement {
		const known = this.#coloured.get(key);
		if (known?.tile === tile) return known.canvas;
		const canvas = known?.canvas ?? document.createElement("canvas");
		if (known === undefined) {
			canvas.width = TILE_SIZE;
			canvas.height = TILE_SIZE;
		}
		for (let i = 0; i < TILE_AREA; i++) this.#words[i] = this.#palette[tile[i] as number] as number;
		canvas.getContext("2d")?.putImageData(this.#pixels, 0, 0);
		this.#coloured.delete(key);
		this.#coloured.set(key, { tile: tile as Tile, canvas });
		if (this.#coloured.size > MAX_CANVASES) {
			const [oldest] = this.#coloured.keys();
			if (oldest !== undefined) this.#coloured.delete(oldest);
		}
		return canvas;
	}
}
