// Keeps the editor's document in the library: saves it after every change, restores it at the start, and switches between
// documents without losing a change. Knows neither tasks nor gateways.
import type { Editor, SavedDocument } from "../../editor/types";
import { StudioError } from "../host/errors";
import { truncateText } from "../i18n/truncateText";
import { collectImageHashes } from "../library/imageHashes";
import type { Library } from "../library/library";
import { createDocumentList, type DocumentList } from "./documentList";
import type { DocumentLock } from "./documentLock";
import { createOpenDocumentLock, openElsewhere } from "./openDocumentLock";
import { CURRENT_DOCUMENT_KEY, createSaveQueue } from "./saveQueue";

export type { DocumentEntry } from "./documentList";

export interface DocumentsPorts {
	readonly editor: Pick<Editor, "getState" | "subscribe" | "save" | "load" | "open" | "close" | "rename">;
	readonly library: Pick<
		Library<SavedDocument>,
		| "putDocument"
		| "getDocument"
		| "updateDocumentFields"
		| "removeDocument"
		| "restoreDocument"
		| "deleteDocument"
		| "watchDocuments"
		| "putMeta"
		| "getMeta"
	>;
	readonly lock: DocumentLock;
	readonly newId: () => string;
	/** Called with the error when saving fails, and with undefined when it works. The user can go on painting. */
	readonly onSaveProblem: (error: unknown) => void;
	/** Called with other errors that no caller is waiting for. */
	readonly onProblem: (error: unknown) => void;
	readonly delayMs?: number;
	readonly retryMs?: number;
}

export interface Documents extends Pick<DocumentList, "watch"> {
	/** Opens the last document again. Rejects if it is stored but cannot be opened; it stays stored. `onFound`: it is being opened. */
	restore(onFound?: (id: string) => void): Promise<void>;
	/** Saves unsaved changes now. */
	flush(): Promise<void>;
	/** Opens a picture as a new document. The previous document stays stored. */
	openPicture(bytes: Blob, name: string): Promise<void>;
	/** Opens a stored document. Resolves with false if it is not stored; rejects if another window has it open. */
	openStored(id: string): Promise<boolean>;
	closePicture(): Promise<void>;
	rename(id: string, name: string): Promise<void>;
	duplicate(id: string, name: string): Promise<void>;
	/**
	 * Moves a document to the bin, and closes it if it is open. `undo` takes it out again and opens it if it was open; it resolves
	 * with false if the document is gone. Rejects if another window has it open, or if it cannot be stored that it is deleted.
	 */
	remove(id: string): Promise<{ readonly undo: () => Promise<boolean> }>;
	/** Deletes a document for good, in the bin or not. Nothing happens while another window has it open. */
	purge(id: string): Promise<void>;
	/** The documents whose latest state is in this window only. */
	unsaved(): readonly SavedDocument[];
	stop(): void;
}

/** After a reload the old page may still hold its lock for a moment. */
const RESTORE_PATIENCE_MS = 1500;
const MAX_NAME_LENGTH = 200;

