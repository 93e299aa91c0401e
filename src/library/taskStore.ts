// Tasks as they lie in the database. A change writes the one record that changed; the grid reads names, and records only
// of what is in view, so that ten thousand tasks open like a hundred.

import { deleteIfUnused, tablesWithImageUse } from "./collectGarbage";
import type { DamagedRecords } from "./damagedRecords";
import type { StudioDatabase } from "./database";
import { collectImageHashes } from "./documentRecords";
import { guarded } from "./libraryError";
import type { TaskRecord, TaskRow } from "./records";
import type { TaskFilter } from "./taskQuery";
import type { TaskSearch } from "./taskSearch";
import { createUniqueId } from "./uniqueId";
import { watchQuery } from "./watchQuery";

export interface RemovedTasks {
	readonly tasks: readonly TaskRecord[];
	readonly favourites: readonly string[];
	/** Holds their pictures while they can be put back. */
	readonly lease: string;
}

/** So long deleted tasks can be put back at most: whoever deleted them may be gone by then. */
export const UNDO_TIMEOUT_MS = 30 * 60_000;

export interface TaskStore {
	addTask(task: TaskRecord): Promise<void>;
	getTask(id: string): Promise<TaskRecord | undefined>;
	/** Applies to what is stored now, in one transaction; undefined when the task is gone. */
	changeTask(id: string, change: (task: TaskRecord) => TaskRecord): Promise<TaskRecord | undefined>;
	tasksWithStatus(status: TaskRecord["status"]): Promise<TaskRecord[]>;
	/** Those that name one of these pictures, whether it went along or came. */
	tasksWithImages(images: readonly string[]): Promise<TaskRecord[]>;
	/** Names of those that are meant, newest first, and how many there are at all; again at every change, until stopped. */
	watchTaskIds(filter: TaskFilter, onIds: (ids: readonly string[], total: number) => void): () => void;
	/** Names of the models that tasks were made with; again at every change. */
	watchModels(onModels: (models: readonly string[]) => void): () => void;
	/** These very tasks in this order, those that are gone left out; again when one of them changes. */
	watchTasksOf(ids: readonly string[], onTasks: (tasks: TaskRecord[]) => void): () => void;
	watchFavourites(onFavourites: (ids: ReadonlySet<string>) => void): () => void;
	setFavourites(ids: readonly string[], isFavourite: boolean): Promise<void>;
	/** Away at once; what is returned puts them back for as long as UNDO_MS, and their pictures stay as long. */
	removeTasks(ids: readonly string[]): Promise<RemovedTasks>;
	putTasksBack(removed: RemovedTasks): Promise<void>;
	/** They will not be put back: of their pictures what nothing else names is deleted now. Resolves with how many. */
	forgetTasks(removed: RemovedTasks, keep?: Iterable<string>): Promise<number>;
}

export function createTaskStore(db: StudioDatabase, finder: TaskSearch, damage: DamagedRecords): TaskStore {
	const sound = async (ids: PromiseLike<string[]>): Promise<TaskRow[]> => damage.readIntactTasks(await ids);
	return {
		addTask: (task) => guarded(async () => void (await db.tasks.put(toTaskRow(task)))),
		getTask: (id) => guarded(async () => (await damage.readIntactTasks([id]))[0]),
		changeTask: (id, change) =>
			guarded(() =>
				db.transaction("rw", db.tasks, async () => {
					const task = await db.tasks.get(id);
					if (!task || !damage.isIntact(id, task)) return undefined;
					const changed = toTaskRow(change(task));
					await db.tasks.put(changed);
					return changed;
				}),
			),
		tasksWithStatus: (status) => guarded(() => sound(db.tasks.where("status").equals(status).primaryKeys())),
		tasksWithImages: (images) => guarded(() => sound(db.tasks.where("images").anyOf(images).distinct().primaryKeys())),
		watchTaskIds: finder.watch,
		watchModels: finder.watchModels,
		watchTasksOf: (ids, onTasks) => watchQuery(() => damage.readIntactTasks(ids), onTasks),
		watchFavourites: (onFavourites) =>
			watchQuery(
				() => db.favourites.toCollection().primaryKeys(),
				(ids) => onFavourites(new Set(ids)),
			),
		setFavourites: (ids, isFavourite) =>
			guarded(async () => {
				// A record of its own: the task, with its plan and its prompt, is not written for a star.
				if (isFavourite) await db.favourites.bulkPut(ids.map((id) => ({ id })));
				else await db.favourites.bulkDelete([...ids]);
			}),
		removeTasks: (ids) =>
			guarded(() =>
				db.transaction("rw", db.tasks, db.favourites, db.leases, async () => {
					const tasks = await damage.readIntactTasks(ids);
					const gone = tasks.map(({ id }) => id);
					const favourites = (await db.favourites.bulkGet(gone)).flatMap((one) => one?.id ?? []);
					const lease = `removed ${createUniqueId()}`;
					await db.leases.put({
						id: lease,
						images: [...collectImageHashes(tasks)],
						until: Date.now() + UNDO_TIMEOUT_MS,
					});
					await Promise.all([db.tasks.bulkDelete(gone), db.favourites.bulkDelete(favourites)]);
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

/** With what the database finds it by. */
export function toTaskRow(task: TaskRecord): TaskRow {
	// What an earlier row had of these two is no content of the task.
	const { changedAt: _, images: __, ...content } = task as TaskRow;
	return { ...content, changedAt: Date.now(), images: [...collectImageHashes(content)] };
}
