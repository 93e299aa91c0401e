// Measures how much space the library uses. Sizes come from indices: reading the records would load the images.
import type { Table } from "dexie";
import { readAll } from "./damagedRecords";
import type { StudioDatabase } from "./database";
import type { DocumentRecord } from "./records";

interface StoredAmount {
	readonly count: number;
	readonly bytes: number;
}

export interface LibraryUsage {
	readonly pictures: StoredAmount;
	readonly thumbnails: StoredAmount;
	/** Prompts and settings, without the images they name. The size is an estimate. */
	readonly tasks: StoredAmount;
	/** Masks and history, without the images they name; the saved masks are part of the size. */
	readonly documents: StoredAmount;
	/** Deleted tasks and documents. The size is that of what only they use, and is freed with them. */
	readonly bin: StoredAmount;
}

/** Tasks have similar sizes, so the mean of this many is a good estimate. */
const SAMPLE_SIZE = 50;

export async function measureUsage(db: StudioDatabase): Promise<LibraryUsage> {
	const [pictures, thumbnails, tasks, rows, masks] = await Promise.all([
		measureByIndex(db.images),
		measureByIndex(db.thumbnails),
		estimateBySample(db.tasks),
		readSome(db.documents, Infinity),
		readSome(db.masks, Infinity),
	]);
	const isDeleted = (document: DocumentRecord | null | undefined) => document?.deletedAt !== undefined;
	const documents = rows.filter((row) => !isDeleted(row));
	const bin = await measureBin(
		db,
		documents,
		rows.filter((row) => row !== null && row !== undefined && isDeleted(row)) as DocumentRecord[],
	);
	return {
		pictures,
		thumbnails,
		tasks,
		documents: { count: documents.length, bytes: bytesOf(documents) + bytesOf(masks) },
		bin,
	};
}

const bytesOf = (documents: readonly (Pick<DocumentRecord, "bytes"> | null | undefined)[]): number =>
	documents.reduce((sum, document) => sum + (Number(document?.bytes) || 0), 0);

async function measureBin(
	db: StudioDatabase,
	documents: readonly (DocumentRecord | null | undefined)[],
	deleted: readonly DocumentRecord[],
): Promise<StoredAmount> {
	const [tasks, binned] = await Promise.all([db.deletedTasks.count(), db.deletedTasks.orderBy("images").uniqueKeys()]);
	const images = new Set<string>([...(binned as string[]), ...deleted.flatMap((document) => document.images)]);
	if (images.size > 0) {
		for (const image of await db.tasks.orderBy("images").uniqueKeys()) images.delete(image as string);
		for (const document of documents) for (const image of document?.images ?? []) images.delete(image);
	}
	const freed = [...(await imageSizes(db, images)).values()].reduce((sum, bytes) => sum + bytes, bytesOf(deleted));
	return { count: tasks + deleted.length, bytes: freed };
}

/** Stored sizes of the images that exist. They come from the index: reading the records would load the images. */
export async function imageSizes(db: StudioDatabase, images: Iterable<string>): Promise<ReadonlyMap<string, number>> {
	const sizes = await Promise.all(
		[...images].map((sha256) => db.images.where("[sha256+bytes]").between([sha256, 0], [sha256, Infinity]).keys()),
	);
	return new Map(sizes.flat() as unknown as [string, number][]);
}

async function measureByIndex<T>(table: Table<T, string>): Promise<StoredAmount> {
	const keys = (await table.orderBy("[sha256+bytes]").keys()) as unknown as [string, number][];
	return { count: keys.length, bytes: keys.reduce((sum, [, bytes]) => sum + bytes, 0) };
}

const readSome = async <T>(table: Table<T, string>, limit: number) =>
	readAll(table, await table.limit(limit).primaryKeys());

async function estimateBySample<T>(table: Table<T, string>): Promise<StoredAmount> {
	const [count, sample] = await Promise.all([table.count(), readSome(table, SAMPLE_SIZE)]);
	if (sample.length === 0) return { count, bytes: 0 };
	return { count, bytes: Math.round((JSON.stringify(sample).length / sample.length) * count) };
}