export function createDocuments(ports: DocumentsPorts): Documents {
	const { editor, library, lock, newId, onSaveProblem, onProblem } = ports;
	/** Deleted documents whose latest state is in this window only, and those that are about to be moved to the bin. */
	const removed = new Set<string>();
	const isRemoved = (id: string): boolean => removed.has(id);
	const openLock = createOpenDocumentLock(lock);
	const queue = createSaveQueue({
		library,
		capture,
		currentId: () => captured.id,
		isRemoved,
		onWritten(problem) {
			onSaveProblem(problem);
			list.refresh();
		},
		delayMs: ports.delayMs,
		retryMs: ports.retryMs,
	});
	const { unsaved, flush } = queue;
	const list = createDocumentList({ library, unsaved, isRemoved, isFailing: queue.isFailing });
	let captured = readRevision();
	const unsubscribe = editor.subscribe(capture);

	function readRevision(): { id: string | null; revision: number } {
		const { picture, revision } = editor.getState();
		return { id: picture?.id ?? null, revision };
	}

	/** Queues the editor's document if it has changed, and locks it if it is another one. */
	function capture(): void {
		const now = readRevision();
		const isOther = now.id !== captured.id;
		if (!isOther && now.revision === captured.revision) return;
		// The id of a picture that was just opened is unknown to all other windows: no other window can hold its lock.
		if (isOther) void openLock.follow(now.id, () => captured.id === now.id);
		captured = now;
		queue.add(editor.save(), isOther);
	}

	/** The latest state of a document, stored or not. */
	const read = async (id: string): Promise<SavedDocument | undefined> => unsaved.get(id) ?? library.getDocument(id);

	/** Resolves with whether the document exists. */
	async function load(id: string, patienceMs?: number): Promise<boolean> {
		let exists = false;
		await openLock.whileLoading(id, patienceMs, async () => {
			const saved = await read(id);
			if (!saved) return false;
			exists = true;
			await editor.load(saved);
			return editor.getState().picture?.id === id;
		});
		return exists;
	}

	const isOpen = (id: string): boolean => editor.getState().picture?.id === id;

	async function close(id: string): Promise<void> {
		if (isOpen(id)) editor.close();
		await flush();
	}

	/** Rejects if another window has the document open. */
	async function checkLock(id: string): Promise<void> {
		const release = isOpen(id) ? () => {} : await lock(id);
		if (!release) throw openElsewhere();
		release();
	}

	async function purge(id: string): Promise<void> {
		removed.add(id);
		await close(id);
		const release = await lock(id);
		try {
			await queue.settled();
			// Without the lock another window has opened the document meanwhile, and it must stay.
			if (release) {
				unsaved.delete(id);
				const others = [editor.save(), ...unsaved.values()];
				await library.deleteDocument(id, collectImageHashes(others));
			}
		} catch (error) {
			onProblem(error);
		}
		release?.();
		removed.delete(id);
		list.refresh();
		// The deletion may have freed space.
		if (queue.isFailing()) await flush();
	}

	return {
		flush,
		watch: list.watch,
		unsaved: () => [...unsaved.values()],
		purge,
		async restore(onFound) {
			const id = await library.getMeta(CURRENT_DOCUMENT_KEY);
			if (typeof id !== "string" || editor.getState().picture) return;
			queue.setMarked(id);
			onFound?.(id);
			await load(id, RESTORE_PATIENCE_MS).catch((error: unknown) => {
				// The document stays open in the other window; this window starts empty.
				if (!(error instanceof StudioError)) throw error;
			});
		},
		async openPicture(bytes, name) {
			await editor.open(bytes, name);
			await flush();
		},
		async openStored(id) {
			removed.delete(id);
			await flush();
			const exists = await load(id);
			await flush();
			return exists;
		},
		async closePicture() {
			editor.close();
			await flush();
		},
		async rename(id, name) {
			const cleaned = truncateText(name.replace(/\s+/g, " ").trim(), MAX_NAME_LENGTH);
			if (cleaned === "") return;
			if (isOpen(id)) {
				editor.rename(cleaned);
				await flush();
				return;
			}
			const waiting = unsaved.get(id);
			if (waiting) unsaved.set(id, { ...waiting, name: cleaned });
			await queue.settled();
			await library.updateDocumentFields(id, { name: cleaned });
			list.refresh();
		},
		async duplicate(id, name) {
			await flush();
			const saved = await read(id);
			if (!saved) return;
			const copy = newId();
			await library.putDocument(copy, { ...saved, id: copy, name });
		},
		async remove(id) {
			await checkLock(id);
			const wasOpen = isOpen(id);
			// Saves the last strokes, so that undo restores them.
			await flush();
			removed.add(id);
			list.refresh();
			try {
				await queue.settled();
				await library.removeDocument(id);
			} catch (error) {
				removed.delete(id);
				list.refresh();
				throw error;
			}
			await close(id);
			if (!unsaved.has(id)) removed.delete(id);
			list.refresh();
			return {
				async undo() {
					removed.delete(id);
					if (!(await library.restoreDocument(id)) && !unsaved.has(id)) return false;
					list.refresh();
					if (wasOpen && !editor.getState().picture) await load(id);
					await flush();
					return true;
				},
			};
		},
		stop() {
			queue.stop();
			removed.clear();
			openLock.release();
			unsubscribe();
		},
	};
}
