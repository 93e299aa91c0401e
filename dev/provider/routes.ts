// Routes requests by path: authorisation, models, the Images API, the Responses API, hosted pictures. Takes requests
// and returns replies; it sends nothing itself.
import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { parseBody, readBody, toValues } from "./body";
import { CONTROL_PATH, control } from "./control";
import { invalidKey, ProviderError, unknownPath, wrongMethod } from "./envelope";
import { HostedPictures } from "./hostedPictures";
import { type AnswerContext, describeImages, streamImages } from "./imagesAnswer";
import { streamReplyWith } from "./misbehave/alterStream";
import { replaceReply } from "./misbehave/replaceReply";
import { MisbehaviourSet, type Rules } from "./misbehave/rules";
import { LIVE_MODELS } from "./models";
import { type Painter, paintAnswer } from "./paint";
import type { RecordedRequest } from "./record";
import { errorReply, jsonReply, type Reply } from "./reply";
import { describeResponse, streamResponse } from "./responsesAnswer";
import { checkResponse, extractText } from "./responsesRequest";
import { checkRequest, type Operation } from "./validate";
import type { UploadedFile } from "./validateFiles";

export interface RouteOptions {
	/** If empty, no authorisation is required. */
	readonly key: string;
	readonly served: readonly string[];
	readonly maxBodyBytes: number;
	/** Prefix of every path, such as "/v1". */
	readonly base: string;
	readonly rules: Rules;
	readonly requests: readonly RecordedRequest[];
	/** Default: a landscape that depends on the prompt. */
	paint?: Painter | undefined;
}

/** A reply and the misbehaviours that apply when it is sent. Without a reply the request is never answered. */
export interface RoutedReply {
	readonly reply: Reply | undefined;
	readonly misbehaviours: MisbehaviourSet;
}

const IMAGE_PATHS: Readonly<Record<string, Operation>> = {
	"/images/generations": "generate",
	"/images/edits": "edit",
};
const MAX_EARLIER_RESPONSES = 50;

export class Routes {
	private readonly hosted = new HostedPictures();
	private readonly calls = new Map<string, UploadedFile>();
	private readonly responses = new Map<string, readonly string[]>();

	constructor(private readonly options: RouteOptions) {}

	/** Never rejects. */
	async answer(request: IncomingMessage, record: RecordedRequest): Promise<RoutedReply> {
		const exchange: Exchange = { request, record, misbehaviours: new MisbehaviourSet() };
		try {
			const reply = await this.route(exchange);
			return { reply, misbehaviours: exchange.misbehaviours };
		} catch (error) {
			const isBare =
				record.path.endsWith("/images/variations") && error instanceof ProviderError && error.status === 404;
			const reply = isBare ? { status: 404, contentType: "text/plain", pieces: [""] } : errorReply(error);
			return { reply, misbehaviours: exchange.misbehaviours };
		}
	}

	private async route(exchange: Exchange): Promise<Reply | undefined> {
		const { method, path } = exchange.record;
		const hosted = this.hosted.find(path);
		// The random path of a hosted picture is its own permission, so no key is required.
		if (hosted && method === "GET") return this.hostedReply(hosted(path), exchange);
		if (this.options.key) checkKey(exchange.request, this.options.key);
		if (path === CONTROL_PATH) {
			return control(method, async () => (await this.body(exchange)).json, this.options.rules, this.options.requests);
		}
		addMisbehaviours(exchange, this.options.rules.takeBeforeBody({ path }));
		if (exchange.misbehaviours.has("reset")) return undefined;
		const early = replaceReply(exchange.misbehaviours);
		if (early) return early;
		const subpath = path.startsWith(`${this.options.base}/`) ? path.slice(this.options.base.length) : "";
		if (subpath === "/models") return this.models(exchange);
		const operation = IMAGE_PATHS[subpath];
		if (!operation && subpath !== "/responses") throw unknownPath(method, path);
		if (method !== "POST") throw wrongMethod(method, path);
		return operation ? this.images(exchange, operation) : this.response(exchange);
	}

	private hostedReply(reply: Reply | undefined, exchange: Exchange): Reply | undefined {
		if (!reply) exchange.misbehaviours = new MisbehaviourSet(["hang"]);
		return reply;
	}

	private models(exchange: Exchange): Reply {
		const { method, path } = exchange.record;
		if (method !== "GET") throw wrongMethod(method, path);
		addMisbehaviours(exchange, this.options.rules.takeAfterBody({ path }));
		return replaceReply(exchange.misbehaviours) ?? jsonReply(listModels(this.options.served));
	}

