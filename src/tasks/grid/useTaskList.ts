// Which tasks there are, and the tasks in view, followed as they change.
import { useCallback, useEffect, useLayoutEffect, useState } from "react";
import type { Library } from "../../library/library";
import type { TaskRecord } from "../../library/records";
import type { TaskFilter } from "../../library/taskQuery";

type Shelf = Pick<Library, "watchTaskIds" | "watchTasksOf" | "watchFavourites">;

export interface TaskList {
	/** What the names were found by: the last that was asked for comes a moment later. */
	readonly filter: TaskFilter | null;
	/** Newest first; null until they are read. */
	readonly ids: readonly string[] | null;
	/** Those the filter leaves out counted. */
	readonly total: number;
	/** In view, or lately in view: what is scrolled back to is there at once. */
	readonly tasks: ReadonlyMap<string, TaskRecord>;
	readonly favourites: ReadonlySet<string>;
	readonly onRange: (ids: readonly string[]) => void;
}

const NONE: readonly string[] = [];
const NO_FAVOURITES: ReadonlySet<string> = new Set();
/** Tasks kept that are out of view. */
const MOST_KEPT = 400;

/** `filter`: the same object as long as it says the same. */
export function useTaskList(library: Shelf, filter: TaskFilter): TaskList {
	const [found, setFound] = useState<Pick<TaskList, "filter" | "ids" | "total">>({ filter: null, ids: null, total: 0 });
	const [range, setRange] = useState(NONE);
	const [tasks, setTasks] = useState<ReadonlyMap<string, TaskRecord>>(new Map());
	const [favourites, setFavourites] = useState(NO_FAVOURITES);

	// Before the letter is drawn: the list of it comes with the same frame.
	useLayoutEffect(
		() => library.watchTaskIds(filter, (ids, total) => setFound({ filter, ids, total })),
		[library, filter],
	);
	useEffect(() => library.watchFavourites(setFavourites), [library]);
	useEffect(() => {
		if (range.length === 0) return undefined;
		return library.watchTasksOf(range, (read) => setTasks((before) => remember(before, read)));
	}, [library, range]);

	const onRange = useCallback(
		(ids: readonly string[]) => setRange((before) => (before.join() === ids.join() ? before : ids)),
		[],
	);
	return { ...found, tasks, favourites, onRange };
}

function remember(before: ReadonlyMap<string, TaskRecord>, read: readonly TaskRecord[]): Map<string, TaskRecord> {
	const after = new Map(before);
	for (const task of read) {
		after.delete(task.id);
		after.set(task.id, task);
	}
	for (const id of after.keys()) {
		if (after.size <= MOST_KEPT) break;
		after.delete(id);
	}
	return after;
}
