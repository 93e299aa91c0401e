// Reads a request's body up to a size limit and parses it: JSON, or multipart into values and files.
import type { IncomingMessage } from "node:http";
import { ProviderError } from "./envelope";
import type { UploadedFile } from "./validateFiles";

export interface ParsedBody {
	/** All values of each text field, as sent. */
	readonly fields: Record<string, string[]>;
	readonly json?: unknown;
	readonly files: UploadedFile[];
	readonly isMultipart: boolean;
}

export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer<ArrayBuffer>> {
	const tooLarge = () => new ProviderError("The request body is too large.", null, null, "invalid_request_error", 413);
	if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLarge();
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > limit) throw tooLarge();
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

export async function parseBody(contentType: string, body: Buffer<ArrayBuffer>): Promise<ParsedBody> {
	if (contentType.startsWith("multipart/form-data")) return parseMultipart(contentType, body);
	if (!contentType.startsWith("application/json")) {
		throw new ProviderError(`Unsupported content type: '${contentType}'.`, "unsupported_content_type", null);
	}
	try {
		return { fields: {}, files: [], isMultipart: false, json: JSON.parse(body.toString("utf8")) };
	} catch {
		throw new ProviderError("We could not parse the JSON body of your request.", null, null);
	}
}

async function parseMultipart(contentType: string, body: Buffer<ArrayBuffer>): Promise<ParsedBody> {
	let form: FormData;
	try {
		const request = new Request("http://127.0.0.1/", {
			method: "POST",
			headers: { "content-type": contentType },
			body,
		});
		form = await request.formData();
	} catch {
		throw new ProviderError("Could not parse multipart form.", null, null);
	}
	const fields: Record<string, string[]> = {};
	const files: UploadedFile[] = [];
	for (const [field, value] of form.entries()) {
		if (typeof value === "string") fields[field] = [...(fields[field] ?? []), value];
		else {
			const bytes = new Uint8Array(await value.arrayBuffer());
			files.push({ field, fileName: value.name, contentType: value.type, bytes });
		}
	}
	return { fields, files, isMultipart: true };
}

/** Returns one value for each name, as validation expects. */
export function toValues(body: ParsedBody): Record<string, unknown> {
	if (!body.isMultipart) {
		if (typeof body.json !== "object" || body.json === null || Array.isArray(body.json)) {
			throw new ProviderError("Invalid type for the request body: expected an object.", "invalid_type", null);
		}
		return body.json as Record<string, unknown>;
	}
	const values: Record<string, unknown> = {};
	for (const [field, [value, second]] of Object.entries(body.fields)) {
		if (second !== undefined) throw new ProviderError(`Duplicate parameter: '${field}'.`, "duplicate_parameter", field);
		values[field] = value;
	}
	return values;
}
