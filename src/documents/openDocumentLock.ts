// Holds the lock of the open document, and passes it on when another document is opened.
import { StudioError } from "../host/errors";
import type { DocumentLock } from "./documentLock";

export interface OpenDocumentLock {
	/** Locks the document that the editor has just opened. `isStillOpen` is checked when the lock is granted. */
	follow(id: string | null, isStillOpen: () => boolean): Promise<void>;
	/**
	 * Loads a stored document under its lock, and holds the lock from then on if `load` resolves with true. Rejects if
	 * another window holds it.
	 */
	whileLoading(id: string, patienceMs: number | undefined, load: () => Promise<boolean>): Promise<boolean>;
	release(): void;
}

export const openElsewhere = (): StudioError =>
	new StudioError({ code: "document_elsewhere", message: "open in another window" });

export function createOpenDocumentLock(lock: DocumentLock): OpenDocumentLock {
	let held: { readonly id: string; readonly release: () => void } | null = null;

	return {
		async follow(id, isStillOpen) {
			if (held?.id === id) return;
			held?.release();
			held = null;
			const release = id === null ? undefined : await lock(id);
			if (release === undefined || id === null) return;
			if (isStillOpen() && held === null) held = { id, release };
			else release();
		},
		async whileLoading(id, patienceMs, load) {
			const release = held?.id === id ? held.release : await lock(id, patienceMs);
			if (!release) throw openElsewhere();
			try {
				const isOpen = await load();
				if (isOpen) {
					if (held?.id !== id) held?.release();
					held = { id, release };
				}
				return isOpen;
			} finally {
				if (held?.id !== id) release();
			}
		},
		release: () => held?.release(),
	};
}
