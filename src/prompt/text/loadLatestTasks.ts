// Reads the newest tasks once, for the prompt history and for the list of recent results.
import type { Library } from "../../library/library";
import type { TaskRecord } from "../../library/records";

/** Returns a function that cancels the read. */
export function loadLatestTasks(
	library: Pick<Library, "watchTaskIds" | "watchTasksOf">,
	limit: number,
	onTasks: (tasks: readonly TaskRecord[]) => void,
): () => void {
	let isWaiting = true;
	let stopTasks = (): void => {};
	const stopIds = library.watchTaskIds({}, (ids) => {
		stopTasks();
		if (!isWaiting) return;
		stopTasks = library.watchTasksOf(ids.slice(0, limit), (tasks) => {
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
