// A task in words: state, elapsed time, requested against actual. Pure.
import type { Stage } from "../gateway/types";
import type { Translate } from "../i18n/locale";
import type { TaskProgress } from "../jobs/taskProgress";
import type { TaskRecord } from "../library/records";
import { choiceValueLabel } from "../prompt/choiceLabels";

/** `live`: what is known of it while it runs. */
export function taskStateLabel(task: TaskRecord, stage: Stage | undefined, t: Translate, live?: TaskProgress): string {
	if (task.status === "done" && task.outputs.length < task.params.n) {
		return t("tasks.received", { received: task.outputs.length, requested: task.params.n });
	}
	if (task.status !== "running") return t(`tasks.status.${task.status}`);
	if (live?.retry) return t("tasks.stage.retrying");
	const counts = { received: task.outputs.length, requested: task.params.n, failed: live?.failedCount ?? 0 };
	if (counts.failed > 0) return t("tasks.receivedFailed", counts);
	if (task.params.n > 1 && counts.received > 0) return t("tasks.received", counts);
	return stage ? t(`tasks.stage.${stage}`) : t("tasks.status.running");
}

/** Retrying may cost a second time: why it was not done unasked. */
export function mayHaveBilled({ error, failures = [] }: TaskRecord): boolean {
	return [error, ...failures.map((failure) => failure.error)].some((one) => one?.details?.may_have_billed === true);
}

/** Of one that runs, in seconds. */
export const elapsedSeconds = ({ startedAt }: TaskRecord, now: number): number =>
	Math.max(0, Math.round((now - startedAt) / 1000));

const spaced = (size: string): string => size.replace("x", " × ");

/** Something that was asked for, as it came. */
export interface OutcomeLabel {
	readonly text: string;
	/** Where another was asked for: both, in words. */
	readonly difference?: string;
}

const came = (
	asked: string | undefined,
	got: string | undefined,
	t: Translate,
	short = (one: string) => one,
): OutcomeLabel[] => {
	const shown = got ?? asked;
	if (shown === undefined || shown === "auto") return [];
	if (asked === undefined || asked === "auto" || asked === shown) return [{ text: short(shown) }];
	return [{ text: short(shown), difference: t("tasks.sizeDiffers", { asked: short(asked), got: short(shown) }) }];
};

/** "1024 × 1024", of the first picture; what was asked for while none is there. */
export function sizeLabel({ outputs: [first], params }: TaskRecord, t: Translate): OutcomeLabel | undefined {
	return came(params.size, first && `${first.width}x${first.height}`, t, spaced)[0];
}

/** Model, quality and file type, in short. */
export function parameterLabels(
	{ params, difference = [], actual }: TaskRecord,
	t: Translate,
): readonly OutcomeLabel[] {
	const got = (field: string) => difference.find((one) => one.field === field)?.actual;
	return [
		{ text: params.model },
		...came(params.quality, got("quality") ?? actual?.quality, t, (one) => choiceValueLabel(t, "quality", one)),
		...came(params.outputFormat, got("format"), t, (one) => choiceValueLabel(t, "format", one)),
	];
}

const RATIOS = ["1:1", "5:4", "4:3", "3:2", "16:10", "16:9", "2:1", "21:9", "3:1"].flatMap((name) => {
	const [wide = 1, high = 1] = name.split(":").map(Number);
	return wide === high
		? [{ name, value: 1 }]
		: [
				{ name, value: wide / high },
				{ name: `${high}:${wide}`, value: high / wide },
			];
});

/** By the name it goes by where it is within a hundredth of one, otherwise against 1. */
export function aspectRatioLabel(width: number, height: number): string {
	const value = width / height;
	const named = RATIOS.find((one) => Math.abs(value / one.value - 1) < 0.01)?.name;
	if (named) return named;
	const round = (one: number): string => String(Math.round(one * 100) / 100);
	return value > 1 ? `${round(value)}:1` : `1:${round(1 / value)}`;
}
