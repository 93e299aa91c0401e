// Classifies a provider's error as one of our error codes, for the managed gateway, whose host passes errors on in
// varying forms. The backend does the same for custom endpoints (reply/error_class.rs); tests/contract checks that both
// agree. Pure.
import { StudioError } from "../host/errors";
import { redactText } from "./redact";

/** The fields of a provider's error, wherever the server puts them. */
interface ErrorEnvelope {
	readonly message: string;
	readonly type: string;
	readonly code: string;
	readonly param: string;
	/** The stage at which the safety system stopped the request. */
	readonly stage: string;
	/** The answer holds an error object, so that the server has this API. */
	readonly isErrorObject: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const field = (from: Fields, key: string): string => {
	const value = from[key];
	if (typeof value === "number") return String(value);
	// LiteLLM writes Python's None as text.
	return typeof value === "string" && !/^\s*(none|null)?\s*$/i.test(value) ? value : "";
};

/** Finds the error in an answer: {error} as string, object or list, {errors}, {detail} as string or list, {message}. */
export function readEnvelope(value: unknown): ErrorEnvelope | undefined {
	if (!isFields(value)) return undefined;
	const [error = value.error ?? undefined] = Array.isArray(value.errors) ? value.errors : [];
	if (typeof error === "string" && error) return messageOnly(error, field(value, "code"));
	if (Array.isArray(error)) return readEnvelope({ error: error[0] });
	if (isFields(error)) return { ...fromErrorObject(error), isErrorObject: true };
	const message = detailOf(value.detail) || field(value, "message") || field(value, "msg");
	return message
		? { ...fromErrorObject(value), message, param: field(value, "param") || locationOf(value.detail) }
		: undefined;
}

const messageOnly = (message: string, code = ""): ErrorEnvelope => ({
	message,
	code,
	type: "",
	param: "",
	stage: "",
	isErrorObject: false,
});

function fromErrorObject(error: Fields): ErrorEnvelope {
	const { moderation_details: moderation } = error;
	return {
		message: field(error, "message") || detailOf(error.detail) || field(error, "msg"),
		type: field(error, "type"),
		code: field(error, "code"),
		param: field(error, "param"),
		stage: isFields(moderation) ? field(moderation, "moderation_stage") : "",
		isErrorObject: false,
	};
}

/** FastAPI's `detail`: a string, or a list of {loc, msg}. */
function detailOf(detail: unknown): string {
	if (typeof detail === "string") return detail;
	if (Array.isArray(detail)) return detail.map((one) => (isFields(one) ? field(one, "msg") : "")).join("; ");
	return isFields(detail) ? field(detail, "message") || field(detail, "msg") : "";
}

function locationOf(detail: unknown): string {
	const [first] = Array.isArray(detail) ? detail : [];
	const loc = isFields(first) && Array.isArray(first.loc) ? String(first.loc.at(-1)) : "";
	return loc === "body" ? "" : loc;
}

/** The error in lower case, as the rules match it. */
interface ErrorFacts {
	readonly status: number;
	readonly type: string;
	readonly code: string;
	readonly fullParam: string;
	/** The last part of the parameter's path. */
	readonly param: string;
	readonly message: string;
	readonly isErrorObject: boolean;
}

const INPUT_CODES =
	/^(unknown_parameter|missing_required_parameter|invalid_(value|type|size|input_fidelity_model)|empty_(string|array)|integer_(below_min|above_max)_value|unsupported_file_mimetype)$/;

const isInput = ({ status, code, param }: ErrorFacts): boolean =>
	INPUT_CODES.test(code) || ((status === 400 || status === 422) && param !== "");

const mentions = ({ message }: ErrorFacts, ...parts: string[]): boolean => parts.some((part) => message.includes(part));

/** LiteLLM without a database accepts only its master key. */
const NO_DATABASE = "no connected db";
/** LiteLLM has no model of this name in its configuration. */
const PROXY_MODEL = "invalid model name passed in model=";
/** A 404 with an error object concerns the request, unless its message is about the address. */
const ABOUT_ADDRESS = /^(404 )?(page )?not found\.?$|\b(url|route|path)\b|cannot (get|post)/;

/** The variant of the code that has a sentence and a remedy of its own. */
function reasonOf(code: string, facts: ErrorFacts): string | undefined {
	if (code === "key_rejected" && mentions(facts, NO_DATABASE)) return "no_database";
	if (code === "model_unknown" && mentions(facts, PROXY_MODEL)) return "proxy";
	if (code === "provider_rejected" && facts.status === 404) return "not_found";
	const isImageField = code === "param_refused" && /^images?(\[\])?$/.test(facts.fullParam);
	if (isImageField && mentions(facts, "required", "missing", "unknown", "unsupported", "unexpected")) {
		return "image_field";
	}
	return undefined;
}

/** The first matching rule decides: specific rules come before general ones. */
const RULES: readonly (readonly [code: string, matches: (facts: ErrorFacts) => boolean])[] = [
	["key_rejected", (facts) => facts.status === 401 || facts.code === "invalid_api_key" || mentions(facts, NO_DATABASE)],
	[
		"moderation_blocked",
		(facts) =>
			facts.status === 451 ||
			/^(moderation_blocked|content_policy_violation|content_?filter)$|responsibleai/.test(facts.code) ||
			mentions(facts, "safety system", "content policy", "content management policy"),
	],
	["org_unverified", (facts) => mentions(facts, "must be verified to use")],
	[
		"quota_exhausted",
		(facts) =>
			facts.status === 402 ||
			/^billing_/.test(facts.code) ||
			`${facts.code} ${facts.type}`.includes("quota") ||
			mentions(
				facts,
				"exceeded your current quota",
				"billing hard limit",
				"insufficient balance",
				"额度不足",
				"余额不足",
			),
	],
	[
		"rate_limited",
		(facts) =>
			(facts.status === 429 || /^(rate_limit_exceeded|slow_down|too_many_requests)$/.test(facts.code)) &&
			!isInput(facts),
	],
	[
		"model_unknown",
		(facts) =>
			/^(model_not_found|deploymentnotfound)$/.test(facts.code) ||
			(facts.status < 500 &&
				(facts.param === "model" ||
					(mentions(facts, "model") &&
						mentions(facts, "does not exist", "not found", "no available channel", PROXY_MODEL)))),
	],
	[
		"size_refused",
		(facts) =>
			facts.param === "size" ||
			facts.code === "invalid_size" ||
			mentions(facts, "expected widthxheight", "divisible by 16", "longest edge must", "pixel budget", "invalid size"),
	],
	[
		"mask_refused",
		(facts) =>
			facts.code === "invalid_mask_image_format" ||
			facts.param === "mask" ||
			mentions(facts, "mask image", "mask size"),
	],
	["param_refused", (facts) => isInput(facts) || mentions(facts, "unknown parameter")],
	[
		"path_unknown",
		({ status, isErrorObject, message }) =>
			status === 405 || (status === 404 && (!isErrorObject || message === "" || ABOUT_ADDRESS.test(message))),
	],
	["gateway_failed", ({ status }) => /^(408|50[234]|52\d|59[89])$/.test(String(status))],
	["provider_failed", ({ status, type, code }) => status >= 500 || type === "server_error" || code === "server_error"],
];

const INPUT_REFUSALS = ["param_refused", "size_refused", "mask_refused", "model_unknown"];

/** `status` 0: unknown. */
export function toRefusal(envelope: ErrorEnvelope, status = 0, prompt = ""): StudioError {
	const { stage } = envelope;
	const message = envelope.message.toLowerCase();
	const facts: ErrorFacts = {
		status,
		message,
		type: envelope.type.toLowerCase(),
		code: envelope.code.toLowerCase(),
		fullParam: envelope.param.toLowerCase(),
		param: envelope.param.toLowerCase().replace(/^.*[.\]]/, ""),
		isErrorObject: envelope.isErrorObject,
	};
	const code = RULES.find(([, matches]) => matches(facts))?.[0] ?? "provider_rejected";
	const reason = reasonOf(code, facts);
	const param = envelope.param || (/parameter: ['"`]([\w.[\]]{1,60})['"`]/i.exec(envelope.message)?.[1] ?? "");
	const retryAfterMs = code === "rate_limited" ? parseRetryAfter(message) : undefined;
	return new StudioError({
		code,
		message: `the gateway refused the request${status ? ` (HTTP ${status})` : ""}`,
		details: {
			...(status ? { status } : {}),
			...(stage ? { stage } : {}),
			...(reason ? { reason } : {}),
			...(param && INPUT_REFUSALS.includes(code) ? { param } : {}),
			...(retryAfterMs === undefined ? {} : { retry_after_ms: retryAfterMs }),
		},
		provider_message: redactText(envelope.message, prompt),
	});
}

/** Reads "Please try again in 12s." or "in 850ms" as ms. */
function parseRetryAfter(message: string): number | undefined {
	const [, number, unit] = /try again in (\d+(?:\.\d+)?)\s*(ms|s|m)/.exec(message) ?? [];
	return number ? Math.ceil(Number(number) * (unit === "ms" ? 1 : unit === "s" ? 1000 : 60_000)) : undefined;
}

/** Our own codes and the host's, which need no classification. */
const CLASSIFIED =
	/^(gateway_unavailable|backend_unavailable|cancelled|internal|quota|field_invalid|blob_|mask_|image_|result_)/;

/** Classifies an error that the bridge rejected with, by its message. */
export function readRejection(error: StudioError, prompt: string): StudioError {
	if (CLASSIFIED.test(error.code)) return error;
	const [, json] = /(\{.*\})/s.exec(error.message) ?? [];
	const envelope =
		readEnvelope(parse(json)) ?? messageOnly(error.message, error.code === "provider_failed" ? "" : error.code);
	const [, status] = /\b(?:http|status)(?: code)?[ :=]*([45]\d\d)\b/i.exec(error.message) ?? [];
	const refusal = toRefusal(envelope, Number(status ?? 0), prompt);
	// Not recognised: a general failure with the host's message.
	if (refusal.code !== "provider_rejected" || status) return refusal;
	const message = redactText(error.message, prompt);
	return new StudioError({ code: "provider_failed", message, provider_message: message });
}

function parse(json: string | undefined): unknown {
	try {
		return JSON.parse(json ?? "");
	} catch {
		return undefined;
	}
}
