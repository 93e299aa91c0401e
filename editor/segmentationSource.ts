// The interface through which the embedding program selects objects with a segmentation model. The editor itself runs no model.
import type { Size } from "./raster";

/** A point or a box, in pixels of the sent picture. */
export type SegmentationPrompt =
	| { readonly kind: "point"; readonly x: number; readonly y: number }
	| {
			readonly kind: "box";
			readonly left: number;
			readonly top: number;
			readonly right: number;
			readonly bottom: number;
	  };

/** A mask of the whole picture, which may be smaller: a byte a pixel, row by row; from 128 on selected. */
export interface ObjectCandidate extends Size {
	readonly coverage: Uint8Array<ArrayBuffer>;
}

/** Selects objects with a segmentation model. Must be the same object as long as the editor lives. */
export interface SegmentationSource {
	/** The longest side that a picture is scaled down to before it is passed to `segment`. */
	readonly pictureSide: number;
	/** False: no model has been named yet. */
	isReady(): boolean;
	/** Calls the listener when `isReady` has changed. Returns a function that stops it. */
	subscribe(listener: () => void): () => void;
	/** Shows the user where a model is named. */
	setUp(): void;
	/**
	 * Candidates for the object at the prompt, the best first; none if there is nothing. The same Blob is the same picture.
	 * null: it failed, and the user has been told why. Rejects when the signal aborts.
	 */
	segment(picture: Blob, prompt: SegmentationPrompt, signal: AbortSignal): Promise<readonly ObjectCandidate[] | null>;
}
