// The tasks that this window runs at the moment. Each is protected by a lock, so that no two windows run the same one.
import type { TaskRecord } from "../library/records";
import type { TaskLock } from "./taskLock";

/** A task that this window runs until `release` is called. */
export interface AcquiredTask {
	readonly task: TaskRecord;
	readonly abort: AbortController;
	readonly release: () => void;
}

export interface RunningTasks {
	has(id: string): boolean;
	abort(id: string): void;
	/**
	 * Locks the task, then calls `prepare`, which may change it without a race. Undefined: another window runs the task,
	 * or `prepare` found nothing to do.
	 */
	acquire(id: string, prepare: () => Promise<TaskRecord | undefined>): Promise<AcquiredTask | undefined>;
}

export function createRunningTasks(lockTask: TaskLock): RunningTasks {
	const running = new Map<string, AbortController>();
	return {
		has: (id) => running.has(id),
		abort: (id) => running.get(id)?.abort(),
		async acquire(id, prepare) {
			if (running.has(id)) return undefined;
			const abort = new AbortController();
			// Registered before the lock is granted: a recovery that starts in between must not take the task for abandoned.
			running.set(id, abort);
			let unlock: (() => void) | undefined;
			let task: TaskRecord | undefined;
			const release = (): void => {
				running.delete(id);
				unlock?.();
			};
			try {
				unlock = await lockTask(id);
				task = unlock && (await prepare());
			} finally {
				if (!task) release();
			}
			return task && { task, abort, release };
		},
	};
}
