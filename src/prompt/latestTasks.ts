// The newest tasks, read once: for former prompts and pictures.
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";

/** Returns how to wait no longer. */
export function latestTasks(
	library: Pick<Library, "watchTaskIds" | "watchTasksOf">,
	most: number,
	onTasks: (tasks: readonly TaskRecord[]) => void,
): () => void {
	let isWaiting = true;
	let stopTasks = (): void => {};
	const stopIds = library.watchTaskIds({}, (ids) => {
		stopTasks();
		if (!isWaiting) return;
		stopTasks = library.watchTasksOf(ids.slice(0, most), (tasks) => {
			if (isWaiting) onTasks(tasks);
			stop();
		});
	});
	const stop = (): void => {
		isWaiting = false;
		stopIds();
		stopTasks();
	};
	return stop;
}
