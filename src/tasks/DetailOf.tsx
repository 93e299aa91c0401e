// The detail of the task that a route names, which may be gone by now.
import { type ComponentProps, useEffect, useState } from "react";
import { Dialog } from "../controls/Dialog";
import { useTranslate } from "../i18n/locale";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { TaskDetail } from "./TaskDetail";

interface DetailOfProps extends Omit<ComponentProps<typeof TaskDetail>, "task" | "library"> {
	readonly id: string;
	readonly library: ComponentProps<typeof TaskDetail>["library"] & Pick<Library, "watchTasksOf">;
}

export function DetailOf({ id, ...others }: DetailOfProps) {
	const { library, onClose } = others;
	const t = useTranslate();
	/** undefined: not read yet; null: there is none. */
	const [read, setRead] = useState<{ readonly id: string; readonly task: TaskRecord | null }>();
	useEffect(() => library.watchTasksOf([id], ([task]) => setRead({ id, task: task ?? null })), [library, id]);
	if (read?.id !== id) return null;
	if (read.task) return <TaskDetail {...others} task={read.task} />;
	return (
		<Dialog title={t("tasks.detail")} closeLabel={t("app.close")} onClose={onClose}>
			<p>{t("tasks.gone")}</p>
		</Dialog>
	);
}
