// The document: an immutable tree of names, ids and tile references. It holds no pixels of pictures, only the ids under
// which an image store keeps them.
import { type Coverage, emptyCoverage, union } from "../raster";

export interface PictureRef {
	/** The store's id of the file as it was imported. */
	readonly image: string;
	readonly name: string;
	/** As decoded, orientation baked: the only dimensions there are. */
	readonly width: number;
	readonly height: number;
}

export interface MaskLayer {
	readonly id: string;
	readonly name: string;
	/** #rrggbb, for display only. */
	readonly colour: string;
	/** 0 to 1, for display only. */
	readonly opacity: number;
	readonly isVisible: boolean;
	readonly coverage: Coverage;
}

export interface ResultLayer {
	readonly id: string;
	/** The store's id. Drawn scaled to the picture. */
	readonly image: string;
	readonly isVisible: boolean;
}

export interface DocumentTree {
	readonly id: string;
	readonly picture: PictureRef;
	/** Never empty; the last is on top. */
	readonly masks: readonly MaskLayer[];
	/** The last is on top. */
	readonly results: readonly ResultLayer[];
	/** What an edit sends and gets back, in picture pixels; null: the whole picture. It may reach outside. */
	readonly frame: {
		readonly left: number;
		readonly top: number;
		readonly right: number;
		readonly bottom: number;
	} | null;
}

export const FIRST_MASK = "mask-1";
export const MASK_COLOUR = "#ff4d6d";
export const MASK_OPACITY = 0.55;

export function createDocument(id: string, picture: PictureRef): DocumentTree {
	return { id, picture, masks: [createMask(FIRST_MASK, picture)], results: [], frame: null };
}

export function createMask(id: string, size: { width: number; height: number }): MaskLayer {
	return {
		id,
		name: "Mask",
		colour: MASK_COLOUR,
		opacity: MASK_OPACITY,
		isVisible: true,
		coverage: emptyCoverage(size),
	};
}

/** The mask that tools paint on: the topmost. */
export function activeMask(document: DocumentTree): MaskLayer {
	return document.masks.at(-1) ?? createMask(FIRST_MASK, document.picture);
}

/** What an edit is asked for: the union of the visible masks. */
export function editCoverage(document: DocumentTree): Coverage {
	const visible = document.masks.filter((mask) => mask.isVisible);
	return union(
		document.picture,
		visible.map((mask) => mask.coverage),
	);
}
