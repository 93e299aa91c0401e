// The interface through which the parts of a session (importing, edit requests, mask sources) read the document and change
// it. They know this interface only, never the session.
import type { DocumentCommand, DocumentTree, PasteOptions, ResultLayer } from "../document";
import type { AnswerPreviews } from "../images/answerPreviews";
import type { PatchCache } from "../images/patchCache";
import type { PictureStore } from "../images/pictureStore";
import type { WorkerSamples } from "../images/workerSamples";
import type { EditorError, PictureNote } from "../types";
import type { EditQueue } from "./editQueue";
import type { ViewState } from "./viewState";

/**
 * The parts of the canvas that must be drawn again; "camera" means all of them, "objects" the placed objects with their
 * handles, "cursor" the overlay and the cursor, "pointer" only the cursor, which has moved, "preview" only the tiles that a
 * step of the gesture has changed.
 */
export type RedrawScope =
	| "camera"
	| "masks"
	| "pictures"
	| "adjusted"
	| "objects"
	| "cursor"
	| "pointer"
	| "preview"
	| "paint"
	| "paintPreview";

export interface EditorContext {
	readonly pictures: PictureStore;
	readonly patches: PatchCache;
	readonly answers: AnswerPreviews;
	readonly samples: WorkerSamples;
	readonly queue: EditQueue;
	readonly document: DocumentTree | null;
	/** Paste options of answers that arrive now; undefined: those of their plan. */
	readonly pasteOptions: PasteOptions | undefined;
	/** Before and after are being compared on the canvas. */
	readonly isComparing: boolean;
	/** Commits one history step. */
	commit(commands: readonly DocumentCommand[], merge?: string): void;
	/** Adds a result that has arrived, which undo does not take away. */
	addArrival(result: ResultLayer): void;
	/** Selects the mask that tools paint on. Not a history step. */
	selectMask(mask: string): void;
	/** Takes effect with the next change or redraw. It never hides the mask under a gesture that paints it. */
	setViewState(changes: Partial<ViewState>): void;
	/** null: dismisses the notice. */
	notify(notice: EditorError | null): void;
	/** Says over the canvas what was not used of a file. The next change of the document dismisses it. */
	showImportNotes(notes: readonly PictureNote[]): void;
	notifyChange(): void;
	redraw(...scopes: readonly RedrawScope[]): void;
}
