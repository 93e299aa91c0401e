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
	/** Opens a picture as a new document, the one before being safe. */
	openPicture(bytes: Blob, name: string): Promise<void>;
	/** Brings a stored document back; false when it is not stored. */
	openStored(id: string): Promise<boolean>;
	closePicture(): Promise<void>;
	stop(): void;
}

const CURRENT = "currentDocument";
const DELAY_MS = 400;

export function createDocuments({ editor, library, onSaveProblem, delayMs = DELAY_MS }: DocumentsPorts): Documents {
	let savedRevision = editor.getState().revision;
	let savedId: string | null = editor.getState().picture?.id ?? null;
	let timer: ReturnType<typeof setTimeout> | undefined;
	/** Saves follow one another: an older state never lands after a newer one. */
	let saving: Promise<void> = Promise.resolve();

	function isDirty(): boolean {
		const { picture, revision } = editor.getState();
		return (picture?.id ?? null) !== savedId || revision !== savedRevision;
	}

	async function save(): Promise<void> {
		if (!isDirty()) return;
		const { picture, revision } = editor.getState();
		const saved = picture ? editor.save() : null;
		try {
			if (saved) await library.putDocument(saved.id, saved);
			await library.putMeta(CURRENT, saved?.id ?? null);
			savedRevision = revision;
			savedId = picture?.id ?? null;
			onSaveProblem(undefined);
		} catch (error) {
			onSaveProblem(error);
		}
	}

	function flush(): Promise<void> {
		clearTimeout(timer);
		timer = undefined;
		saving = saving.then(save);
		return saving;
	}

	const unsubscribe = editor.subscribe(() => {
		if (!isDirty() || timer !== undefined) return;
		timer = setTimeout(() => void flush(), delayMs);
	});

	return {
		flush,
		async restore() {
			const id = await library.getMeta(CURRENT);
			const saved = typeof id === "string" ? await library.getDocument(id) : undefined;
			if (!saved || editor.getState().picture) return;
			await editor.load(saved);
			savedRevision = editor.getState().revision;
			savedId = saved.id;
		},
		async openPicture(bytes, name) {
			await flush();
			await editor.open(bytes, name);
			await flush();
		},
		async openStored(id) {
			const saved = await library.getDocument(id);
			if (!saved) return false;
			await flush();
			await editor.load(saved);
			await flush();
			return true;
		},
		async closePicture() {
			await flush();
			editor.close();
			await flush();
		},
		stop() {
			clearTimeout(timer);
			unsubscribe();
		},
	};
}
