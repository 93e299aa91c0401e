// Stores tasks. A change writes one record; the grid reads ids, and records only of the visible cards, so that ten
// thousand tasks open as fast as a hundred.
import { deleteIfUnused, tablesWithImageUse } from "./collectGarbage";
import type { DamagedRecords } from "./damagedRecords";
import type { StudioDatabase } from "./database";
import { collectImageHashes } from "./imageHashes";
import { guarded } from "./libraryError";
import type { TaskRecord, TaskRow } from "./records";
import { pictureStarId } from "./stars";
import type { TaskFilter } from "./taskQuery";
import { toTaskRow } from "./taskRow";
import type { TaskSearch } from "./taskSearch";
import { createUniqueId } from "./uniqueId";
import { watchQuery } from "./watchQuery";

export interface RemovedTasks {
	readonly tasks: readonly TaskRecord[];
	readonly favourites: readonly string[];
	/** Id of the lease that keeps their images while the tasks can be put back. */
	readonly lease: string;
}

/**
 * Removed tasks can be put back within this time; afterwards their images may be deleted, also if the window is closed.
 */
export const UNDO_TIMEOUT_MS = 30 * 60_000;

export interface TaskStore {
	addTask(task: TaskRecord): Promise<void>;
	getTask(id: string): Promise<TaskRecord | undefined>;
	/** Changes the stored record in one transaction; undefined if the task has been deleted. */
	changeTask(id: string, change: (task: TaskRecord) => TaskRecord): Promise<TaskRecord | undefined>;
	tasksWithStatus(status: TaskRecord["status"]): Promise<TaskRecord[]>;
	/** Tasks that have one of these images among their inputs or outputs. */
	tasksWithImages(images: readonly string[]): Promise<TaskRecord[]>;
	/** Ids of the matching tasks, newest first, and the number of all tasks, now and after each change. */
	watchTaskIds(filter: TaskFilter, onIds: (ids: readonly string[], total: number) => void): () => void;
	/** The pictures of the matching tasks, newest task first, and the number of all tasks, now and after each change. */
	watchPictures: TaskSearch["watchPictures"];
	/** The models that any task was made with, now and after each change. */
	watchModels(onModels: (models: readonly string[]) => void): () => void;
	/** These tasks in this order, without deleted ones, now and after each change. */
	watchTasksOf(ids: readonly string[], onTasks: (tasks: TaskRecord[]) => void): () => void;
	watchFavourites(onFavourites: (ids: ReadonlySet<string>) => void): () => void;
	/** Without the star on a task, none of its pictures has one. */
	setFavourites(ids: readonly string[], isFavourite: boolean): Promise<void>;
	/** Stars one picture of a task, by its index in the answer. The others stay as they are. */
	setPictureFavourite(taskId: string, index: number, isFavourite: boolean): Promise<void>;
	/** Removes the tasks. The result puts them back within UNDO_TIMEOUT_MS; their images are kept as long. */
	removeTasks(ids: readonly string[]): Promise<RemovedTasks>;
	putTasksBack(removed: RemovedTasks): Promise<void>;
	/** Ends the undo: deletes those of their images that are not in use, and resolves with the number deleted. */
	forgetTasks(removed: RemovedTasks, keep?: Iterable<string>): Promise<number>;
}

export function createTaskStore(db: StudioDatabase, search: TaskSearch, damagedRecords: DamagedRecords): TaskStore {
	const readTasks = async (ids: PromiseLike<string[]>): Promise<TaskRow[]> => damagedRecords.readIntactTasks(await ids);
	return {
		addTask: (task) => guarded(async () => void (await db.tasks.put(toTaskRow(task)))),
		getTask: (id) => guarded(async () => (await damagedRecords.readIntactTasks([id]))[0]),
		changeTask: (id, change) =>
			guarded(() =>
				db.transaction("rw", db.tasks, async () => {
					const task = await db.tasks.get(id);
					if (!task || !damagedRecords.isIntact(id, task)) return undefined;
					const changed = toTaskRow(change(task));
					await db.tasks.put(changed);
					return changed;
				}),
			),
		tasksWithStatus: (status) => guarded(() => readTasks(db.tasks.where("status").equals(status).primaryKeys())),
		tasksWithImages: (images) =>
			guarded(() => readTasks(db.tasks.where("images").anyOf(images).distinct().primaryKeys())),
		watchTaskIds: search.watch,
		watchPictures: search.watchPictures,
		watchModels: search.watchModels,
		watchTasksOf: (ids, onTasks) => watchQuery(() => damagedRecords.readIntactTasks(ids), onTasks),
		watchFavourites: (onFavourites) =>
			watchQuery(
				() => db.favourites.toCollection().primaryKeys(),
				(ids) => onFavourites(new Set(ids)),
			),
		setFavourites: (ids, isFavourite) =>
			guarded(async () => {
				// A record of its own, so that the task with its plan and prompt is not written again.
				if (isFavourite) await db.favourites.bulkPut(ids.map((id) => ({ id })));
				else await db.transaction("rw", db.favourites, async () => db.favourites.bulkDelete(await starsOf(db, ids)));
			}),
		setPictureFavourite: (taskId, index, isFavourite) =>
			guarded(() =>
				db.transaction("rw", db.tasks, db.favourites, async () => {
					const id = pictureStarId(taskId, index);
					if (isFavourite) return void (await db.favourites.put({ id }));
					const [task] = (await db.favourites.get(taskId)) ? await damagedRecords.readIntactTasks([taskId]) : [];
					await db.favourites.bulkDelete([id, taskId]);
					// The star on the task held for all: the other pictures get their own.
					const others = task?.outputs.filter((output) => output.index !== index) ?? [];
					await db.favourites.bulkPut(others.map((output) => ({ id: pictureStarId(taskId, output.index) })));
				}),
			),
		removeTasks: (ids) =>
			guarded(() =>
				db.transaction("rw", db.tasks, db.favourites, db.leases, async () => {
					const tasks = await damagedRecords.readIntactTasks(ids);
					const removedIds = tasks.map(({ id }) => id);
					const favourites = await starsOf(db, removedIds);
					const lease = `removed ${createUniqueId()}`;
					await db.leases.put({
						id: lease,
						images: [...collectImageHashes(tasks)],
						until: Date.now() + UNDO_TIMEOUT_MS,
					});
					await Promise.all([db.tasks.bulkDelete(removedIds), db.favourites.bulkDelete(favourites)]);
					return { tasks, favourites, lease };
				}),
			),
		forgetTasks: ({ tasks, lease }, keep = []) =>
			guarded(() =>
				db.transaction("rw", tablesWithImageUse(db), async () => {
					await db.leases.delete(lease);
					return deleteIfUnused(db, collectImageHashes(tasks), keep, Date.now());
				}),
			),
		putTasksBack: ({ tasks, favourites, lease }) =>
			guarded(() =>
				db.transaction("rw", db.tasks, db.favourites, db.leases, async () => {
					await db.leases.delete(lease);
					await db.tasks.bulkPut(tasks.map(toTaskRow));
					await db.favourites.bulkPut(favourites.map((id) => ({ id })));
				}),
			),
	};
}

/** The ids of the stars on these tasks and on their pictures. */
async function starsOf(db: StudioDatabase, ids: readonly string[]): Promise<string[]> {
	const onTasks = (await db.favourites.bulkGet([...ids])).flatMap((one) => one?.id ?? []);
	const onPictures = db.favourites.where("id").startsWithAnyOf(ids.map((id) => `${id}/`));
	return [...onTasks, ...(await onPictures.primaryKeys())];
}
