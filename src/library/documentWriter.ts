// Writes a split document into its tables, for saving and for the migration from version 1. Knows no StudioDatabase,
// which imports it for that migration.
import type { Table } from "dexie";
import type { SplitDocument } from "./documentRecords";
import type { ChunkRecord, DocumentRecord, HeadRecord, PartRecord } from "./records";

export interface DocumentTables {
	readonly documents: Table<DocumentRecord, string>;
	readonly heads: Table<HeadRecord, string>;
	readonly parts: Table<PartRecord, [string, number]>;
	readonly chunks: Table<ChunkRecord, [string, number]>;
}

/** Call in a transaction over all four tables: a head must never name parts or chunks that are not stored. */
export async function writeSplitDocument(
	tables: DocumentTables,
	id: string,
	split: SplitDocument,
	row: Pick<DocumentRecord, "stamp" | "updatedAt" | "facts">,
): Promise<void> {
	const keysOf = (numbers: readonly number[]): [string, number][] => numbers.map((number) => [id, number]);
	await tables.chunks.bulkPut(split.newChunks.map((chunk) => ({ document: id, ...chunk })));
	await tables.parts.bulkPut(split.newParts.map((part) => ({ document: id, ...part })));
	await tables.heads.put({ id, head: split.head });
	await tables.documents.put({ id, ...row, next: split.next, images: split.images, bytes: split.bytes });
	await tables.chunks.bulkDelete(keysOf(split.removedChunks));
	await tables.parts.bulkDelete(keysOf(split.removedParts));
}

/** The content's top-level fields that are text, numbers or flags. */
export function readFacts(content: unknown): DocumentRecord["facts"] {
	const isFact = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
	return Object.fromEntries(Object.entries(content as object).filter(([, value]) => isFact(value)));
}
