// Jobs that the backend still has: they run, or they finished and were not acknowledged. Finds the task of a job and
// the job of a task, so that a result that was paid for is fetched instead of requested again.
import type { Backend } from "../host/backend";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { restarted } from "./taskTransitions";

export type PendingJob = Awaited<ReturnType<Backend["list"]>>[number];

interface PendingJobPorts {
	readonly library: Pick<Library, "getTask" | "changeTask">;
	readonly backend: Pick<Backend, "acknowledge" | "list">;
}

/** The job's task, set to running; undefined if the library needs nothing from the job. Call with the task locked. */
export async function claimJob(
	job: PendingJob,
	{ library, backend }: PendingJobPorts,
): Promise<TaskRecord | undefined> {
	const task = await library.getTask(job.task_id);
	if (!task) return undefined;
	const isOfEarlierAttempt = task.requestId !== job.request_id && job.state !== "running" && job.received === 0;
	if (isOfEarlierAttempt || isStored(task, job)) {
		await backend.acknowledge(job.job_id).catch(() => {});
		return undefined;
	}
	// If another window has settled the task since the jobs were listed, the backend no longer has the job.
	const isGone = async () => (await backend.list()).every(({ job_id }) => job_id !== job.job_id);
	if (task.status !== "running" && (await isGone())) return undefined;
	// A write that changes nothing would fail on a full disk.
	if (task.status === "running" && task.jobId === job.job_id) return task;
	return library.changeTask(task.id, (now) => ({ ...restarted(now), jobId: job.job_id }));
}

/**
 * The job that a retry resumes instead of paying again. It is found by the task's id, because the page may have closed
 * before it received the job's id.
 */
export async function findJobOf(
	task: TaskRecord,
	{ backend }: Pick<PendingJobPorts, "backend">,
): Promise<PendingJob | undefined> {
	if (task.gateway !== "custom") return undefined;
	const jobs = await backend.list().catch((error: unknown) => {
		// While the backend cannot say whether the result is there, a second request might be billed twice.
		if (task.jobId) throw error;
		return [];
	});
	return jobs.find(
		(job) => job.task_id === task.id && (job.state === "running" || job.received > 0) && !isStored(task, job),
	);
}

/** The library has the job's whole outcome; only the acknowledgement did not reach the backend. */
const isStored = (task: TaskRecord, job: PendingJob): boolean =>
	task.status === "done" && !task.error && task.jobId === job.job_id;
