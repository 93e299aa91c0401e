// The tasks whose results have been put on the canvas, or could not be. Until then the canvas keeps the last preview of them,
// so that the original does not show again for a moment.
import { create } from "zustand";

interface ShownTasksState {
	/** Ids of tasks that ended while this page was open. */
	readonly ids: ReadonlySet<string>;
}

export const useShownTasks = create<ShownTasksState>(() => ({ ids: new Set() }));

export function markShown(taskId: string): void {
	useShownTasks.setState(({ ids }) => ({ ids: new Set([...ids, taskId]) }));
}
