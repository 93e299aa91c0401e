// Keeps the canvas in the library: saves after every change, restores at mount, switches between documents without
// losing one. Knows no task and no gateway.
import type { Editor, SavedDocument } from "../../editor/types";
import type { Library } from "../library/library";

export interface DocumentsPorts {
	readonly editor: Pick<Editor, "getState" | "subscribe" | "save" | "load" | "open" | "close">;
	readonly library: Pick<Library<SavedDocument>, "putDocument" | "getDocument" | "putMeta" | "getMeta">;
	/** Saving failed (or works again: undefined). Painting goes on. */
	readonly onSaveProblem: (error: unknown) => void;
	readonly delayMs?: number;
}

export interface Documents {
	/** Puts the last document back. Rejects when it is there but cannot be opened; it stays stored. */
	restore(): Promise<void>;
	/** Saves now what is not saved yet. */
	flush(): Promise<void>;
	/** Opens a picture as a new document; the one before stays stored. */
	openPicture(bytes: Blob, name: string): Promise<void>;
	/** Brings a stored document back; false when it is not stored. */
	openStored(id: string): Promise<boolean>;
	closePicture(): Promise<void>;
	stop(): void;
}

const CURRENT = "currentDocument";
const DELAY_MS = 400;

export function createDocuments({ editor, library, onSaveProblem, delayMs = DELAY_MS }: DocumentsPorts): Documents {
	let seen = identify();
	/** Taken at once, written later: opening another picture cannot overtake what was painted on this one. */
	const unsaved = new Map<string, SavedDocument>();
	let isCurrentWritten = true;
	let timer: ReturnType<typeof setTimeout> | undefined;
	/** Writes follow one another: an older state never lands after a newer one. */
	let writing: Promise<void> = Promise.resolve();

	function identify(): { id: string | null; revision: number } {
		const { picture, revision } = editor.getState();
		return { id: picture?.id ?? null, revision };
	}

	function look(): void {
		const now = identify();
		if (now.id === seen.id && now.revision === seen.revision) return;
		if (now.id !== seen.id) isCurrentWritten = false;
		seen = now;
		const saved = editor.save();
		if (saved) unsaved.set(saved.id, saved);
		timer ??= setTimeout(() => void flush(), delayMs);
	}

	async function write(): Promise<void> {
		const documents = [...unsaved];
		if (documents.length === 0 && isCurrentWritten) return;
		unsaved.clear();
		try {
			for (const [id, saved] of documents) await library.putDocument(id, saved);
			await library.putMeta(CURRENT, seen.id);
			isCurrentWritten = true;
			onSaveProblem(undefined);
		} catch (error) {
			// To be tried again with the next change, unless that brings a newer state.
			for (const [id, saved] of documents) if (!unsaved.has(id)) unsaved.set(id, saved);
			onSaveProblem(error);
		}
	}

	function flush(): Promise<void> {
		clearTimeout(timer);
		timer = undefined;
		look();
		clearTimeout(timer);
		timer = undefined;
		writing = writing.then(write);
		return writing;
	}

	const unsubscribe = editor.subscribe(look);

	return {
		flush,
		async restore() {
			const id = await library.getMeta(CURRENT);
			const saved = typeof id === "string" ? await library.getDocument(id) : undefined;
			if (!saved || editor.getState().picture) return;
			await editor.load(saved);
		},
		async openPicture(bytes, name) {
			await editor.open(bytes, name);
			await flush();
		},
		async openStored(id) {
			await flush();
			const saved = await library.getDocument(id);
			if (!saved) return false;
			await editor.load(saved);
			await flush();
			return true;
		},
		async closePicture() {
			editor.close();
			await flush();
		},
		stop() {
			clearTimeout(timer);
			unsubscribe();
		},
	};
}
