// The tasks in the bin: deleted ones that can still be restored. Their images are in use until they are deleted for good.
import { deleteIfUnused, tablesWithImageUse } from "./collectGarbage";
import { type DamagedRecords, isTaskRow, readAll } from "./damagedRecords";
import type { StudioDatabase } from "./database";
import { guarded } from "./libraryError";
import type { DeletedTaskRow, TaskRecord } from "./records";
import { starsOf, taskOfStar } from "./stars";
import { imageSizes } from "./storageUsage";
import { toTaskRow } from "./taskRow";
import { watchQuery } from "./watchQuery";

export interface DeletedTask {
	readonly task: TaskRecord;
	/** In ms since 1970. */
	readonly deletedAt: number;
	/** Stored size of its images, shared ones included. */
	readonly bytes: number;
}

export interface TaskBin {
	/** Moves tasks to the bin, and resolves with the ids of those that exist. */
	removeTasks(ids: readonly string[]): Promise<readonly string[]>;
	/** Moves tasks out of the bin again, with their stars. Resolves with the ids of those that were in it. */
	restoreTasks(ids: readonly string[]): Promise<readonly string[]>;
	/**
	 * Deletes tasks for good, in the bin or not, and those of their images that are not in use. Resolves with the number of
	 * deleted images.
	 */
	purgeTasks(ids: readonly string[], keep?: Iterable<string>): Promise<number>;
	isTaskDeleted(id: string): Promise<boolean>;
	/** Ids of the tasks that were moved to the bin at this time (ms since 1970) or earlier. */
	tasksDeletedBefore(time: number): Promise<readonly string[]>;
	/** The last one deleted first, now and after each change. Returns a function that stops watching. */
	watchDeletedTasks(onTasks: (tasks: readonly DeletedTask[]) => void): () => void;
}

export function createTaskBin(db: StudioDatabase, damagedRecords: DamagedRecords): TaskBin {
	const readBinned = async (ids: readonly string[]): Promise<DeletedTaskRow[]> => {
		const rows: unknown[] = await readAll(db.deletedTasks, ids);
		return rows.filter((row): row is DeletedTaskRow => isTaskRow(row));
	};
	return {
		removeTasks: (ids) =>
			guarded(() =>
				db.transaction("rw", db.tasks, db.favourites, db.deletedTasks, async () => {
					const tasks = await damagedRecords.readIntactTasks(ids);
					const removed = tasks.map(({ id }) => id);
					const stars = await starsOf(db, removed);
					const deletedAt = Date.now();
					await db.deletedTasks.bulkPut(
						tasks.map((task) => ({
							...task,
							deletedAt,
							stars: stars.filter((star) => star === task.id || taskOfStar(star) === task.id),
						})),
					);
					await Promise.all([db.tasks.bulkDelete(removed), db.favourites.bulkDelete(stars)]);
					return removed;
				}),
			),
		restoreTasks: (ids) =>
			guarded(() =>
				db.transaction("rw", db.tasks, db.favourites, db.deletedTasks, async () => {
					const rows = await readBinned(ids);
					const restored = rows.map(({ id }) => id);
					await db.tasks.bulkPut(rows.map(({ deletedAt: _, stars: __, ...task }) => toTaskRow(task)));
					await db.favourites.bulkPut(rows.flatMap(({ stars }) => stars.map((id) => ({ id }))));
					await db.deletedTasks.bulkDelete(restored);
					return restored;
				}),
			),
		purgeTasks: (ids, keep = []) =>
			guarded(() =>
				db.transaction("rw", [...tablesWithImageUse(db), db.favourites], async () => {
					const rows = [...(await readBinned(ids)), ...(await damagedRecords.readIntactTasks(ids))];
					const images = rows.flatMap((row) => row.images);
					await Promise.all([db.deletedTasks.bulkDelete([...ids]), db.tasks.bulkDelete([...ids])]);
					await db.favourites.bulkDelete(await starsOf(db, ids));
					return deleteIfUnused(db, new Set(images), keep, Date.now());
				}),
			),
		isTaskDeleted: (id) => guarded(async () => (await db.deletedTasks.where("id").equals(id).count()) > 0),
		tasksDeletedBefore: (time) => guarded(() => db.deletedTasks.where("deletedAt").belowOrEqual(time).primaryKeys()),
		watchDeletedTasks: (onTasks) =>
			watchQuery(async () => {
				const rows = await readBinned((await db.deletedTasks.orderBy("deletedAt").primaryKeys()).reverse());
				const sizes = await imageSizes(db, new Set(rows.flatMap(({ images }) => images)));
				return rows.map(({ deletedAt, stars: _, ...task }) => ({
					task,
					deletedAt,
					bytes: task.images.reduce((sum, image) => sum + (sizes.get(image) ?? 0), 0),
				}));
			}, onTasks),
	};
}
