// Labels of a task: state, elapsed time, requested against actual parameters, aspect ratio. Pure.
import type { Stage, Upload } from "../gateway/types";
import type { Translate } from "../i18n/locale";
import type { TaskProgress } from "../jobs/taskProgress";
import type { TaskRecord } from "../library/records";
import { choiceValueLabel } from "../prompt/parameters/choiceLabels";

/** `live`: the progress of a running task. */
export function taskStateLabel(task: TaskRecord, stage: Stage | undefined, t: Translate, live?: TaskProgress): string {
	if (task.status === "done" && task.outputs.length < task.params.n) {
		return t("tasks.received", { received: task.outputs.length, requested: task.params.n });
	}
	if (task.status !== "running") return t(`tasks.status.${task.status}`);
	if (live?.retry) return t("tasks.stage.retrying");
	const counts = { received: task.outputs.length, requested: task.params.n, failed: live?.failedCount ?? 0 };
	if (counts.failed > 0) return t("tasks.receivedFailed", counts);
	if (task.params.n > 1 && counts.received > 0) return t("tasks.received", counts);
	if (stage === "sending" && live?.upload) return uploadLabel(live.upload, t);
	return stage ? t(`tasks.stage.${stage}`) : t("tasks.status.running");
}

/** In whole megabytes; a small upload has no numbers. */
function uploadLabel({ sent, total }: Upload, t: Translate): string {
	const megabytes = (bytes: number) => Math.round(bytes / 1_000_000);
	if (megabytes(total) < 1) return t("tasks.stage.sending");
	return t("tasks.stage.uploading", { sent: megabytes(sent), total: megabytes(total) });
}

/** A retry may be billed a second time. Such a task is not retried automatically. */
export function mayHaveBilled({ error, failures = [] }: TaskRecord): boolean {
	return [error, ...failures.map((failure) => failure.error)].some((one) => one?.details?.may_have_billed === true);
}

/** The seconds that a running task has taken so far. */
export const elapsedSeconds = ({ startedAt }: TaskRecord, now: number): number =>
	Math.max(0, Math.round((now - startedAt) / 1000));

const formatSize = (size: string): string => size.replace("x", " × ");

/** A parameter's actual value. */
export interface OutcomeLabel {
	readonly text: string;
	/** The requested and the actual value, if they differ. */
	readonly difference?: string;
}

/** Without an actual value, the requested one is shown. `format` makes a value's label. */
const outcomeLabels = (
	requested: string | undefined,
	actual: string | undefined,
	t: Translate,
	format = (value: string) => value,
): OutcomeLabel[] => {
	const shown = actual ?? requested;
	if (shown === undefined || shown === "auto") return [];
	if (requested === undefined || requested === "auto" || requested === shown) return [{ text: format(shown) }];
	const difference = t("tasks.sizeDiffers", { asked: format(requested), got: format(shown) });
	return [{ text: format(shown), difference }];
};

/** "1024 × 1024": the first output's size, or the requested one while there is no output. */
export function sizeLabel({ outputs: [first], params }: TaskRecord, t: Translate): OutcomeLabel | undefined {
	return outcomeLabels(params.size, first && `${first.width}x${first.height}`, t, formatSize)[0];
}

/** Model, quality and file format. */
export function parameterLabels(
	{ params, difference = [], actual }: TaskRecord,
	t: Translate,
): readonly OutcomeLabel[] {
	const actualOf = (field: string) => difference.find((one) => one.field === field)?.actual;
	return [
		{ text: params.model },
		...outcomeLabels(params.quality, actualOf("quality") ?? actual?.quality, t, (value) =>
			choiceValueLabel(t, "quality", value),
		),
		...outcomeLabels(params.outputFormat, actualOf("format"), t, (value) => choiceValueLabel(t, "format", value)),
	];
}

const RATIOS = ["1:1", "5:4", "4:3", "3:2", "16:10", "16:9", "2:1", "21:9", "3:1"].flatMap((name) => {
	const [long = 1, short = 1] = name.split(":").map(Number);
	return long === short
		? [{ name, value: 1 }]
		: [
				{ name, value: long / short },
				{ name: `${short}:${long}`, value: short / long },
			];
});

/** A common ratio such as "16:9" if it differs by less than 1 %, otherwise a decimal such as "1.75:1". */
export function aspectRatioLabel(width: number, height: number): string {
	const value = width / height;
	const named = RATIOS.find((one) => Math.abs(value / one.value - 1) < 0.01)?.name;
	if (named) return named;
	const round = (one: number): string => String(Math.round(one * 100) / 100);
	return value > 1 ? `${round(value)}:1` : `1:${round(1 / value)}`;
}
