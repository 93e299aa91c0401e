// Sends a request for every misbehaviour of the fake server and of the mock gateway through the real backend and the
// page's gateways, and records the pictures and error messages that result. Uses no browser. Writes
// docs/misbehaviours.md.
import { type Canvas, createCanvas, loadImage } from "@napi-rs/canvas";
import { createMockGateway } from "../../dev/mock/gateway";
import { MISBEHAVIOURS, type MisbehaviourName, type MisbehaviourSpec } from "../../dev/provider/misbehave/names";
import type { Provider } from "../../dev/provider/server";
import { createCustomGateway } from "../../src/gateway/custom";
import { createManagedGateway } from "../../src/gateway/managed";
import type { Gateway, GatewayRequest, Outcome } from "../../src/gateway/types";
import { type Backend, createBackend } from "../../src/host/backend";
import type { EndpointProfile, JobRequest } from "../../src/host/contract";
import { type StudioError, toStudioError } from "../../src/host/errors";
import { describeErrorRecord } from "../../src/i18n/describeErrorRecord";
import { ERROR_STRINGS } from "../../src/i18n/errorStrings";
import type { Devhost } from "../e2e/servers";
import { callDevhost } from "./callDevhost";

const PICTURE_COUNT = 2;
/** Timeout of a job whose server hangs. It is long enough for the job's other picture on a busy machine. */
const HANGING_MS = 8000;
const CONCURRENCY = 6;

const PROFILES = {
	Images: {},
	"Images, streamed": { stream: true, partial_images: 2 },
	Responses: { api_mode: "responses", responses_model: "gpt-5.5" },
	"Responses, streamed": { api_mode: "responses", responses_model: "gpt-5.5", stream: true, partial_images: 2 },
} as const satisfies Record<string, Partial<EndpointProfile>>;

export type RequestPath = keyof typeof PROFILES | "HaloForge Cloud gateway";
const DIRECT = Object.keys(PROFILES) as (keyof typeof PROFILES)[];
const STREAMED = DIRECT.filter((path) => path.includes("streamed"));
const RESPONSES = DIRECT.filter((path) => path.includes("Responses"));
const CLOUD = "HaloForge Cloud gateway";

/** The request paths on which a misbehaviour is tried. Default: "Images" alone. */
const PATHS_OF: { readonly [Name in MisbehaviourName]?: readonly RequestPath[] } = {
	...each(["trickle", "hang-body", "drop", "truncate"], DIRECT),
	...each(["hang", "hang-headers", "slow-body", "500", "html-502"], ["Images", "Responses, streamed"]),
	...each(["pace", "no-stream", "done-line", "stream-error", "no-final", "crlf", "comments", "unnamed"], STREAMED),
	...each(["markdown", "empty-output", "generating"], RESPONSES),
	...each(["url", "url-other-host", "data-url-in-url", "empty-strings", "fewer", "size", "ratio"], ["Images", CLOUD]),
	...each(["429", "moderation", "moderation-451"], ["Images", CLOUD]),
	...each(["error-string", "error-message", "error-200", "empty-data"], ["Images", CLOUD]),
	...each(["data-url", "bad-base64", "not-a-picture"], ["Images", "Responses", CLOUD]),
	"500-stream": STREAMED,
	"forced-stream": ["Images", "Responses"],
	"assets-only": [CLOUD],
};

function each(
	names: readonly MisbehaviourName[],
	paths: readonly RequestPath[],
): { [Name in MisbehaviourName]?: readonly RequestPath[] } {
	return Object.fromEntries(names.map((name) => [name, paths]));
}

/** The specs that are tried for a misbehaviour. Default: its name without an argument. */
const ARGUMENTS: { readonly [Name in MisbehaviourName]?: readonly MisbehaviourSpec[] } = {
	delay: ["delay:300"],
	"slow-body": ["slow-body:300"],
	pace: ["pace:20"],
	trickle: ["trickle:4096"],
	drop: ["drop:0", "drop:2000", "drop:60000"],
	"429": ["429", "429:200ms", "429:120"],
	"503": ["503:200ms"],
};

export interface MisbehaviourOutcome {
	readonly how: MisbehaviourSpec;
	readonly path: RequestPath;
	/** Number of pictures received, of the two requested. */
	readonly pictures: number;
	/**
	 * True if a picture that failed had a preview. Previews of finished pictures depend on timing and are not counted.
	 */
	readonly hasPreview: boolean;
	readonly errors: readonly ErrorNotice[];
	readonly differences: readonly string[];
}

export interface ErrorNotice {
	readonly code: string;
	readonly hasOwnWords: boolean;
	readonly en: string;
	readonly zh: string;
	readonly providerSaid: string | undefined;
	readonly requestId: string | undefined;
}

export async function tryAll(devhost: Devhost, origin: string, provider: Provider): Promise<MisbehaviourOutcome[]> {
	const backend = createBackend(callDevhost(devhost, origin, shortenHangingJobs));
	for (const path of DIRECT) {
		const profile = { id: idOf(path), base_url: provider.url, concurrency: 8, ...PROFILES[path] };
		await backend.setProfile(profile, provider.key);
	}
	const everything = (Object.keys(MISBEHAVIOURS) as MisbehaviourName[]).flatMap((name) =>
		(ARGUMENTS[name] ?? [name]).flatMap((how) => (PATHS_OF[name] ?? ["Images"]).map((path) => ({ how, path }))),
	);
	// The mock gateway has no headers, so arguments have no effect there. The backend would wait after a 429 without
	// argument.
	const all = everything.filter(({ how, path }) => (path === CLOUD ? !how.includes(":") : how !== "429"));
	const outcomes = new Map<object, MisbehaviourOutcome>();
	const waiting = all.filter(({ how }) => !isEarly(how));
	const worker = async (): Promise<void> => {
		for (let one = waiting.shift(); one; one = waiting.shift()) outcomes.set(one, await tryOne(one, backend, provider));
	};
	// Misbehaviours that act before the body is read cannot be matched by prompt, so they run alone.
	for (const one of all.filter(({ how }) => isEarly(how))) outcomes.set(one, await tryOne(one, backend, provider));
	await Promise.all(Array.from({ length: CONCURRENCY }, worker));
	return all.flatMap((one) => outcomes.get(one) ?? []);
}

