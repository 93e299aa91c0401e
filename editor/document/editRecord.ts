// The record of an edit in a document, as plain data: the sent area and size, and how the answer is pasted. editor/plan
// computes it.
import type { Placement, Rect, Size } from "../raster";
import type { SentAdjustment } from "./adjustments";
import type { ReferenceLayer } from "./placedPicture";

/** The differences between the painted mask, the sent mask and the pasted area, in picture pixels. */
export interface EditEdges {
	/** Growth of the sent mask beyond the painted one, so that the model can blend into the surroundings. */
	readonly sendGrow: number;
	/** Outpainting: the distance by which the answer may fade into the existing picture. 0 keeps every existing pixel. */
	readonly overlap: number;
	/** Shrinkage of the pasted area from the painted mask, and the width of its feathered edge inside that. */
	readonly pasteErode: number;
	readonly pasteFeather: number;
}

/** The area of an edit and the size that it is sent in. */
export interface EditPlan {
	readonly picture: Size;
	/** The canvas of the result: the picture and the frame. */
	readonly canvas: Rect;
	readonly frame: Rect;
	/** The area that is sent, in picture pixels. */
	readonly source: Rect;
	/** The size of `source` in sent pixels. It is the upper left part of the sent image. */
	readonly content: Size;
	/** The size of the sent image, equal to `size`: the content, and replicated padding to its right and below it. */
	readonly sent: Size;
	/** The size parameter of the request; "auto" only if the size rules allow no size. */
	readonly size: string;
	/** The part that is sent: the whole picture, or a region around the mask. */
	readonly extent: "whole" | "region";
	readonly edges: EditEdges;
}

/** The user's changes to the planned pasting of an answer. Absent values are as planned. */
export interface PasteOptions {
	readonly edges?: Partial<Omit<EditEdges, "sendGrow">>;
	/** True if an answer whose content is shifted by a few pixels is moved back. Default: true. */
	readonly isAligned?: boolean;
	/** True if the answer's colours are matched to the surroundings. Default: false. */
	readonly isMatched?: boolean;
}

/**
 * The data that is needed to paste the answer to an edit. `prepareEdit` returns it with the request; the caller stores it
 * and passes it to `showResult`. Every byte outside the pasted area stays unchanged.
 */
export interface EditRecord {
	readonly plan: EditPlan;
	/**
	 * The ImageStore id of the mask at the time of sending: a grey PNG of the picture's size, 255 = edit. null: there was
	 * no mask, and the answer replaces the whole picture.
	 */
	readonly coverage: string | null;
	/** The placement of the imported picture on the canvas when the edit was planned; absent in older records. */
	readonly origin?: Placement;
	/** The id of the last straightening of the picture before the edit was planned; absent: there was none. */
	readonly basis?: string;
	/** The rectangles in which references were drawn into the sent picture. They are excluded when drift is measured. */
	readonly drawn?: readonly Rect[];
	/**
	 * The placed pictures that lie in the painted area and were drawn into the sent picture as a part of it, from bottom to
	 * top. They lie under the answer, and become a part of the picture for good when it is accepted.
	 */
	readonly parts?: readonly ReferenceLayer[];
	/**
	 * The adjustments of the picture that was sent, as its layers, from bottom to top. They lie under the answer. With them all
	 * parts in the sent area do.
	 */
	readonly adjusted?: readonly SentAdjustment[];
}
