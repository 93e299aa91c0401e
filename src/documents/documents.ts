// Keeps the canvas in the library: saves after every change, restores at mount, switches between documents without
// losing one. Knows no task and no gateway.
import type { Editor, SavedDocument } from "../../editor/types";
import { StudioError } from "../host/errors";
import { truncateText } from "../i18n/truncateText";
import type { DocumentSummary } from "../library/documentStore";
import { collectImageHashes } from "../library/imageHashes";
import type { Library } from "../library/library";
import type { DocumentLock } from "./documentLock";

export interface DocumentsPorts {
	readonly editor: Pick<Editor, "getState" | "subscribe" | "save" | "load" | "open" | "close" | "rename">;
	readonly library: Pick<
		Library<SavedDocument>,
		"putDocument" | "getDocument" | "updateDocumentFields" | "deleteDocument" | "watchDocuments" | "putMeta" | "getMeta"
	>;
	readonly lock: DocumentLock;
	readonly newId: () => string;
	/** Saving failed (or works again: undefined). Painting goes on. */
	readonly onSaveProblem: (error: unknown) => void;
	/** Something else went wrong while nobody waited for it. */
	readonly onProblem: (error: unknown) => void;
	readonly delayMs?: number;
	readonly retryMs?: number;
}

export interface DocumentEntry extends DocumentSummary<SavedDocument> {
	/** Its latest state is in this window only. */
	readonly isUnsaved: boolean;
}

export interface Documents {
	/** Puts the last document back. Rejects when it is there but cannot be opened; it stays stored. */
	restore(): Promise<void>;
	/** Saves now what is not saved yet. */
	flush(): Promise<void>;
	/** The page may be going: saves, and carries out what was to be deleted. */
	flushBeforeUnload(): Promise<void>;
	/** Opens a picture as a new document; the one before stays stored. */
	openPicture(bytes: Blob, name: string): Promise<void>;
	/** Brings a stored document back; false when it is not stored. Rejects when another window has it open. */
	openStored(id: string): Promise<boolean>;
	closePicture(): Promise<void>;
	rename(id: string, name: string): Promise<void>;
	duplicate(id: string, name: string): Promise<void>;
	/** Takes it away at once. It can be had back until it is forgotten, or the page goes. */
	remove(id: string): Promise<{ readonly undo: () => Promise<void>; readonly forget: () => Promise<void> }>;
	/** Newest first, again at every change. Returns how to stop. */
	watch(onDocuments: (documents: readonly DocumentEntry[]) => void): () => void;
	/** What this window alone has the latest state of. */
	unsaved(): readonly SavedDocument[];
	stop(): void;
}

const CURRENT = "currentDocument";
/** Counted from the first change on, so that an endless row of gestures is saved as well. */
const DELAY_MS = 150;
/** While saving fails: after a change, and without one. */
const FAILING_DELAY_MS = 2000;
const RETRY_MS = 30_000;
/** A reload's old page may still hold its document for a moment. */
const RESTORE_PATIENCE_MS = 1500;
const MAX_NAME_LENGTH = 200;

