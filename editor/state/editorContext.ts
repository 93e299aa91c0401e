// What the parts of a session share: the document as it is now, where its pictures are, and the ways to change it and to
// say so.
import type { DocumentCommand, DocumentTree, PasteWishes } from "../document/index";
import type { Patches } from "../images/patches";
import type { Pictures } from "../images/pictureStore";
import type { EditorError } from "../types";
import type { Turns } from "./editQueue";
import type { Shown } from "./snapshot";

/** What the stage must draw again. */
export type Redraw = "camera" | "masks" | "pictures" | "cursor";

export interface Desk {
	readonly pictures: Pictures;
	/** Answers of edits where they belong. */
	readonly patches: Patches;
	/** What is worked out elsewhere, and what waits for it. */
	readonly turns: Turns;
	readonly document: DocumentTree | null;
	/** How answers that come are pasted; undefined: as planned. */
	readonly pasteWishes: PasteWishes | undefined;
	/** Before and after are held against each other. */
	readonly isComparing: boolean;
	/** One step of the history. */
	commit(commands: readonly DocumentCommand[], merge?: string): void;
	/** The mask that tools paint on. Not a step of the history. */
	select(mask: string): void;
	/** What of the document is looked at. Said with the next change. */
	show(shown: Partial<Shown>): void;
	/** null: what was said is answered. */
	notify(notice: EditorError | null): void;
	changed(): void;
	redraw(...what: readonly Redraw[]): void;
}
