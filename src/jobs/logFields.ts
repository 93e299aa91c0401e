// The fields of a log line about a task. They never hold the prompt, a key, a query string or image bytes.
import { redactText } from "../gateway/redact";
import type { LogFields } from "../host/log";
import type { GatewayMode } from "../host/pluginSettings";
import type { TaskError, TaskRecord } from "../library/records";

export type ApiMode = "images" | "responses";

/** `apiMode` is that of the custom endpoint; HaloForge Cloud uses the Images API. */
export function taskFields(task: TaskRecord, mode: GatewayMode, apiMode: ApiMode = "images"): LogFields {
	const api = task.gateway === "custom" ? apiMode : "images";
	const path = task.operation === "edit" ? "images/edits" : "images/generations";
	return {
		request_id: task.requestId,
		task_id: task.id,
		job_id: task.jobId,
		gateway: task.gateway,
		gateway_mode: mode,
		api_mode: api,
		base_url: task.baseUrl ? withoutQuery(task.baseUrl) : undefined,
		endpoint: api === "responses" ? "responses" : path,
		operation: task.operation,
		model: task.params.model,
		size: task.params.size ?? "auto",
		count: task.params.n,
		quality: task.params.quality ?? "auto",
		format: task.params.outputFormat ?? "png",
		reference_count: task.inputs.references.length,
		has_mask: task.inputs.editMask !== undefined,
	};
}

export function outcomeFields(task: TaskRecord, assetCount: number | undefined): LogFields {
	return {
		status: task.status,
		output_count: task.outputs.length,
		asset_count: assetCount,
		elapsed_ms: task.elapsedMs,
		provider_request_id: task.providerRequestId,
	};
}

/** Provider messages are redacted on arrival; they are redacted here again, above all to remove the prompt. */
export function errorFields(error: TaskError, prompt?: string): LogFields {
	const redacted = (text = ""): string | undefined =>
		text && prompt !== undefined ? redactText(text, prompt) : undefined;
	return {
		error: error.code,
		error_summary: redacted(error.message),
		response_preview: redacted(error.provider_message),
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
