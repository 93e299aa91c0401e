// Deletes images that are not in use: no task, document or lease names them, also none in the bin. Runs in one transaction over all tables
// that can name an image, so that no reference can be added while images are deleted.
import type { StudioDatabase } from "./database";
import { collectImageHashes } from "./imageHashes";

/**
 * An image is stored before the record that names it, so younger images are kept; another window may be about to name
 * one.
 */
export const GRACE_PERIOD_MS = 60 * 60 * 1000;

/**
 * `keep`: used by records that are not stored yet. `damaged`: ids of tasks whose images may be missing from the index.
 */
export function deleteUnusedImages(
	db: StudioDatabase,
	keep: Iterable<string>,
	damaged: Iterable<string>,
	now: number,
): Promise<number> {
	return db.transaction("rw", tablesWithImageUse(db), async () => {
		const used = new Set<unknown>([
			...(await db.tasks.orderBy("images").uniqueKeys()),
			...(await db.deletedTasks.orderBy("images").uniqueKeys()),
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

/** Deletes those of the given images that are not in use. Call in a transaction over tablesWithImageUse(). */
export async function deleteIfUnused(
	db: StudioDatabase,
	images: Iterable<string>,
	keep: Iterable<string>,
	now: number,
): Promise<number> {
	const used = new Set([...(await leasedImages(db, now)), ...keep]);
	const unused: string[] = [];
	for (const image of images) {
		const isNamedIn = async (table: "tasks" | "documents" | "deletedTasks") =>
			(await db[table].where("images").equals(image).count()) > 0;
		if (used.has(image) || (await isNamedIn("documents")) || (await isNamedIn("tasks"))) continue;
		if (!(await isNamedIn("deletedTasks"))) unused.push(image);
	}
	return deleteImages(db, unused);
}

/** The image tables and all tables that can name an image. */
export const tablesWithImageUse = (db: StudioDatabase) => [
	db.images,
	db.thumbnails,
	db.tasks,
	db.deletedTasks,
	db.documents,
	db.leases,
];

/** Images of all leases that are valid; expired leases are deleted. */
async function leasedImages(db: StudioDatabase, now: number): Promise<string[]> {
	const leases = await db.leases.toArray();
	await db.leases.bulkDelete(leases.filter(({ until }) => until <= now).map(({ id }) => id));
	return leases.filter(({ until }) => until > now).flatMap(({ images }) => images);
}

async function deleteImages(db: StudioDatabase, images: string[]): Promise<number> {
	await Promise.all([db.images.bulkDelete(images), db.thumbnails.bulkDelete(images)]);
	return images.length;
}
