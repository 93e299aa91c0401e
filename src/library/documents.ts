// Documents as they lie in the database: a row for the list, a head, parts and chunks. A save writes what is new and
// deletes what is no longer named, in one transaction: a head never names what is not there. The content is opaque.
import { Dexie } from "dexie";
import { deleteIfUnused, tablesWithImageUse } from "./collectGarbage";
import { type DamagedRecords, isDocumentRow, readAll } from "./damagedRecords";
import type { StudioDatabase } from "./database";
import {
	assembleDocument,
	emptyStoredState,
	type SplitDocument,
	type StoredState,
	splitDocument,
} from "./documentRecords";
import { guarded, LibraryError } from "./libraryError";
import type { DocumentFacts, DocumentRecord } from "./records";
import { createUniqueId } from "./uniqueId";
import { watchQuery } from "./watchQuery";

export interface DocumentSummary<Saved = unknown> {
	readonly id: string;
	readonly updatedAt: number;
	/** The content's own fields on top that are text, numbers or flags. */
	readonly facts: DocumentFacts<Saved>;
	/** Stored bytes of masks, history and pictures. */
	readonly bytes: number;
}

export interface DocumentStore<Saved> {
	put(id: string, saved: Saved): Promise<void>;
	get(id: string): Promise<Saved | undefined>;
	/** Changes fields on top without reading the rest; false when there is no such document. */
	updateFields(id: string, fields: Partial<DocumentFacts<Saved>>): Promise<boolean>;
	/** Newest first, again at every change. Returns how to stop. */
	watch(onDocuments: (documents: DocumentSummary<Saved>[]) => void): () => void;
	/** Frees what nothing else uses: neither another document, nor a task, nor `keep` (pictures not stored as used yet). */
	remove(id: string, keep?: Iterable<string>): Promise<void>;
}

const rangeOf = (document: string): [unknown[], unknown[]] => [
	[document, Dexie.minKey],
	[document, Dexie.maxKey],
];

export function createDocumentStore<Saved>(
	db: StudioDatabase,
	lists: readonly string[],
	damage: Pick<DamagedRecords, "setDocuments">,
): DocumentStore<Saved> {
	const known = new Map<string, StoredState>();
	const tables = [db.documents, db.heads, db.parts, db.chunks];
	/** One after another: what is known must be what is stored. */
	let last: Promise<unknown> = Promise.resolve();
	function inTurn<T>(work: () => Promise<T>): Promise<T> {
		const done = last.then(() => guarded(work));
		last = done.catch(() => {});
		return done;
	}

	return {
		put: (id, saved) =>
			inTurn(async () => {
				const revision = createUniqueId();
				const taken = await db.transaction("rw", tables, async () => {
					const before = await db.documents.get(id);
					const ours = known.get(id);
					const isOurs = before !== undefined && ours?.revision === before.stamp;
					if (before !== undefined && !isOurs) await wipeContent(db, id);
					const taken = splitDocument(saved, isOurs ? ours : emptyStoredState(), lists);
					await writeSplitDocument(db, id, taken, { stamp: revision, updatedAt: Date.now(), facts: readFacts(saved) });
					return taken;
				});
				known.set(id, taken.toStoredState(revision));
			}),
		get: (id) =>
			inTurn(async () => {
				const lying = await db.transaction("r", tables, async () => {
					const [row, head] = await Promise.all([db.documents.get(id), db.heads.get(id)]);
					if (row === undefined || head === undefined) return undefined;
					const [parts, chunks] = await Promise.all([
						db.parts
							.where("[document+id]")
							.between(...rangeOf(id))
							.toArray(),
						db.chunks
							.where("[document+id]")
							.between(...rangeOf(id))
							.toArray(),
					]);
					return { row, head, parts, chunks };
				});
				if (lying === undefined) return undefined;
				const { row, head, parts, chunks } = lying;
				const before = known.get(id);
				const { content, known: now } = assembled(() =>
					assembleDocument(
						{
							head: head.head,
							parts: new Map(parts.map((part) => [part.id, part.body])),
							chunks: new Map(chunks.map((chunk) => [chunk.id, chunk.bytes])),
							next: row.next,
							revision: row.stamp,
						},
						before?.revision === row.stamp ? before : undefined,
					),
				);
				known.set(id, now);
				return content as Saved;
			}),
		updateFields: (id, fields) =>
			inTurn(async () => {
				const revision = createUniqueId();
				const before = await db.transaction("rw", db.documents, db.heads, async () => {
					const [row, head] = await Promise.all([db.documents.get(id), db.heads.get(id)]);
					if (row === undefined || head === undefined) return undefined;
					await db.heads.put({ id, head: { ...(head.head as object), ...fields } });
					await db.documents.put({ ...row, stamp: revision, facts: { ...row.facts, ...fields } });
					return row.stamp;
				});
				const ours = known.get(id);
				if (ours !== undefined && ours.revision === before) known.set(id, { ...ours, revision });
				return before !== undefined;
			}),
		watch: (onDocuments) =>
			watchQuery(async () => {
				const all = await readAll(db.documents, await db.documents.toCollection().primaryKeys());
				const rows = all.filter(isDocumentRow).sort((a, b) => b.updatedAt - a.updatedAt);
				damage.setDocuments(all.length - rows.length);
				return Promise.all(rows.map((row) => summaryOf<Saved>(db, row)));
			}, onDocuments),
		remove: (id, keep = []) =>
			inTurn(async () => {
				await db.transaction("rw", [...tables, ...tablesWithImageUse(db)], async () => {
					const row = await db.documents.get(id);
					if (row === undefined) return;
					await wipeContent(db, id);
					await Promise.all([db.heads.delete(id), db.documents.delete(id)]);
					await deleteIfUnused(db, row.images, keep, Date.now());
				});
				known.delete(id);
			}),
	};
}

