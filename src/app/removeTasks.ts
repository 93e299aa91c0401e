// Deletes tasks, with a way back for as long as the notice of it stays. Pictures that nothing names any more go later, at a
// quiet moment: until then the way back has them all.
import type { SavedDocument } from "../../editor/types";
import { translate } from "../i18n/locale";
import type { Library } from "../library/library";
import { notify } from "./notices";

export interface RemovePorts {
	readonly library: Pick<Library<SavedDocument>, "getTask" | "removeTasks" | "putTasksBack">;
	readonly onProblem: (error: unknown) => void;
}

export async function removeTasks(ids: readonly string[], { library, onProblem }: RemovePorts): Promise<void> {
	const tasks = await Promise.all(ids.map((id) => library.getTask(id)));
	// What is being paid for is stopped first, by the person.
	const settled = tasks.flatMap((task) => (task && task.status !== "running" ? task.id : []));
	const running = tasks.filter((task) => task?.status === "running").length;
	if (running > 0) notify({ tone: "info", text: translate("tasks.runningKept", { count: running }) });
	if (settled.length === 0) return;
	const removed = await library.removeTasks(settled);
	notify({
		tone: "info",
		text: translate("tasks.deleted", { count: removed.tasks.length }),
		about: `removed ${settled.join(" ")}`,
		action: { label: translate("tasks.undo"), run: () => void library.putTasksBack(removed).catch(onProblem) },
	});
}
