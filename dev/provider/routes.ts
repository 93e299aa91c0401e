// What each path answers: authorisation, models, the Images API, the Responses API, hosted pictures. Knows requests and
// replies, no sockets.
import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { parseBody, readBody, toValues } from "./body";
import { CONTROL_PATH, control } from "./control";
import { invalidKey, ProviderError, unknownPath, wrongMethod } from "./envelope";
import { HostedPictures } from "./hosted";
import { describeImages, type Form, streamImages } from "./imagesAnswer";
import { replaceAnswer } from "./misbehave/answers";
import { Conduct, type Rules } from "./misbehave/rules";
import { streamAsTold } from "./misbehave/streams";
import { LIVE_MODELS } from "./models";
import { paintAnswer } from "./paint";
import type { RecordedRequest } from "./record";
import { errorReply, jsonReply, type Reply } from "./reply";
import { describeResponse, streamResponse } from "./responsesAnswer";
import { checkResponse, wordsOf } from "./responsesRequest";
import { checkRequest, type Operation } from "./validate";
import type { UploadedFile } from "./validateFiles";

export interface RouteOptions {
	/** "": no authorisation. */
	readonly key: string;
	readonly served: readonly string[];
	readonly maxBodyBytes: number;
	/** Before every path: "/v1". */
	readonly base: string;
	readonly rules: Rules;
	readonly requests: readonly RecordedRequest[];
}

/** A reply, and how it is to be sent. No reply: it is never answered. */
export interface Answered {
	readonly reply: Reply | undefined;
	readonly conduct: Conduct;
}

const IMAGE_PATHS: Readonly<Record<string, Operation>> = {
	"/images/generations": "generate",
	"/images/edits": "edit",
};
const MAX_REMEMBERED = 50;

export class Routes {
	private readonly hosted = new HostedPictures();
	private readonly calls = new Map<string, UploadedFile>();
	private readonly responses = new Map<string, readonly string[]>();

	constructor(private readonly options: RouteOptions) {}

	/** Never rejects. */
	async answer(request: IncomingMessage, record: RecordedRequest): Promise<Answered> {
		const turn: Turn = { request, record, conduct: new Conduct() };
		try {
			const reply = await this.route(turn);
			return { reply, conduct: turn.conduct };
		} catch (error) {
			const isBare =
				record.path.endsWith("/images/variations") && error instanceof ProviderError && error.status === 404;
			const reply = isBare ? { status: 404, contentType: "text/plain", pieces: [""] } : errorReply(error);
			return { reply, conduct: turn.conduct };
		}
	}

	private async route(turn: Turn): Promise<Reply | undefined> {
		const { method, path } = turn.record;
		const hosted = this.hosted.find(path);
		// Such addresses carry their own permission: no key.
		if (hosted && method === "GET") return this.hostedReply(hosted(path), turn);
		if (this.options.key) refuseWrongKey(turn.request, this.options.key);
		if (path === CONTROL_PATH) {
			return control(method, async () => (await this.body(turn)).json, this.options.rules, this.options.requests);
		}
		meet(turn, this.options.rules.takeEarly({ path }));
		if (turn.conduct.has("reset")) return undefined;
		const early = replaceAnswer(turn.conduct);
		if (early) return early;
		const below = path.startsWith(`${this.options.base}/`) ? path.slice(this.options.base.length) : "";
		if (below === "/models") return this.models(turn);
		const operation = IMAGE_PATHS[below];
		if (!operation && below !== "/responses") throw unknownPath(method, path);
		if (method !== "POST") throw wrongMethod(method, path);
		return operation ? this.images(turn, operation) : this.response(turn);
	}

	private hostedReply(reply: Reply | undefined, turn: Turn): Reply | undefined {
		if (!reply) turn.conduct = new Conduct(["hang"]);
		return reply;
	}

	private models(turn: Turn): Reply {
		const { method, path } = turn.record;
		if (method !== "GET") throw wrongMethod(method, path);
		meet(turn, this.options.rules.takeLate({ path }));
		return replaceAnswer(turn.conduct) ?? jsonReply(listModels(this.options.served));
	}

	private async images(turn: Turn, operation: Operation): Promise<Reply> {
		const body = await this.body(turn);
		const { isMultipart, files } = body;
		if (operation === "generate" && isMultipart) {
			throw new ProviderError("Unsupported content type: 'multipart/form-data'.", "unsupported_content_type", null);
		}
		const values = toValues(body);
		this.meetBody(turn, values, values.prompt);
		const source = isMultipart ? "multipart" : "json";
		const checked = checkRequest({ operation, values, files, source }, this.options.served);
		const replaced = replaceAnswer(turn.conduct);
		if (replaced) return replaced;
		const isStream = (checked.isStreamed || turn.conduct.has("forced-stream")) && !turn.conduct.has("no-stream");
		const pictures = await paintAnswer(checked, turn.conduct);
		return isStream
			? streamAsTold(streamImages(checked, pictures), turn.conduct)
			: jsonReply(describeImages(checked, pictures, this.form(turn)));
	}

	private async response(turn: Turn): Promise<Reply> {
		const body = await this.body(turn);
		if (body.isMultipart) throw new ProviderError("Unsupported content type.", "unsupported_content_type", null);
		const values = toValues(body);
		this.meetBody(turn, values, wordsOf(values.input));
		const checked = checkResponse(values, this.options.served, { calls: this.calls, responses: this.responses });
		const replaced = replaceAnswer(turn.conduct);
		if (replaced) return replaced;
		const [picture] = checked.image ? await paintAnswer(checked.image, turn.conduct) : [];
		const form = this.form(turn);
		const described = describeResponse(checked, picture, form);
		const { callId } = described;
		if (callId && picture && checked.image) {
			const contentType = `image/${checked.image.outputFormat}`;
			remember(this.calls, callId, { field: "image", fileName: callId, contentType, bytes: picture.bytes });
		}
		remember(this.responses, described.response.id, callId ? [callId] : []);
		const isStream = (checked.isStreamed || turn.conduct.has("forced-stream")) && !turn.conduct.has("no-stream");
		return isStream ? streamAsTold(streamResponse(described, form), turn.conduct) : jsonReply(described.response);
	}

	private form({ request, conduct }: Turn): Form {
		return { conduct, hosted: this.hosted, host: request.headers.host ?? "" };
	}

	private async body({ request, record }: Turn) {
		const bytes = await readBody(request, this.options.maxBodyBytes);
		const body = await parseBody(request.headers["content-type"] ?? "", bytes);
		record.fields = body.fields;
		record.files = body.files;
		if (!body.isMultipart) record.json = body.json;
		return body;
	}

	private meetBody(turn: Turn, { model }: Readonly<Record<string, unknown>>, prompt: unknown): void {
		const { path } = turn.record;
		meet(
			turn,
			this.options.rules.takeLate({
				path,
				...(typeof model === "string" ? { model } : {}),
				...(typeof prompt === "string" ? { prompt } : {}),
			}),
		);
	}
}

interface Turn {
	readonly request: IncomingMessage;
	readonly record: RecordedRequest;
	/** Grows as more of the request is known. */
	conduct: Conduct;
}

function meet(turn: Turn, more: Conduct): void {
	turn.conduct = turn.conduct.with(more);
	turn.record.misbehaved = turn.conduct.names;
}

function remember<T>(memory: Map<string, T>, id: string, value: T): void {
	memory.set(id, value);
	for (const oldest of [...memory.keys()].slice(0, -MAX_REMEMBERED)) memory.delete(oldest);
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
