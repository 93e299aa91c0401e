// The changes of a task record when an attempt starts, delivers, succeeds or fails. Pure.
import type { Outcome } from "../gateway/types";
import type { TaskError, TaskOutput, TaskRecord } from "../library/records";

/** The task running again: received images stay, everything that describes only the last attempt is removed. */
export function restarted(task: TaskRecord): TaskRecord {
	const { error: _, failures: __, elapsedMs: ___, providerRequestId: ____, ...kept } = task;
	return { ...kept, status: "running" };
}

export function withoutJob({ jobId: _, baseUrl: __, profileId: ___, ...kept }: TaskRecord): TaskRecord {
	return kept;
}

export function withOutput(task: TaskRecord, output: TaskOutput): TaskRecord {
	const others = task.outputs.filter(({ index }) => index !== output.index);
	return { ...task, outputs: [...others, output].sort((a, b) => a.index - b.index) };
}

export function succeeded(
	{ error: _, failures: __, difference: ___, ...task }: TaskRecord,
	outcome: Outcome,
): TaskRecord {
	const { actual, usage, providerRequestId, elapsedMs, children = [] } = outcome;
	const failures = children
		.filter(({ state }) => state !== "done")
		.map(({ index, error }) => (error ? { index, error } : { index }));
	// A retry for some of the images reports the count of those only.
	const difference = (outcome.difference ?? []).filter(
		({ field }) => field !== "count" || task.outputs.length < task.params.n,
	);
	return {
		...task,
		status: "done",
		actual,
		elapsedMs,
		...(usage ? { usage: addUsage(task.usage, usage) } : {}),
		...(providerRequestId ? { providerRequestId } : {}),
		...(failures.length > 0 ? { failures } : {}),
		...(difference.length > 0 ? { difference } : {}),
	};
}

/** Usage of all attempts together. */
function addUsage(
	before: TaskRecord["usage"] = {},
	now: NonNullable<TaskRecord["usage"]>,
): NonNullable<TaskRecord["usage"]> {
	const added = Object.entries(now).map(([name, count]) => [name, count + (before[name] ?? 0)]);
	return { ...before, ...Object.fromEntries(added) };
}

/** A task that received images before it failed is done; its error says what is missing. `now`: ms since 1970. */
export function failed(task: TaskRecord, error: TaskError, now: number): TaskRecord {
	// Settled in the meantime, by "Stop waiting" or by another window: a late failure changes nothing.
	if (task.status !== "running") return task;
	const { code } = error;
	const ended = code === "cancelled" || code === "interrupted" ? code : task.outputs.length > 0 ? "done" : "failed";
	return {
		...task,
		status: ended,
		error,
		// The time at which an interrupted task ended is not known.
		...(code === "interrupted" ? {} : { elapsedMs: now - task.startedAt }),
		...(error.provider_request_id ? { providerRequestId: error.provider_request_id } : {}),
	};
}

export const STOPPED_WAITING: TaskError = { code: "cancelled", message: "stopped waiting" };

export const PAGE_CLOSED: TaskError = { code: "interrupted", message: "the page closed before an answer came" };

/** Certain, because the backend lists every job with its task, whether or not the page received the job's id. */
export const NEVER_SENT: TaskError = {
	code: "interrupted",
	message: "the page closed before the request was handed over",
	details: { sent: false },
};

/** The backend stopped while it had the job: the request was sent, and its outcome is unknown. */
export const backendLost = (error: TaskError): TaskError => ({
	code: "interrupted",
	message: error.message,
	details: { ...error.details, sent: true },
});
