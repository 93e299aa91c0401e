// Starts, retries, cancels and recovers tasks. Lives as long as the page, not as long as the panel, and writes results
// to the library itself. Knows no user interface.
import type { TaskRecord } from "../library/records";
import { createCloudRecovery } from "./cloudRecovery";
import type { AnswerFacts } from "./logFields";
import { findJobOf } from "./pendingJobs";
import { type AcquiredTask, createRunningTasks } from "./runningTasks";
import { runAttempt } from "./taskAttempt";
import { type TaskDraft, type TaskRoute, toStoredRoute } from "./taskDraft";
import { createTaskLog } from "./taskLog";
import { recoverTasks } from "./taskRecovery";
import type { TaskRunnerPorts } from "./taskRunnerPorts";
import { failed, restarted, STOPPED_WAITING, withoutJob } from "./taskTransitions";
import { createUnsavedOutcomes } from "./unsavedOutcomes";

export interface TaskRunner {
	/** Resolves with the task's id once the task is stored; the request runs on in the background. */
	start(draft: TaskDraft): Promise<string>;
	/**
	 * Sends the task again through the given route, for its missing images only. If the backend still has a result of it,
	 * that result is fetched and nothing is requested.
	 */
	retry(taskId: string, route: TaskRoute): Promise<void>;
	/** Custom gateway: cancels the request. Managed gateway: stops waiting; a late result is still kept. */
	cancel(taskId: string): Promise<void>;
	/**
	 * Called at mount and when the backend is available again: fetches finished results, follows running jobs, marks
	 * interrupted tasks.
	 */
	recover(): Promise<void>;
	/**
	 * For an interrupted task of the managed gateway: imports images that the cloud account has saved for it. Resolves
	 * with whether there were any; they may still appear later, so a further call makes sense.
	 */
	recoverFromCloud(taskId: string): Promise<boolean>;
	onFinished(listener: (task: TaskRecord) => void): () => void;
}

export function createTaskRunner(ports: TaskRunnerPorts): TaskRunner {
	const { library, backend } = ports;
	const running = createRunningTasks(ports.lockTask);
	const unsavedOutcomes = createUnsavedOutcomes();
	const taskLog = createTaskLog(ports);
	const cloudRecovery = createCloudRecovery({ library, managed: ports.gateways.managed });
	const listeners = new Set<(task: TaskRecord) => void>();

	function onFinished(task: TaskRecord, answer: AnswerFacts): void {
		taskLog.finished(task, answer);
		for (const listener of listeners) listener(task);
	}
	function run(acquired: AcquiredTask | undefined): void {
		if (acquired) void runAttempt(acquired, { ports, unsavedOutcomes, taskLog, onFinished });
	}
	const newRequestId = (): string => `hfis-${ports.newId()}`;

	return {
		async start({ route, ...draft }) {
			const id = ports.newId();
			const now = ports.now();
			const task: TaskRecord = {
				...draft,
				id,
				createdAt: now,
				startedAt: now,
				status: "running",
				...toStoredRoute(route),
				requestId: newRequestId(),
				outputs: [],
			};
			run(
				await running.acquire(id, async () => {
					await library.addTask(task);
					return task;
				}),
			);
			return id;
		},
		async retry(taskId, route) {
			unsavedOutcomes.retryAll();
			run(
				await running.acquire(taskId, async () => {
					const before = await library.getTask(taskId);
					if (!before) return undefined;
					const startedAt = ports.now();
					const job = await findJobOf(before, ports);
					return library.changeTask(taskId, (now) =>
						job
							? { ...restarted(now), startedAt, jobId: job.job_id }
							: { ...withoutJob(restarted(now)), startedAt, ...toStoredRoute(route), requestId: newRequestId() },
					);
				}),
			);
		},
		async cancel(taskId) {
			const isHere = running.has(taskId);
			running.abort(taskId);
			const task = await library.getTask(taskId);
			if (task?.gateway === "custom" && task.status === "running" && task.jobId && !isHere) {
				// If another window runs the task, that window sees the cancelled job; if none does, this one follows it to its
				// end.
				await backend.cancel(task.jobId).catch(() => false);
				const isTask = ({ id }: TaskRecord): boolean => id === taskId;
				run(await running.acquire(taskId, async () => (await library.tasksWithStatus("running")).find(isTask)));
			}
			if (task?.gateway !== "managed") return;
			await library.changeTask(taskId, (now) => failed(now, STOPPED_WAITING, ports.now()));
			ports.onStage(taskId, undefined);
		},
		async recover() {
			unsavedOutcomes.retryAll();
			await recoverTasks({ ports, running, cloudRecovery, run });
		},
		async recoverFromCloud(taskId) {
			if (running.has(taskId)) return false;
			const task = await cloudRecovery.importUnclaimed(taskId);
			if (task) onFinished(task, { assets: task.outputs.length });
			return task !== undefined;
		},
		onFinished(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}
