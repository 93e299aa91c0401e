// What is said when a task has ended: a failure in words; how many pictures came where one looked elsewhere or not all
// did, with the way to them.
import { getLocale, translate } from "../i18n/locale";
import type { TaskRecord } from "../library/records";
import type { Sight } from "../navigation/panelVisibility";
import { goTo } from "../navigation/route";
import { announce } from "./announce";
import { say } from "./describeError";
import { dismissAbout, notify } from "./notices";

interface Showing {
	/** The canvas still shows what the task was sent from. */
	readonly isAwaited: boolean;
	readonly isSeen: (sight: Sight) => boolean;
	/** Puts what came on the canvas. */
	readonly show: () => void;
	readonly lookAt: (sight: Sight) => void;
}

export function noticeOutcome(task: TaskRecord, { isAwaited, isSeen, show, lookAt }: Showing): void {
	const { id, inputs, outputs, params, status } = task;
	const prompt = shorten(task.prompt);
	if (outputs.length === 0) {
		// What was cancelled or interrupted is no news of the provider's; its card says it to those who see it.
		if (status !== "failed") {
			announce(translate("files.refused", { name: translate(`tasks.status.${status}`), reason: prompt }));
			return;
		}
		const action = { label: translate("tasks.detail"), run: () => goTo({ kind: "task", id }) };
		const text = `${translate("tasks.failedToast", { prompt })}\n${say(task.error, getLocale())}`;
		notify({ tone: "error", text, about: id, action });
		return;
	}
	const [received, requested] = [outputs.length, Math.max(params.n, outputs.length)];
	const values = { received, requested, prompt };
	const isWhole = received === requested;
	const text = translate(isWhole ? (received > 1 ? "said.cameMany" : "tasks.finished") : "said.cameSome", values);
	// Of several new pictures the canvas shows the first.
	const sight = isAwaited && !inputs.edit && received > 1 ? "tasks" : "canvas";
	const isShown = isAwaited && isSeen(sight);
	dismissAbout(id);
	if (isAwaited) show();
	if (isShown && isWhole) {
		announce(text);
		return;
	}
	const run = (): void => {
		lookAt(sight);
		if (!isAwaited) show();
	};
	const action = { label: translate("tasks.showAction"), run };
	notify({ tone: isWhole ? "success" : "info", text, about: id, ...(isShown ? {} : { action }) });
}

export const shorten = (prompt: string): string => (prompt.length > 60 ? `${prompt.slice(0, 57)}…` : prompt);
