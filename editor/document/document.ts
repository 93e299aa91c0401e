// The document: an immutable tree of layers, names, ids and tile references. It holds no pixels of pictures, only their
// ImageStore ids. History entries contain objects of this tree, so renaming a field requires a new TREE_VERSION.
import {
	type Coverage,
	combinePlacements,
	emptyCoverage,
	encloseRects,
	invertPlacement,
	type Orientation,
	type Placement,
	placementIn,
	placeRect,
	type Rect,
	rectOf,
	UNMOVED,
	UPRIGHT,
	union,
} from "../raster";
import type { AdjustmentLayer, DrawnAdjustment } from "./adjustments";
import type { Annotation } from "./annotation";
import type { EditRecord, PasteOptions } from "./editRecord";
import type { Guide } from "./guides";
import type { PaintLayer } from "./paintLayer";
import type { DrawnPart, ReferenceLayer } from "./placedPicture";
import { unusedId } from "./unusedId";

export interface PictureRef {
	/** The ImageStore id of the imported file. */
	readonly image: string;
	readonly name: string;
	/** The size of the canvas: the imported picture, with its EXIF orientation applied, as it was cropped and enlarged. */
	readonly width: number;
	readonly height: number;
	/** The rectangle of the imported picture on the canvas, beyond which it may reach. Default: it fills the canvas. */
	readonly imported?: Rect;
	/** The user's turns and mirrorings of the imported picture. */
	readonly orientation?: Orientation;
}

export type MaskPattern = "solid" | "diagonal" | "cross" | "dots" | "grid";

export const MASK_PATTERNS: readonly MaskPattern[] = ["solid", "diagonal", "cross", "dots", "grid"];

export interface MaskLayer {
	readonly id: string;
	readonly name: string;
	/** #rrggbb. Colour, pattern and opacity (0 to 1) affect only the display. */
	readonly colour: string;
	readonly pattern: MaskPattern;
	readonly opacity: number;
	/** Hidden masks are neither exported nor sent. */
	readonly isVisible: boolean;
	/** Tools cannot change a locked mask; it is still shown and exported. */
	readonly isLocked: boolean;
	readonly coverage: Coverage;
	/**
	 * The id of a result. If set, this mask is the accepted part of that result: it replaces the mask that was sent as the
	 * region that is pasted. Such a mask is never sent itself.
	 */
	readonly of?: string;
	/** Coverage of an accepted part beyond the canvas, since the canvas was cropped: cropping changes no patch. */
	readonly beyond?: CoverageBeyond;
	/** The instruction for the masked region; empty while the user has not written it yet. */
	readonly note?: string;
}

export interface CoverageBeyond {
	readonly coverage: Coverage;
	/** The rectangle of `coverage` on the canvas. Inside the canvas the mask's own coverage counts. */
	readonly place: Rect;
}

export interface ResultLayer {
	readonly id: string;
	/** The ImageStore id of the answer, unchanged. */
	readonly image: string;
	readonly isVisible: boolean;
	/** The edit that the answer belongs to. Without one, the answer is scaled to `place`. */
	readonly edit?: EditRecord;
	/** The user's changes to the planned pasting. */
	readonly paste?: PasteOptions;
	/** From the canvas as it was when the edit was planned to the canvas now. Default: it has not moved. */
	readonly moved?: Placement;
	/** The rectangle of an answer without an edit. Default: the whole picture. */
	readonly place?: Rect;
	/** Not an answer but the picture, rotated by these degrees clockwise. */
	readonly straightened?: number;
	/** Not an answer but a placed picture, drawn over the layers under it. */
	readonly part?: DrawnPart;
	/** Not an answer but an adjustment of the layers under it. */
	readonly adjust?: DrawnAdjustment;
}

