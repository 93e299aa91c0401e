// A layer of paint in colour, above the picture and never part of it: a sketch. Its stored form, and reading that back.
import { PAINT_TILE_BYTES, type PaintTile, type PaintTiles, type Size, tileColumns, tileCount } from "../raster";
import { unusedId } from "./unusedId";

export interface PaintLayer {
	readonly id: string;
	/** Empty: the interface shows a numbered default name. */
	readonly name: string;
	/** 0 to 1. */
	readonly opacity: number;
	readonly isVisible: boolean;
	/** Tools cannot change a locked layer. */
	readonly isLocked: boolean;
	/** Of the canvas' size. */
	readonly tiles: PaintTiles;
}

/** A stored paint layer. Optional fields have the values of a new layer. */
export interface SavedPaint {
	readonly id: string;
	readonly name?: string;
	readonly opacity?: number;
	readonly visible?: boolean;
	readonly locked?: boolean;
	readonly tiles: readonly SavedPaintTile[];
}

/** A tile of 256² pixels at column `x` and row `y`. */
export interface SavedPaintTile {
	readonly x: number;
	readonly y: number;
	/** One RGBA word for all pixels, red in the lowest byte, or 262,144 bytes of straight RGBA, row by row. */
	readonly pixels: PaintTile;
}

interface WithPaints {
	readonly paints: readonly PaintLayer[];
	readonly activePaint: string | null;
}

/** The visible layers of paint that have any, from bottom to top. */
export function shownPaints({ paints }: Pick<WithPaints, "paints">): readonly PaintLayer[] {
	return paints.filter(({ isVisible, opacity, tiles }) => isVisible && opacity > 0 && Object.keys(tiles).length > 0);
}

/** The layer that paint tools change; null: there is none. */
export function activePaintLayer({ paints, activePaint }: WithPaints): PaintLayer | null {
	return paints.find(({ id }) => id === activePaint) ?? paints.at(-1) ?? null;
}

/** A new layer without paint. */
export function nextPaintLayer({ paints }: Pick<WithPaints, "paints">): PaintLayer {
	return { id: unusedId("paint", paints), name: "", opacity: 1, isVisible: true, isLocked: false, tiles: {} };
}

export function serializePaint({ isVisible, isLocked, tiles, ...rest }: PaintLayer, size: Size): SavedPaint {
	const columns = tileColumns(size);
	return {
		...rest,
		visible: isVisible,
		locked: isLocked,
		tiles: Object.entries(tiles).map(([name, pixels]) => {
			const key = Number(name);
			return { x: key % columns, y: Math.floor(key / columns), pixels };
		}),
	};
}

/** Tiles that do not fit the canvas, or are damaged, are left out. */
export function restorePaint(saved: SavedPaint, size: Size): PaintLayer {
	const columns = tileColumns(size);
	const tiles: Record<number, PaintTile> = {};
	for (const { x, y, pixels } of saved.tiles ?? []) {
		const key = y * columns + x;
		const isInside = Number.isInteger(key) && x >= 0 && x < columns && y >= 0 && key < tileCount(size);
		if (isInside && isPaintTile(pixels)) tiles[key] = pixels;
	}
	const { id, name = "", opacity = 1 } = saved;
	return {
		...{ id, name, tiles },
		opacity: opacity >= 0 && opacity <= 1 ? opacity : 1,
		isVisible: saved.visible !== false,
		isLocked: saved.locked === true,
	};
}

function isPaintTile(pixels: unknown): pixels is PaintTile {
	if (typeof pixels === "number") return Number.isInteger(pixels) && pixels > 0 && pixels <= 0xffffffff;
	return pixels instanceof Uint8Array && pixels.length === PAINT_TILE_BYTES;
}
