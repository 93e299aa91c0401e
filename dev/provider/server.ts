// The fake OpenAI-compatible server: sockets, recording, sending. For development and tests; binds loopback only. Sends
// no CORS headers, like the real one: a page cannot talk to it, the backend can.
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Rule, Rules } from "./misbehave/rules";
import { send } from "./misbehave/wire";
import { LIVE_MODELS } from "./models";
import { type RecordedRequest, startRecord } from "./record";
import type { Reply } from "./reply";
import { Routes } from "./routes";

export interface ProviderOptions {
	/** 0 or absent: any free one. */
	port?: number;
	/** Absent or "": no authorisation. */
	key?: string;
	/** The names that exist; absent: what the live service serves. */
	models?: readonly string[];
	maxBodyBytes?: number;
	/** Before every path; absent: "/v1". Others exist: "", "/openai/v1", "/api/v3". */
	base?: string;
}

export interface Provider {
	url: string;
	key: string;
	requests: RecordedRequest[];
	/** Returns how to take it back. */
	misbehave(rule: Rule): () => void;
	close(): Promise<void>;
}

const NOTHING: Reply = { status: 500, contentType: "text/plain", pieces: [] };
const MAX_BODY_BYTES = 512 * 1024 * 1024;

export async function startProvider(options: ProviderOptions = {}): Promise<Provider> {
	const { key = "", base = "/v1", maxBodyBytes = MAX_BODY_BYTES } = options;
	const requests: RecordedRequest[] = [];
	const rules = new Rules();
	const served = options.models ?? LIVE_MODELS.map(({ id }) => id);
	const routes = new Routes({ key, served, maxBodyBytes, base, rules, requests });

	const server = createServer((request, response) => void serve(routes, request, response, requests));
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(options.port ?? 0, "127.0.0.1", resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}${base}`,
		key,
		requests,
		misbehave: (rule) => rules.add(rule),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

async function serve(
	routes: Routes,
	request: IncomingMessage,
	response: ServerResponse,
	requests: RecordedRequest[],
): Promise<void> {
	const startedAt = performance.now();
	const record = startRecord(request, requests);
	response.on("close", () => {
		record.endedAt = Date.now();
		record.isCutOff = !response.writableFinished;
	});
	response.setHeader("x-request-id", `req_${randomUUID().replaceAll("-", "")}`);
	const { reply, conduct } = await routes.answer(request, record);
	response.setHeader("openai-processing-ms", String(Math.round(performance.now() - startedAt)));
	await send(response, reply ?? NOTHING, conduct, () => {
		record.status = (reply ?? NOTHING).status;
	});
	// What was refused before its body was read: let the sender finish, or it sees a reset instead of the answer.
	if (!request.complete) request.resume();
}
