// Replies that replace the correct one: errors and malformed replies that were observed on real servers.
import { ProviderError } from "../envelope";
import { errorReply, htmlReply, jsonReply, type Reply } from "../reply";
import type { MisbehaviourName } from "./names";
import type { MisbehaviourSet } from "./rules";

const error = (status: number, type: string, code: string | null, message: string, more: object = {}): Reply =>
	jsonReply({ error: { message, type, param: null, code, ...more } }, status);

const empty: Reply = { status: 200, contentType: "application/json", pieces: [""] };

/** LiteLLM writes Python's None as text. */
const litellmError = (status: number, type: string, message: string): Reply =>
	jsonReply({ error: { message, type, param: "None", code: String(status) } }, status);

/** The facts of a request that some replies depend on. */
export interface RepliedRequest {
	readonly isStreamed?: boolean;
	readonly fileFields?: readonly string[];
}

/** undefined: the misbehaviour does not apply to this request. */
type Replace = (argument: string, request: RepliedRequest) => Reply | undefined;

const REPLIES: { readonly [Name in MisbehaviourName]?: Replace } = {
	"401": () => errorReply(new ProviderError("Incorrect API key provided.", "invalid_api_key", null, undefined, 401)),
	"403": () =>
		error(
			403,
			"invalid_request_error",
			null,
			"Your organization must be verified to use the model `gpt-image-2`. If you just verified, it can take up to 15 minutes for access to propagate.",
		),
	"404": () => htmlReply(404, "404 page not found"),
	"429": (argument) => ({
		...error(
			429,
			"input-images",
			"rate_limit_exceeded",
			"Rate limit reached for gpt-image-2 on input-images per min: Limit 5, Used 5, Requested 1. Please try again in 12s.",
		),
		headers: retryAfter(argument),
	}),
	"429-quota": () =>
		error(429, "insufficient_quota", "insufficient_quota", "You exceeded your current quota, please check your plan."),
	"500": () => errorReply(undefined),
	"503": (argument) => ({
		...error(503, "server_error", "server_overloaded", "The server is overloaded. Please try again later."),
		headers: retryAfter(argument),
	}),
	"html-502": () => htmlReply(502, "502 Bad Gateway"),
	"html-524": () => htmlReply(524, "Error 524: A timeout occurred"),
	"html-200": () => htmlReply(200, "Welcome"),
	moderation: () =>
		error(
			400,
			"image_generation_user_error",
			"moderation_blocked",
			"Your request was rejected by the safety system. If you believe this is an error, contact us at help.openai.com and include the request ID req_fake. safety_violations=[violence].",
			{ moderation_details: { moderation_stage: "output", categories: ["violence"] } },
		),
	"moderation-451": () => jsonReply({ error: { message: "content blocked", code: "content_policy_violation" } }, 451),
	"error-200": () => error(200, "server_error", "upstream_error", "The upstream service failed."),
	"error-string": () => jsonReply({ error: "the size is not supported by this backend" }, 400),
	"error-message": () => jsonReply({ message: "no available channel for this model" }, 400),
	"error-detail": () => jsonReply({ detail: "Image edits are not enabled on this server." }, 422),
	"error-detail-list": () =>
		jsonReply({ detail: [{ loc: ["body", "size"], msg: "Input should be a valid string", type: "string_type" }] }, 422),
	"litellm-model": () =>
		litellmError(
			400,
			"None",
			"{'error': '/images/generations: Invalid model name passed in model=gpt-image-2. Call `/v1/models` to view available models for your key.'}",
		),
	"litellm-key": () => litellmError(400, "no_db_connection", "No connected db."),
	"image-field": (_, { fileFields = [] }) =>
		fileFields.includes("image[]")
			? jsonReply({ detail: [{ type: "missing", loc: ["body", "image"], msg: "Field required", input: null }] }, 422)
			: undefined,
	"500-stream": (_, { isStreamed }) =>
		isStreamed ? litellmError(500, "None", "'async_generator' object has no attribute 'model_dump'") : undefined,
	"404-error": () => litellmError(404, "None", "litellm.NotFoundError: AzureException - Resource not found"),
	"empty-data": () => jsonReply({ created: 1_790_000_000, data: [] }),
	"empty-body": () => empty,
	"no-json": () => ({ status: 200, contentType: "text/plain", pieces: ["upstream says hello"] }),
	"task-id": () => jsonReply({ code: 200, data: { task_id: "task_01", status: "submitted" } }),
};

/** "2" means seconds; "250ms" also sends the header retry-after-ms. */
function retryAfter(argument: string): Record<string, string> {
	if (!argument) return {};
	const [, ms] = /^(\d+)ms$/.exec(argument) ?? [];
	return ms
		? { "retry-after-ms": ms, "retry-after": String(Math.ceil(Number(ms) / 1000)) }
		: { "retry-after": argument };
}

export function replaceReply(misbehaviours: MisbehaviourSet, request: RepliedRequest = {}): Reply | undefined {
	for (const name of misbehaviours.names) {
		const reply = REPLIES[name]?.(misbehaviours.text(name), request);
		if (reply) return reply;
	}
	return undefined;
}
