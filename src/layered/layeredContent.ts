// The layers of a file to export, from the document as the editor saves it. Pictures stay in files, which the worker reads one at
// a time. Pure.
import type { BlendMode } from "../../editor/layerPixels";
import type { SavedDocument } from "../../editor/types";

type Place = NonNullable<SavedDocument["imported"]>;
type Reference = NonNullable<SavedDocument["references"]>[number];
type Annotation = NonNullable<SavedDocument["annotations"]>[number];
type Tiles = SavedDocument["masks"][number]["tiles"];

interface Layer {
	readonly name: string;
	readonly isVisible: boolean;
	/** 0 to 1. */
	readonly opacity: number;
	/** Default: "normal". */
	readonly blend?: BlendMode;
}

/** The upper left corner of a picture at its own size, in pixels of the canvas. */
export interface PictureLayer extends Layer {
	readonly kind: "picture";
	readonly file: Blob;
	readonly left: number;
	readonly top: number;
}

/** A picture that is scaled, mirrored and rotated to its place. */
export interface PlacedLayer extends Layer, Omit<Reference, keyof Layer | "id" | "image" | "isLocked" | "coverage"> {
	readonly kind: "placed";
	readonly file: Blob;
	/** The file of its mask, whose alpha is the share of the picture that is shown. */
	readonly mask?: Blob;
	readonly place: Place;
}

/** A plain colour whose alpha is the mask's coverage. */
export interface MaskLayer extends Layer {
	readonly kind: "mask";
	/** #rrggbb. */
	readonly colour: string;
	readonly tiles: Tiles;
}

/** Vector data that is drawn in the worker; a text stays one where the format has texts. */
export interface AnnotationLayer extends Layer {
	readonly kind: "annotation";
	readonly annotation: Annotation;
}

export type ContentLayer = PictureLayer | PlacedLayer | MaskLayer | AnnotationLayer;

export interface LayeredContent {
	readonly width: number;
	readonly height: number;
	/** A PNG of the picture with all kept edits and placed parts, as programs without layers show it. */
	readonly flattened: Blob;
	/** From bottom to top. */
	readonly layers: readonly ContentLayer[];
}

/** As the editor shows a mask whose opacity was not changed. */
const SHOWN_OPACITY = 0.55;

/** Letters of a layer that is named by its text. */
const MAX_NAME = 40;

export interface LayeredSources {
	readonly document: SavedDocument;
	/** PNG files. */
	readonly imported: Blob;
	readonly flattened: Blob;
	readonly edited: Blob;
	/** The files of the references and of their masks by SHA-256. Those that are missing are left out. */
	readonly references: ReadonlyMap<string, Blob>;
	readonly names: Readonly<Record<"imported" | "edited" | "adjusted", string>> & {
		mask(number: number): string;
		annotation(number: number): string;
	};
}

export function layeredContent({
	document,
	imported,
	flattened,
	edited,
	references,
	names,
}: LayeredSources): LayeredContent {
	const { width, height } = document;
	const { left, top } = document.imported ?? { left: 0, top: 0 };
	const plain = { kind: "picture", opacity: 1, isVisible: true } as const;
	const layers: ContentLayer[] = [];
	// The imported file is as it was before the user turned it.
	if ((document.accepted?.length ?? 0) > 0 && document.orientation === undefined)
		layers.push({ ...plain, name: names.imported, file: imported, left, top });
	layers.push({ ...plain, name: names.edited, file: edited, left: 0, top: 0 });
	// The parts of the picture are under those that are only shown over it.
	const all = document.references ?? [];
	for (const one of all.filter(({ isPart }) => isPart)) layers.push(...placedLayer(one, references));
	// Other programs have other adjustments: their effect is a picture over the layers.
	if (document.adjustments?.some(({ isVisible }) => isVisible))
		layers.push({ ...plain, name: names.adjusted, file: flattened, left: 0, top: 0 });
	for (const one of all.filter(({ isPart }) => !isPart)) layers.push(...placedLayer(one, references));
	for (const [index, annotation] of (document.annotations ?? []).entries()) {
		// Sticky notes are for people only.
		if (annotation.kind === "note") continue;
		const { opacity, isVisible, text = "" } = annotation;
		const name = annotation.name || text.slice(0, MAX_NAME).trim() || names.annotation(index + 1);
		layers.push({ kind: "annotation", name, opacity, isVisible, annotation });
	}
	for (const [index, mask] of document.masks.entries()) {
		if (mask.of !== undefined || mask.tiles.length === 0) continue;
		const { colour, tiles, visible: isVisible, opacity = SHOWN_OPACITY } = mask;
		layers.push({ kind: "mask", name: mask.name || names.mask(index + 1), colour, tiles, isVisible, opacity });
	}
	return { width, height, flattened, layers };
}

/** Empty: the file is missing. */
function placedLayer(reference: Reference, files: ReadonlyMap<string, Blob>): readonly PlacedLayer[] {
	const { id: _, image, isLocked: __, coverage, blend, ...placement } = reference;
	const file = files.get(image);
	if (!file) return [];
	// A reference has neither a blend mode nor a mask.
	const mask = placement.isPart && coverage !== undefined ? files.get(coverage) : undefined;
	const look = { ...(placement.isPart && blend ? { blend } : {}), ...(mask ? { mask } : {}) };
	return [{ kind: "placed", ...placement, file, ...look }];
}
