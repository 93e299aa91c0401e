// Input of the picture encoders. Pure types.
import type { Size } from "../../raster";

export interface EncodeOptions {
	readonly signal?: AbortSignal | undefined;
	/** Called with the share that is done. */
	readonly onProgress?: ((share: number) => void) | undefined;
}

/** Straight RGBA8 rows from top to bottom, in one or more arrays of whole rows. */
export interface PictureBands extends Size {
	readonly bands: readonly Uint8Array[];
}
