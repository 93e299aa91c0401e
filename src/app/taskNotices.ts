// What is said when a task has ended: a failure in words, a result on the canvas or, when the canvas shows something
// else, the offer to show it.
import { getLocale, translate } from "../i18n/locale";
import type { TaskRecord } from "../library/records";
import { dismissAbout, notify } from "./notices";
import { say } from "./say";

interface Showing {
	/** The canvas still shows what the task was sent from. */
	readonly isAwaited: boolean;
	readonly show: () => void;
}

export function noticeOutcome(task: TaskRecord, { isAwaited, show }: Showing): void {
	const prompt = shorten(task.prompt);
	if (task.outputs.length === 0) {
		// What was cancelled or interrupted is no news of the provider's; its card says it.
		if (task.status !== "failed") return;
		const text = `${translate("tasks.failedToast", { prompt })}. ${say(task.error, getLocale())}`;
		notify({ tone: "error", text, about: task.id });
		return;
	}
	dismissAbout(task.id);
	if (isAwaited) show();
	else {
		const action = { label: translate("tasks.showAction"), run: show };
		notify({ tone: "success", text: translate("tasks.finished", { prompt }), action });
	}
}

export const shorten = (prompt: string): string => (prompt.length > 60 ? `${prompt.slice(0, 57)}…` : prompt);
