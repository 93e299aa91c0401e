// Lets saves of a document end without waiting for the disk: the operating system has them, so that they survive a killed
// browser. All other writes wait, because the backend deletes a result once it is stored here. A later write that waits
// brings the saves before it to the disk as well.
import type { DBCore, Dexie } from "dexie";

const DOCUMENT_TABLES: ReadonlySet<string> = new Set(["documents", "heads", "parts", "chunks"]);

/** True for the transactions of documentStore.ts that save a document, and for no other. */
const isSave = (tables: readonly string[]): boolean =>
	tables.length === DOCUMENT_TABLES.size && tables.every((table) => DOCUMENT_TABLES.has(table));

export function relaxDocumentSaves(db: Dexie): void {
	db.use({
		stack: "dbcore",
		name: "documentDurability",
		create: (core: DBCore) => ({
			...core,
			transaction: (tables, mode, options) =>
				core.transaction(tables, mode, isSave(tables) ? { ...options, durability: "relaxed" } : options),
		}),
	});
}
