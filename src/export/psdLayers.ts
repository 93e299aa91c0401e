// The layers of a PSD file, from the document as the editor saves it. References stay in their files, which the worker reads.
// Pure.
import type { RgbaImage, SavedDocument } from "../../editor/types";

type Place = NonNullable<SavedDocument["imported"]>;
type Reference = NonNullable<SavedDocument["references"]>[number];
type Tiles = SavedDocument["masks"][number]["tiles"];

interface Layer {
	readonly name: string;
	readonly isVisible: boolean;
	/** 0 to 1. */
	readonly opacity: number;
}

/** The upper left corner of a picture at its own size, in pixels of the canvas. */
interface PictureLayer extends Layer {
	readonly kind: "picture";
	readonly pixels: RgbaImage;
	readonly left: number;
	readonly top: number;
}

/** A picture that is scaled, mirrored and rotated to its place. */
export interface PlacedLayer extends Layer, Omit<Reference, keyof Layer | "id" | "image" | "isLocked"> {
	readonly kind: "placed";
	readonly file: Blob;
	readonly place: Place;
}

/** A plain colour whose alpha is the mask's coverage. */
export interface MaskLayer extends Layer {
	readonly kind: "mask";
	/** #rrggbb. */
	readonly colour: string;
	readonly tiles: Tiles;
}

export type PsdLayer = PictureLayer | PlacedLayer | MaskLayer;

export interface PsdContent {
	readonly width: number;
	readonly height: number;
	/** The picture with all kept edits and placed parts, as programs without layers show it. */
	readonly flattened: RgbaImage;
	/** From bottom to top. */
	readonly layers: readonly PsdLayer[];
}

/** As the editor shows a mask whose opacity was not changed. */
const SHOWN_OPACITY = 0.55;

export interface PsdSources {
	readonly document: SavedDocument;
	readonly imported: RgbaImage;
	readonly flattened: RgbaImage;
	readonly edited: RgbaImage;
	/** The files of the references by SHA-256. Those that are missing are left out. */
	readonly references: ReadonlyMap<string, Blob>;
	readonly names: { readonly imported: string; readonly edited: string; readonly mask: (number: number) => string };
}

export function psdContent({ document, imported, flattened, edited, references, names }: PsdSources): PsdContent {
	const { width, height } = document;
	const { left, top } = document.imported ?? { left: 0, top: 0 };
	const plain = { kind: "picture", opacity: 1, isVisible: true } as const;
	const layers: PsdLayer[] = [];
	// The imported file is as it was before the user turned it.
	if ((document.accepted?.length ?? 0) > 0 && document.orientation === undefined)
		layers.push({ ...plain, name: names.imported, pixels: imported, left, top });
	layers.push({ ...plain, name: names.edited, pixels: edited, left: 0, top: 0 });
	for (const { id: _, image, isLocked: __, ...reference } of document.references ?? []) {
		const file = references.get(image);
		if (file) layers.push({ kind: "placed", ...reference, file });
	}
	for (const [index, mask] of document.masks.entries()) {
		if (mask.of !== undefined || mask.tiles.length === 0) continue;
		const { colour, tiles, visible: isVisible, opacity = SHOWN_OPACITY } = mask;
		layers.push({ kind: "mask", name: mask.name || names.mask(index + 1), colour, tiles, isVisible, opacity });
	}
	return { width, height, flattened, layers };
}
