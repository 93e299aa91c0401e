// Which tasks are meant, followed. Names and what they are found by are read once and kept up to date as tasks change, so
// that another word of a search costs a walk through memory and no reading.

import type { DamagedRecords } from "./damagedRecords";
import type { StudioDatabase } from "./database";
import type { TaskRow } from "./records";
import {
	createMatcher,
	isEmptyFilter,
	isNarrowing,
	type SearchEntry,
	type TaskFilter,
	toSearchEntry,
} from "./taskQuery";
import { watchQuery } from "./watchQuery";

type OnIds = (ids: readonly string[], total: number) => void;

/** Read at a time while the texts are read first: what is cloned for it lies in memory twice for a moment. */
const BATCH = 500;
/** Between a write and the reading that it leads to, at most. */
const LATE_MS = 5000;

export interface TaskSearch {
	watch(filter: TaskFilter, onIds: OnIds): () => void;
	/** Those that tasks were made with. */
	watchModels(onModels: (models: readonly string[]) => void): () => void;
	stop(): void;
}

export function createTaskSearch(db: StudioDatabase, damage: DamagedRecords): TaskSearch {
	const watchers = new Map<symbol, { readonly filter: TaskFilter; readonly onIds: OnIds }>();
	const onModels = new Set<(models: readonly string[]) => void>();
	let listed: readonly string[] | null = null;
	/** Without those that are damaged. */
	let ids: readonly string[] | null = null;
	let favourites: ReadonlySet<string> | null = null;
	let texts: ReadonlyMap<string, SearchEntry> | null = null;
	/** Several places follow the same filter. */
	let last: { readonly filter: TaskFilter; readonly ids: readonly string[] } | null = null;
	const read = createReading(db, damage);
	/** What is followed, from when somebody needs it first. */
	const followed = new Map<string, () => void>();

	function need<T>(name: string, query: () => Promise<T>, onRead: (value: T) => void): void {
		if (!followed.has(name)) followed.set(name, watchQuery(query, onRead));
	}

	/** undefined: what it takes to tell is not read yet. */
	function find(filter: TaskFilter): readonly string[] | undefined {
		if (ids === null || isEmptyFilter(filter)) return ids ?? undefined;
		if (texts === null || (filter.onlyFavourites && favourites === null)) return undefined;
		const found = texts;
		if (last?.filter === filter) return last.ids;
		const isMeant = createMatcher(filter, favourites ?? new Set());
		const meant = (last && isNarrowing(last.filter, filter) ? last.ids : ids).filter((id) => {
			const text = found.get(id);
			return text !== undefined && isMeant(text);
		});
		last = { filter, ids: meant };
		return meant;
	}
	function tell({ filter, onIds }: { filter: TaskFilter; onIds: OnIds }): void {
		const found = find(filter);
		if (found && ids) onIds(found, ids.length);
	}
	const tellAll = (): void => {
		last = null;
		for (const watcher of watchers.values()) tell(watcher);
	};
	function passOver(): void {
		if (listed === null) return;
		ids = damage.taskIds.size === 0 ? listed : listed.filter((id) => !damage.taskIds.has(id));
		tellAll();
	}
	const stopPassing = damage.watch(passOver);
	function tellModels(): void {
		if (texts === null || onModels.size === 0) return;
		const models = [...new Set([...texts.values()].map(({ model }) => model))].sort();
		for (const tellOne of onModels) tellOne(models);
	}
	const followTexts = (): void =>
		need("texts", read, (now) => {
			texts = now;
			tellAll();
			tellModels();
		});

	return {
		watch(filter, onIds) {
			const name = Symbol();
			const watcher = { filter, onIds };
			watchers.set(name, watcher);
			need(
				"ids",
				async () => {
					// Turned here: most browsers give names all at once in this order only.
					const listed = (await db.tasks.orderBy("createdAt").primaryKeys()).reverse();
					return { listed, all: await db.tasks.count() };
				},
				({ listed: now, all }) => {
					listed = now;
					damage.setUnindexedTasks(all - now.length);
					passOver();
				},
			);
			if (!isEmptyFilter(filter)) followTexts();
			if (filter.onlyFavourites) {
				need(
					"favourites",
					() => db.favourites.toCollection().primaryKeys(),
					(now) => {
						favourites = new Set(now);
						tellAll();
					},
				);
			}
			tell(watcher);
			return () => watchers.delete(name);
		},
		watchModels(listener) {
			onModels.add(listener);
			followTexts();
			tellModels();
			return () => onModels.delete(listener);
		},
		stop() {
			stopPassing();
			for (const stop of followed.values()) stop();
			followed.clear();
			watchers.clear();
		},
	};
}

/** Reads all at first, later what has changed; in the caller's own live query, which is asked again when any of it does. */
function createReading(db: StudioDatabase, damage: DamagedRecords): () => Promise<ReadonlyMap<string, SearchEntry>> {
	const known = new Map<string, SearchEntry>();
	let readUntil = 0;
	const learn = (tasks: readonly TaskRow[]): void => {
		for (const task of tasks) {
			known.set(task.id, toSearchEntry(task));
			readUntil = Math.max(readUntil, task.changedAt || 0);
		}
	};
	return async () => {
		// Two writes may share a millisecond: the last one is read again. And a clock may have been ahead.
		const since = readUntil > 0 ? Math.min(readUntil, Date.now() - LATE_MS) : Infinity;
		const changed = db.tasks.where("changedAt").aboveOrEqual(since);
		learn(await damage.readIntactTasks(await changed.primaryKeys()));
		const ids = await db.tasks.toCollection().primaryKeys();
		const missing = ids.filter((id) => !known.has(id) && !damage.taskIds.has(id));
		for (let at = 0; at < missing.length; at += BATCH)
			learn(await damage.readIntactTasks(missing.slice(at, at + BATCH)));
		if (known.size > ids.length) {
			const there = new Set(ids);
			for (const id of known.keys()) if (!there.has(id)) known.delete(id);
		}
		return known;
	};
}