	private async images(exchange: Exchange, operation: Operation): Promise<Reply> {
		const body = await this.body(exchange);
		const { isMultipart, files } = body;
		if (operation === "generate" && isMultipart) {
			throw new ProviderError("Unsupported content type: 'multipart/form-data'.", "unsupported_content_type", null);
		}
		const values = toValues(body);
		this.applyRulesToBody(exchange, values, values.prompt);
		const source = isMultipart ? "multipart" : "json";
		const checked = checkRequest({ operation, values, files, source }, this.options.served);
		const fileFields = files.map(({ field }) => field);
		const replaced = replaceReply(exchange.misbehaviours, { isStreamed: checked.isStreamed, fileFields });
		if (replaced) return replaced;
		const isStream =
			(checked.isStreamed || exchange.misbehaviours.has("forced-stream")) && !exchange.misbehaviours.has("no-stream");
		const pictures = await paintAnswer(checked, exchange.misbehaviours, this.options.paint);
		return isStream
			? streamReplyWith(streamImages(checked, pictures), exchange.misbehaviours)
			: jsonReply(describeImages(checked, pictures, this.answerContext(exchange)));
	}

	private async response(exchange: Exchange): Promise<Reply> {
		const body = await this.body(exchange);
		if (body.isMultipart) throw new ProviderError("Unsupported content type.", "unsupported_content_type", null);
		const values = toValues(body);
		this.applyRulesToBody(exchange, values, extractText(values.input));
		const checked = checkResponse(values, this.options.served, { calls: this.calls, responses: this.responses });
		const replaced = replaceReply(exchange.misbehaviours, { isStreamed: checked.isStreamed });
		if (replaced) return replaced;
		const [picture] = checked.image ? await paintAnswer(checked.image, exchange.misbehaviours, this.options.paint) : [];
		const form = this.answerContext(exchange);
		const described = describeResponse(checked, picture, form);
		const { callId } = described;
		if (callId && picture && checked.image) {
			const contentType = `image/${checked.image.outputFormat}`;
			remember(this.calls, callId, { field: "image", fileName: callId, contentType, bytes: picture.bytes });
		}
		remember(this.responses, described.response.id, callId ? [callId] : []);
		const isStream =
			(checked.isStreamed || exchange.misbehaviours.has("forced-stream")) && !exchange.misbehaviours.has("no-stream");
		return isStream
			? streamReplyWith(streamResponse(described, form), exchange.misbehaviours)
			: jsonReply(described.response);
	}

	private answerContext({ request, misbehaviours }: Exchange): AnswerContext {
		return { misbehaviours, hosted: this.hosted, host: request.headers.host ?? "" };
	}

	private async body({ request, record }: Exchange) {
		const bytes = await readBody(request, this.options.maxBodyBytes);
		const body = await parseBody(request.headers["content-type"] ?? "", bytes);
		record.fields = body.fields;
		record.files = body.files;
		if (!body.isMultipart) record.json = body.json;
		return body;
	}

	private applyRulesToBody(exchange: Exchange, { model }: Readonly<Record<string, unknown>>, prompt: unknown): void {
		const { path } = exchange.record;
		addMisbehaviours(
			exchange,
			this.options.rules.takeAfterBody({
				path,
				...(typeof model === "string" ? { model } : {}),
				...(typeof prompt === "string" ? { prompt } : {}),
			}),
		);
	}
}

interface Exchange {
	readonly request: IncomingMessage;
	readonly record: RecordedRequest;
	/** Grows while more of the request is read. */
	misbehaviours: MisbehaviourSet;
}

function addMisbehaviours(exchange: Exchange, added: MisbehaviourSet): void {
	exchange.misbehaviours = exchange.misbehaviours.with(added);
	exchange.record.misbehaved = exchange.misbehaviours.names;
}

function remember<T>(memory: Map<string, T>, id: string, value: T): void {
	memory.set(id, value);
	for (const oldest of [...memory.keys()].slice(0, -MAX_EARLIER_RESPONSES)) memory.delete(oldest);
}

function checkKey(request: IncomingMessage, key: string): void {
	const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
	const given = Buffer.from(bearer ?? [request.headers["api-key"] ?? ""].flat().join());
	const expected = Buffer.from(key);
	if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw invalidKey(given.toString());
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
