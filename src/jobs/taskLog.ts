// The task runner's lines in the host's log: start, success and failure of every attempt.

import type { LogFields } from "../host/log";
import type { TaskRecord } from "../library/records";
import { type AnswerFacts, errorFields, outcomeFields, taskFields } from "./logFields";
import type { TaskRunnerPorts } from "./taskRunnerPorts";

export interface TaskLog {
	started(task: TaskRecord): void;
	finished(task: TaskRecord, answer: AnswerFacts): void;
	/** The outcome could not be written to the library. */
	notSaved(task: TaskRecord, code: string): void;
}

export function createTaskLog({ log, settings }: Pick<TaskRunnerPorts, "log" | "settings">): TaskLog {
	/** The fields at the start, by request id: settings and missing outputs may be different at the end. */
	const sent = new Map<string, LogFields>();
	const describe = (task: TaskRecord): LogFields => ({
		...(sent.get(task.requestId) ?? taskFields(task, settings(task.profileId))),
		job_id: task.jobId,
	});
	return {
		started(task) {
			const verb = task.jobId ? "resumed" : "started";
			sent.set(task.requestId, taskFields(task, settings(task.profileId)));
			log.info(`Image Studio generation ${verb}`, describe(task));
		},
		finished(task, answer) {
			const fields = { ...describe(task), ...outcomeFields(task, answer) };
			sent.delete(task.requestId);
			if (task.status === "done") log.info("Image Studio generation succeeded", fields);
			else if (task.error) {
				const write = task.status === "cancelled" ? log.warn : log.error;
				write("Image Studio generation failed", {
					...fields,
					...errorFields(task.error, task.sentPrompt ?? task.prompt),
				});
			}
		},
		notSaved(task, code) {
			log.error("Image Studio generation failed", { ...describe(task), error: code });
			sent.delete(task.requestId);
		},
	};
}
