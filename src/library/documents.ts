// Documents as they lie in the database: a row for the list, a head, parts and chunks. A save writes what is new and
// deletes what is no longer named, in one transaction: a head never names what is not there. The content is opaque.
import { Dexie } from "dexie";
import { follow } from "./changeFeed";
import { deleteUnnamed, everywhere } from "./collectGarbage";
import { type Damage, isDocumentRow, readAll } from "./damagedRecords";
import type { StudioDatabase } from "./database";
import { type Known, nothingKnown, putTogether, type Taken, takeApart } from "./documentRecords";
import { guarded, LibraryError } from "./libraryError";
import type { DocumentFacts, DocumentRecord } from "./records";
import { makeStamp } from "./timestamps";

export interface DocumentSummary<Saved = unknown> {
	readonly id: string;
	readonly updatedAt: number;
	/** The content's own fields on top that are text, numbers or flags. */
	readonly facts: DocumentFacts<Saved>;
	/** Stored bytes of masks, history and pictures. */
	readonly bytes: number;
}

export interface DocumentShelf<Saved> {
	put(id: string, saved: Saved): Promise<void>;
	get(id: string): Promise<Saved | undefined>;
	/** Changes fields on top without reading the rest; false when there is no such document. */
	amend(id: string, fields: Partial<DocumentFacts<Saved>>): Promise<boolean>;
	/** Newest first, again at every change. Returns how to stop. */
	watch(onDocuments: (documents: DocumentSummary<Saved>[]) => void): () => void;
	/** Frees what nothing else uses: neither another document, nor a task, nor `keep` (pictures not stored as used yet). */
	remove(id: string, keep?: Iterable<string>): Promise<void>;
}

const everyOf = (document: string): [unknown[], unknown[]] => [
	[document, Dexie.minKey],
	[document, Dexie.maxKey],
];

export function openShelf<Saved>(
	db: StudioDatabase,
	lists: readonly string[],
	damage: Pick<Damage, "setDocuments">,
): DocumentShelf<Saved> {
	const known = new Map<string, Known>();
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
				const stamp = makeStamp();
				const taken = await db.transaction("rw", tables, async () => {
					const before = await db.documents.get(id);
					const ours = known.get(id);
					const isOurs = before !== undefined && ours?.stamp === before.stamp;
					if (before !== undefined && !isOurs) await wipeContent(db, id);
					const taken = takeApart(saved, isOurs ? ours : nothingKnown(), lists);
					await writeTaken(db, id, taken, { stamp, updatedAt: Date.now(), facts: factsOf(saved) });
					return taken;
				});
				known.set(id, taken.stored(stamp));
			}),
		get: (id) =>
			inTurn(async () => {
				const lying = await db.transaction("r", tables, async () => {
					const [row, head] = await Promise.all([db.documents.get(id), db.heads.get(id)]);
					if (row === undefined || head === undefined) return undefined;
					const [parts, chunks] = await Promise.all([
						db.parts
							.where("[document+id]")
							.between(...everyOf(id))
							.toArray(),
						db.chunks
							.where("[document+id]")
							.between(...everyOf(id))
							.toArray(),
					]);
					return { row, head, parts, chunks };
				});
				if (lying === undefined) return undefined;
				const { row, head, parts, chunks } = lying;
				const before = known.get(id);
				const { content, known: now } = whole(() =>
					putTogether(
						{
							head: head.head,
							parts: new Map(parts.map((part) => [part.id, part.body])),
							chunks: new Map(chunks.map((chunk) => [chunk.id, chunk.bytes])),
							next: row.next,
							stamp: row.stamp,
						},
						before?.stamp === row.stamp ? before : undefined,
					),
				);
				known.set(id, now);
				return content as Saved;
			}),
		amend: (id, fields) =>
			inTurn(async () => {
				const stamp = makeStamp();
				const before = await db.transaction("rw", db.documents, db.heads, async () => {
					const [row, head] = await Promise.all([db.documents.get(id), db.heads.get(id)]);
					if (row === undefined || head === undefined) return undefined;
					await db.heads.put({ id, head: { ...(head.head as object), ...fields } });
					await db.documents.put({ ...row, stamp, facts: { ...row.facts, ...fields } });
					return row.stamp;
				});
				const ours = known.get(id);
				if (ours !== undefined && ours.stamp === before) known.set(id, { ...ours, stamp });
				return before !== undefined;
			}),
		watch: (onDocuments) =>
			follow(async () => {
				const all = await readAll(db.documents, await db.documents.toCollection().primaryKeys());
				const rows = all.filter(isDocumentRow).sort((a, b) => b.updatedAt - a.updatedAt);
				damage.setDocuments(all.length - rows.length);
				return Promise.all(rows.map((row) => summaryOf<Saved>(db, row)));
			}, onDocuments),
		remove: (id, keep = []) =>
			inTurn(async () => {
				await db.transaction("rw", [...tables, ...everywhere(db)], async () => {
					const row = await db.documents.get(id);
					if (row === undefined) return;
					await wipeContent(db, id);
					await Promise.all([db.heads.delete(id), db.documents.delete(id)]);
					await deleteUnnamed(db, row.images, keep, Date.now());
				});
				known.delete(id);
			}),
	};
}

/** What fails here is the content: another try helps nothing. */
function whole<T>(put: () => T): T {
	try {
		return put();
	} catch (cause) {
		throw new LibraryError("record_damaged", { cause });
	}
}

/** Also used by the migration, which stores version 1's documents this way. */
export async function writeTaken(
	db: Pick<StudioDatabase, "documents" | "heads" | "parts" | "chunks">,
	id: string,
	taken: Taken,
	row: Pick<DocumentRecord, "stamp" | "updatedAt" | "facts">,
): Promise<void> {
	const keyed = (numbers: readonly number[]): [string, number][] => numbers.map((number) => [id, number]);
	await db.chunks.bulkPut(taken.newChunks.map((chunk) => ({ document: id, ...chunk })));
	await db.parts.bulkPut(taken.newParts.map((part) => ({ document: id, ...part })));
	await db.heads.put({ id, head: taken.head });
	await db.documents.put({ id, ...row, next: taken.next, images: taken.images, bytes: taken.bytes });
	await db.chunks.bulkDelete(keyed(taken.goneChunks));
	await db.parts.bulkDelete(keyed(taken.goneParts));
}

async function wipeContent(db: StudioDatabase, id: string): Promise<void> {
	await db.parts
		.where("[document+id]")
		.between(...everyOf(id))
		.delete();
	await db.chunks
		.where("[document+id]")
		.between(...everyOf(id))
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

export function factsOf(saved: unknown): DocumentRecord["facts"] {
	const isFact = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
	return Object.fromEntries(Object.entries(saved as object).filter(([, value]) => isFact(value)));
}