/** What fails here is the content: another try helps nothing. */
function assembled<T>(put: () => T): T {
	try {
		return put();
	} catch (cause) {
		throw new LibraryError("record_damaged", { cause });
	}
}

/** Also used by the migration, which stores version 1's documents this way. */
export async function writeSplitDocument(
	db: Pick<StudioDatabase, "documents" | "heads" | "parts" | "chunks">,
	id: string,
	taken: SplitDocument,
	row: Pick<DocumentRecord, "stamp" | "updatedAt" | "facts">,
): Promise<void> {
	const keyed = (numbers: readonly number[]): [string, number][] => numbers.map((number) => [id, number]);
	await db.chunks.bulkPut(taken.newChunks.map((chunk) => ({ document: id, ...chunk })));
	await db.parts.bulkPut(taken.newParts.map((part) => ({ document: id, ...part })));
	await db.heads.put({ id, head: taken.head });
	await db.documents.put({ id, ...row, next: taken.next, images: taken.images, bytes: taken.bytes });
	await db.chunks.bulkDelete(keyed(taken.removedChunks));
	await db.parts.bulkDelete(keyed(taken.removedParts));
}

async function wipeContent(db: StudioDatabase, id: string): Promise<void> {
	await db.parts
		.where("[document+id]")
		.between(...rangeOf(id))
		.delete();
	await db.chunks
		.where("[document+id]")
		.between(...rangeOf(id))
		.delete();
}

/** From the index alone: reading the records would bring the pictures along. */
async function summaryOf<Saved>(db: StudioDatabase, row: DocumentRecord): Promise<DocumentSummary<Saved>> {
	const sizes = await Promise.all(
		row.images.map((sha256) => db.images.where("[sha256+bytes]").between([sha256, 0], [sha256, Infinity]).keys()),
	);
	const bytes = (sizes.flat() as unknown as [string, number][]).reduce((sum, [, size]) => sum + size, row.bytes);
	return { id: row.id, updatedAt: row.updatedAt, facts: row.facts as DocumentFacts<Saved>, bytes };
}

export function readFacts(saved: unknown): DocumentRecord["facts"] {
	const isFact = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
	return Object.fromEntries(Object.entries(saved as object).filter(([, value]) => isFact(value)));
}
