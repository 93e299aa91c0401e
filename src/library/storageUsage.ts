// What the library takes, to be shown. Sizes come from indices: reading the records would bring the pictures along.
import type { Table } from "dexie";
import { readAll } from "./damagedRecords";
import type { StudioDatabase } from "./database";

interface Portion {
	readonly count: number;
	readonly bytes: number;
}

export interface LibraryUsage {
	readonly pictures: Portion;
	readonly thumbnails: Portion;
	/** Their words and settings; the pictures they name are among the pictures. Bytes are about right. */
	readonly tasks: Portion;
	/** Masks and history; the pictures they name are among the pictures. */
	readonly documents: Portion;
}

/** Tasks are much alike: so many tell how large one is. */
const SAMPLED = 50;

export async function measureUsage(db: StudioDatabase): Promise<LibraryUsage> {
	const [pictures, thumbnails, tasks, documents] = await Promise.all([
		sized(db.images),
		sized(db.thumbnails),
		sampled(db.tasks),
		read(db.documents, Infinity),
	]);
	const bytes = documents.reduce((sum, document) => sum + (Number(document?.bytes) || 0), 0);
	return { pictures, thumbnails, tasks, documents: { count: documents.length, bytes } };
}

async function sized<T>(table: Table<T, string>): Promise<Portion> {
	const keys = (await table.orderBy("[sha256+bytes]").keys()) as unknown as [string, number][];
	return { count: keys.length, bytes: keys.reduce((sum, [, bytes]) => sum + bytes, 0) };
}

const read = async <T>(table: Table<T, string>, most: number) => readAll(table, await table.limit(most).primaryKeys());

async function sampled<T>(table: Table<T, string>): Promise<Portion> {
	const [count, some] = await Promise.all([table.count(), read(table, SAMPLED)]);
	if (some.length === 0) return { count, bytes: 0 };
	return { count, bytes: Math.round((JSON.stringify(some).length / some.length) * count) };
}
