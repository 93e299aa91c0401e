// Pictures that nothing names any more: no task, no document. Deleting is all it does, and only of what is surely unused.
import type { StudioDatabase } from "./database";
import { guarded } from "./libraryError";

/** A picture is stored before what names it: one as young as this may still be waited for, also by another window. */
export const YOUNG_MS = 60 * 60 * 1000;

/** In one transaction, so that nothing can begin to name what is being deleted. `keep`: named by what is not stored yet. */
export function collectImages(db: StudioDatabase, keep: Iterable<string>, now: number): Promise<number> {
	return guarded(() =>
		db.transaction("rw", db.images, db.thumbnails, db.tasks, db.documents, async () => {
			const named = [db.tasks, db.documents].map((table) => table.orderBy("images").uniqueKeys());
			const used = new Set<unknown>([...(await Promise.all(named)).flat(), ...keep]);
			const old = await db.images
				.where("createdAt")
				.belowOrEqual(now - YOUNG_MS)
				.primaryKeys();
			return deleteImages(
				db,
				old.filter((image) => !used.has(image)),
			);
		}),
	);
}

/** Of these, what nothing names; to be called in a transaction over all that may name them. */
export async function deleteUnnamed(db: StudioDatabase, images: Iterable<string>): Promise<number> {
	const unnamed: string[] = [];
	for (const image of images) {
		const isNamed = (table: "tasks" | "documents") => db[table].where("images").equals(image).count();
		if ((await isNamed("documents")) + (await isNamed("tasks")) === 0) unnamed.push(image);
	}
	return deleteImages(db, unnamed);
}

async function deleteImages(db: StudioDatabase, images: string[]): Promise<number> {
	await Promise.all([db.images.bulkDelete(images), db.thumbnails.bulkDelete(images)]);
	return images.length;
}
