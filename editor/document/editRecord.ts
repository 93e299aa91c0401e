// What a document remembers of an edit, as plain data: what went out, at which size, and where the answer belongs. How it
// is worked out is the plan room's.
import type { Rect, Size } from "../raster";

/** How the two masks differ from what was painted. All in picture pixels. */
export interface EditEdges {
	/** The mask that is sent is larger than the painted one, so that the model can lead over to its surroundings. */
	readonly sendGrow: number;
	/** Outpainting: how far into the old picture the answer may fade. 0 keeps every old pixel. */
	readonly overlap: number;
	/** What is pasted back is smaller than the painted mask, and soft inwards. */
	readonly pasteErode: number;
	readonly pasteFeather: number;
}

export interface EditPlan {
	readonly picture: Size;
	/** What the result covers: the picture and the frame. */
	readonly canvas: Rect;
	readonly frame: Rect;
	/** What goes out. */
	readonly source: Rect;
	/** The source in sent pixels: the upper left part of what is sent. */
	readonly content: Size;
	/** Content, and to its right and below it the replicated padding. Exactly what `size` names. */
	readonly sent: Size;
	/** The request's size parameter; "auto" only where the rules have no legal size. */
	readonly size: string;
	readonly extent: "whole" | "region";
	readonly edges: EditEdges;
}

/** How an answer is pasted, where people chose otherwise than planned; what is absent is as planned. */
export interface PasteOptions {
	readonly edges?: Partial<Omit<EditEdges, "sendGrow">>;
	/** Whether an answer that came back moved by a few pixels is moved back; true if absent. */
	readonly isAligned?: boolean;
	/** Whether its colours are brought to those around it; false if absent. */
	readonly isMatched?: boolean;
}

/** An answer and what it takes to put it where it belongs, outside which every byte stays the picture's. */
export interface EditRecord {
	readonly plan: EditPlan;
	/**
	 * The store's id of the coverage that was painted when it was sent: a grey PNG of the picture's size, 255 = edit;
	 * null: nothing was painted, and the answer takes the place of the whole picture.
	 */
	readonly coverage: string | null;
	/** Where the imported picture lay on the canvas when this was planned; absent: nobody noted it. */
	readonly origin?: { readonly x: number; readonly y: number };
	/** Where references were drawn into what went out: there the answer was never to be the picture. */
	readonly drawn?: readonly Rect[];
}
