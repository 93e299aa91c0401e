// A task in words: state, elapsed time, requested against actual. Pure.
import type { Stage } from "../gateway/types";
import type { Translate } from "../i18n/locale";
import type { LiveTask } from "../jobs/live";
import type { TaskRecord } from "../library/records";

/** `live`: what is known of it while it runs. */
export function stateOf(task: TaskRecord, stage: Stage | undefined, t: Translate, live?: LiveTask): string {
	if (task.status === "done" && task.outputs.length < task.params.n) {
		return t("tasks.received", { received: task.outputs.length, requested: task.params.n });
	}
	if (task.status !== "running") return t(`tasks.status.${task.status}`);
	if (live?.retry) return t("tasks.stage.retrying");
	const counts = { received: task.outputs.length, requested: task.params.n, failed: live?.failed ?? 0 };
	if (counts.failed > 0) return t("tasks.receivedFailed", counts);
	if (task.params.n > 1 && counts.received > 0) return t("tasks.received", counts);
	return stage ? t(`tasks.stage.${stage}`) : t("tasks.status.running");
}

/** Retrying may cost a second time: why it was not done unasked. */
export function mayHaveBilled({ error, failures = [] }: TaskRecord): boolean {
	return [error, ...failures.map((failure) => failure.error)].some((one) => one?.details?.may_have_billed === true);
}

export function elapsedOf(task: TaskRecord, now: number): number {
	const ms = task.status === "running" ? now - task.startedAt : (task.elapsedMs ?? 0);
	return Math.max(0, Math.round(ms / 1000));
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
