// The library's records as one value, for a copy outside of it: tasks and favourites. Documents are left out, because they
// are nothing without their pictures.
import type { DamagedRecords } from "./damagedRecords";
import type { StudioDatabase } from "./database";
import type { TaskRecord } from "./records";
import { taskOfStar } from "./stars";
import { toTaskRow } from "./taskRow";

export interface LibraryRecords {
	readonly tasks: readonly TaskRecord[];
	readonly favourites: readonly string[];
}

export async function readRecords(db: StudioDatabase, damagedRecords: DamagedRecords): Promise<LibraryRecords> {
	const tasks = await damagedRecords.readIntactTasks(await db.tasks.toCollection().primaryKeys());
	return { tasks, favourites: await db.favourites.toCollection().primaryKeys() };
}

export function addMissingRecords(
	db: StudioDatabase,
	{ tasks, favourites }: LibraryRecords,
): PromiseLike<readonly string[]> {
	return db.transaction("rw", db.tasks, db.favourites, db.deletedTasks, async () => {
		const known = new Set([
			...(await db.tasks.toCollection().primaryKeys()),
			...(await db.deletedTasks.toCollection().primaryKeys()),
		]);
		const missing = tasks.filter(({ id }) => !known.has(id));
		const added = new Set(missing.map(({ id }) => id));
		await db.tasks.bulkPut(missing.map(toTaskRow));
		await db.favourites.bulkPut(
			favourites.filter((id) => added.has(id) || added.has(taskOfStar(id))).map((id) => ({ id })),
		);
		return [...added];
	});
}
