// A document as plain data to store, and back. Reading checks what it is given: a store may hold anything.
import { type Coverage, TILE_AREA, type Tile, tileColumns, tileCount } from "../raster";
import { createMask, type DocumentTree, MASK_COLOUR, type MaskLayer } from "./document";

/** Shaped like SavedDocument of the editor's door, which this room cannot see. */
export interface StoredDocument {
	readonly version: 1;
	readonly id: string;
	readonly name: string;
	readonly width: number;
	readonly height: number;
	readonly base: string;
	readonly masks: readonly StoredMask[];
	readonly results: readonly { readonly id: string; readonly image: string; readonly visible: boolean }[];
}

export interface StoredMask {
	readonly id: string;
	readonly name: string;
	readonly colour: string;
	readonly visible: boolean;
	readonly tiles: readonly { readonly x: number; readonly y: number; readonly coverage: Tile }[];
}

export function storeDocument(document: DocumentTree): StoredDocument {
	const { id, picture } = document;
	return {
		version: 1,
		id,
		name: picture.name,
		width: picture.width,
		height: picture.height,
		base: picture.image,
		masks: document.masks.map(storeMask),
		results: document.results.map(({ id, image, isVisible }) => ({ id, image, visible: isVisible })),
	};
}

function storeMask(mask: MaskLayer): StoredMask {
	const columns = tileColumns(mask.coverage);
	return {
		id: mask.id,
		name: mask.name,
		colour: mask.colour,
		visible: mask.isVisible,
		tiles: Object.entries(mask.coverage.tiles).map(([name, coverage]) => {
			const key = Number(name);
			return { x: key % columns, y: Math.floor(key / columns), coverage };
		}),
	};
}

export function restoreDocument(stored: StoredDocument): DocumentTree {
	const picture = { image: stored.base, name: stored.name, width: stored.width, height: stored.height };
	const masks = stored.masks.map((mask) => restoreMask(mask, picture));
	return {
		id: stored.id,
		picture,
		masks: masks.length > 0 ? masks : [createMask("mask-1", picture)],
		results: stored.results.map(({ id, image, visible }) => ({ id, image, isVisible: visible })),
		frame: null,
	};
}

function restoreMask(stored: StoredMask, size: { width: number; height: number }): MaskLayer {
	const columns = tileColumns(size);
	const tiles: Record<number, Tile> = {};
	for (const { x, y, coverage } of stored.tiles) {
		const key = y * columns + x;
		const isInside = Number.isInteger(key) && x >= 0 && x < columns && key >= 0 && key < tileCount(size);
		const isTile = typeof coverage === "number" ? coverage > 0 && coverage <= 255 : coverage.length === TILE_AREA;
		if (isInside && isTile) tiles[key] = coverage;
	}
	const coverage: Coverage = { width: size.width, height: size.height, tiles };
	const colour = /^#[0-9a-f]{6}$/i.test(stored.colour) ? stored.colour : MASK_COLOUR;
	return { ...createMask(stored.id, size), name: stored.name, colour, isVisible: stored.visible, coverage };
}
