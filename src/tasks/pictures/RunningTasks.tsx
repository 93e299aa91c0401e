// The tasks that are running, above the library by picture, where they have no picture yet: prompt, state and Cancel.
import { useEffect, useState } from "react";
import { useTranslate } from "../../i18n/locale";
import type { Library } from "../../library/library";
import type { TaskRecord } from "../../library/records";
import { PendingRequest } from "../PendingRequest";
import type { TaskActions } from "../taskActions";

interface RunningTasksProps {
	readonly library: Pick<Library, "watchTaskIds" | "watchTasksOf">;
	readonly actions: Pick<TaskActions, "cancel">;
}

export function RunningTasks({ library, actions }: RunningTasksProps) {
	const t = useTranslate();
	const [ids, setIds] = useState<readonly string[]>([]);
	const [tasks, setTasks] = useState<readonly TaskRecord[]>([]);
	useEffect(() => library.watchTaskIds({ status: "running" }, setIds), [library]);
	useEffect(() => {
		if (ids.length === 0) return setTasks([]);
		return library.watchTasksOf(ids, (read) => setTasks(read.filter(({ status }) => status === "running")));
	}, [library, ids]);
	return tasks.map((task) => (
		<PendingRequest
			key={task.id}
			label={task.prompt}
			prompt={task.prompt}
			state={t("tasks.status.running")}
			isRunning
			onCancel={() => actions.cancel(task)}
		/>
	));
}
