// A picture with layers as it is read from a file of another program, before it becomes a document: plain data and files.
import type { ReferenceLayer } from "./document";

/** The difference between a file with layers and the document that it became. */
export type LayersNote =
	| "layers-hidden"
	| "layers-above-hidden"
	| "layers-flattened"
	| "layers-unverified"
	| "layers-groups"
	| "layers-clipping"
	| "layers-adjustments"
	| "layers-effects"
	| "layers-smart-objects"
	| "layers-vector"
	| "layers-text"
	| "layers-blend"
	| "layers-empty";

/** A layer that becomes a placed picture, which is a part of the picture. */
export interface ReadLayer extends Pick<ReferenceLayer, "name" | "place" | "opacity" | "isVisible" | "blend"> {
	/** A PNG of the layer's own size. */
	readonly file: Blob;
	/** The layer's mask: a PNG as large, whose alpha is the share that is shown. Default: none. */
	readonly mask?: Blob;
}

/** A picture with layers, read from a file of another program. */
export interface LayeredPicture {
	/** A PNG of the canvas's size: the bottom layer, or the flattened picture of the file. */
	readonly base: Blob;
	/** From bottom to top, without the base. */
	readonly layers: readonly ReadLayer[];
	/** The differences between the document and the file. */
	readonly notes: readonly LayersNote[];
}

/** Reads files with layers. null: the file has none, and is opened as a picture. Rejects with EditorError. */
export type LayeredFileReader = (file: Blob, signal: AbortSignal) => Promise<LayeredPicture | null>;
