// One window drives a task at a time. Held by the browser until released or the page is gone.

/** Returns how to release, or undefined when another window (or this one) has it. */
export type TaskLock = (taskId: string) => Promise<(() => void) | undefined>;

export const lockTaskByWebLock: TaskLock = async (taskId) => {
	// Only secure contexts have Web Locks; elsewhere one window is assumed.
	const locks = navigator.locks as LockManager | undefined;
	if (!locks) return () => {};
	return new Promise((granted) => {
		void locks.request(`image-studio.task.${taskId}`, { ifAvailable: true }, (lock) => {
			if (!lock) {
				granted(undefined);
				return;
			}
			return new Promise<void>((release) => granted(() => release()));
		});
	});
};
