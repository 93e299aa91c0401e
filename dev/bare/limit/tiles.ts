// The tiles of the reference page: the picture cut into canvases of 256 pixels a side, and one coloured canvas for each tile
// of the mask that is not empty.
import { type Coverage, type Rect, TILE_SIZE, type Tile, tileRect, tilesInRect } from "../../../editor/raster";

const [RED, GREEN, BLUE] = [255, 77, 109];

export interface PaintedTile {
	readonly rect: Rect;
	readonly canvas: HTMLCanvasElement;
}

export function pictureTiles(bitmap: ImageBitmap): PaintedTile[] {
	const whole = { left: 0, top: 0, right: bitmap.width, bottom: bitmap.height };
	return tilesInRect(bitmap, whole).map((key) => {
		const rect = tileRect(bitmap, key);
		const canvas = createTileCanvas();
		canvas.getContext("2d")?.drawImage(bitmap, -rect.left, -rect.top);
		return { rect, canvas };
	});
}

export class MaskCanvases {
	readonly tiles = new Map<number, PaintedTile>();
	readonly #pixels = new ImageData(TILE_SIZE, TILE_SIZE);

	/** Colours a tile of the mask. Returns the tile if its canvas is new. */
	colour(size: Pick<Coverage, "width" | "height">, key: number, tile: Tile): PaintedTile | null {
		const known = this.tiles.get(key);
		const painted = known ?? { rect: tileRect(size, key), canvas: createTileCanvas() };
		this.tiles.set(key, painted);
		const words = new Uint32Array(this.#pixels.data.buffer);
		const colour = RED | (GREEN << 8) | (BLUE << 16);
		for (let i = 0; i < words.length; i++)
			words[i] = colour | ((typeof tile === "number" ? tile : (tile[i] ?? 0)) << 24);
		painted.canvas.getContext("2d")?.putImageData(this.#pixels, 0, 0);
		return known === undefined ? painted : null;
	}
}

function createTileCanvas(): HTMLCanvasElement {
	return Object.assign(document.createElement("canvas"), { width: TILE_SIZE, height: TILE_SIZE });
}
