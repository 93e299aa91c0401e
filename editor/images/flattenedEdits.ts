// The first accepted edits, flattened into one picture: many large patches would take too much memory. An earlier state is
// rendered again from the stored answers.
import { type DocumentTree, importedRect } from "../document";
import { buildMipLevels, moveRect, type Rect, type RgbaImage, rectOf } from "../raster";
import type { MipPicture } from "./mipPicture";
import { type Layers, layersKey } from "./patchKeys";

export interface FlattenedEdits {
	/** The number of edits in it. */
	readonly count: number;
	/** On the current canvas. */
	readonly place: Rect;
	readonly pixels: MipPicture;
}

export class FlattenedStore {
	/** `place` and `imported` are on the canvas as it was when this was made. */
	#stored: (FlattenedEdits & { readonly key: string; readonly imported: Rect }) | null = null;

	/** The flattened picture of the first of these layers. */
	find(document: DocumentTree, layers: Layers): FlattenedEdits | null {
		const stored = this.#stored;
		if (stored === null || stored.key !== layersKey(document, layers.slice(0, stored.count))) return null;
		const now = importedRect(document.picture);
		const { count, pixels, imported } = stored;
		return { count, pixels, place: moveRect(stored.place, now.left - imported.left, now.top - imported.top) };
	}

	set(document: DocumentTree, layers: Layers, pixels: RgbaImage): void {
		this.#stored = {
			key: layersKey(document, layers),
			count: layers.length,
			place: rectOf(document.picture),
			imported: importedRect(document.picture),
			pixels: { ...pixels, mip: buildMipLevels(pixels) },
		};
	}

	clear(): void {
		this.#stored = null;
	}
}
