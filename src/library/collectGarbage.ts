// Pictures that nothing names any more: no task, no document, no lease. Deleting is all it does, and only of what is
// surely unused: in one transaction, so that nothing can begin to name what is being deleted.
import type { StudioDatabase } from "./database";
import { collectImageHashes } from "./documentRecords";

/** A picture is stored before what names it: one as young as this may still be waited for, also by another window. */
export const GRACE_PERIOD_MS = 60 * 60 * 1000;

/** `keep`: named by what is not stored yet. `damaged`: tasks that may name some where no index has it. */
export function deleteUnusedImages(
	db: StudioDatabase,
	keep: Iterable<string>,
	damaged: Iterable<string>,
	now: number,
): Promise<number> {
	return db.transaction("rw", tablesWithImageUse(db), async () => {
		const used = new Set<unknown>([
			...(await db.tasks.orderBy("images").uniqueKeys()),
			...collectImageHashes([await db.documents.toArray(), await db.tasks.bulkGet([...damaged])]),
			...(await leasedImages(db, now)),
			...keep,
		]);
		const old = await db.images
			.where("createdAt")
			.belowOrEqual(now - GRACE_PERIOD_MS)
			.primaryKeys();
		return deleteImages(
			db,
			old.filter((image) => !used.has(image)),
		);
	});
}

/** Of these, what nothing names; to be called in a transaction over everywhere(). */
export async function deleteIfUnused(
	db: StudioDatabase,
	images: Iterable<string>,
	keep: Iterable<string>,
	now: number,
): Promise<number> {
	const used = new Set([...(await leasedImages(db, now)), ...keep]);
	const unnamed: string[] = [];
	for (const image of images) {
		const isNamed = (table: "tasks" | "documents") => db[table].where("images").equals(image).count();
		if (!used.has(image) && (await isNamed("documents")) + (await isNamed("tasks")) === 0) unnamed.push(image);
	}
	return deleteImages(db, unnamed);
}

/** All that may name a picture, and the pictures. */
export const tablesWithImageUse = (db: StudioDatabase) => [db.images, db.thumbnails, db.tasks, db.documents, db.leases];

/** Those that have run out go. */
async function leasedImages(db: StudioDatabase, now: number): Promise<string[]> {
	const leases = await db.leases.toArray();
	await db.leases.bulkDelete(leases.filter(({ until }) => until <= now).map(({ id }) => id));
	return leases.filter(({ until }) => until > now).flatMap(({ images }) => images);
}

async function deleteImages(db: StudioDatabase, images: string[]): Promise<number> {
	await Promise.all([db.images.bulkDelete(images), db.thumbnails.bulkDelete(images)]);
	return images.length;
}
