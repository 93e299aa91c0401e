// Draws one paint layer.
import { averagePaint, type PaintTile } from "../../raster";
import { TileSheets } from "./tileSheets";

export class DrawnPaint extends TileSheets {
	protected writePixels(tile: PaintTile, level: number, pixels: ImageData): void {
		if (typeof tile === "number") new Uint32Array(pixels.data.buffer).fill(tile);
		else if (level === 0) pixels.data.set(tile);
		else averagePaint(tile, level, pixels.data);
	}

	protected setFill(context: CanvasRenderingContext2D, word: number, opacity: number): void {
		context.fillStyle = `rgb(${word & 255} ${(word >>> 8) & 255} ${(word >>> 16) & 255})`;
		context.globalAlpha = (opacity * (word >>> 24)) / 255;
	}
}
