// The dialog of the task that the route names, which may have been deleted, with steps to the adjacent tasks and outputs.
import { ChevronLeft, ChevronRight } from "lucide-react";
import { type ComponentProps, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Dialog, IconButton } from "../../ui";
import { useTranslate } from "../i18n/locale";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import type { TaskFilter } from "../library/taskQuery";
import { openLightbox } from "../lightbox/lightboxState";
import { useFilteredTaskIds } from "../lightbox/useFilteredTaskIds";
import { DetailActions } from "./detail/DetailActions";
import { TaskDetail } from "./TaskDetail";
import type { TaskActions } from "./taskActions";

interface TaskDetailDialogProps {
	readonly id: string;
	readonly library: ComponentProps<typeof TaskDetail>["library"] &
		Pick<Library, "watchTasksOf" | "watchTaskIds" | "watchFavourites">;
	/** The steps go through the tasks that match it. */
	readonly filter: TaskFilter;
	readonly actions: TaskActions;
	readonly onNavigate: (id: string) => void;
	readonly onClose: () => void;
}

interface LoadedTask {
	readonly id: string;
	/** null: there is no such task. */
	readonly task: TaskRecord | null;
}

export function TaskDetailDialog({ id, library, filter, actions, onNavigate, onClose }: TaskDetailDialogProps) {
	const t = useTranslate();
	const ids = useFilteredTaskIds(library, filter);
	/** The former task stays until the next one is loaded. */
	const [loaded, setLoaded] = useState<LoadedTask>();
	/** The shown output, by its position among the received outputs. */
	const [output, setOutput] = useState({ taskId: id, position: 0 });
	useEffect(() => library.watchTasksOf([id], ([task]) => setLoaded({ id, task: task ?? null })), [library, id]);
	/** The task's index in the list; the last known one if the task is no longer in the list. */
	const listIndex = useRef(0);
	const foundIndex = ids.indexOf(id);
	if (foundIndex >= 0) listIndex.current = foundIndex;
	const loadedId = loaded?.id;
	const root = useRef<HTMLDivElement>(null);
	useEffect(() => {
		const dialog = root.current?.querySelector("dialog");
		if (loadedId === undefined || !dialog) return;
		dialog.querySelector(".hfis-ui-dialog-content")?.scrollTo(0, 0);
		// The pressed button may have been removed. Without focus the dialog would receive no keys.
		if (document.activeElement === document.body) dialog.focus();
	}, [loadedId]);
	if (loaded === undefined) return null;
	const { task } = loaded;
	const position =
		task && output.taskId === task.id ? Math.min(output.position, Math.max(0, task.outputs.length - 1)) : 0;
	const adjacentId = (by: 1 | -1): string | undefined => ids[listIndex.current + (foundIndex < 0 && by > 0 ? 0 : by)];
	const step = (by: 1 | -1, isWholeTask: boolean): void => {
		const nextId = adjacentId(by);
		if (task?.id === id && !isWholeTask && task.outputs[position + by])
			setOutput({ taskId: id, position: position + by });
		else if (nextId !== undefined) {
			// A step back from the first output leads to the previous task's last one.
			setOutput({ taskId: nextId, position: by < 0 && !isWholeTask ? Infinity : 0 });
			onNavigate(nextId);
		}
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
		if (event.key === "ArrowLeft") step(-1, event.shiftKey);
		else if (event.key === "ArrowRight") step(1, event.shiftKey);
		else if (event.key.toLowerCase() === "f" && task && task.outputs.length > 0) openLightbox(task.id, position);
		else return;
		event.preventDefault();
		event.stopPropagation();
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: receives the keys that bubble from the dialog.
		<div ref={root} className="hfis-detail-keys" onKeyDown={onKeyDown}>
			<Dialog
				title={t("tasks.detail")}
				closeLabel={t("app.close")}
				onClose={onClose}
				className="hfis-detail-dialog"
				actionsClassName="hfis-detail-actions"
				actions={
					<>
						<IconButton
							icon={ChevronLeft}
							label={t("detail.previous")}
							aria-disabled={adjacentId(-1) === undefined}
							onClick={() => step(-1, true)}
						/>
						<IconButton
							icon={ChevronRight}
							label={t("detail.next")}
							aria-disabled={adjacentId(1) === undefined}
							onClick={() => step(1, true)}
						/>
						<span className="hfis-ui-dialog-status" />
						{task ? <DetailActions output={task.outputs[position]} {...{ task, library, actions, onClose }} /> : null}
					</>
				}
			>
				{task ? (
					<TaskDetail
						key={task.id}
						task={task}
						position={position}
						library={library}
						onChooseOutput={(chosen) => setOutput({ taskId: task.id, position: chosen })}
						onOpen={actions.openDetail}
					/>
				) : (
					<p>{t("tasks.notFound")}</p>
				)}
			</Dialog>
		</div>
	);
}
