// Deletes tasks, with a way back for as long as the notice of it stays. Pictures that nothing else names go with the
// notice: until then the way back has them all.
import type { SavedDocument } from "../../../editor/types";
import { translate } from "../../i18n/locale";
import type { Library } from "../../library/library";
import { type RemovedTasks, UNDO_TIMEOUT_MS } from "../../library/taskStore";
import { dismissAbout, notify, useNotices } from "../../notices/notices";

export interface RemovePorts {
	readonly library: Pick<Library<SavedDocument>, "getTask" | "removeTasks" | "putTasksBack" | "forgetTasks">;
	readonly onProblem: (error: unknown) => void;
}

const ABOUT = "removed tasks";
/** Of several deletions in a row one notice tells, and it brings all of them back. */
const pending: RemovedTasks[] = [];
let latest: ReturnType<typeof setTimeout> | undefined;

export async function removeTasks(ids: readonly string[], { library, onProblem }: RemovePorts): Promise<void> {
	const tasks = await Promise.all(ids.map((id) => library.getTask(id)));
	// What is being paid for is stopped first, by the person.
	const settled = tasks.flatMap((task) => (task && task.status !== "running" ? task.id : []));
	const running = tasks.filter((task) => task?.status === "running").length;
	if (running > 0) notify({ tone: "info", text: translate("tasks.runningKept", { count: running }) });
	if (settled.length === 0) return;
	tell(await library.removeTasks(settled));

	function tell(...removed: readonly RemovedTasks[]): void {
		// Asked now: a notice may have gone meanwhile, and with it what it told of.
		if (pending.length === 0) forgetWithNotice();
		pending.push(...removed);
		const put = async (): Promise<void> => {
			const all = pending.splice(0);
			try {
				for (; all[0]; all.shift()) await library.putTasksBack(all[0]);
			} catch (error) {
				// Without room they cannot be put back: later perhaps.
				tell(...all);
				throw error;
			}
		};
		notify({
			tone: "info",
			text: translate("tasks.deleted", { count: pending.reduce((sum, { tasks }) => sum + tasks.length, 0) }),
			about: ABOUT,
			action: { label: translate("tasks.undo"), run: () => void put().catch(onProblem) },
		});
		clearTimeout(latest);
		latest = setTimeout(dismissAbout, UNDO_TIMEOUT_MS / 2, ABOUT);
	}

	function forgetWithNotice(): void {
		const stop = useNotices.subscribe(({ notices }) => {
			if (notices.some(({ about }) => about === ABOUT)) return;
			stop();
			// Its button takes the notice away before it undoes.
			queueMicrotask(() => {
				for (const removed of pending.splice(0)) void library.forgetTasks(removed).catch(onProblem);
			});
		});
	}
}
