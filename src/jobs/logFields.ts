// What a log line says of a task. Never the prompt, a key, a query string, image bytes.

import { redactText } from "../gateway/redact";
import type { LogFields } from "../host/log";
import type { GatewayMode } from "../host/pluginSettings";
import type { TaskError, TaskRecord } from "../library/records";

export type ApiMode = "images" | "responses";

/** `apiMode` is that of the custom endpoint; HaloForge Cloud speaks the Images API. */
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

export function outcomeFields(task: TaskRecord, assets: number | undefined): LogFields {
	return {
		status: task.status,
		output_count: task.outputs.length,
		asset_count: assets,
		elapsed_ms: task.elapsedMs,
		provider_request_id: task.providerRequestId,
	};
}

/** A provider's words have been redacted where they came in; once more here, of the prompt above all. */
export function errorFields(error: TaskError, prompt?: string): LogFields {
	const words = (text = ""): string | undefined =>
		text && prompt !== undefined ? redactText(text, prompt) : undefined;
	return {
		error: error.code,
		error_summary: words(error.message),
		response_preview: words(error.provider_message),
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
