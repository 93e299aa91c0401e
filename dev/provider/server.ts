// The fake OpenAI-compatible server for development and tests: sockets, recording and sending. It binds to loopback
// only. Like the real server it sends no CORS headers, so the backend can use it and a page cannot.
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { sendReply } from "./misbehave/connection";
import { type Rule, Rules } from "./misbehave/rules";
import { LIVE_MODELS } from "./models";
import type { Painter } from "./paint";
import { type RecordedRequest, startRecord } from "./record";
import type { Reply } from "./reply";
import { Routes } from "./routes";

export interface ProviderOptions {
	/** Default: 0, any free port. */
	port?: number;
	/** If absent or empty, no authorisation is required. */
	key?: string;
	/** The available models. Default: those of the live service. */
	models?: readonly string[];
	maxBodyBytes?: number;
	/** Prefix of every path. Default: "/v1". Other servers use "", "/openai/v1" or "/api/v3". */
	base?: string;
	/** Draws the answers. Default: a landscape that depends on the prompt. */
	paint?: Painter;
}

export interface Provider {
	url: string;
	key: string;
	requests: RecordedRequest[];
	/** Adds a rule and returns a function that removes it. */
	misbehave(rule: Rule): () => void;
	close(): Promise<void>;
}

const EMPTY_REPLY: Reply = { status: 500, contentType: "text/plain", pieces: [] };
const MAX_BODY_BYTES = 512 * 1024 * 1024;

export async function startProvider(options: ProviderOptions = {}): Promise<Provider> {
	const { key = "", base = "/v1", maxBodyBytes = MAX_BODY_BYTES } = options;
	const requests: RecordedRequest[] = [];
	const rules = new Rules();
	const served = options.models ?? LIVE_MODELS.map(({ id }) => id);
	const routes = new Routes({ key, served, maxBodyBytes, base, rules, requests, paint: options.paint });

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
	const { reply, misbehaviours } = await routes.answer(request, record);
	response.setHeader("openai-processing-ms", String(Math.round(performance.now() - startedAt)));
	await sendReply(response, reply ?? EMPTY_REPLY, misbehaviours, () => {
		record.status = (reply ?? EMPTY_REPLY).status;
	});
	// If the request was refused before its body was read, the sender must be able to finish, or it sees a reset
	// connection instead of the reply.
	if (!request.complete) request.resume();
}
