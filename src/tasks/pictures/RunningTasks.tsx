// The tasks that are running, above the library by picture, where they have no picture yet: prompt, state and Cancel.
import { LoaderCircle } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslate } from "../../i18n/locale";
import type { Library } from "../../library/library";
import type { TaskRecord } from "../../library/records";
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
		<section key={task.id} className="hfis-card-preparing" aria-label={task.prompt} aria-busy="true">
			<LoaderCircle size={16} className="hfis-ui-spin" aria-hidden="true" />
			<div className="hfis-card-preparing-text">
				<p className="hfis-card-prompt">{task.prompt}</p>
				<p className="hfis-card-meta">{t("tasks.status.running")}</p>
			</div>
			<button type="button" className="hfis-ui-button hfis-ui-button-quiet" onClick={() => actions.cancel(task)}>
				{t("tasks.cancel")}
			</button>
		</section>
	));
}
