// A task in words: state, elapsed time, requested against actual. Pure.
import type { Stage } from "../gateway/types";
import type { Translate } from "../i18n/locale";
import type { TaskRecord } from "../library/records";

export function stateOf(task: TaskRecord, stage: Stage | undefined, t: Translate): string {
	if (task.status === "done" && task.outputs.length < task.params.n) {
		return t("tasks.received", { received: task.outputs.length, requested: task.params.n });
	}
	if (task.status !== "running") return t(`tasks.status.${task.status}`);
	if (task.params.n > 1 && task.outputs.length > 0) {
		return t("tasks.received", { received: task.outputs.length, requested: task.params.n });
	}
	return stage ? t(`tasks.stage.${stage}`) : t("tasks.status.running");
}

export function elapsedOf(task: TaskRecord, now: number): number {
	const ms = task.status === "running" ? now - task.startedAt : (task.elapsedMs ?? 0);
	return Math.max(0, Math.round(ms / 1000));
}

/** What came otherwise than asked; the size is said by `sizeOf`. */
export function differencesOf({ difference = [] }: TaskRecord, t: Translate): readonly string[] {
	return difference
		.filter(({ field }) => field === "quality" || field === "format")
		.map(({ requested, actual }) => t("tasks.sizeDiffers", { asked: requested, got: actual }));
}

const spaced = (size: string): string => size.replace("x", " × ");

/** "1024 × 1024", or what was asked for against what came when the two differ. */
export function sizeOf(
	task: TaskRecord,
	t: Translate,
): { readonly text: string; readonly differs: boolean } | undefined {
	const [output] = task.outputs;
	const asked = task.params.size;
	if (!output) return asked && asked !== "auto" ? { text: spaced(asked), differs: false } : undefined;
	const got = `${output.width}x${output.height}`;
	if (!asked || asked === "auto" || asked === got) return { text: spaced(got), differs: false };
	return { text: t("tasks.sizeDiffers", { asked: spaced(asked), got: spaced(got) }), differs: true };
}
