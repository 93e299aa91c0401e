// The provider's error envelope, {error:{message,type,param,code}}, and the message of each code. The wording follows
// responses of the live API.

export type ErrorType = "invalid_request_error" | "image_generation_user_error" | "server_error";

export class ProviderError extends Error {
	constructor(
		message: string,
		readonly code: string | null,
		readonly param: string | null,
		readonly type: ErrorType = "invalid_request_error",
		readonly status = 400,
	) {
		super(message);
	}

	toEnvelope() {
		const { message, type, param, code } = this;
		return { error: { message, type, param, code } };
	}
}

export const unknownParameter = (param: string) =>
	new ProviderError(`Unknown parameter: '${param}'.`, "unknown_parameter", param);

export const missingParameter = (param: string) =>
	new ProviderError(`Missing required parameter: '${param}'.`, "missing_required_parameter", param);

export const invalidType = (param: string, expected: string) =>
	new ProviderError(`Invalid type for '${param}': expected ${expected}.`, "invalid_type", param);

export function unsupportedValue(param: string, value: string, supported: readonly string[]) {
	const list = supported.map((one) => `'${one}'`);
	const all = list.length > 1 ? `${list.slice(0, -1).join(", ")}, and ${list.at(-1)}` : list[0];
	return new ProviderError(`Invalid value: '${value}'. Supported values are: ${all}.`, "invalid_value", param);
}

/** An error of the image pipeline, as opposed to one of the request's schema. */
export const imageError = (message: string, code: string, param: string) =>
	new ProviderError(message, code, param, "image_generation_user_error");

export const invalidKey = (given: string) =>
	new ProviderError(
		given ? `Incorrect API key provided: ${given.slice(0, 3)}***.` : "You didn't provide an API key.",
		"invalid_api_key",
		null,
		"invalid_request_error",
		401,
	);

export const unknownPath = (method: string, path: string) =>
	new ProviderError(`Invalid URL (${method} ${path})`, null, null, "invalid_request_error", 404);

export const wrongMethod = (method: string, path: string) =>
	new ProviderError(
		`Not allowed to ${method} on ${path}. (HINT: Perhaps you meant to use a different HTTP method?)`,
		"method_not_supported",
		null,
		"invalid_request_error",
		405,
	);
