// The first accepted edits, flattened into one picture: many large patches would take too much memory. An earlier state is
// rendered again from the stored answers.
import { type DocumentTree, importedPlacement, placementSince } from "../document";
import { buildMipLevels, combinePlacements, type Placement, type Rect, type RgbaImage } from "../raster";
import type { MipPicture } from "./mipPicture";
import { type Layers, layersKey } from "./patchKeys";

export interface FlattenedEdits {
	/** The number of edits in it. */
	readonly count: number;
	/** On the current canvas. */
	readonly placement: Placement;
	readonly pixels: MipPicture;
}

export class FlattenedStore {
	/** `placement` and `imported` are on the canvas as it was when this was made. */
	#stored: (FlattenedEdits & { readonly key: string; readonly imported: Placement }) | null = null;

	/** The flattened picture of the first of these layers. */
	find(document: DocumentTree, layers: Layers): FlattenedEdits | null {
		const stored = this.#stored;
		if (stored === null || stored.key !== layersKey(document, layers.slice(0, stored.count))) return null;
		const { count, pixels, imported } = stored;
		const placement = combinePlacements(stored.placement, placementSince(imported, document.picture));
		return { count, pixels, placement };
	}

	/** `place`: the rectangle of the pixels on the canvas. */
	set(document: DocumentTree, layers: Layers, pixels: RgbaImage, place: Rect): void {
		this.#stored = {
			key: layersKey(document, layers),
			count: layers.length,
			placement: { x: place.left, y: place.top },
			imported: importedPlacement(document.picture),
			pixels: { ...pixels, mip: buildMipLevels(pixels) },
		};
	}

	clear(): void {
		this.#stored = null;
	}
}
