// Stores tasks. A change writes one record; the grid reads ids, and records only of the visible cards, so that ten
// thousand tasks open as fast as a hundred.
import type { DamagedRecords } from "./damagedRecords";
import type { StudioDatabase } from "./database";
import { guarded } from "./libraryError";
import type { TaskRecord, TaskRow } from "./records";
import { pictureStarId, type StarChange, starsOf } from "./stars";
import type { TaskFilter } from "./taskQuery";
import { toTaskRow } from "./taskRow";
import type { TaskSearch } from "./taskSearch";
import { watchQuery } from "./watchQuery";

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
	setFavourites(ids: readonly string[], isFavourite: boolean): Promise<StarChange>;
	/** Stars one picture of a task, by its index in the answer. The others stay as they are. */
	setPictureFavourite(taskId: string, index: number, isFavourite: boolean): Promise<StarChange>;
	/** Gives these tasks and their pictures exactly these stars. */
	setStars(taskIds: readonly string[], stars: readonly string[]): Promise<void>;
}

export function createTaskStore(db: StudioDatabase, search: TaskSearch, damagedRecords: DamagedRecords): TaskStore {
	const readTasks = async (ids: PromiseLike<string[]>): Promise<TaskRow[]> => damagedRecords.readIntactTasks(await ids);
	const changeStars = (tasks: readonly string[], change: (before: string[]) => Promise<void>): Promise<StarChange> =>
		guarded(() =>
			db.transaction("rw", db.tasks, db.favourites, async () => {
				const before = await starsOf(db, tasks);
				await change(before);
				return { tasks, before, after: await starsOf(db, tasks) };
			}),
		);
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
			changeStars(ids, async (before) => {
				// A record of its own, so that the task with its plan and prompt is not written again.
				if (isFavourite) await db.favourites.bulkPut(ids.map((id) => ({ id })));
				else await db.favourites.bulkDelete(before);
			}),
		setPictureFavourite: (taskId, index, isFavourite) =>
			changeStars([taskId], async (before) => {
				const id = pictureStarId(taskId, index);
				if (isFavourite) return void (await db.favourites.put({ id }));
				const [task] = before.includes(taskId) ? await damagedRecords.readIntactTasks([taskId]) : [];
				await db.favourites.bulkDelete([id, taskId]);
				// The star on the task held for all: the other pictures get their own.
				const others = task?.outputs.filter((output) => output.index !== index) ?? [];
				await db.favourites.bulkPut(others.map((output) => ({ id: pictureStarId(taskId, output.index) })));
			}),
		setStars: (taskIds, stars) =>
			changeStars(taskIds, async (before) => {
				await db.favourites.bulkDelete(before);
				await db.favourites.bulkPut(stars.map((id) => ({ id })));
			}).then(() => undefined),
	};
}
