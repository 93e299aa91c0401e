// The list of documents as the menu shows it: the stored ones, and those that only this window has; without those that are
// about to be deleted.
import type { SavedDocument } from "../../editor/types";
import type { DocumentSummary } from "../library/documentStore";
import type { Library } from "../library/library";

export interface DocumentEntry extends DocumentSummary<SavedDocument> {
	/** The document's latest state is in this window only, because it cannot be stored. */
	readonly isUnsaved: boolean;
}

export interface DocumentListPorts {
	readonly library: Pick<Library<SavedDocument>, "watchDocuments">;
	readonly unsaved: ReadonlyMap<string, SavedDocument>;
	readonly isRemoved: (id: string) => boolean;
	/** True if saving fails. Otherwise an unsaved document is about to be saved, which is not worth mentioning. */
	readonly isFailing: () => boolean;
}

export interface DocumentList {
	/** Calls back with the documents, newest first, now and after every change. Returns a function that stops it. */
	watch(onDocuments: (documents: readonly DocumentEntry[]) => void): () => void;
	/** Calls back the watchers, after a change that the library does not know of. */
	refresh(): void;
}

export function createDocumentList({ library, unsaved, isRemoved, isFailing }: DocumentListPorts): DocumentList {
	const watchers = new Set<() => void>();

	return {
		watch(onDocuments) {
			let stored: readonly DocumentSummary<SavedDocument>[] | undefined;
			const update = (): void => {
				if (stored === undefined) return;
				const storedIds = new Set(stored.map(({ id }) => id));
				const waiting = [...unsaved.values()].filter(({ id }) => !storedIds.has(id));
				const all = [
					...waiting.map((saved) => ({ id: saved.id, updatedAt: Date.now(), facts: saved, bytes: 0 })),
					...stored,
				];
				const listed = all.filter(({ id }) => !isRemoved(id));
				onDocuments(listed.map((one) => ({ ...one, isUnsaved: isFailing() && unsaved.has(one.id) })));
			};
			const stopWatching = library.watchDocuments((documents) => {
				stored = documents;
				update();
			});
			watchers.add(update);
			return () => {
				stopWatching();
				watchers.delete(update);
			};
		},
		refresh() {
			for (const update of watchers) update();
		},
	};
}
