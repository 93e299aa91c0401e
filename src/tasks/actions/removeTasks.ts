// Moves tasks to the bin, and offers to undo that in a notice. The undo stack can undo it later as well.
import type { SavedDocument } from "../../../editor/types";
import { translate } from "../../i18n/locale";
import type { Library } from "../../library/library";
import { LibraryError } from "../../library/libraryError";
import { dismissAbout, notify, useNotices } from "../../notices/notices";
import { recordAction, type UndoableAction, undoAction } from "../../undo/undoStack";

export interface RemovePorts {
	readonly library: Pick<Library<SavedDocument>, "getTask" | "removeTasks" | "restoreTasks">;
	/** Deletes tasks for good, with the copies of their results that the backend keeps. */
	readonly purgeTasks: (ids: readonly string[]) => Promise<void>;
	readonly onProblem: (error: unknown) => void;
}

const REMOVED_NOTICE = "removed tasks";
/** Several deletions in a row share one notice, whose undo restores them all. */
let noticed: { readonly action: UndoableAction; readonly count: number }[] = [];

export async function removeTasks(ids: readonly string[], ports: RemovePorts): Promise<void> {
	const { library, onProblem } = ports;
	const tasks = await Promise.all(ids.map((id) => library.getTask(id)));
	// A running task may be billed: the user must cancel it first.
	const settled = tasks.flatMap((task) => (task && task.status !== "running" ? task.id : []));
	const running = tasks.filter((task) => task?.status === "running").length;
	if (running > 0) notify({ tone: "info", text: translate("tasks.runningKept", { count: running }) });
	if (settled.length === 0) return;
	const removed = await library.removeTasks(settled).catch((error: unknown) => {
		if (!(error instanceof LibraryError) || error.code !== "quota") throw error;
		offerPurge(settled, ports);
		return [];
	});
	if (removed.length === 0) return;

	const action: UndoableAction = {
		name: translate("undo.deleteTasks", { count: removed.length }),
		async undo() {
			const restored = await library.restoreTasks(removed);
			noticed = shown().filter((one) => one.action !== action);
			if (noticed.length === 0) dismissAbout(REMOVED_NOTICE);
			else show();
			return restored.length > 0;
		},
		redo: async () => (await library.removeTasks(removed)).length > 0,
	};
	recordAction(action);
	noticed = [...shown(), { action, count: removed.length }];
	show();

	function show(): void {
		notify({
			tone: "info",
			text: translate("tasks.deleted", { count: noticed.reduce((sum, { count }) => sum + count, 0) }),
			about: REMOVED_NOTICE,
			action: { label: translate("app.undo"), run: () => void undoNoticed().catch(onProblem) },
		});
	}

	async function undoNoticed(): Promise<void> {
		const left = [...noticed];
		try {
			for (; left[0]; left.shift()) await undoAction(left[0].action, true);
		} catch (error) {
			// Without free space they cannot be restored now. The user can try again.
			noticed = left;
			show();
			throw error;
		}
	}
}

/** The deletions that the notice still offers to undo. */
const shown = (): typeof noticed =>
	useNotices.getState().notices.some(({ about }) => about === REMOVED_NOTICE) ? noticed : [];

/** On a full disk the bin cannot take them. */
function offerPurge(ids: readonly string[], { purgeTasks, onProblem }: RemovePorts): void {
	notify({
		tone: "error",
		text: translate("bin.noSpace"),
		about: REMOVED_NOTICE,
		action: {
			label: translate("bin.deleteForGood"),
			run: () => void purgeTasks(ids).catch(onProblem),
		},
	});
}
