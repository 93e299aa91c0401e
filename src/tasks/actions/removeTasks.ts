// Deletes tasks, with an undo for as long as the notice stays. Images that nothing else refers to are deleted when the
// notice goes, so that until then undo restores everything.
import type { SavedDocument } from "../../../editor/types";
import { translate } from "../../i18n/locale";
import type { Library } from "../../library/library";
import { type RemovedTasks, UNDO_TIMEOUT_MS } from "../../library/taskStore";
import { dismissAbout, notify, useNotices } from "../../notices/notices";

export interface RemovePorts {
	readonly library: Pick<Library<SavedDocument>, "getTask" | "removeTasks" | "putTasksBack" | "forgetTasks">;
	/** Forgets the copies of the results that the backend keeps. */
	readonly forgetResults: (taskIds: readonly string[]) => Promise<void>;
	readonly onProblem: (error: unknown) => void;
}

const REMOVED_NOTICE = "removed tasks";
/** Several deletions in a row share one notice, whose undo restores them all. */
const pending: RemovedTasks[] = [];
let latest: ReturnType<typeof setTimeout> | undefined;

export async function removeTasks(
	ids: readonly string[],
	{ library, forgetResults, onProblem }: RemovePorts,
): Promise<void> {
	const tasks = await Promise.all(ids.map((id) => library.getTask(id)));
	// A running task may be billed: the user must cancel it first.
	const settled = tasks.flatMap((task) => (task && task.status !== "running" ? task.id : []));
	const running = tasks.filter((task) => task?.status === "running").length;
	if (running > 0) notify({ tone: "info", text: translate("tasks.runningKept", { count: running }) });
	if (settled.length === 0) return;
	offerUndo(await library.removeTasks(settled));

	function offerUndo(...removed: readonly RemovedTasks[]): void {
		// Checked here and not before the deletion: the earlier notice may have expired during it, and its tasks with it.
		if (pending.length === 0) forgetWithNotice();
		pending.push(...removed);
		const undo = async (): Promise<void> => {
			const all = pending.splice(0);
			try {
				for (; all[0]; all.shift()) await library.putTasksBack(all[0]);
			} catch (error) {
				// Without free space they cannot be restored now. The user can try again.
				offerUndo(...all);
				throw error;
			}
		};
		notify({
			tone: "info",
			text: translate("tasks.deleted", { count: pending.reduce((sum, { tasks }) => sum + tasks.length, 0) }),
			about: REMOVED_NOTICE,
			action: { label: translate("app.undo"), run: () => void undo().catch(onProblem) },
		});
		clearTimeout(latest);
		latest = setTimeout(dismissAbout, UNDO_TIMEOUT_MS / 2, REMOVED_NOTICE);
	}

	function forgetWithNotice(): void {
		const stop = useNotices.subscribe(({ notices }) => {
			if (notices.some(({ about }) => about === REMOVED_NOTICE)) return;
			stop();
			// Pressing Undo removes the notice before it runs the action, which then empties `pending`.
			queueMicrotask(() => {
				for (const removed of pending.splice(0)) {
					void library.forgetTasks(removed).catch(onProblem);
					// Without the backend its copies expire by themselves.
					void forgetResults(removed.tasks.map(({ id }) => id)).catch(() => {});
				}
			});
		});
	}
}
