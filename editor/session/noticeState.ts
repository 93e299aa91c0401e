// The notice that is shown over the canvas, and what importing changed in the picture's samples.
import type { EditorError, EditorErrorCode, PictureNote } from "../types";

/** Notices about the current mask or document: a change of the document dismisses them. */
const DISMISSED_BY_CHANGE: ReadonlySet<EditorErrorCode> = new Set([
	"nothing-masked",
	"everything-masked",
	"mask-too-large",
	"mask-locked",
	"nothing-transparent",
	"nothing-light",
	"nothing-changed",
	"everything-changed",
	"no-segmentation-model",
	"operation-failed",
]);

export class NoticeState {
	#notice: EditorError | null = null;
	#importNotes: readonly PictureNote[] = [];

	get notice(): EditorError | null {
		return this.#notice;
	}
	get importNotes(): readonly PictureNote[] {
		return this.#importNotes;
	}

	set(notice: EditorError | null): void {
		this.#notice = notice;
	}

	/** Starts with another document; `importNotes` is empty for a stored one. */
	reset(importNotes: readonly PictureNote[]): void {
		this.#notice = null;
		this.#importNotes = importNotes;
	}

	addImportNotes(notes: readonly PictureNote[]): void {
		this.#importNotes = [...new Set([...this.#importNotes, ...notes])];
	}

	dismissImportNotes(): void {
		this.#importNotes = [];
	}

	documentChanged(): void {
		this.#importNotes = [];
		if (this.#notice !== null && DISMISSED_BY_CHANGE.has(this.#notice.code)) this.#notice = null;
	}
}