export function createDocuments(ports: DocumentsPorts): Documents {
	const { editor, library, lock, newId, onSaveProblem, onProblem } = ports;
	const { delayMs = DELAY_MS, retryMs = RETRY_MS } = ports;
	let seen = identify();
	/** Taken at once, written later: opening another picture cannot overtake what was painted on this one. */
	const unsaved = new Map<string, SavedDocument>();
	let isCurrentWritten = true;
	let isFailing = false;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let retry: ReturnType<typeof setTimeout> | undefined;
	/** Writes follow one another: an older state never lands after a newer one. */
	let writing: Promise<void> = Promise.resolve();
	let held: { readonly id: string; readonly release: () => void } | null = null;
	const removing = new Set<string>();
	const watchers = new Set<() => void>();

	function identify(): { id: string | null; revision: number } {
		const { picture, revision } = editor.getState();
		return { id: picture?.id ?? null, revision };
	}

	function look(): void {
		const now = identify();
		if (now.id === seen.id && now.revision === seen.revision) return;
		if (now.id !== seen.id) {
			isCurrentWritten = false;
			void holdCurrent(now.id);
		}
		seen = now;
		const saved = editor.save();
		if (saved) unsaved.set(saved.id, saved);
		timer ??= setTimeout(() => void flush(), isFailing ? Math.max(delayMs, FAILING_DELAY_MS) : delayMs);
	}

	/** A picture that was just opened has an id that no other window can know. */
	async function holdCurrent(id: string | null): Promise<void> {
		if (held?.id === id) return;
		held?.release();
		held = null;
		const release = id === null ? undefined : await lock(id);
		if (release === undefined || id === null) return;
		if (seen.id === id && held === null) held = { id, release };
		else release();
	}

	async function write(): Promise<void> {
		const documents = [...unsaved].filter(([id]) => !removing.has(id));
		if (documents.length === 0 && isCurrentWritten) return;
		let problem: unknown;
		for (const [id, saved] of documents) {
			try {
				await library.putDocument(id, saved);
				if (unsaved.get(id) === saved) unsaved.delete(id);
			} catch (error) {
				problem ??= error;
			}
		}
		try {
			await library.putMeta(CURRENT, seen.id);
			isCurrentWritten = true;
		} catch (error) {
			problem ??= error;
		}
		clearTimeout(retry);
		isFailing = problem !== undefined;
		if (isFailing) retry = setTimeout(() => void flush(), retryMs);
		onSaveProblem(problem);
		tell();
	}

	function flush(): Promise<void> {
		look();
		clearTimeout(timer);
		timer = undefined;
		writing = writing.then(write);
		return writing;
	}

	const tell = (): void => {
		for (const watcher of watchers) watcher();
	};

	/** Its latest state, stored or not. */
	const read = async (id: string): Promise<SavedDocument | undefined> => unsaved.get(id) ?? library.getDocument(id);

	async function load(id: string, patienceMs?: number): Promise<boolean> {
		const release = held?.id === id ? held.release : await lock(id, patienceMs);
		if (!release) throw new StudioError({ code: "document_elsewhere", message: "open in another window" });
		const giveBack = (): void => {
			if (held?.id !== id) release();
		};
		try {
			const saved = await read(id);
			if (!saved) {
				giveBack();
				return false;
			}
			await editor.load(saved);
		} catch (error) {
			giveBack();
			throw error;
		}
		if (editor.getState().picture?.id === id) {
			if (held?.id !== id) held?.release();
			held = { id, release };
		} else giveBack();
		return true;
	}

	const stopLooking = editor.subscribe(look);

	async function deleteNow(id: string): Promise<void> {
		if (!removing.delete(id)) return;
		const release = await lock(id);
		try {
			await writing;
			unsaved.delete(id);
			const others = [editor.save(), ...unsaved.values()];
			// Another window may have opened it meanwhile: then it is wanted.
			if (release) await library.deleteDocument(id, collectImageHashes(others));
		} catch (error) {
			onProblem(error);
		}
		release?.();
		tell();
		// There may be room again.
		if (isFailing) await flush();
	}

	return {
		flush,
		unsaved: () => [...unsaved.values()],
		async flushBeforeUnload() {
			const saved = flush();
			await Promise.all([...removing].map(deleteNow));
			await saved;
		},
		async restore() {
			const id = await library.getMeta(CURRENT);
			if (typeof id !== "string" || editor.getState().picture) return;
			await load(id, RESTORE_PATIENCE_MS).catch((error: unknown) => {
				// It goes on in the other window; this one starts empty.
				if (!(error instanceof StudioError)) throw error;
			});
		},
		async openPicture(bytes, name) {
			await editor.open(bytes, name);
			await flush();
		},
		async openStored(id) {
			removing.delete(id);
			await flush();
			const isThere = await load(id);
			await flush();
			return isThere;
		},
		async closePicture() {
			editor.close();
			await flush();
		},
		async rename(id, name) {
			const cleaned = truncateText(name.replace(/\s+/g, " ").trim(), MAX_NAME_LENGTH);
			if (cleaned === "") return;
			if (editor.getState().picture?.id === id) {
				editor.rename(cleaned);
				await flush();
				return;
			}
			const waiting = unsaved.get(id);
			if (waiting) unsaved.set(id, { ...waiting, name: cleaned });
			await writing;
			await library.updateDocumentFields(id, { name: cleaned });
			tell();
		},
		async duplicate(id, name) {
			await flush();
			const saved = await read(id);
			if (!saved) return;
			const copy = newId();
			await library.putDocument(copy, { ...saved, id: copy, name });
		},
		async remove(id) {
			const isCurrent = editor.getState().picture?.id === id;
			const release = isCurrent ? () => {} : await lock(id);
			if (!release) throw new StudioError({ code: "document_elsewhere", message: "open in another window" });
			release();
			// What was painted last comes back with it.
			await flush();
			removing.add(id);
			if (isCurrent) {
				editor.close();
				await flush();
			}
			tell();
			return {
				forget: () => deleteNow(id),
				undo: async () => {
					if (!removing.delete(id)) return;
					tell();
					if (isCurrent && !editor.getState().picture) await load(id);
					await flush();
				},
			};
		},
		watch(onDocuments) {
			let stored: readonly DocumentSummary<SavedDocument>[] | undefined;
			const show = (): void => {
				if (stored === undefined) return;
				const known = new Set(stored.map(({ id }) => id));
				const waiting = [...unsaved.values()].filter(({ id }) => !known.has(id));
				const all = [
					...waiting.map((saved) => ({ id: saved.id, updatedAt: Date.now(), facts: saved, bytes: 0 })),
					...stored,
				];
				const shown = all.filter(({ id }) => !removing.has(id));
				onDocuments(shown.map((one) => ({ ...one, isUnsaved: isFailing && unsaved.has(one.id) })));
			};
			const stopWatching = library.watchDocuments((documents) => {
				stored = documents;
				show();
			});
			watchers.add(show);
			return () => {
				stopWatching();
				watchers.delete(show);
			};
		},
		stop() {
			clearTimeout(timer);
			clearTimeout(retry);
			removing.clear();
			held?.release();
			stopLooking();
		},
	};
}
