// Changes the option of the endpoint that a task failed on, and retries the task.
import { changeProfileOptions, useGatewayStatus } from "../../gateway/status";
import type { TaskRecord } from "../../library/records";
import { endpointRemedy } from "../endpointRemedy";
import { type RetryPorts, retryTask } from "./retryTask";

export async function applyRemedy(task: TaskRecord, ports: RetryPorts): Promise<void> {
	const remedy = endpointRemedy(task, useGatewayStatus.getState().profiles);
	if (remedy) await changeProfileOptions(remedy.change);
	await retryTask(task.id, ports);
}
