// Finds a task's missing images, and the index of each image that a partial retry returns. Pure.
import type { TaskRecord } from "../library/records";

export function missingIndices({ params, outputs }: Pick<TaskRecord, "params" | "outputs">): number[] {
	return Array.from({ length: params.n }, (_, index) => index).filter((index) =>
		outputs.every((output) => output.index !== index),
	);
}

/**
 * Some images arrived and some did not: the next request is for the rest. `task` is the record at the time of sending.
 */
export function isPartialRetry(task: Pick<TaskRecord, "params" | "outputs">): boolean {
	return task.outputs.length > 0 && missingIndices(task).length > 0;
}

/**
 * The index at which an image of an answer is stored. A partial retry asks the managed gateway only for a number of
 * images, which it counts from 0; images beyond that number are placed after all others.
 */
export function outputIndexFor(task: Pick<TaskRecord, "gateway" | "params" | "outputs">, index: number): number {
	if (task.gateway !== "managed" || !isPartialRetry(task)) return index;
	const missing = missingIndices(task);
	const next = Math.max(task.params.n, ...task.outputs.map((output) => output.index + 1));
	return missing[index] ?? next + index - missing.length;
}
