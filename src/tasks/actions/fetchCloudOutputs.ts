// Fetches what the account has saved of a task that the page did not live to see answered.
import { translate } from "../../i18n/locale";
import type { TaskRunner } from "../../jobs/taskRunner";
import { notify } from "../../notices/notices";

export async function bringIn(id: string, runner: Pick<TaskRunner, "recoverFromCloud">): Promise<void> {
	const hasCome = await runner.recoverFromCloud(id);
	notify({ tone: hasCome ? "success" : "info", text: translate(hasCome ? "tasks.broughtIn" : "tasks.nothingSaved") });
}
