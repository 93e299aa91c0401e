// What a log line says of a task. Never the prompt, a key, a query string, image bytes.

import type { LogFields } from "../host/log";
import type { GatewayMode } from "../host/pluginSettings";
import type { TaskError, TaskRecord } from "../library/records";

export function taskFields(task: TaskRecord, mode: GatewayMode): LogFields {
	return {
		request_id: task.requestId,
		task_id: task.id,
		job_id: task.jobId,
		gateway: task.gateway,
		gateway_mode: mode,
		api_mode: "images",
		base_url: task.baseUrl ? withoutQuery(task.baseUrl) : undefined,
		endpoint: task.operation === "edit" ? "images/edits" : "images/generations",
		operation: task.operation,
		model: task.params.model,
		size: task.params.size ?? "auto",
		count: task.params.n,
		quality: task.params.quality ?? "auto",
		format: "png",
		reference_count: task.inputs.references.length,
		has_mask: task.inputs.editMask !== undefined,
	};
}

export function outcomeFields(task: TaskRecord, assets: number | undefined): LogFields {
	return {
		status: task.status,
		output_count: task.outputs.length,
		asset_count: assets,
		elapsed_ms: task.elapsedMs,
		provider_request_id: task.providerRequestId,
	};
}

/** The code and the HTTP status only: a provider's own words may echo the prompt. */
export function errorFields(error: TaskError): LogFields {
	return {
		error: error.code,
		http_status: error.details?.status ?? error.details?.http_status,
		provider_request_id: error.provider_request_id,
	};
}

function withoutQuery(url: string): string {
	try {
		const { origin, pathname } = new URL(url);
		return origin + pathname;
	} catch {
		return "";
	}
}
