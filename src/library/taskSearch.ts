// Live searches over all tasks. Ids and search entries are read once and kept up to date as tasks change, so that
// another letter of a search costs a pass through memory and no reading.
import type { DamagedRecords } from "./damagedRecords";
import type { StudioDatabase } from "./database";
import type { TaskRow } from "./records";
import { isPictureStarred, pictureStarId } from "./stars";
import {
	createMatcher,
	isEmptyFilter,
	isNarrowing,
	type PictureFacts,
	type SearchEntry,
	type TaskFilter,
	toSearchEntry,
} from "./taskQuery";
import { watchQuery } from "./watchQuery";

type OnIds = (ids: readonly string[], total: number) => void;

/** An output in the list of all pictures. */
export interface ListedPicture extends PictureFacts {
	/** Unique among all pictures: pictureStarId (stars.ts). */
	readonly id: string;
	readonly task: string;
}

type OnPictures = (pictures: readonly ListedPicture[], total: number) => void;

/** Tasks read at a time during the first load; their clones are in memory twice for a moment. */
const BATCH = 500;
/** Longest delay between a write and the query that it causes. */
const MAX_DELAY_MS = 5000;

export interface TaskSearch {
	watch(filter: TaskFilter, onIds: OnIds): () => void;
	/** The pictures of the matching tasks, newest task first, and the number of all tasks, now and after each change. */
	watchPictures(filter: TaskFilter, onPictures: OnPictures): () => void;
	/** The models that any task was made with, now and after each change. */
	watchModels(onModels: (models: readonly string[]) => void): () => void;
	stop(): void;
}

interface Watcher {
	readonly filter: TaskFilter;
	/** Called again when the entries have been read. */
	readonly onIds: OnIds;
}

