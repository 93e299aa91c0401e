// Wires the task runner to the gateways, the settings and the task store, and recovers tasks when the backend returns.
import { makeId } from "../../editor/basics";
import type { SavedDocument } from "../../editor/index";
import { recordAnswer } from "../gateway/connection";
import { customGateway, managedGateway } from "../gateway/gateways";
import { refreshGatewayStatus, useGatewayStatus } from "../gateway/status";
import { backend } from "../host/backend";
import { log } from "../host/log";
import type { TaskRoute } from "../jobs/taskDraft";
import { lockTaskByWebLock } from "../jobs/taskLock";
import { setTaskSaveProblem, setTaskStage, updateTaskProgress } from "../jobs/taskProgress";
import { createTaskRunner, type TaskRunner } from "../jobs/taskRunner";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { recoverOnReconnect } from "./recoverOnReconnect";

export function createStudioTaskRunner(library: Library<SavedDocument>, report: (error: unknown) => void): TaskRunner {
	const runner: TaskRunner = createTaskRunner({
		library,
		gateways: { custom: customGateway, managed: managedGateway },
		backend,
		log,
		lockTask: lockTaskByWebLock,
		settings: (profileId) => {
			const { settings, profiles, active } = useGatewayStatus.getState();
			const used = profiles.find(({ profile }) => profile.id === profileId) ?? active;
			return {
				mode: settings.gateway_mode,
				isBase64Wanted: settings.response_format_b64_json,
				...(used && {
					apiMode: used.profile.api_mode,
					editsPath: used.profile.edits_path,
					isCodex: used.profile.codex_compat,
				}),
			};
		},
		onStage: setTaskStage,
		onProgress: updateTaskProgress,
		onSaveProblem: setTaskSaveProblem,
		onBackendLost: () => onBackendLost(),
		newId: makeId,
		now: Date.now,
	});
	const onBackendLost = recoverOnReconnect({
		onReading: (listener) => void useGatewayStatus.subscribe(({ hasBackend }) => listener(hasBackend)),
		read: refreshGatewayStatus,
		recover: () => runner.recover().catch(report),
	});
	runner.onFinished(recordConnection);
	return runner;
}

/** A finished task tells whether its gateway answers. Without an error it has succeeded. */
function recordConnection({ gateway, baseUrl, error }: TaskRecord): void {
	if (gateway === "managed") recordAnswer({ kind: "managed" }, error, Date.now());
	else if (baseUrl !== undefined) recordAnswer({ kind: "custom", baseUrl }, error, Date.now());
}

/** The gateway that new requests go to; null if none is usable. */
export function currentRoute(): TaskRoute | null {
	const { choice } = useGatewayStatus.getState();
	return choice && choice.kind !== "none" ? choice : null;
}
