// Measures how much space the library uses. Sizes come from indices: reading the records would load the images.
import type { Table } from "dexie";
import { readAll } from "./damagedRecords";
import type { StudioDatabase } from "./database";

interface StoredAmount {
	readonly count: number;
	readonly bytes: number;
}

export interface LibraryUsage {
	readonly pictures: StoredAmount;
	readonly thumbnails: StoredAmount;
	/** Prompts and settings, without the images they name. The size is an estimate. */
	readonly tasks: StoredAmount;
	/** Masks and history, without the images they name. */
	readonly documents: StoredAmount;
}

/** Tasks have similar sizes, so the mean of this many is a good estimate. */
const SAMPLE_SIZE = 50;

export async function measureUsage(db: StudioDatabase): Promise<LibraryUsage> {
	const [pictures, thumbnails, tasks, documents] = await Promise.all([
		measureByIndex(db.images),
		measureByIndex(db.thumbnails),
		estimateBySample(db.tasks),
		readSome(db.documents, Infinity),
	]);
	const bytes = documents.reduce((sum, document) => sum + (Number(document?.bytes) || 0), 0);
	return { pictures, thumbnails, tasks, documents: { count: documents.length, bytes } };
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
