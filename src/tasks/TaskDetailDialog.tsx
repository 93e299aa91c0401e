// The detail of the task that a route names, which may be gone by now; and the way on to its neighbours.
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
	/** Its neighbours are those that are found by it. */
	readonly filter: TaskFilter;
	readonly actions: TaskActions;
	readonly onNavigate: (id: string) => void;
	readonly onClose: () => void;
}

interface LoadedTask {
	readonly id: string;
	/** null: there is none. */
	readonly task: TaskRecord | null;
}

export function TaskDetailDialog({ id, library, filter, actions, onNavigate, onClose }: TaskDetailDialogProps) {
	const t = useTranslate();
	const ids = useFilteredTaskIds(library, filter);
	/** Until the next one is read, the one before stays. */
	const [read, setRead] = useState<LoadedTask>();
	const [chosen, setChosen] = useState({ id, at: 0 });
	useEffect(() => library.watchTasksOf([id], ([task]) => setRead({ id, task: task ?? null })), [library, id]);
	/** Where one is among them: of a task that is not, or not any more, where one was last. */
	const place = useRef(0);
	const found = ids.indexOf(id);
	if (found >= 0) place.current = found;
	const shownId = read?.id;
	const keys = useRef<HTMLDivElement>(null);
	useEffect(() => {
		const dialog = keys.current?.querySelector("dialog");
		if (shownId === undefined || !dialog) return;
		dialog.querySelector(".hfis-ui-dialog-content")?.scrollTo(0, 0);
		// What was pressed to come here may be gone, and the keys with it.
		if (document.activeElement === document.body) dialog.focus();
	}, [shownId]);
	if (read === undefined) return null;
	const { task } = read;
	const at = task && chosen.id === task.id ? Math.min(chosen.at, Math.max(0, task.outputs.length - 1)) : 0;
	const beside = (by: 1 | -1): string | undefined => ids[place.current + (found < 0 && by > 0 ? 0 : by)];
	const step = (by: 1 | -1, isWholeTask: boolean): void => {
		const next = beside(by);
		if (task?.id === id && !isWholeTask && task.outputs[at + by]) setChosen({ id, at: at + by });
		else if (next !== undefined) {
			// Back from the first of one is the last of the one before.
			setChosen({ id: next, at: by < 0 && !isWholeTask ? Infinity : 0 });
			onNavigate(next);
		}
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
		if (event.key === "ArrowLeft") step(-1, event.shiftKey);
		else if (event.key === "ArrowRight") step(1, event.shiftKey);
		else if (event.key.toLowerCase() === "f" && task && task.outputs.length > 0) openLightbox(task.id, at);
		else return;
		event.preventDefault();
		event.stopPropagation();
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: keys of the dialog come by here.
		<div ref={keys} className="hfis-detail-keys" onKeyDown={onKeyDown}>
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
							aria-disabled={beside(-1) === undefined}
							onClick={() => step(-1, true)}
						/>
						<IconButton
							icon={ChevronRight}
							label={t("detail.next")}
							aria-disabled={beside(1) === undefined}
							onClick={() => step(1, true)}
						/>
						<span className="hfis-ui-dialog-status" />
						{task ? <DetailActions output={task.outputs[at]} {...{ task, library, actions, onClose }} /> : null}
					</>
				}
			>
				{task ? (
					<TaskDetail
						key={task.id}
						task={task}
						position={at}
						library={library}
						onChoose={(place) => setChosen({ id: task.id, at: place })}
						onOpen={actions.openDetail}
					/>
				) : (
					<p>{t("tasks.notFound")}</p>
				)}
			</Dialog>
		</div>
	);
}
