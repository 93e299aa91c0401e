// The ids of all tasks that match a filter, in the order of the task grid.
import { useEffect, useState } from "react";
import type { Library } from "../library/library";
import type { TaskFilter } from "../library/taskQuery";

const NONE: readonly string[] = [];

export function useFilteredTaskIds(library: Pick<Library, "watchTaskIds">, filter: TaskFilter): readonly string[] {
	const [ids, setIds] = useState(NONE);
	useEffect(() => library.watchTaskIds(filter, setIds), [library, filter]);
	return ids;
}
