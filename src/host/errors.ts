// Converts any rejection of a host into one BackendError. A host may send a PluginError as its Display string ("Network
// error: boom"), in its serde form ({"Network":"boom"}), inside an Error, or with our own JSON inside Custom.
import type { BackendError } from "./contract";

/** All calls to the host and the backend reject with it. `code` selects the shown text; `message` is for the log. */
export class StudioError extends Error {
	override readonly name = "StudioError";
	readonly code: string;
	readonly details: Readonly<Record<string, string | number | boolean>>;
	readonly providerRequestId: string | undefined;
	readonly providerMessage: string | undefined;

	constructor(error: BackendError) {
		super(error.message);
		this.code = error.code;
		this.details = error.details ?? {};
		this.providerRequestId = error.provider_request_id;
		this.providerMessage = error.provider_message;
	}

	/** The plain form that task records store. */
	toRecord(): BackendError {
		return {
			code: this.code,
			message: this.message,
			...(Object.keys(this.details).length > 0 ? { details: { ...this.details } } : {}),
			...(this.providerRequestId ? { provider_request_id: this.providerRequestId } : {}),
			...(this.providerMessage ? { provider_message: this.providerMessage } : {}),
		};
	}
}

export function toStudioError(value: unknown, fallbackCode = "internal"): StudioError {
	return value instanceof StudioError ? value : new StudioError(readError(value, fallbackCode));
}

export function readError(value: unknown, fallbackCode = "internal"): BackendError {
	if (value instanceof DOMException && value.name === "QuotaExceededError") {
		return { code: "quota", message: value.message };
	}
	const text = textOf(value);
	return parseObject(value) ?? parseEmbeddedJson(text) ?? { code: codeOf(text, fallbackCode), message: text };
}

function textOf(value: unknown): string {
	if (typeof value === "string") return value;
	if (value instanceof Error) return value.message || value.name;
	if (isRecord(value)) {
		if (typeof value.message === "string") return value.message;
		// serde's form of an enum: {"Network":"boom"}.
		const [kind, inner] = Object.entries(value)[0] ?? [];
		if (kind !== undefined) return typeof inner === "string" ? inner : `${kind}: ${JSON.stringify(inner)}`;
	}
	return String(value);
}

function parseObject(value: unknown): BackendError | undefined {
	if (!isRecord(value)) return undefined;
	if (typeof value.code === "string" && typeof value.message === "string") return sanitize(value, value.code);
	return undefined;
}

/** Our JSON, alone or after a prefix of the host such as "Plugin error: {…}". */
function parseEmbeddedJson(text: string): BackendError | undefined {
	const from = text.indexOf("{");
	const to = text.lastIndexOf("}");
	if (from < 0 || to < from) return undefined;
	try {
		return parseObject(JSON.parse(text.slice(from, to + 1)));
	} catch {
		return undefined;
	}
}

function sanitize(value: Record<string, unknown>, code: string): BackendError {
	const details = isRecord(value.details)
		? Object.fromEntries(
				Object.entries(value.details).filter(
					(entry): entry is [string, string | number | boolean] =>
						typeof entry[1] === "string" || typeof entry[1] === "number" || typeof entry[1] === "boolean",
				),
			)
		: undefined;
	return {
		code,
		message: String(value.message),
		...(details ? { details } : {}),
		...(typeof value.provider_request_id === "string" ? { provider_request_id: value.provider_request_id } : {}),
		...(typeof value.provider_message === "string" ? { provider_message: value.provider_message } : {}),
	};
}

/** There is no bridge (plain page), no backend is loaded, or the backend has not registered the command. */
const NO_BACKEND =
	/not running|not loaded|not registered|unknown command|no such command|command .*not found|plugin .*not found|__TAURI|reading 'invoke'|\.invoke\b/i;

function codeOf(text: string, fallbackCode: string): string {
	if (NO_BACKEND.test(text)) return "backend_unavailable";
	if (/bridge is unavailable|permission denied/i.test(text)) return "gateway_unavailable";
	return fallbackCode;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}
