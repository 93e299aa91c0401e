// The task runner's lines in the host's log: start, success and failure of every attempt.
import type { TaskRecord } from "../library/records";
import { errorFields, outcomeFields, taskFields } from "./logFields";
import type { TaskRunnerPorts } from "./taskRunnerPorts";

export interface TaskLog {
	started(task: TaskRecord): void;
	/** `assetCount`: saved assets that the managed gateway named. */
	finished(task: TaskRecord, assetCount: number | undefined): void;
	/** The outcome could not be written to the library. */
	notSaved(task: TaskRecord, code: string): void;
}

export function createTaskLog({ log, settings }: Pick<TaskRunnerPorts, "log" | "settings">): TaskLog {
	const describe = (task: TaskRecord) => {
		const { mode, apiMode } = settings(task.profileId);
		return taskFields(task, mode, apiMode);
	};
	return {
		started(task) {
			const verb = task.jobId ? "resumed" : "started";
			log.info(`Image Studio generation ${verb}`, describe(task));
		},
		finished(task, assetCount) {
			const fields = { ...describe(task), ...outcomeFields(task, assetCount) };
			if (task.status === "done") log.info("Image Studio generation succeeded", fields);
			else if (task.error) {
				const write = task.status === "cancelled" ? log.warn : log.error;
				write("Image Studio generation failed", {
					...fields,
					...errorFields(task.error, task.sentPrompt ?? task.prompt),
				});
			}
		},
		notSaved: (task, code) => log.error("Image Studio generation failed", { ...describe(task), error: code }),
	};
}
