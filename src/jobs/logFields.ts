// The fields of a log line about a task, under the same names as in the backend's lines (runner/log_lines.rs). Parameters that
// were not sent have no field. They never hold the prompt, a key, a query string or image bytes.
import { dropUnsupportedParams } from "../gateway/capabilities";
import { redactText } from "../gateway/redact";
import type { LogFields } from "../host/log";
import type { GatewayMode } from "../host/pluginSettings";
import type { TaskError, TaskRecord } from "../library/records";
import { isPartialRetry, missingIndices } from "./missingOutputs";
import { sentImages } from "./taskDraft";

export type ApiMode = "images" | "responses";

/** The settings that requests are made with; all but `mode` are those of the custom endpoint. */
export interface RequestSettings {
	readonly mode: GatewayMode;
	readonly apiMode?: ApiMode;
	/** Default: "images/edits". */
	readonly editsPath?: string;
	/** The endpoint is given no quality. */
	readonly isCodex?: boolean;
}

/** Facts that are known only from the answer. */
export interface AnswerFacts {
	/** The HTTP status. */
	readonly status?: number;
	/** Saved assets that the managed gateway named. */
	readonly assets?: number;
}

/** HaloForge Cloud uses the Images API; its address is known to the host alone. */
export function taskFields(task: TaskRecord, settings: RequestSettings): LogFields {
	const { mode, apiMode = "images", editsPath = "images/edits", isCodex = false } = settings;
	const isCustom = task.gateway === "custom";
	const api = isCustom ? apiMode : "images";
	const hasMask = task.inputs.editMask !== undefined;
	const { n, model, ...params } = isCustom ? dropUnsupportedParams(task.params, task.baseUrl) : task.params;
	const path = api === "responses" ? "responses" : task.operation === "edit" ? editsPath : "images/generations";
	const base = task.baseUrl ? withoutQuery(task.baseUrl) : undefined;
	return {
		request_id: task.requestId,
		task_id: task.id,
		job_id: task.jobId,
		gateway_type: task.gateway,
		gateway_mode: mode,
		api_mode: api,
		base_url: base,
		endpoint: base === undefined ? path : `${base.replace(/\/+$/, "")}/${path}`,
		operation: task.operation,
		model,
		size: params.size,
		count: isPartialRetry(task) ? missingIndices(task).length : n,
		quality: isCustom && isCodex ? undefined : params.quality,
		format: params.outputFormat,
		// Besides the image that the mask belongs to.
		reference_count: Math.max(0, sentImages(task).length - (hasMask ? 1 : 0)),
		has_mask: hasMask,
	};
}

export function outcomeFields(task: TaskRecord, { status, assets }: AnswerFacts): LogFields {
	return {
		status,
		output_count: task.outputs.length,
		// Only HaloForge Cloud saves outputs.
		asset_count: task.gateway === "custom" ? 0 : assets,
		elapsed_ms: task.elapsedMs,
		provider_request_id: task.providerRequestId,
	};
}

/** Provider messages are redacted on arrival; they are redacted here again, above all to remove the prompt. */
export function errorFields(error: TaskError, prompt?: string): LogFields {
	const redacted = (text: unknown): string | undefined =>
		typeof text === "string" && text && prompt !== undefined ? redactText(text, prompt) : undefined;
	return {
		error: error.code,
		error_summary: redacted(error.message),
		response_preview: redacted(error.provider_message ?? error.details?.response_preview),
		status: error.details?.status,
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
