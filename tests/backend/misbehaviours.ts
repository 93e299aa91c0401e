// Every misbehaviour of the fake server, and of the mock gateway, through the real backend and the page's own words: what
// came, and what the person was told. No page takes part; docs/misbehaviours.md is what this finds.
import { type Canvas, createCanvas, loadImage } from "@napi-rs/canvas";
import { createMockGateway } from "../../dev/mock/gateway";
import { type How, MISBEHAVIOURS, type MisbehaviourName } from "../../dev/provider/misbehave/names";
import type { Provider } from "../../dev/provider/server";
import { createCustomGateway } from "../../src/gateway/custom";
import { createManagedGateway } from "../../src/gateway/managed";
import type { Gateway, GatewayRequest, Outcome } from "../../src/gateway/types";
import { type Backend, createBackend } from "../../src/host/backend";
import type { EndpointProfile, JobRequest } from "../../src/host/contract";
import { type StudioError, toStudioError } from "../../src/host/errors";
import type { Call } from "../../src/host/ipc";
import { describeErrorRecord, ERROR_WORDS } from "../../src/i18n/errorStrings";
import type { Devhost } from "../e2e/servers";

const WIRE = "plugin_dev_haloforge_image_studio_";
const WANTED = 2;
/** Of a job at whose server something hangs; long enough for its other picture on a busy machine. */
const HANGING_MS = 8000;
const AT_ONCE = 6;

const PROFILES = {
	Images: {},
	"Images, streamed": { stream: true, partial_images: 2 },
	Responses: { api_mode: "responses", responses_model: "gpt-5.5" },
	"Responses, streamed": { api_mode: "responses", responses_model: "gpt-5.5", stream: true, partial_images: 2 },
} as const satisfies Record<string, Partial<EndpointProfile>>;

export type Way = keyof typeof PROFILES | "HaloForge Cloud gateway";
const DIRECT = Object.keys(PROFILES) as (keyof typeof PROFILES)[];
const STREAMED = DIRECT.filter((way) => way.includes("streamed"));
const RESPONSES = DIRECT.filter((way) => way.includes("Responses"));
const CLOUD = "HaloForge Cloud gateway";

/** Where each can happen; absent: "Images" alone says it all. */
const WHERE: { readonly [Name in MisbehaviourName]?: readonly Way[] } = {
	...each(["trickle", "hang-body", "drop", "truncate"], DIRECT),
	...each(["hang", "hang-headers", "slow-body", "500", "html-502"], ["Images", "Responses, streamed"]),
	...each(["pace", "no-stream", "done-line", "stream-error", "no-final", "crlf", "comments", "unnamed"], STREAMED),
	...each(["markdown", "empty-output", "generating"], RESPONSES),
	...each(["url", "url-other-host", "data-url-in-url", "empty-strings", "fewer", "size", "ratio"], ["Images", CLOUD]),
	...each(["429", "moderation", "moderation-451"], ["Images", CLOUD]),
	...each(["error-string", "error-message", "error-200", "empty-data"], ["Images", CLOUD]),
	...each(["data-url", "bad-base64", "not-a-picture"], ["Images", "Responses", CLOUD]),
	"forced-stream": ["Images", "Responses"],
	"assets-only": [CLOUD],
};

function each(
	names: readonly MisbehaviourName[],
	ways: readonly Way[],
): { [Name in MisbehaviourName]?: readonly Way[] } {
	return Object.fromEntries(names.map((name) => [name, ways]));
}

/** At more points, or with an argument that shows it. */
const ARGUMENTS: { readonly [Name in MisbehaviourName]?: readonly How[] } = {
	delay: ["delay:300"],
	"slow-body": ["slow-body:300"],
	pace: ["pace:20"],
	trickle: ["trickle:4096"],
	drop: ["drop:0", "drop:2000", "drop:60000"],
	"429": ["429", "429:200ms", "429:120"],
	"503": ["503:200ms"],
};

