// What a provider refused with, as one of our codes: for the managed path, whose host hands the words on as it likes.
// The backend reads the same for custom endpoints (request/refusal.rs); tests/contract holds both to it. Pure.
import { StudioError } from "../host/errors";
import { redactText } from "./redact";

/** Message, type, code and parameter, wherever servers put them. */
interface Envelope {
	readonly message: string;
	readonly type: string;
	readonly code: string;
	readonly param: string;
	/** At which stage the safety system stopped it. */
	readonly stage: string;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const word = (from: Fields, key: string): string => {
	const value = from[key];
	return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

/** The error inside an answer: {error} as string, object or list, {errors}, {detail} as string or list, {message}. */
export function readEnvelope(value: unknown): Envelope | undefined {
	if (!isFields(value)) return undefined;
	const [error = value.error ?? undefined] = Array.isArray(value.errors) ? value.errors : [];
	if (typeof error === "string" && error) return plain(error, word(value, "code"));
	if (Array.isArray(error)) return readEnvelope({ error: error[0] });
	if (isFields(error)) return ofError(error);
	const message = detailOf(value.detail) || word(value, "message") || word(value, "msg");
	return message ? { ...ofError(value), message, param: word(value, "param") || placeOf(value.detail) } : undefined;
}

const plain = (message: string, code = ""): Envelope => ({ message, code, type: "", param: "", stage: "" });

function ofError(error: Fields): Envelope {
	const { moderation_details: moderation } = error;
	return {
		message: word(error, "message") || detailOf(error.detail) || word(error, "msg"),
		type: word(error, "type"),
		code: word(error, "code"),
		param: word(error, "param"),
		stage: isFields(moderation) ? word(moderation, "moderation_stage") : "",
	};
}

/** FastAPI's: a string, or a list of {loc, msg}. */
function detailOf(detail: unknown): string {
	if (typeof detail === "string") return detail;
	if (Array.isArray(detail)) return detail.map((one) => (isFields(one) ? word(one, "msg") : "")).join("; ");
	return isFields(detail) ? word(detail, "message") || word(detail, "msg") : "";
}

function placeOf(detail: unknown): string {
	const [first] = Array.isArray(detail) ? detail : [];
	const loc = isFields(first) && Array.isArray(first.loc) ? String(first.loc.at(-1)) : "";
	return loc === "body" ? "" : loc;
}

interface Seen {
	readonly status: number;
	readonly type: string;
	readonly code: string;
	/** The last part of the parameter's path. */
	readonly param: string;
	readonly message: string;
}

const INPUT_CODES =
	/^(unknown_parameter|missing_required_parameter|invalid_(value|type|size|input_fidelity_model)|empty_(string|array)|integer_(below_min|above_max)_value|unsupported_file_mimetype)$/;

const isInput = ({ status, code, param }: Seen): boolean =>
	INPUT_CODES.test(code) || ((status === 400 || status === 422) && param !== "");

const says = ({ message }: Seen, ...parts: string[]): boolean => parts.some((part) => message.includes(part));

/** Asked in this order: the particular before the general. */
const ROWS: readonly (readonly [code: string, isMeant: (seen: Seen) => boolean])[] = [
	["key_rejected", ({ status, code }) => status === 401 || code === "invalid_api_key"],
	[
		"moderation_blocked",
		(seen) =>
			seen.status === 451 ||
			/^(moderation_blocked|content_policy_violation|content_?filter)$|responsibleai/.test(seen.code) ||
			says(seen, "safety system", "content policy", "content management policy"),
	],
	["org_unverified", (seen) => says(seen, "must be verified to use")],
	[
		"quota_exhausted",
		(seen) =>
			seen.status === 402 ||
			/^billing_/.test(seen.code) ||
			`${seen.code} ${seen.type}`.includes("quota") ||
			says(seen, "exceeded your current quota", "billing hard limit", "insufficient balance", "额度不足", "余额不足"),
	],
	[
		"rate_limited",
		(seen) =>
			(seen.status === 429 || /^(rate_limit_exceeded|slow_down|too_many_requests)$/.test(seen.code)) && !isInput(seen),
	],
	[
		"model_unknown",
		(seen) =>
			/^(model_not_found|deploymentnotfound)$/.test(seen.code) ||
			(seen.status < 500 &&
				(seen.param === "model" ||
					(says(seen, "model") && says(seen, "does not exist", "not found", "no available channel")))),
	],
	[
		"size_refused",
		(seen) =>
			seen.param === "size" ||
			seen.code === "invalid_size" ||
			says(seen, "expected widthxheight", "divisible by 16", "longest edge must", "pixel budget", "invalid size"),
	],
	[
		"mask_refused",
		(seen) =>
			seen.code === "invalid_mask_image_format" || seen.param === "mask" || says(seen, "mask image", "mask size"),
	],
	["param_refused", (seen) => isInput(seen) || says(seen, "unknown parameter")],
	["path_unknown", ({ status }) => status === 404 || status === 405],
	["gateway_failed", ({ status }) => /^(408|50[234]|52\d|59[89])$/.test(String(status))],
	["provider_failed", ({ status, type, code }) => status >= 500 || type === "server_error" || code === "server_error"],
];

const INPUT_REFUSALS = ["param_refused", "size_refused", "mask_refused", "model_unknown"];

/** `status` 0: not known. */
export function toRefusal(envelope: Envelope, status = 0, prompt = ""): StudioError {
	const { stage } = envelope;
	const message = envelope.message.toLowerCase();
	const seen: Seen = {
		status,
		message,
		type: envelope.type.toLowerCase(),
		code: envelope.code.toLowerCase(),
		param: envelope.param.toLowerCase().replace(/^.*[.\]]/, ""),
	};
	const code = ROWS.find(([, isMeant]) => isMeant(seen))?.[0] ?? "provider_rejected";
	const param = envelope.param || (/parameter: ['"`]([\w.[\]]{1,60})['"`]/i.exec(envelope.message)?.[1] ?? "");
	const pause = code === "rate_limited" ? pauseIn(message) : undefined;
	return new StudioError({
		code,
		message: `the gateway refused the request${status ? ` (HTTP ${status})` : ""}`,
		details: {
			...(status ? { status } : {}),
			...(stage ? { stage } : {}),
			...(param && INPUT_REFUSALS.includes(code) ? { param } : {}),
			...(pause === undefined ? {} : { retry_after_ms: pause }),
		},
		provider_message: redactText(envelope.message, prompt),
	});
}

/** "Please try again in 12s." or "in 850ms", in ms. */
function pauseIn(message: string): number | undefined {
	const [, number, unit] = /try again in (\d+(?:\.\d+)?)\s*(ms|s|m)/.exec(message) ?? [];
	return number ? Math.ceil(Number(number) * (unit === "ms" ? 1 : unit === "s" ? 1000 : 60_000)) : undefined;
}

/** Our own codes and the host's, which need no reading. */
const SETTLED =
	/^(gateway_unavailable|backend_unavailable|cancelled|internal|quota|field_invalid|blob_|mask_|image_|result_)/;

/** What the bridge rejected with, already read as far as its shape goes: the words decide the code. */
export function readRejection(error: StudioError, prompt: string): StudioError {
	if (SETTLED.test(error.code)) return error;
	const [, json] = /(\{.*\})/s.exec(error.message) ?? [];
	const envelope =
		readEnvelope(parse(json)) ?? plain(error.message, error.code === "provider_failed" ? "" : error.code);
	const [, status] = /\b(?:http|status)(?: code)?[ :=]*([45]\d\d)\b/i.exec(error.message) ?? [];
	const refusal = toRefusal(envelope, Number(status ?? 0), prompt);
	// Nothing in it was understood: it stays what the host called it.
	if (refusal.code !== "provider_rejected" || status) return refusal;
	const words = redactText(error.message, prompt);
	return new StudioError({ code: "provider_failed", message: words, provider_message: words });
}

function parse(json: string | undefined): unknown {
	try {
		return JSON.parse(json ?? "");
	} catch {
		return undefined;
	}
}
