// The stored form of a document, as `Editor.save` returns it: plain data that structured cloning can copy. Optional fields
// were added by later versions; documents without them stay readable.
import type { Orientation, Placement, Rect, Tile } from "../raster";
import type { AdjustmentLayer, DrawnAdjustment } from "./adjustments";
import type { Annotation } from "./annotation";
import type { EditRecord, PasteOptions } from "./editRecord";
import type { Guide } from "./guides";
import type { SavedPaint } from "./paintLayer";
import type { DrawnPart, ReferenceLayer } from "./placedPicture";

/**
 * Tiles and history steps are immutable and are the same objects in consecutive saves, so that a store can compare by
 * identity and write only the changes.
 */
export interface SavedDocument {
	readonly version: 1;
	readonly id: string;
	readonly name: string;
	/** The size of the canvas in pixels. */
	readonly width: number;
	readonly height: number;
	/** The ImageStore id of the imported file, unchanged. */
	readonly base: string;
	/** The rectangle of the imported picture on the canvas. Default: it fills the canvas. */
	readonly imported?: Rect;
	/** The user's turns and mirrorings of the imported picture. */
	readonly orientation?: Orientation;
	/** From bottom to top. */
	readonly masks: readonly SavedMask[];
	/** Candidate results, from bottom to top. */
	readonly results: readonly SavedResult[];
	/** Results that are part of the picture, oldest first. */
	readonly accepted?: readonly SavedResult[];
	/** From bottom to top. */
	readonly references?: readonly ReferenceLayer[];
	/** From bottom to top. */
	readonly annotations?: readonly Annotation[];
	/** From bottom to top. */
	readonly paints?: readonly SavedPaint[];
	/** The id of the paint layer that tools paint on. */
	readonly activePaint?: string | null;
	/** The id of the mask that tools paint on. */
	readonly activeMask?: string;
	/** The edit frame; null: the whole picture. */
	readonly frame?: Rect | null;
	/** Guide lines. */
	readonly guides?: readonly Guide[];
	/** Adjustments of the whole picture, from bottom to top. */
	readonly adjustments?: readonly AdjustmentLayer[];
	readonly history?: SavedHistory;
}

/** A mask layer. */
export interface SavedMask {
	readonly id: string;
	/** Empty: the interface shows a numbered default name. */
	readonly name: string;
	/** #rrggbb. */
	readonly colour: string;
	readonly visible: boolean;
	readonly pattern?: string;
	/** 0 to 1. */
	readonly opacity?: number;
	readonly locked?: boolean;
	/**
	 * The id of a result: this mask is the part of that result that is taken into the picture. Such a mask is not sent
	 * with an edit.
	 */
	readonly of?: string;
	/** The instruction for the masked region. */
	readonly note?: string;
	readonly tiles: readonly SavedTile[];
	/** Coverage of an accepted part beyond a canvas that was cropped. */
	readonly beyond?: { readonly place: Rect; readonly tiles: readonly SavedTile[] };
}

/** A tile of 256² pixels at column `x` and row `y`. */
export interface SavedTile {
	readonly x: number;
	readonly y: number;
	/** One value 0 to 255 for all pixels, or 65,536 bytes, row by row. 255 = edit. */
	readonly coverage: Tile;
}

/** A result: a candidate, or accepted as part of the picture. */
export interface SavedResult {
	readonly id: string;
	/** The ImageStore id of the answer, unchanged. */
	readonly image: string;
	readonly visible: boolean;
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

export type { ReferenceLayer as SavedReference };

/** Undo and redo steps. The last element of each list is the next step. */
export interface SavedHistory {
	/** The version of the document tree that the patches apply to. */
	readonly tree: number;
	readonly past: readonly SavedStep[];
	readonly future: readonly SavedStep[];
}

/** A step of the history, as patches of the document tree. */
export interface SavedStep {
	readonly patches: readonly SavedPatch[];
	readonly inverse: readonly SavedPatch[];
	/** Bytes that the step keeps alive while it can be undone or redone. */
	readonly undoBytes: number;
	readonly redoBytes: number;
}

/** A patch of immer. `value` may contain tiles (Uint8Array). */
export interface SavedPatch {
	readonly op: "add" | "replace" | "remove";
	readonly path: readonly (string | number)[];
	readonly value?: unknown;
}