export function createTaskSearch(db: StudioDatabase, damagedRecords: DamagedRecords): TaskSearch {
	const watchers = new Map<symbol, Watcher>();
	const modelWatchers = new Set<(models: readonly string[]) => void>();
	/** All ids in the index by time, newest first; null: not read yet. */
	let indexedIds: readonly string[] | null = null;
	/** The same without damaged tasks. */
	let ids: readonly string[] | null = null;
	let favourites: ReadonlySet<string> | null = null;
	let entries: ReadonlyMap<string, SearchEntry> | null = null;
	/** The latest result; several views watch the same filter. */
	let latest: { readonly filter: TaskFilter; readonly ids: readonly string[] } | null = null;
	const readEntries = createEntryReader(db, damagedRecords);
	/** Stop functions of the queries that are watched, each from its first use on. */
	const queries = new Map<string, () => void>();

	function watchOnce<T>(name: string, query: () => Promise<T>, onResult: (result: T) => void): void {
		if (!queries.has(name)) queries.set(name, watchQuery(query, onResult));
	}

	/** undefined: the data that the filter needs has not been read yet. */
	function search(filter: TaskFilter): readonly string[] | undefined {
		if (ids === null || isEmptyFilter(filter)) return ids ?? undefined;
		if (entries === null || (filter.onlyFavourites && favourites === null)) return undefined;
		const known = entries;
		if (latest?.filter === filter) return latest.ids;
		const matches = createMatcher(filter, favourites ?? new Set());
		const candidates = latest && isNarrowing(latest.filter, filter) ? latest.ids : ids;
		const matching = candidates.filter((id) => {
			const entry = known.get(id);
			return entry !== undefined && matches(entry);
		});
		latest = { filter, ids: matching };
		return matching;
	}
	function notify({ filter, onIds }: Watcher): void {
		const found = search(filter);
		if (found && ids) onIds(found, ids.length);
	}
	function notifyAll(): void {
		latest = null;
		for (const watcher of watchers.values()) notify(watcher);
	}
	function removeDamaged(): void {
		if (indexedIds === null) return;
		const { taskIds } = damagedRecords;
		ids = taskIds.size === 0 ? indexedIds : indexedIds.filter((id) => !taskIds.has(id));
		notifyAll();
	}
	const stopWatchingDamage = damagedRecords.watch(removeDamaged);
	function notifyModelWatchers(): void {
		if (entries === null || modelWatchers.size === 0) return;
		const models = [...new Set([...entries.values()].map(({ model }) => model))].sort();
		for (const onModels of modelWatchers) onModels(models);
	}
	const watchEntries = (): void =>
		watchOnce("entries", readEntries, (now) => {
			entries = now;
			notifyAll();
			notifyModelWatchers();
		});

	const watchFavourites = (): void =>
		watchOnce(
			"favourites",
			() => db.favourites.toCollection().primaryKeys(),
			(now) => {
				favourites = new Set(now);
				notifyAll();
			},
		);
	/** With the filter for favourites, only the starred pictures of a task. */
	function picturesOf(found: readonly string[], { onlyFavourites }: TaskFilter): ListedPicture[] {
		return found.flatMap((task) =>
			(entries?.get(task)?.pictures ?? [])
				.filter(({ index }) => !onlyFavourites || isPictureStarred(favourites ?? new Set(), task, index))
				.map((picture) => ({ ...picture, id: pictureStarId(task, picture.index), task })),
		);
	}
	function addWatcher(filter: TaskFilter, onIds: OnIds): () => void {
		const key = Symbol();
		const watcher = { filter, onIds };
		watchers.set(key, watcher);
		watchOnce(
			"ids",
			async () => {
				// Reversed here: most browsers return all keys in one step only in ascending order.
				const indexed = (await db.tasks.orderBy("createdAt").primaryKeys()).reverse();
				return { indexed, total: await db.tasks.count() };
			},
			({ indexed, total }) => {
				indexedIds = indexed;
				damagedRecords.setUnindexedTasks(total - indexed.length);
				removeDamaged();
			},
		);
		if (!isEmptyFilter(filter)) watchEntries();
		if (filter.onlyFavourites) watchFavourites();
		notify(watcher);
		return () => watchers.delete(key);
	}

	return {
		watch: addWatcher,
		watchPictures(filter, onPictures) {
			watchEntries();
			watchFavourites();
			return addWatcher(filter, (found, total) => {
				if (entries !== null && favourites !== null) onPictures(picturesOf(found, filter), total);
			});
		},
		watchModels(onModels) {
			modelWatchers.add(onModels);
			watchEntries();
			notifyModelWatchers();
			return () => modelWatchers.delete(onModels);
		},
		stop() {
			stopWatchingDamage();
			for (const stopQuery of queries.values()) stopQuery();
			queries.clear();
			watchers.clear();
		},
	};
}

/** Reads all tasks the first time, later only those that changed. Runs inside the caller's live query. */
function createEntryReader(
	db: StudioDatabase,
	damagedRecords: DamagedRecords,
): () => Promise<ReadonlyMap<string, SearchEntry>> {
	const entries = new Map<string, SearchEntry>();
	let readUntil = 0;
	const add = (tasks: readonly TaskRow[]): void => {
		for (const task of tasks) {
			entries.set(task.id, toSearchEntry(task));
			readUntil = Math.max(readUntil, task.changedAt || 0);
		}
	};
	return async () => {
		// Two writes may share a millisecond, so the latest one is read again. A clock that was ahead is corrected, too.
		const since = readUntil > 0 ? Math.min(readUntil, Date.now() - MAX_DELAY_MS) : Infinity;
		const changed = db.tasks.where("changedAt").aboveOrEqual(since);
		add(await damagedRecords.readIntactTasks(await changed.primaryKeys()));
		const ids = await db.tasks.toCollection().primaryKeys();
		const unread = ids.filter((id) => !entries.has(id) && !damagedRecords.taskIds.has(id));
		for (let at = 0; at < unread.length; at += BATCH) {
			add(await damagedRecords.readIntactTasks(unread.slice(at, at + BATCH)));
		}
		if (entries.size > ids.length) {
			const existing = new Set(ids);
			for (const id of entries.keys()) if (!existing.has(id)) entries.delete(id);
		}
		return entries;
	};
}
