// Runs one attempt of a task from the request to its stored outcome: a new request, or a job that the backend has
// already. Acknowledges the job only after its outcome is in the library.
import type { GatewayHandlers, Outcome } from "../gateway/types";
import { toStudioError } from "../host/errors";
import { LibraryError } from "../library/libraryError";
import type { TaskRecord } from "../library/records";
import { toGatewayRequest } from "./gatewayRequest";
import type { AnswerFacts } from "./logFields";
import { createResultWriter } from "./resultWriter";
import type { AcquiredTask } from "./runningTasks";
import type { TaskLog } from "./taskLog";
import type { TaskRunnerPorts } from "./taskRunnerPorts";
import { backendLost, failed, succeeded } from "./taskTransitions";
import type { UnsavedOutcomes } from "./unsavedOutcomes";

export interface AttemptPorts {
	readonly ports: TaskRunnerPorts;
	readonly unsavedOutcomes: UnsavedOutcomes;
	readonly taskLog: TaskLog;
	readonly onFinished: (task: TaskRecord, answer: AnswerFacts) => void;
}

/** Never rejects; the task is released at the end. */
export async function runAttempt(acquired: AcquiredTask, attempt: AttemptPorts): Promise<void> {
	const { ports, unsavedOutcomes, taskLog, onFinished } = attempt;
	const { task, abort, release } = acquired;
	const writer = createResultWriter(acquired, ports, unsavedOutcomes);
	let isBackendLost = false;
	let answer: AnswerFacts = {};
	ports.onStage(task.id, "sending");
	taskLog.started(task);
	try {
		const finished = await followGateway(task, ports, writer.handlers, abort.signal).then(
			(outcome) => {
				answer = outcome;
				return writer.change((now) => succeeded(now, outcome));
			},
			(error: unknown) => {
				// The library itself failed: the outcome stays in the backend.
				if (error instanceof LibraryError) throw error;
				const record = toStudioError(error).toRecord();
				isBackendLost = record.code === "backend_unavailable";
				const cause = isBackendLost && writer.jobId() ? backendLost(record) : record;
				return writer.change((now) => failed(now, cause, ports.now()));
			},
		);
		// Only now: a retry that fails again must not hide the problem for as long as it runs.
		ports.onSaveProblem(task.id, undefined);
		const jobId = writer.jobId();
		// If the task was deleted, nothing was written, and the backend keeps the results.
		if (finished && writer.hasEnded() && jobId) await ports.backend.acknowledge(jobId).catch(() => {});
		if (finished) onFinished(finished, answer);
	} catch (error) {
		const code = error instanceof LibraryError ? error.code : "internal";
		ports.onSaveProblem(task.id, code);
		taskLog.notSaved(task, code);
	} finally {
		ports.onStage(task.id, undefined);
		release();
	}
	if (isBackendLost) ports.onBackendLost();
}

async function followGateway(
	task: TaskRecord,
	{ gateways, library, settings }: TaskRunnerPorts,
	handlers: GatewayHandlers,
	signal: AbortSignal,
): Promise<Outcome> {
	if (task.jobId) return gateways.custom.resume(task.jobId, handlers, signal);
	const request = await toGatewayRequest(task, library, settings().isBase64Wanted);
	return gateways[task.gateway].run(request, handlers, signal);
}
