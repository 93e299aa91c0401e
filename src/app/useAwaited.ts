// Results that are on their way to the document on the canvas: one place for each picture that was asked for.
import { useEffect, useMemo, useState } from "react";
import type { AwaitedResult } from "../../editor";
import { useLiveTasks } from "../jobs/live";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";

export function useAwaited(library: Pick<Library, "watchTasksOf">, documentId: string | undefined): AwaitedResult[] {
	const [tasks, setTasks] = useState<readonly TaskRecord[]>([]);
	const running = useLiveTasks(({ stages }) => Object.keys(stages).join(" "));
	useEffect(() => {
		if (running === "") setTasks([]);
		else return library.watchTasksOf(running.split(" "), setTasks);
	}, [library, running]);
	return useMemo(() => {
		const meant = tasks.filter((task) => task.documentId === documentId && task.inputs.edit !== undefined);
		return meant.flatMap(({ id, params, status }) =>
			status === "running" ? Array.from({ length: params.n }, (_, at) => ({ id: `${id}-${at}` })) : [],
		);
	}, [tasks, documentId]);
}
