// Draws one mask in its colour.
import { averageTile, type Tile } from "../../raster";
import { TileSheets } from "./tileSheets";

export class MaskTiles extends TileSheets {
	/** The RGBA word of each coverage value, in ImageData's byte order. */
	readonly #palette = new Uint32Array(256);

	constructor(readonly colour: string) {
		super();
		const bytes = new Uint8Array(this.#palette.buffer);
		const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
		for (let coverage = 0; coverage < 256; coverage++) {
			bytes.set([red ?? 255, green ?? 0, blue ?? 0, coverage], coverage * 4);
		}
	}

	protected writePixels(tile: Tile, level: number, pixels: ImageData): void {
		const words = new Uint32Array(pixels.data.buffer);
		const palette = this.#palette;
		if (typeof tile === "number") {
			words.fill(palette[tile] as number);
			return;
		}
		const coverage = level === 0 ? tile : averageTile(tile, level);
		for (let i = 0; i < words.length; i++) words[i] = palette[coverage[i] as number] as number;
	}

	protected setFill(context: CanvasRenderingContext2D, value: number, opacity: number): void {
		context.fillStyle = this.colour;
		context.globalAlpha = (opacity * value) / 255;
	}
}
