// After a reload, and when the backend is available again: resumes the jobs that the backend still has, and marks tasks
// as interrupted that nothing can finish.
import { LibraryError } from "../library/libraryError";
import type { TaskRecord } from "../library/records";
import type { CloudRecovery } from "./cloudRecovery";
import { claimJob, type PendingJob } from "./pendingJobs";
import type { AcquiredTask, RunningTasks } from "./runningTasks";
import type { TaskRunnerPorts } from "./taskRunnerPorts";
import { failed, NEVER_SENT, PAGE_CLOSED } from "./taskTransitions";

export interface TaskRecoveryPorts {
	readonly ports: TaskRunnerPorts;
	readonly running: RunningTasks;
	readonly cloudRecovery: CloudRecovery;
	/** Runs an acquired task to its end, in the background. */
	readonly run: (acquired: AcquiredTask) => void;
}

export async function recoverTasks(recovery: TaskRecoveryPorts): Promise<void> {
	const { library, backend } = recovery.ports;
	const jobs = await backend.list().catch(() => undefined);
	for (const job of jobs ?? []) await resumeJob(job, recovery);
	const tasksWithJob = new Set(jobs?.map(({ task_id }) => task_id));
	for (const task of await library.tasksWithStatus("running")) {
		if (recovery.running.has(task.id) || tasksWithJob.has(task.id)) continue;
		// Unknown until the backend answers: the task stays as it is.
		if (task.gateway === "custom" && !jobs) continue;
		await markInterrupted(task, recovery);
	}
}

async function resumeJob(job: PendingJob, { ports, running, run }: TaskRecoveryPorts): Promise<void> {
	const acquired = await running
		.acquire(job.task_id, () => claimJob(job, ports))
		.catch((error: unknown) => {
			if (!(error instanceof LibraryError)) throw error;
			// A task that cannot be written does not stop the recovery of the others.
			ports.onSaveProblem(job.task_id, error.code);
			return undefined;
		});
	if (acquired) run(acquired);
}

async function markInterrupted(task: TaskRecord, { ports, cloudRecovery }: TaskRecoveryPorts): Promise<void> {
	const unlock = await ports.lockTask(task.id);
	// Another window runs it.
	if (!unlock) return;
	const error = task.gateway === "custom" && !task.jobId ? NEVER_SENT : PAGE_CLOSED;
	await ports.library.changeTask(task.id, (now) => failed(now, error, ports.now())).finally(unlock);
	// Not awaited: the cloud may be slow or unreachable.
	if (task.gateway === "managed") void cloudRecovery.noteUnclaimed(task).catch(() => {});
}