export interface Seen {
	readonly how: How;
	readonly way: Way;
	/** Of the two that were asked for. */
	readonly pictures: number;
	/** Of a picture that did not come. Of one that came it is chance whether anybody looked in time. */
	readonly hasPreview: boolean;
	readonly errors: readonly Told[];
	readonly differences: readonly string[];
}

export interface Told {
	readonly code: string;
	readonly hasOwnWords: boolean;
	readonly en: string;
	readonly zh: string;
	readonly providerSaid: string | undefined;
	readonly requestId: string | undefined;
}

function callDevhost({ url, token }: Devhost, origin: string): Call {
	return (async (command: string, input: { request?: JobRequest }) => {
		if (input.request?.request_id.includes("hang")) input.request.timeout_ms = HANGING_MS;
		const response = await fetch(`${url}/ipc`, {
			method: "POST",
			headers: { "content-type": "application/json", "x-devhost-token": token, origin },
			body: JSON.stringify({
				cmd: ["plugin", "invoke"].join("_"),
				args: { args: { wire_name: WIRE + command, args: input } },
			}),
		});
		const answer = (await response.json()) as { ok?: unknown; err?: unknown };
		if ("err" in answer) throw toStudioError(answer.err);
		return answer.ok;
	}) as Call;
}

export async function tryAll(devhost: Devhost, origin: string, provider: Provider): Promise<Seen[]> {
	const backend = createBackend(callDevhost(devhost, origin));
	for (const way of DIRECT) {
		const profile = { id: idOf(way), base_url: provider.url, concurrency: 8, ...PROFILES[way] };
		await backend.setProfile(profile, provider.key);
	}
	const everything = (Object.keys(MISBEHAVIOURS) as MisbehaviourName[]).flatMap((name) =>
		(ARGUMENTS[name] ?? [name]).flatMap((how) => (WHERE[name] ?? ["Images"]).map((way) => ({ how, way }))),
	);
	// The cloud's stand-in has no headers, which arguments are for; at a custom endpoint a bare 429 would be waited for.
	const all = everything.filter(({ how, way }) => (way === CLOUD ? !how.includes(":") : how !== "429"));
	const seen = new Map<object, Seen>();
	const waiting = all.filter(({ how }) => !isEarly(how));
	const worker = async (): Promise<void> => {
		for (let one = waiting.shift(); one; one = waiting.shift()) seen.set(one, await tryOne(one, backend, provider));
	};
	// What acts before the body is read cannot be told by the prompt: by itself.
	for (const one of all.filter(({ how }) => isEarly(how))) seen.set(one, await tryOne(one, backend, provider));
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	return all.flatMap((one) => seen.get(one) ?? []);
}

const isEarly = (how: How): boolean => /^(503|reset)\b/.test(how);
const idOf = (way: string): string => way.replace(/\W+/g, "-").toLowerCase();

let count = 0;

async function tryOne({ how, way }: { how: How; way: Way }, backend: Backend, provider: Provider): Promise<Seen> {
	const prompt = `a red harbour crane, number ${++count}`;
	const isCloud = way === CLOUD;
	// Of a job that is split, the first call alone.
	const undo = isCloud
		? () => {}
		: provider.misbehave({ how, times: 1, ...(isEarly(how) ? {} : { match: { prompt } }) });
	const request: GatewayRequest = {
		requestId: `hfis-${count}-${idOf(how)}`,
		taskId: `t-${count}`,
		operation: "generate",
		prompt,
		params: { model: "gpt-image-2", size: "816x816", n: WANTED },
		images: [],
		baseUrl: provider.url,
		profileId: idOf(way),
	};
	const gateway: Gateway = isCloud ? cloud(how, backend) : createCustomGateway(backend);
	let pictures = 0;
	const previews = new Set<number>();
	let hasPreview = false;
	const errors: StudioError[] = [];
	const run = gateway.run(
		request,
		{
			onStage: () => {},
			onPicture: async ({ blob, width, height }) => {
				if (blob.size > 0 && width > 0 && height > 0) pictures++;
			},
			onPartial: ({ index }) => void previews.add(index),
			onPictureFailed({ index, error }) {
				errors.push(error);
				hasPreview ||= previews.has(index);
			},
		},
		new AbortController().signal,
	);
	const outcome = await run.catch((error: unknown): Outcome | undefined => {
		const told = toStudioError(error);
		if (!errors.some(({ code }) => code === told.code)) errors.push(told);
		return undefined;
	});
	undo();
	const differences = (outcome?.difference ?? []).map(
		({ field, requested, actual }) => `${field} ${actual} for ${requested}`,
	);
	return { how, way, pictures, hasPreview, errors: errors.map(toTold), differences };
}

