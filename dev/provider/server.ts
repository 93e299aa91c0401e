// The fake OpenAI-compatible server: routes, authorisation, recording, answers. For development and tests; binds
// loopback only. Sends no CORS headers, like the real one: a page cannot talk to it, the backend can.
import { randomUUID, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ParsedBody, parseBody, readBody, toValues } from "./body";
import { invalidKey, ProviderError, unknownPath, wrongMethod } from "./envelope";
import { countInputImageTokens, countOutputTokens, isGptImage, LIVE_MODELS } from "./models";
import { paintAnswer } from "./paint";
import { type CheckedRequest, checkRequest, type Operation } from "./validate";
import type { UploadedFile } from "./validateFiles";

export interface ProviderOptions {
	/** 0 or absent: any free one. */
	port?: number;
	/** Absent or "": no authorisation. */
	key?: string;
	/** The names that exist; absent: what the live service serves. */
	models?: readonly string[];
	maxBodyBytes?: number;
}

export interface RecordedRequest {
	method: string;
	path: string;
	headers: Record<string, string>;
	fields: Record<string, string[]>;
	json?: unknown;
	files: UploadedFile[];
	/** 0 until it was answered. */
	status: number;
	/** When it arrived, ms since the epoch. */
	at: number;
}

export interface Provider {
	url: string;
	key: string;
	requests: RecordedRequest[];
	close(): Promise<void>;
}

/** Pictures stay in memory: the oldest are forgotten. */
const MAX_RECORDED = 100;
const MAX_BODY_BYTES = 512 * 1024 * 1024;

const IMAGE_PATHS: Readonly<Record<string, Operation>> = {
	"/v1/images/generations": "generate",
	"/v1/images/edits": "edit",
};

export async function startProvider(options: ProviderOptions = {}): Promise<Provider> {
	const key = options.key ?? "";
	const served = options.models ?? LIVE_MODELS.map(({ id }) => id);
	const requests: RecordedRequest[] = [];
	/** What was answered as a url, by its path. */
	const hosted = new Map<string, Picture>();

	async function answer(request: IncomingMessage, record: RecordedRequest): Promise<unknown> {
		const { method, path } = record;
		const picture = hosted.get(path);
		// Such links carry their own permission: no key.
		if (picture && method === "GET") return picture;
		if (key) refuseWrongKey(request, key);
		if (path === "/v1/models") {
			if (method !== "GET") throw wrongMethod(method, path);
			return listModels(served);
		}
		const operation = IMAGE_PATHS[path];
		if (!operation) throw unknownPath(method, path);
		if (method !== "POST") throw wrongMethod(method, path);
		const bytes = await readBody(request, options.maxBodyBytes ?? MAX_BODY_BYTES);
		const body = await parseBody(request.headers["content-type"] ?? "", bytes);
		record.fields = body.fields;
		record.files = body.files;
		if (!body.isMultipart) record.json = body.json;
		const checked = check(operation, body, served);
		const pictures = await paintAnswer(checked);
		return describeAnswer(checked, pictures, (bytes) => {
			const hostedPath = `/outputs/${randomUUID()}`;
			hosted.set(hostedPath, new Picture(bytes, `image/${checked.outputFormat}`));
			return `http://${request.headers.host}${hostedPath}`;
		});
	}

	const server = createServer((request, response) => {
		const startedAt = performance.now();
		const record = startRecord(request);
		requests.push(record);
		requests.splice(0, requests.length - MAX_RECORDED);
		response.setHeader("x-request-id", `req_${randomUUID().replaceAll("-", "")}`);
		answer(request, record)
			.then((value) => respond(response, 200, value, startedAt))
			.catch((error: unknown) => respondError(response, record, error, startedAt))
			.finally(() => {
				record.status = response.statusCode;
				// What was refused before its body was read: let the sender finish, or it sees a reset instead of the answer.
				if (!request.complete) request.resume();
			});
	});
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(options.port ?? 0, "127.0.0.1", resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		key,
		requests,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function startRecord(request: IncomingMessage): RecordedRequest {
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) headers[name] = [value].flat().join(", ");
	const path = (request.url ?? "/").replace(/\?.*$/, "");
	return { method: request.method ?? "", path, headers, fields: {}, files: [], status: 0, at: Date.now() };
}

function refuseWrongKey(request: IncomingMessage, key: string): void {
	const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
	const given = Buffer.from(bearer ?? [request.headers["api-key"] ?? ""].flat().join());
	const wanted = Buffer.from(key);
	if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw invalidKey(given.toString());
}

function listModels(served: readonly string[]) {
	const data = served.map((id) => ({
		object: "model",
		created: 1_776_729_600,
		owned_by: "system",
		...(LIVE_MODELS.find((model) => model.id === id) ?? { id }),
	}));
	return { object: "list", data };
}

function check(operation: Operation, body: ParsedBody, served: readonly string[]): CheckedRequest {
	if (operation === "edit" && !body.isMultipart) {
		throw new ProviderError(
			"This test server takes edits as multipart/form-data only.",
			"unsupported_content_type",
			null,
		);
	}
	if (operation === "generate" && body.isMultipart) {
		throw new ProviderError("Unsupported content type: 'multipart/form-data'.", "unsupported_content_type", null);
	}
	const { isMultipart, files } = body;
	return checkRequest({ operation, values: toValues(body), files, isMultipart }, served);
}

function describeAnswer(request: CheckedRequest, pictures: readonly Buffer[], host: (bytes: Buffer) => string) {
	const created = Math.floor(Date.now() / 1000);
	const data = pictures.map((bytes) =>
		request.responseFormat === "url" ? { url: host(bytes) } : { b64_json: bytes.toString("base64") },
	);
	if (!isGptImage(request.rules)) return { created, data };
	return {
		created,
		background: request.background,
		data,
		output_format: request.outputFormat,
		quality: request.quality,
		size: `${request.size.width}x${request.size.height}`,
		usage: countUsage(request),
	};
}

function countUsage({ rules, quality, size, n, prompt, images }: CheckedRequest) {
	const textTokens = Math.ceil(prompt.length / 4);
	const imageTokens = images.reduce((sum, { header }) => sum + countInputImageTokens(header.width, header.height), 0);
	const outputTokens = n * countOutputTokens(rules, quality, size.width, size.height);
	return {
		input_tokens: textTokens + imageTokens,
		input_tokens_details: { text_tokens: textTokens, image_tokens: imageTokens },
		output_tokens: outputTokens,
		total_tokens: textTokens + imageTokens + outputTokens,
	};
}

class Picture {
	constructor(
		readonly bytes: Buffer,
		readonly contentType: string,
	) {}
}

function respond(response: ServerResponse, status: number, value: unknown, startedAt: number): void {
	response.statusCode = status;
	if (value instanceof Picture) {
		response.setHeader("content-type", value.contentType);
		response.end(value.bytes);
		return;
	}
	response.setHeader("content-type", "application/json");
	response.setHeader("openai-processing-ms", String(Math.round(performance.now() - startedAt)));
	response.end(JSON.stringify(value));
}

function respondError(response: ServerResponse, record: RecordedRequest, error: unknown, startedAt: number): void {
	// A sender that is gone needs no answer.
	if (response.destroyed || response.socket?.destroyed) return;
	if (record.path === "/v1/images/variations" && error instanceof ProviderError && error.status === 404) {
		response.statusCode = 404;
		response.end();
		return;
	}
	const known =
		error instanceof ProviderError
			? error
			: new ProviderError("The server had an error while processing your request.", null, null, "server_error", 500);
	respond(response, known.status, known.toEnvelope(), startedAt);
}
