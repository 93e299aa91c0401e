// Retries a task through the endpoint it was sent to or, if that is gone, through the current gateway after asking.
import { gatewayLabel } from "../../gateway/gatewayLabel";
import { useGatewayStatus } from "../../gateway/status";
import { getLocale, translate } from "../../i18n/locale";
import type { TaskRoute } from "../../jobs/taskDraft";
import type { TaskRunner } from "../../jobs/taskRunner";
import type { Library } from "../../library/library";
import { notify } from "../../notices/notices";
import { retryRoute } from "./retryRoute";

export interface RetryPorts {
	readonly library: Pick<Library, "getTask">;
	readonly runner: Pick<TaskRunner, "retry">;
	readonly onProblem: (error: unknown) => void;
}

export async function retryTask(id: string, { library, runner, onProblem }: RetryPorts): Promise<void> {
	const task = await library.getTask(id);
	if (!task) return;
	const found = retryRoute(task, useGatewayStatus.getState());
	if (found.kind === "same") return runner.retry(id, found.route);
	if (found.kind === "none") {
		notify({ tone: "error", text: translate("tasks.retryNoGateway") });
		return;
	}
	const { route } = found;
	notify({
		tone: "info",
		text: translate("tasks.retryOtherGateway", { gateway: describeRoute(route) }),
		about: id,
		action: {
			label: translate("tasks.retryOtherGateway.confirm"),
			run: () => void runner.retry(id, route).catch(onProblem),
		},
	});
}

function describeRoute(route: TaskRoute): string {
	const label = gatewayLabel(route.kind)[getLocale()];
	return route.kind === "custom" ? `${label} · ${new URL(route.baseUrl).host}` : label;
}