function toTold(error: StudioError): Told {
	const record = error.toRecord();
	return {
		code: error.code,
		hasOwnWords: Object.hasOwn(ERROR_WORDS, error.code) && error.code !== "internal",
		en: describeErrorRecord(record, "en"),
		zh: describeErrorRecord(record, "zh"),
		providerSaid: record.provider_message,
		requestId: record.provider_request_id,
	};
}

/** The mock paints on canvases of a browser. */
function cloud(how: How, backend: Backend): Gateway {
	Object.assign(globalThis, {
		OffscreenCanvas: function offscreen(width: number, height: number): Canvas {
			const canvas = createCanvas(width, height);
			const convertToBlob = async ({ type }: { type: "image/png" }) =>
				new Blob([new Uint8Array(canvas.toBuffer(type))], { type });
			return Object.assign(canvas, { convertToBlob });
		},
		createImageBitmap: async (blob: Blob) => loadImage(Buffer.from(await blob.arrayBuffer())),
	});
	const mock = createMockGateway({ delayMs: 0, how: [how] });
	return createManagedGateway({
		bridge: {
			isAvailable: () => true,
			generateImages: (request) => mock.generateImages("x", request),
			editImages: (request) => mock.editImages("x", request),
		},
		backend,
	});
}

/** The same outcome by several ways is one row; each sentence stands once, below. */
export function toTable(all: readonly Seen[]): string {
	const sentences = new Map<string, Told>();
	const rows = new Map<string, { row: readonly string[]; ways: Way[] }>();
	for (const { how, way, pictures, hasPreview, errors, differences } of all) {
		for (const told of errors) sentences.set(told.en, told);
		const numbers = [...new Set(errors.map(({ en }) => en))].map((en) => [...sentences.keys()].indexOf(en) + 1);
		const said = [...new Set(errors.flatMap(({ providerSaid }) => providerSaid ?? []))].map((words) => `*${words}*`);
		const told = [...numbers.map((number) => `(${number})`), ...said, ...differences].join(" · ") || "–";
		const came = `${pictures} of ${WANTED}${hasPreview ? ", a preview" : ""}`;
		const name = how.replace(/:.*/, "") as MisbehaviourName;
		const row = [`\`${how}\``, MISBEHAVIOURS[name], came, told];
		const same = rows.get(row.join()) ?? { row, ways: [] };
		same.ways.push(way);
		rows.set(row.join(), same);
	}
	const lines = [...rows.values()].map(({ row: [how, does, came, told], ways }) => [
		how,
		does,
		shorten(ways),
		came,
		told,
	]);
	const list = [...sentences.values()].map(({ en, zh }, at) => `${at + 1}. ${en}\n   ${zh}`);
	return `${HEAD}\n${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n\n${list.join("\n")}\n`;
}

const shorten = (ways: readonly Way[]): string => (ways.length === DIRECT.length ? "all four" : ways.join("; "));

const HEAD = `# What a person sees when a server misbehaves

Written by \`tests/backend/misbehaviours.test.ts\`: two pictures are asked for, through the real backend, by each way in which the
misbehaviour can happen. Streams and the Responses API ask for them one by one, and one of the two calls is misbehaved at.
Numbers stand for the sentences below, italics for the provider's own words, redacted.
\`UPDATE_DOCS=1 npx vitest run --config tests/backend/vitest.config.ts\` writes it anew.

| misbehaviour | the server | by | pictures | told |
| --- | --- | --- | --- | --- |`;
