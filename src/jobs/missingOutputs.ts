// Of several pictures, those that did not come, and a request for just those. Pure.
import type { TaskRecord } from "../library/records";

/** Their places in the answer that was asked for. */
export function missingIndices({ params, outputs }: Pick<TaskRecord, "params" | "outputs">): number[] {
	return Array.from({ length: params.n }, (_, index) => index).filter((index) =>
		outputs.every((output) => output.index !== index),
	);
}

/** Some came and some did not: what is asked for now is the rest. As the task was when it was sent. */
export function isPartialRetry(task: Pick<TaskRecord, "params" | "outputs">): boolean {
	return task.outputs.length > 0 && missingIndices(task).length > 0;
}

/**
 * Where a picture of an answer belongs. The managed gateway is asked for fewer, and counts from 0 again; what it sends
 * beyond that goes behind all others.
 */
export function outputIndexFor(task: Pick<TaskRecord, "gateway" | "params" | "outputs">, index: number): number {
	if (task.gateway !== "managed" || !isPartialRetry(task)) return index;
	const missing = missingIndices(task);
	const next = Math.max(task.params.n, ...task.outputs.map((output) => output.index + 1));
	return missing[index] ?? next + index - missing.length;
}
