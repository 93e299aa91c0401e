// Fetches the outputs that the cloud account has stored for a task whose answer this page never received.
import { translate } from "../../i18n/locale";
import type { TaskRunner } from "../../jobs/taskRunner";
import { notify } from "../../notices/notices";

export async function fetchCloudOutputs(id: string, runner: Pick<TaskRunner, "recoverFromCloud">): Promise<void> {
	const isFound = await runner.recoverFromCloud(id);
	notify({
		tone: isFound ? "success" : "info",
		text: translate(isFound ? "tasks.cloudOutputFound" : "tasks.cloudOutputMissing"),
	});
}
