// What the parts of a session share: the document as it is now, where its pictures are, and the ways to change it and to
// say so.
import type { DocumentCommand, DocumentTree, PasteOptions } from "../document/index";
import type { PatchCache } from "../images/patchCache";
import type { PictureStore } from "../images/pictureStore";
import type { EditorError } from "../types";
import type { EditQueue } from "./editQueue";
import type { ViewState } from "./snapshot";

/** What the stage must draw again. */
export type RedrawScope = "camera" | "masks" | "pictures" | "cursor";

export interface EditorContext {
	readonly pictures: PictureStore;
	/** Answers of edits where they belong. */
	readonly patches: PatchCache;
	/** What is worked out elsewhere, and what waits for it. */
	readonly queue: EditQueue;
	readonly document: DocumentTree | null;
	/** How answers that come are pasted; undefined: as planned. */
	readonly pasteWishes: PasteOptions | undefined;
	/** Before and after are held against each other. */
	readonly isComparing: boolean;
	/** One step of the history. */
	commit(commands: readonly DocumentCommand[], merge?: string): void;
	/** The mask that tools paint on. Not a step of the history. */
	selectMask(mask: string): void;
	/** What of the document is looked at. Said with the next change. */
	setViewState(shown: Partial<ViewState>): void;
	/** null: what was said is answered. */
	notify(notice: EditorError | null): void;
	notifyChange(): void;
	redraw(...what: readonly RedrawScope[]): void;
}
