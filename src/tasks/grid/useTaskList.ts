// The ids of all tasks that match a filter, and the records of those in view, kept up to date.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Library } from "../../library/library";
import type { TaskRecord } from "../../library/records";
import type { TaskFilter } from "../../library/taskQuery";

type TaskSource = Pick<Library, "watchTaskIds" | "watchTasksOf" | "watchFavourites">;

export interface TaskRecords {
	/** Records in view and recently in view, so that scrolling back shows them at once. */
	readonly tasks: ReadonlyMap<string, TaskRecord>;
	readonly onVisible: (ids: readonly string[], isScrolling: boolean) => void;
}

export interface TaskList extends TaskRecords {
	/** The filter that `ids` belong to: it trails the requested filter by a moment. */
	readonly filter: TaskFilter | null;
	/** Newest first; null until loaded. */
	readonly ids: readonly string[] | null;
	/** Number of tasks without the filter. */
	readonly total: number;
	readonly favourites: ReadonlySet<string>;
}

const NONE: readonly string[] = [];
const NO_FAVOURITES: ReadonlySet<string> = new Set();
/** Limit of records kept in memory. */
const MAX_RECORDS = 400;

/** `filter` must keep its identity while its content is the same. */
export function useTaskList(library: TaskSource, filter: TaskFilter): TaskList {
	const [found, setFound] = useState<Pick<TaskList, "filter" | "ids" | "total">>({ filter: null, ids: null, total: 0 });
	// A layout effect, so that the list changes in the same frame as the letter typed into the search field.
	useLayoutEffect(
		() => library.watchTaskIds(filter, (ids, total) => setFound({ filter, ids, total })),
		[library, filter],
	);
	return { ...found, ...useTaskRecords(library), favourites: useFavourites(library) };
}

export function useFavourites(library: Pick<Library, "watchFavourites">): ReadonlySet<string> {
	const [favourites, setFavourites] = useState(NO_FAVOURITES);
	useEffect(() => library.watchFavourites(setFavourites), [library]);
	return favourites;
}

/** The records of the tasks that are reported as visible. */
export function useTaskRecords(library: Pick<Library, "watchTasksOf">): TaskRecords {
	const [range, setRange] = useState(NONE);
	const [tasks, setTasks] = useState<ReadonlyMap<string, TaskRecord>>(new Map());
	useEffect(() => {
		if (range.length === 0) return undefined;
		return library.watchTasksOf(range, (read) => setTasks((before) => remember(before, read)));
	}, [library, range]);
	const known = useRef(tasks);
	known.current = tasks;
	const onVisible = useCallback((ids: readonly string[], isScrolling: boolean) => {
		// Known records are shown as they are while they pass by, and read again once the list rests.
		if (isScrolling && ids.every((id) => known.current.has(id))) return;
		setRange((before) => (before.join() === ids.join() ? before : ids));
	}, []);
	return { tasks, onVisible };
}

function remember(before: ReadonlyMap<string, TaskRecord>, read: readonly TaskRecord[]): Map<string, TaskRecord> {
	const after = new Map(before);
	for (const task of read) {
		after.delete(task.id);
		after.set(task.id, task);
	}
	for (const id of after.keys()) {
		if (after.size <= MAX_RECORDS) break;
		after.delete(id);
	}
	return after;
}
