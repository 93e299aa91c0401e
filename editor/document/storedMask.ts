// A mask apart from its document: plain data that an embedding program stores, and the ways to use it on another picture.
import { type Coverage, coverageAt, type Size } from "../raster";
import type { SavedTile } from "./savedDocument";
import { restoreTiles, serializeTiles } from "./serialization";

/** The size is that of the picture that the mask was painted on. */
export interface StoredMask extends Size {
	readonly tiles: readonly SavedTile[];
}

/** A small picture of a mask: one byte a pixel, row by row, 255 = edit. */
export interface MaskPreview extends Size {
	readonly coverage: Uint8Array<ArrayBuffer>;
}

/** A command of the mask menu that only the embedding program can carry out. */
export type MaskRequest = "copy" | "paste" | "library";

/** The way in which a stored mask comes into a document. */
export interface MaskUse {
	/** "place": pixel by pixel from the upper left, cut at the canvas; "scale": the whole of it fits the picture. */
	readonly fit: "place" | "scale";
	/** The change of the active mask; "layer": it becomes a new mask. */
	readonly mode: "replace" | "add" | "subtract" | "intersect" | "layer";
	/** The name of the new mask. Default: the interface shows a numbered one. */
	readonly name?: string;
}

/** Takes masks out of documents and puts them into others. */
export interface MaskPort {
	/** The active mask; null: there is no picture, or the mask is empty. Its tiles must not be changed. */
	read(): StoredMask | null;
	/** At most `side` pixels wide and high. */
	preview(mask: StoredMask, side: number): MaskPreview;
	/** One history entry. Rejects with no-picture, mask-locked or operation-failed. */
	apply(mask: StoredMask, use: MaskUse): Promise<void>;
	/** While there is a listener, the mask menu has commands to copy, paste and store masks. Returns a function that removes it. */
	onRequest(listener: (request: MaskRequest) => void): () => void;
}

export function storeMask(coverage: Coverage): StoredMask {
	return { width: coverage.width, height: coverage.height, tiles: serializeTiles(coverage) };
}

/** null: the data is no mask. */
export function restoreMask({ width, height, tiles }: StoredMask): Coverage | null {
	const isSize = [width, height].every((side) => Number.isInteger(side) && side > 0);
	return isSize && Array.isArray(tiles) ? restoreTiles({ width, height }, tiles) : null;
}

/** Samples on each axis of a preview's pixel. */
const SAMPLES = 3;

/** Reads few points of the mask, whatever its size. */
export function previewMask(coverage: Coverage, side: number): MaskPreview {
	const scale = Math.min(1, side / Math.max(coverage.width, coverage.height));
	const width = Math.max(1, Math.round(coverage.width * scale));
	const height = Math.max(1, Math.round(coverage.height * scale));
	const bytes = new Uint8Array(width * height);
	const at = (index: number, sample: number, count: number, length: number) =>
		Math.min(length - 1, Math.floor(((index + (sample + 0.5) / SAMPLES) / count) * length));
	for (let i = 0; i < bytes.length; i++) {
		let sum = 0;
		for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
			const x = at(i % width, sample % SAMPLES, width, coverage.width);
			sum += coverageAt(coverage, x, at(Math.floor(i / width), Math.floor(sample / SAMPLES), height, coverage.height));
		}
		bytes[i] = Math.round(sum / (SAMPLES * SAMPLES));
	}
	return { width, height, coverage: bytes };
}
