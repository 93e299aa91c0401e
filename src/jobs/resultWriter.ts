// Writes what a gateway delivers for one attempt of a task: images into the library as they arrive, the job's id and
// the outcome into the task record, previews and retries into the task's progress.
import type { GatewayHandlers } from "../gateway/types";
import type { TaskRecord } from "../library/records";
import { outputIndexFor } from "./missingOutputs";
import type { AcquiredTask } from "./runningTasks";
import { toTaskOutput } from "./taskOutput";
import { withPreview } from "./taskProgress";
import type { TaskRunnerPorts } from "./taskRunnerPorts";
import { withOutput } from "./taskTransitions";
import type { UnsavedOutcomes } from "./unsavedOutcomes";

export interface ResultWriter {
	readonly handlers: GatewayHandlers;
	/** Changes the task record; undefined if the task has been deleted. */
	change(to: (now: TaskRecord) => TaskRecord): Promise<TaskRecord | undefined>;
	/** The backend's job, as soon as there is one. */
	jobId(): string | undefined;
	/** The job is over, and the backend may forget it once its outcome is stored. */
	hasEnded(): boolean;
}

export function createResultWriter(
	{ task, abort }: Pick<AcquiredTask, "task" | "abort">,
	{ library, onStage, onProgress, onSaveProblem, now }: TaskRunnerPorts,
	unsavedOutcomes: UnsavedOutcomes,
): ResultWriter {
	let hasEnded = false;
	let { jobId } = task;
	/** The backend keeps an outcome until it is acknowledged; the managed gateway returns it only once. */
	const save = <T>(write: () => Promise<T>): Promise<T> =>
		task.gateway === "managed" ? unsavedOutcomes.save(write, (code) => onSaveProblem(task.id, code)) : write();
	const change: ResultWriter["change"] = (to) => save(() => library.changeTask(task.id, to));
	const hasStoppedWaiting = (): boolean => task.gateway === "managed" && abort.signal.aborted;
	return {
		change,
		jobId: () => jobId,
		hasEnded: () => hasEnded,
		handlers: {
			onStage(stage) {
				if (!hasStoppedWaiting()) onStage(task.id, stage);
				onProgress(task.id, ({ retry: _, upload: __, ...progress }) => progress);
			},
			onUpload: (upload) => onProgress(task.id, (progress) => ({ ...progress, upload })),
			async onJob(id) {
				jobId = id;
				await change((before) => ({ ...before, jobId: id }));
			},
			async onPicture({ blob, ...picture }) {
				const image = await save(() => library.putImage(blob));
				const index = outputIndexFor(task, picture.index);
				const output = await toTaskOutput({ ...picture, index, image }, blob);
				await change((before) => withOutput(before, output));
				onProgress(task.id, (progress) => withPreview(progress, index, undefined));
			},
			onPartial: ({ index, blob }) => onProgress(task.id, (progress) => withPreview(progress, index, blob)),
			onRetry: ({ afterMs, reason }) =>
				onProgress(task.id, (progress) => ({ ...progress, retry: { at: now() + afterMs, reason } })),
			onPictureFailed: () =>
				onProgress(task.id, (progress) => ({ ...progress, failedCount: progress.failedCount + 1 })),
			onEnded() {
				hasEnded = true;
			},
		},
	};
}
