// The newest tasks, followed as they change.
import { useEffect, useState } from "react";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";

export function useTasks(library: Pick<Library, "watchTasks">, limit: number) {
	const [shown, setShown] = useState<{ readonly tasks: readonly TaskRecord[]; readonly total: number } | null>(null);
	useEffect(() => library.watchTasks(limit, (tasks, total) => setShown({ tasks, total })), [library, limit]);
	return shown;
}