export interface DocumentTree {
	readonly id: string;
	readonly picture: PictureRef;
	/** Results that are part of the picture, oldest first. Each is based on those before it. */
	readonly accepted: readonly ResultLayer[];
	/** From bottom to top. */
	readonly references: readonly ReferenceLayer[];
	/** From bottom to top. They lie above the references and are never part of the picture. */
	readonly annotations: readonly Annotation[];
	/** From bottom to top. They lie above the results and under references and annotations, and are never part of the picture. */
	readonly paints: readonly PaintLayer[];
	/** The id of the paint layer that tools paint on. Selecting another makes no history entry. */
	readonly activePaint: string | null;
	/** From bottom to top; always at least one edit mask. */
	readonly masks: readonly MaskLayer[];
	/** The id of the mask that tools paint on. Selecting another makes no history entry. */
	readonly activeMask: string;
	/** Candidate results, from bottom to top. */
	readonly results: readonly ResultLayer[];
	/** The area that an edit covers, in picture pixels; null: the whole picture. It may extend beyond the picture. */
	readonly frame: Rect | null;
	/** In the order in which they were added. */
	readonly guides: readonly Guide[];
	/** From bottom to top, over everything else that is part of the picture. Absent: none. */
	readonly adjustments?: readonly AdjustmentLayer[];
}

export const FIRST_MASK = "mask-1";
/** A new mask gets the first of these colours that no other mask has. */
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
	return {
		id,
		picture,
		accepted: [],
		references: [],
		annotations: [],
		paints: [],
		activePaint: null,
		masks,
		activeMask: FIRST_MASK,
		results: [],
		frame: null,
		guides: [],
	};
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

/** Creates an empty mask with an unused id and, if there is one left, an unused colour. */
export function nextMask({ masks, picture }: DocumentTree): MaskLayer {
	const colour = MASK_COLOURS.find((candidate) => !masks.some((mask) => mask.colour === candidate));
	const fallback = MASK_COLOURS[masks.length % MASK_COLOURS.length] ?? MASK_COLOUR;
	return { ...createMask(unusedId("mask", masks), picture), colour: colour ?? fallback };
}

/** The mask that tools paint on; the topmost edit mask if the selected one does not exist. */
export function activeMask(document: DocumentTree): MaskLayer {
	const chosen = document.masks.find((mask) => mask.id === document.activeMask) ?? editMasks(document).at(-1);
	return chosen ?? createMask(FIRST_MASK, document.picture);
}

/** The masks that define the area of the next edit, as opposed to masks of accepted parts. */
export function editMasks({ masks }: Pick<DocumentTree, "masks">): readonly MaskLayer[] {
	return masks.filter((mask) => mask.of === undefined);
}

/** The mask of the accepted part of a result, if the user has repainted it. */
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

/** From the samples of the imported picture to the canvas. */
export function importedPlacement(picture: PictureRef): Placement {
	return placementIn(importedRect(picture), picture.orientation ?? UPRIGHT);
}

/** To the canvas now from the canvas on which the imported picture was placed like this. */
export function placementSince(imported: Placement, picture: PictureRef): Placement {
	return combinePlacements(invertPlacement(imported), importedPlacement(picture));
}

/** The imported picture and the areas that these accepted edits added, on the canvas now. */
export function pictureExtent(picture: PictureRef, accepted: readonly ResultLayer[]): Rect {
	return accepted.reduce(
		(extent, { edit, moved = UNMOVED }) => (edit ? encloseRects(extent, placeRect(edit.plan.canvas, moved)) : extent),
		importedRect(picture),
	);
}

/** The canvas together with what was cropped away: the imported picture and the areas that edits added. */
export function wholePictureRect({ picture, accepted }: Pick<DocumentTree, "picture" | "accepted">): Rect {
	return encloseRects(rectOf(picture), pictureExtent(picture, accepted));
}

export function visibleMasks(document: Pick<DocumentTree, "masks">): readonly MaskLayer[] {
	return editMasks(document).filter(({ isVisible }) => isVisible);
}

export function visibleCoverages(document: Pick<DocumentTree, "masks">): readonly Coverage[] {
	return visibleMasks(document).map(({ coverage }) => coverage);
}

/** The area of the next edit: the union of the visible edit masks. */
export function editCoverage(document: DocumentTree): Coverage {
	return union(document.picture, visibleCoverages(document));
}

/** The ImageStore ids of the references. */
export function referenceImages({ references }: Pick<DocumentTree, "references">): readonly string[] {
	return [...new Set(references.map(({ image }) => image))];
}

/** The ImageStore ids of results without an edit to paste by, which are shown whole. */
export function wholeResultImages({ results }: Pick<DocumentTree, "results">): readonly string[] {
	return [...new Set(results.filter(({ edit }) => edit === undefined).map(({ image }) => image))];
}
