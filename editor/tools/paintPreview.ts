// The preview of a gesture on a paint layer, until it ends.
import type { PaintTiles } from "../raster";

/** Tiles of a paint layer that are shown instead of the document's during a gesture. */
export interface PaintPreview {
	/** The layer is drawn on top where the document does not have it yet. */
	readonly layer: string;
	readonly tiles: PaintTiles;
	/** The keys of the tiles that changed since the previous step. */
	readonly changed: ReadonlySet<number>;
}
