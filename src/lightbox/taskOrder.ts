// The tasks in the order in which they are shown: what comes before one, and what after.
import { useEffect, useState } from "react";
import type { Library } from "../library/library";
import type { TaskFilter } from "../library/taskQuery";

const NONE: readonly string[] = [];

export function useTaskOrder(library: Pick<Library, "watchTaskIds">, filter: TaskFilter): readonly string[] {
	const [ids, setIds] = useState(NONE);
	useEffect(() => library.watchTaskIds(filter, setIds), [library, filter]);
	return ids;
}
