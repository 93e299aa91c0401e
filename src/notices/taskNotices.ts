// The notice of a task that has ended: the error of a failed one, or the number of pictures when they arrived out of
// sight or fewer arrived than were requested, with an action that leads to them.

import { getLocale, translate } from "../i18n/locale";
import { ellipsize } from "../i18n/truncateText";
import type { TaskRecord } from "../library/records";
import type { Pane } from "../navigation/panelVisibility";
import { goTo } from "../navigation/route";
import { announce } from "./announce";
import { describeError } from "./describeError";
import { dismissAbout, notify } from "./notices";

interface TaskNoticeContext {
	/** The canvas still shows the document that the task was sent from. */
	readonly isAwaited: boolean;
	readonly isPaneVisible: (pane: Pane) => boolean;
	/** Puts the results on the canvas. */
	readonly showResults: () => void;
	readonly showPane: (pane: Pane) => void;
	/** Removes the cause of the failure and retries, offered instead of the details. */
	readonly remedy?: { readonly label: string; readonly run: () => void } | undefined;
}

export function notifyTaskEnded(task: TaskRecord, context: TaskNoticeContext): void {
	const { isAwaited, isPaneVisible, showResults, showPane } = context;
	const { id, outputs, params, status } = task;
	const prompt = shortenPrompt(task.prompt);
	if (outputs.length === 0) {
		// A cancelled or interrupted task is not the provider's failure. Its card shows the status; screen readers hear it.
		if (status !== "failed") {
			announce(translate("files.refused", { name: translate(`tasks.status.${status}`), reason: prompt }));
			return;
		}
		const action = context.remedy ?? { label: translate("tasks.detail"), run: () => goTo({ kind: "task", id }) };
		const text = `${translate("tasks.failedToast", { prompt })}\n${describeError(task.error, getLocale())}`;
		notify({ tone: "error", text, about: id, action });
		return;
	}
	const [received, requested] = [outputs.length, Math.max(params.n, outputs.length)];
	const values = { received, requested, prompt };
	const isComplete = received === requested;
	const text = translate(
		isComplete ? (received > 1 ? "announce.allReceived" : "tasks.finished") : "announce.someReceived",
		values,
	);
	const isVisible = isAwaited && isPaneVisible("canvas");
	// A notice about an earlier failure of this task is obsolete.
	dismissAbout(id);
	if (isAwaited) showResults();
	if (isVisible && isComplete) {
		announce(text);
		return;
	}
	const run = (): void => {
		showPane("canvas");
		if (!isAwaited) showResults();
	};
	const action = { label: translate("tasks.showAction"), run };
	notify({ tone: isComplete ? "success" : "info", text, about: id, ...(isVisible ? {} : { action }) });
}

const MAX_PROMPT_LENGTH = 60;

export const shortenPrompt = (prompt: string): string => ellipsize(prompt, MAX_PROMPT_LENGTH);
