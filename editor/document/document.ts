// The document: an immutable tree of names, ids and tile references. It holds no pixels of pictures, only the ids under
// which an image store keeps them.
import { type Coverage, emptyCoverage, type Rect, rectOf, union } from "../raster";
import type { EditRecord, PasteOptions } from "./editRecord";

export interface PictureRef {
	/** The store's id of the file as it was imported. */
	readonly image: string;
	readonly name: string;
	/** Of the whole canvas: the imported picture's, orientation baked, and what edits have added around it. */
	readonly width: number;
	readonly height: number;
	/** Where the imported picture lies; absent: it is the whole. */
	readonly imported?: Rect;
}

export type MaskPattern = "solid" | "diagonal" | "cross" | "dots" | "grid";

export const MASK_PATTERNS: readonly MaskPattern[] = ["solid", "diagonal", "cross", "dots", "grid"];

export interface MaskLayer {
	readonly id: string;
	readonly name: string;
	/** #rrggbb. Colour, pattern and opacity (0 to 1) are for display only. */
	readonly colour: string;
	readonly pattern: MaskPattern;
	readonly opacity: number;
	/** What is hidden is not exported. */
	readonly isVisible: boolean;
	/** Nothing paints on it; it is shown and exported all the same. */
	readonly isLocked: boolean;
	readonly coverage: Coverage;
	/** Says what is taken of this result's answer, in place of what was painted when it was sent; never sent itself. */
	readonly of?: string;
	/** What is to change where it is painted, in words; empty: about to be written. */
	readonly note?: string;
}

/** A picture beside the one that is edited: shown on the canvas, never part of a result. */
export interface ReferenceLayer {
	readonly id: string;
	/** The store's id of the file as it was imported. */
	readonly image: string;
	readonly name: string;
	/** Where it lies, in picture pixels; it is drawn scaled to this. */
	readonly place: Rect;
	readonly opacity: number;
	readonly isVisible: boolean;
}

export interface ResultLayer {
	readonly id: string;
	/** The store's id of the answer as it came. */
	readonly image: string;
	readonly isVisible: boolean;
	/** How the answer lies on the picture; absent: scaled to the whole of it. */
	readonly edit?: EditRecord;
	/** Where people want it pasted otherwise than planned. */
	readonly paste?: PasteOptions;
	/** How far the canvas has grown to the left and to the top since the edit was planned; absent: not at all. */
	readonly moved?: { readonly x: number; readonly y: number };
}

export interface DocumentTree {
	readonly id: string;
	readonly picture: PictureRef;
	/** Edits that have become part of the picture, the first first: each was made on what those before it left. */
	readonly accepted: readonly ResultLayer[];
	/** The last is on top. */
	readonly references: readonly ReferenceLayer[];
	/** Never empty; the last is on top. */
	readonly masks: readonly MaskLayer[];
	/** The mask that tools paint on. Choosing another is not a step of the history. */
	readonly activeMask: string;
	/** The last is on top. */
	readonly results: readonly ResultLayer[];
	/** What an edit sends and gets back, in picture pixels; null: the whole picture. It may reach outside. */
	readonly frame: Rect | null;
}

export const FIRST_MASK = "mask-1";
/** A new mask takes the first of these that no other has. */
export const MASK_COLOURS: readonly string[] = [
	"#ff4d6d",
	"#3fa7ff",
	"#2fbf71",
	"#ffb020",
	"#a06bff",
	"#00b8c4",
	"#ff7ac8",
	"#8a6d3b",
];
export const MASK_COLOUR = "#ff4d6d";
export const MASK_OPACITY = 0.55;

export function createDocument(id: string, picture: PictureRef): DocumentTree {
	const masks = [createMask(FIRST_MASK, picture)];
	return { id, picture, accepted: [], references: [], masks, activeMask: FIRST_MASK, results: [], frame: null };
}

export function createMask(id: string, size: { width: number; height: number }): MaskLayer {
	return {
		id,
		name: "",
		colour: MASK_COLOUR,
		pattern: "solid",
		opacity: MASK_OPACITY,
		isVisible: true,
		isLocked: false,
		coverage: emptyCoverage(size),
	};
}

/** An empty mask with an id and a colour that the document does not have yet. */
export function nextMask({ masks, picture }: DocumentTree): MaskLayer {
	const isTaken = (id: string) => masks.some((mask) => mask.id === id);
	let number = masks.length + 1;
	while (isTaken(`mask-${number}`)) number++;
	const colour = MASK_COLOURS.find((candidate) => !masks.some((mask) => mask.colour === candidate));
	const fallback = MASK_COLOURS[masks.length % MASK_COLOURS.length] ?? MASK_COLOUR;
	return { ...createMask(`mask-${number}`, picture), colour: colour ?? fallback };
}

/** The mask that tools paint on; the topmost when the chosen one is gone. */
export function activeMask(document: DocumentTree): MaskLayer {
	const chosen = document.masks.find((mask) => mask.id === document.activeMask) ?? editMasks(document).at(-1);
	return chosen ?? createMask(FIRST_MASK, document.picture);
}

/** Those that say what an edit is asked for; the others say what is taken of an answer. */
export function editMasks({ masks }: Pick<DocumentTree, "masks">): readonly MaskLayer[] {
	return masks.filter((mask) => mask.of === undefined);
}

/** Says what is taken of a result's answer, where that was painted anew. */
export function acceptedPartMask({ masks }: Pick<DocumentTree, "masks">, result: string): MaskLayer | undefined {
	return masks.find((mask) => mask.of === result);
}

export function createAcceptedPartMask(result: string, coverage: Coverage): MaskLayer {
	const look = { name: "", colour: "#2fbf71", pattern: "diagonal", opacity: 0.4 } as const;
	return { ...createMask(`taken ${result}`, coverage), ...look, coverage, of: result };
}

export function importedRect({ imported, width, height }: PictureRef): Rect {
	return imported ?? rectOf({ width, height });
}

export function visibleMasks(document: Pick<DocumentTree, "masks">): readonly MaskLayer[] {
	return editMasks(document).filter(({ isVisible }) => isVisible);
}

export function visibleCoverages(document: Pick<DocumentTree, "masks">): readonly Coverage[] {
	return visibleMasks(document).map(({ coverage }) => coverage);
}

/** What an edit is asked for: the union of the visible masks. */
export function editCoverage(document: DocumentTree): Coverage {
	return union(document.picture, visibleCoverages(document));
}

/** The store's ids of the pictures that are shown as they are: not answers of edits, which are put where they belong. */
export function directlyShownImages({ references, results }: DocumentTree): readonly string[] {
	const whole = results.filter(({ edit }) => edit === undefined);
	return [...new Set([...references, ...whole].map(({ image }) => image))];
}
