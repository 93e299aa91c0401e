// Writes a split document into its tables, for saving and for the migration from version 1. Knows no StudioDatabase,
// which imports it for that migration.
import type { Table } from "dexie";
import type { SplitDocument } from "./documentRecords";
import { packBytes, unpackBytes } from "./packBytes";
import type { ChunkRecord, DocumentRecord, HeadRecord, PartRecord } from "./records";

export interface DocumentTables {
	readonly documents: Table<DocumentRecord, string>;
	readonly heads: Table<HeadRecord, string>;
	readonly parts: Table<PartRecord, [string, number]>;
	readonly chunks: Table<ChunkRecord, [string, number]>;
}

/** Bytes. Packing shorter arrays saves next to nothing. */
const MIN_PACKED_LENGTH = 4096;

/** Call in a transaction over all four tables: a head must never name parts or chunks that are not stored. */
export async function writeSplitDocument(
	tables: DocumentTables,
	id: string,
	split: SplitDocument,
	row: Pick<DocumentRecord, "stamp" | "updatedAt" | "facts">,
): Promise<void> {
	const keysOf = (numbers: readonly number[]): [string, number][] => numbers.map((number) => [id, number]);
	const { newChunks, newParts, removedChunks, removedParts } = split;
	// Requested together: on a busy main thread each answer that is waited for takes as long as all of them.
	await Promise.all([
		newChunks.length > 0 && tables.chunks.bulkPut(newChunks.map((chunk) => ({ document: id, ...toStored(chunk) }))),
		newParts.length > 0 && tables.parts.bulkPut(newParts.map((part) => ({ document: id, ...part }))),
		tables.heads.put({ id, head: split.head }),
		tables.documents.put({ id, ...row, next: split.next, images: split.images, bytes: split.bytes }),
		removedChunks.length > 0 && tables.chunks.bulkDelete(keysOf(removedChunks)),
		removedParts.length > 0 && tables.parts.bulkDelete(keysOf(removedParts)),
	]);
}

function toStored({ id, bytes }: SplitDocument["newChunks"][number]): Omit<ChunkRecord, "document"> {
	const packed = bytes.length < MIN_PACKED_LENGTH ? null : packBytes(bytes);
	return packed === null ? { id, bytes } : { id, bytes: packed, length: bytes.length };
}

export function bytesOf({ bytes, length }: ChunkRecord): Uint8Array {
	return length === undefined ? bytes : unpackBytes(bytes, length);
}

/** The content's top-level fields that are text, numbers or flags. */
export function readFacts(content: unknown): DocumentRecord["facts"] {
	const isFact = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
	return Object.fromEntries(Object.entries(content as object).filter(([, value]) => isFact(value)));
}
