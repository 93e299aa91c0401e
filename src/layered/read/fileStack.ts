// The layers of a file as its reader finds them, whatever the format: their data stays compressed until it is asked for.
import type { BlendMode } from "../../../editor/layerPixels";
import type { LayersNote, RgbaImage } from "../../../editor/types";

export interface LayerPixels {
	/** Straight RGBA. */
	readonly rgba: Uint8Array<ArrayBuffer>;
	/** The layer's mask, one byte a pixel, 255 = shown; null: none. */
	readonly coverage: Uint8Array<ArrayBuffer> | null;
}

export interface FileLayer {
	readonly name: string;
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
	/** 0 to 1, with that of its groups. */
	readonly opacity: number;
	/** And so are its groups. */
	readonly isVisible: boolean;
	readonly blend: BlendMode;
	read(): Promise<LayerPixels>;
}

export interface FileStack {
	readonly width: number;
	readonly height: number;
	/** From bottom to top. */
	readonly layers: readonly FileLayer[];
	/** The picture that the file itself holds of all layers; null: none. */
	readonly flattened: RgbaImage | null;
	readonly notes: ReadonlySet<LayersNote>;
}

/** More is opened as the flattened picture only. */
const MAX_LAYERS = 200;
const MAX_LAYER_PIXELS = 400_000_000;

export function areTooMany(layers: readonly Pick<FileLayer, "width" | "height">[]): boolean {
	return (
		layers.length > MAX_LAYERS || layers.reduce((sum, { width, height }) => sum + width * height, 0) > MAX_LAYER_PIXELS
	);
}
