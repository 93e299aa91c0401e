// Stores documents: a row for the list, a head, parts and chunks. A save writes new items and deletes those that are no
// longer named, in one transaction, so that a head never names missing items. The content is opaque here.
import { Dexie } from "dexie";
import { deleteIfUnused, tablesWithImageUse } from "./collectGarbage";
import { type DamagedRecords, isDocumentRow, readAll } from "./damagedRecords";
import type { StudioDatabase } from "./database";
import { assembleDocument, emptyStoredState, type StoredState, splitDocument } from "./documentRecords";
import { bytesOf, readFacts, writeSplitDocument } from "./documentWriter";
import { guarded, LibraryError } from "./libraryError";
import type { DocumentFacts, DocumentRecord } from "./records";
import { imageSizes } from "./storageUsage";
import { createUniqueId } from "./uniqueId";
import { watchQuery } from "./watchQuery";

export interface DocumentSummary<Saved = unknown> {
	readonly id: string;
	readonly updatedAt: number;
	/** The content's top-level fields that are text, numbers or flags. */
	readonly facts: DocumentFacts<Saved>;
	/** Stored size of masks, history and images. */
	readonly bytes: number;
}

export interface DeletedDocument<Saved = unknown> extends DocumentSummary<Saved> {
	/** In ms since 1970. */
	readonly deletedAt: number;
}

export interface DocumentStore<Saved> {
	put(id: string, saved: Saved): Promise<void>;
	get(id: string): Promise<Saved | undefined>;
	/** A document's fields without its masks and history: read at once, before the rest. */
	getHead(id: string): Promise<object | undefined>;
	/** Changes top-level fields without reading the rest; resolves with false if there is no such document. */
	updateFields(id: string, fields: Partial<DocumentFacts<Saved>>): Promise<boolean>;
	/**
	 * Moves a document to the bin or out of it; resolves with false if there is no such document. One in the bin can be neither
	 * read nor listed; a save takes it out.
	 */
	setDeleted(id: string, isDeleted: boolean): Promise<boolean>;
	/** The documents in the bin, the last one deleted first, now and after each change. */
	watchDeleted(onDocuments: (documents: DeletedDocument<Saved>[]) => void): () => void;
	/** Ids of the documents that were moved to the bin at this time (ms since 1970) or earlier. */
	deletedBefore(time: number): Promise<readonly string[]>;
	/** Newest first, now and after each change. Returns a function that stops watching. */
	watch(onDocuments: (documents: DocumentSummary<Saved>[]) => void): () => void;
	/** Also deletes its images, unless a task, another document or `keep` (use that is not stored yet) names them. */
	remove(id: string, keep?: Iterable<string>): Promise<void>;
}

/** The key range of all parts or chunks of a document. */
const rangeOf = (document: string): [unknown[], unknown[]] => [
	[document, Dexie.minKey],
	[document, Dexie.maxKey],
];