const isEarly = (how: MisbehaviourSpec): boolean => /^(503|reset)\b/.test(how);
const idOf = (path: string): string => path.replace(/\W+/g, "-").toLowerCase();

/** A job whose server hangs ends by its timeout. */
function shortenHangingJobs(input: { request?: JobRequest }): void {
	if (input.request?.request_id.includes("hang")) input.request.timeout_ms = HANGING_MS;
}

let count = 0;

async function tryOne(
	{ how, path }: { how: MisbehaviourSpec; path: RequestPath },
	backend: Backend,
	provider: Provider,
): Promise<MisbehaviourOutcome> {
	const prompt = `a red harbour crane, number ${++count}`;
	const isCloud = path === CLOUD;
	// In a job that is split into several calls, only the first call is affected.
	const undo = isCloud
		? () => {}
		: provider.misbehave({ how, times: 1, ...(isEarly(how) ? {} : { match: { prompt } }) });
	const request: GatewayRequest = {
		requestId: `hfis-${count}-${idOf(how)}`,
		taskId: `t-${count}`,
		operation: "generate",
		prompt,
		params: { model: "gpt-image-2", size: "816x816", n: PICTURE_COUNT },
		images: [],
		baseUrl: provider.url,
		profileId: idOf(path),
	};
	const gateway: Gateway = isCloud ? createMockCloudGateway(how, backend) : createCustomGateway(backend);
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
		const studioError = toStudioError(error);
		if (!errors.some(({ code }) => code === studioError.code)) errors.push(studioError);
		return undefined;
	});
	undo();
	const differences = (outcome?.difference ?? []).map(
		({ field, requested, actual }) => `${field} ${actual} for ${requested}`,
	);
	return { how, path, pictures, hasPreview, errors: errors.map(toErrorNotice), differences };
}

function toErrorNotice(error: StudioError): ErrorNotice {
	const record = error.toRecord();
	const sentenceOnly = { ...record, provider_message: undefined };
	return {
		code: error.code,
		hasOwnWords: Object.hasOwn(ERROR_STRINGS, error.code) && error.code !== "internal",
		en: describeErrorRecord(sentenceOnly, "en"),
		zh: describeErrorRecord(sentenceOnly, "zh"),
		providerSaid: record.provider_message,
		requestId: record.provider_request_id,
	};
}

/** The mock gateway needs the browser's canvas functions; Node's canvas replaces them. */
function createMockCloudGateway(how: MisbehaviourSpec, backend: Backend): Gateway {
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

/** Merges equal outcomes of several request paths into one row. Lists each error message once, below the table. */
export function toTable(all: readonly MisbehaviourOutcome[]): string {
	const sentences = new Map<string, ErrorNotice>();
	const rows = new Map<string, { row: readonly string[]; paths: RequestPath[] }>();
	for (const { how, path, pictures, hasPreview, errors, differences } of all) {
		for (const notice of errors) sentences.set(notice.en, notice);
		const numbers = [...new Set(errors.map(({ en }) => en))].map((en) => [...sentences.keys()].indexOf(en) + 1);
		const providerMessages = [...new Set(errors.flatMap(({ providerSaid }) => providerSaid ?? []))].map(
			(words) => `*${words}*`,
		);
		const message = [...numbers.map((number) => `(${number})`), ...providerMessages, ...differences].join(" · ") || "–";
		const received = `${pictures} of ${PICTURE_COUNT}${hasPreview ? ", a preview" : ""}`;
		const name = how.replace(/:.*/, "") as MisbehaviourName;
		const row = [`\`${how}\``, MISBEHAVIOURS[name], received, message];
		const same = rows.get(row.join()) ?? { row, paths: [] };
		same.paths.push(path);
		rows.set(row.join(), same);
	}
	const lines = [...rows.values()].map(({ row: [how, description, received, message], paths }) => [
		how,
		description,
		shorten(paths),
		received,
		message,
	]);
	const list = [...sentences.values()].map(({ en, zh }, at) => `${at + 1}. ${en}\n   ${zh}`);
	return `${HEAD}\n${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n\n${list.join("\n")}\n`;
}

const shorten = (paths: readonly RequestPath[]): string =>
	paths.length === DIRECT.length ? "all four" : paths.join("; ");

const HEAD = `# Error messages for misbehaving servers

Generated by \`tests/backend/misbehaviours.test.ts\`. The test requests two pictures through the real backend by each request
path on which the misbehaviour can occur. Streams and the Responses API use one call per picture, and one of the two calls
misbehaves. Numbers refer to the messages below the table; the provider's own text, redacted, is in italics.
\`UPDATE_DOCS=1 npx vitest run --config tests/backend/vitest.config.ts\` regenerates this page.

| misbehaviour | server | request path | pictures | message |
| --- | --- | --- | --- | --- |`;
