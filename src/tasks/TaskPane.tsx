// The grid of tasks beside the canvas, newest first. (Virtualising, search and selection join here.)
import { Images } from "lucide-react";
import { useState } from "react";
import { useTranslate } from "../i18n/locale";
import { useLiveTasks } from "../jobs/live";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { TaskCard } from "./TaskCard";
import { TaskDetail } from "./TaskDetail";
import { useTasks } from "./useTasks";

interface TaskPaneProps {
	readonly library: Pick<Library, "watchTasks" | "getThumbnail">;
	readonly onShow: (task: TaskRecord, index: number) => void;
	readonly onCancel: (id: string) => void;
	/** Absent while nothing is connected. */
	readonly onRetry: ((id: string) => void) | undefined;
}

const PAGE = 60;

export function TaskPane({ library, onShow, onCancel, onRetry }: TaskPaneProps) {
	const t = useTranslate();
	const [limit, setLimit] = useState(PAGE);
	const [detailId, setDetailId] = useState<string | null>(null);
	const shown = useTasks(library, limit);
	const { stages, problems } = useLiveTasks();
	const detail = shown?.tasks.find((task) => task.id === detailId);
	return (
		<aside className="hfis-tasks" aria-label={t("tasks.title")}>
			{shown?.total === 0 ? (
				<div className="hfis-tasks-empty">
					<Images size={22} aria-hidden="true" />
					<p>{t("tasks.empty")}</p>
				</div>
			) : null}
			<div className="hfis-tasks-grid">
				{shown?.tasks.map((task) => (
					<TaskCard
						key={task.id}
						task={task}
						stage={stages[task.id]}
						problem={problems[task.id]}
						library={library}
						onShow={onShow}
						onCancel={onCancel}
						onRetry={onRetry}
						onDetail={(one) => setDetailId(one.id)}
					/>
				))}
			</div>
			{shown && shown.total > shown.tasks.length ? (
				<button type="button" className="hfis-btn" onClick={() => setLimit(limit + PAGE)}>
					{t("tasks.more")}
				</button>
			) : null}
			{detail ? <TaskDetail task={detail} library={library} onShow={onShow} onClose={() => setDetailId(null)} /> : null}
		</aside>
	);
}
