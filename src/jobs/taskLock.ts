// A lock per task: only one window runs a task at a time. The browser releases a lock when its page closes.

/** Resolves with a function that releases the lock, or with undefined if the lock is taken (also by this window). */
export type TaskLock = (taskId: string) => Promise<(() => void) | undefined>;

export const lockTaskByWebLock: TaskLock = async (taskId) => {
	// Web Locks exist in secure contexts only; elsewhere a single window is assumed.
	const locks = navigator.locks as LockManager | undefined;
	if (!locks) return () => {};
	return new Promise((resolve) => {
		void locks.request(`image-studio.task.${taskId}`, { ifAvailable: true }, (lock) => {
			if (!lock) {
				resolve(undefined);
				return;
			}
			return new Promise<void>((release) => resolve(() => release()));
		});
	});
};