/** `lists`: see splitDocument. */
export function createDocumentStore<Saved>(
	db: StudioDatabase,
	lists: readonly string[],
	damagedRecords: Pick<DamagedRecords, "setDocuments">,
): DocumentStore<Saved> {
	const states = new Map<string, StoredState>();
	const tables = [db.documents, db.heads, db.parts, db.chunks];
	/** Operations run one after another, so that `states` always matches the database. */
	let last: Promise<unknown> = Promise.resolve();
	function enqueue<T>(work: () => Promise<T>): Promise<T> {
		const done = last.then(() => guarded(work));
		last = done.catch(() => {});
		return done;
	}

	return {
		put: (id, saved) =>
			enqueue(async () => {
				const revision = createUniqueId();
				const split = await db.transaction("rw", tables, async () => {
					const before = await db.documents.get(id);
					const state = states.get(id);
					const isCurrent = before !== undefined && state?.revision === before.stamp;
					if (before !== undefined && !isCurrent) await deleteContent(db, id);
					const split = splitDocument(saved, isCurrent ? state : emptyStoredState(), lists);
					const written = writeSplitDocument(db, id, split, {
						stamp: revision,
						updatedAt: Date.now(),
						facts: readFacts(saved),
					});
					// All is requested. Otherwise the browser would wait for a busy main thread to hear the answers first.
					const { idbtrans } = Dexie.currentTransaction;
					idbtrans.commit?.();
					await Promise.race([written, rejectsOnAbort(idbtrans)]);
					return split;
				});
				states.set(id, split.toStoredState(revision));
			}),
		get: (id) =>
			enqueue(async () => {
				const records = await db.transaction("r", tables, async () => {
					const [row, head] = await Promise.all([db.documents.get(id), db.heads.get(id)]);
					if (row === undefined || head === undefined || row.deletedAt !== undefined) return undefined;
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
				if (records === undefined) return undefined;
				const { row, head, parts, chunks } = records;
				const before = states.get(id);
				const { content, state } = orDamaged(() =>
					assembleDocument(
						{
							head: head.head,
							parts: new Map(parts.map((part) => [part.id, part.body])),
							chunks: new Map(chunks.map((chunk) => [chunk.id, bytesOf(chunk)])),
							next: row.next,
							revision: row.stamp,
						},
						before?.revision === row.stamp ? before : undefined,
					),
				);
				states.set(id, state);
				return content as Saved;
			}),
		getHead: (id) =>
			guarded(async () => {
				const [row, head] = await Promise.all([db.documents.get(id), db.heads.get(id)]);
				return row === undefined || row.deletedAt !== undefined ? undefined : (head?.head as object | undefined);
			}),
		updateFields: (id, fields) =>
			enqueue(async () => {
				const revision = createUniqueId();
				const before = await db.transaction("rw", db.documents, db.heads, async () => {
					const [row, head] = await Promise.all([db.documents.get(id), db.heads.get(id)]);
					if (row === undefined || head === undefined) return undefined;
					await db.heads.put({ id, head: { ...(head.head as object), ...fields } });
					await db.documents.put({ ...row, stamp: revision, facts: { ...row.facts, ...fields } });
					return row.stamp;
				});
				const state = states.get(id);
				if (state !== undefined && state.revision === before) states.set(id, { ...state, revision });
				return before !== undefined;
			}),
		watch: (onDocuments) =>
			watchQuery(async () => {
				const all = await readAll(db.documents, await db.documents.toCollection().primaryKeys());
				const rows = all.filter(isDocumentRow).sort((a, b) => b.updatedAt - a.updatedAt);
				damagedRecords.setDocuments(all.length - rows.length);
				const listed = rows.filter(({ deletedAt }) => deletedAt === undefined);
				return Promise.all(listed.map((row) => summarise<Saved>(db, row)));
			}, onDocuments),
		setDeleted: (id, isDeleted) =>
			enqueue(() =>
				db.transaction("rw", db.documents, async () => {
					const row = await db.documents.get(id);
					if (row === undefined) return false;
					const { deletedAt: _, ...listed } = row;
					await db.documents.put(isDeleted ? { ...listed, deletedAt: Date.now() } : listed);
					return true;
				}),
			),
		watchDeleted: (onDocuments) =>
			watchQuery(async () => {
				const ids = (await db.documents.orderBy("deletedAt").primaryKeys()).reverse();
				const rows = (await readAll(db.documents, ids)).filter(isDocumentRow);
				return Promise.all(
					rows.map(async (row) => ({ ...(await summarise<Saved>(db, row)), deletedAt: row.deletedAt ?? 0 })),
				);
			}, onDocuments),
		deletedBefore: (time) => guarded(() => db.documents.where("deletedAt").belowOrEqual(time).primaryKeys()),
		remove: (id, keep = []) =>
			enqueue(async () => {
				await db.transaction("rw", [...tables, ...tablesWithImageUse(db)], async () => {
					const row = await db.documents.get(id);
					if (row === undefined) return;
					await deleteContent(db, id);
					await Promise.all([db.heads.delete(id), db.documents.delete(id)]);
					await deleteIfUnused(db, row.images, keep, Date.now());
				});
				states.delete(id);
			}),
	};
}

/**
 * Chromium tells the requests of a committed transaction nothing if it aborts for lack of space: their promises never settle,
 * and every later save would wait for this one.
 */
function rejectsOnAbort(transaction: IDBTransaction): Promise<never> {
	return new Promise((_, reject) => {
		transaction.addEventListener("abort", () => reject(transaction.error));
	});
}

/** A failure here lies in the stored content: a retry would not help. */
function orDamaged<T>(assemble: () => T): T {
	try {
		return assemble();
	} catch (cause) {
		throw new LibraryError("record_damaged", { cause });
	}
}

async function deleteContent(db: StudioDatabase, id: string): Promise<void> {
	await db.parts
		.where("[document+id]")
		.between(...rangeOf(id))
		.delete();
	await db.chunks
		.where("[document+id]")
		.between(...rangeOf(id))
		.delete();
}

async function summarise<Saved>(db: StudioDatabase, row: DocumentRecord): Promise<DocumentSummary<Saved>> {
	const sizes = await imageSizes(db, row.images);
	const bytes = [...sizes.values()].reduce((sum, size) => sum + size, row.bytes);
	return { id: row.id, updatedAt: row.updatedAt, facts: row.facts as DocumentFacts<Saved>, bytes };
}
