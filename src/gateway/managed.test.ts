import { createCanvas } from "@napi-rs/canvas";
import { describe, expect, it, vi } from "vitest";
import type { Backend } from "../host/backend";
import type { JobEvent } from "../host/contract";
import { StudioError } from "../host/errors";
import type { ManagedAsset, ManagedBridge, ManagedResult } from "../host/gateway";
import { createManagedGateway } from "./managed";
import type { GatewayHandlers, GatewayRequest, ReceivedPicture } from "./types";

const paint = (colour: string): Uint8Array<ArrayBuffer> => {
	const canvas = createCanvas(4, 3);
	const context = canvas.getContext("2d");
	context.fillStyle = colour;
	context.fillRect(0, 0, 4, 3);
	return new Uint8Array(canvas.toBuffer("image/png"));
};
const [RED, BLUE] = [paint("red"), paint("blue")];
const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const sha = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
	Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");

const asset = (id: string, change: Partial<ManagedAsset> = {}): ManagedAsset => ({
	id,
	endpoint: "images/generations",
	object_ref: id,
	public_url: `https://cloud.example/${id}.png`,
	content_type: "image/png",
	size_bytes: 9,
	checksum_sha256: id,
	...change,
});
const request: GatewayRequest = {
	requestId: "hfis-1",
	taskId: "t",
	operation: "generate",
	prompt: "a fox",
	params: { model: "gpt-image-2", n: 1 },
	images: [],
};
const NO_BACKEND = { health: async () => null } as unknown as Backend;
const NEVER = new AbortController().signal;

interface Setting {
	answer?: unknown;
	refuse?: unknown;
	outputs?: ManagedAsset[];
	backend?: Backend;
	/** Downloads that succeed in the page. */
	web?: Record<string, Uint8Array<ArrayBuffer>>;
}

function setUp({ answer, refuse, outputs = [], backend = NO_BACKEND, web = {} }: Setting) {
	const bridge = {
		isAvailable: () => true,
		generateImages: vi.fn(async () => {
			if (refuse !== undefined) throw refuse;
			return answer as ManagedResult;
		}),
		editImages: vi.fn(),
		listOutputs: vi.fn(async (limit: number) => outputs.slice(0, limit)),
	} satisfies ManagedBridge;
	const fetchPicture = vi.fn(async (url: string) => {
		const bytes = web[url];
		if (!bytes) throw new TypeError("Failed to fetch");
		return new Blob([bytes]);
	});
	const pictures: ReceivedPicture[] = [];
	const lost: [number, string][] = [];
	const handlers: GatewayHandlers = {
		onStage: () => {},
		onPicture: async (picture) => void pictures.push(picture),
		onPictureFailed: ({ index, error }) => void lost.push([index, error.code]),
	};
	const gateway = createManagedGateway({ bridge, backend, fetchPicture, now: () => 0 });
	const run = (params: Partial<GatewayRequest["params"]> = {}, prompt = request.prompt) =>
		gateway.run({ ...request, prompt, params: { ...request.params, ...params } }, handlers, NEVER);
	const shown = () =>
		Promise.all(pictures.map(async ({ index, blob }) => [index, b64(new Uint8Array(await blob.arrayBuffer()))]));
	return { bridge, gateway, run, shown, lost, fetchPicture };
}

describe("images", () => {
	it("are requested in four calls from a model that makes one per call, and a failed call does not affect the others", async () => {
		const { bridge, run, shown, lost } = setUp({});
		let calls = 0;
		bridge.generateImages.mockImplementation((async (asked: { n?: number }) => {
			expect(asked.n).toBe(1);
			if (++calls === 2) throw new Error("HTTP 500");
			return { data: [{ b64_json: b64(calls === 1 ? RED : BLUE) }] };
		}) as never);
		expect(await run({ model: "dall-e-3", n: 4 })).toMatchObject({ requested: 4, received: 3 });
		expect(calls).toBe(4);
		expect((await shown()).map(([index]) => index)).toEqual([0, 2, 3]);
		expect(lost.map(([index]) => index)).toEqual([1]);
	});

	it("of a call that returns several get indices that no other call uses", async () => {
		const { bridge, run, shown } = setUp({});
		bridge.generateImages.mockImplementation((async () => ({
			data: [RED, BLUE].map((one) => ({ b64_json: b64(one) })),
		})) as never);
		await run({ model: "dall-e-3", n: 2 });
		expect(new Set((await shown()).map(([index]) => index)).size).toBe(4);
	});

	it("that cannot be read from the answer are read from the saved outputs", async () => {
		const data = [{ url: "https://cdn.example/expired.png" }, { b64_json: "", url: "" }, { b64_json: b64(RED) }];
		const hf_output_assets = [asset("one"), asset("two"), asset("three")];
		const web = { "https://cloud.example/one.png": RED, "https://cloud.example/two.png": BLUE };
		const { run, shown, fetchPicture } = setUp({ answer: { data, hf_output_assets }, web });
		expect(await run({ n: 3 })).toMatchObject({ requested: 3, received: 3, assets: 3 });
		expect(await shown()).toEqual([
			[0, b64(RED)],
			[1, b64(BLUE)],
			[2, b64(RED)],
		]);
		expect(fetchPicture).toHaveBeenCalledTimes(3);
	});

	it("that only the saved outputs list are delivered, each once", async () => {
		const hf_output_assets = [
			asset("x", { checksum_sha256: "a" }),
			asset("again", { checksum_sha256: await sha(RED) }),
		];
		const web = { "https://cloud.example/x.png": BLUE, "https://cloud.example/again.png": RED };
		const { run, shown } = setUp({ answer: { data: [{ b64_json: b64(RED) }], hf_output_assets }, web });
		expect((await run({ n: 1 })).received).toBe(1);
		expect(await shown()).toEqual([[0, b64(RED)]]);
		const only = setUp({ answer: { hf_output_assets }, web });
		expect((await only.run({ n: 2 })).received).toBe(2);
	});

	it("that are damaged are replaced by their intact saved copy, or kept if there is none", async () => {
		const cut = BLUE.subarray(0, -12);
		const hf_output_assets = [asset("whole")];
		const web = { "https://cloud.example/whole.png": BLUE };
		const saved = setUp({ answer: { data: [{ b64_json: b64(cut) }], hf_output_assets }, web });
		await saved.run({ n: 1 });
		expect(await saved.shown()).toEqual([[0, b64(BLUE)]]);
		const lone = setUp({ answer: { data: [{ b64_json: b64(cut) }] } });
		await lone.run({ n: 1 });
		expect(await lone.shown()).toEqual([[0, b64(cut)]]);
	});

	it("that are missing are reported, the others are delivered", async () => {
		const data = [{ url: "https://cdn.example/gone.png" }, { b64_json: b64(BLUE) }];
		const { run, shown, lost } = setUp({ answer: { data } });
		const outcome = await run({ n: 3 });
		expect(outcome.difference).toEqual([{ field: "count", requested: "3", actual: "1" }]);
		expect(await shown()).toEqual([[1, b64(BLUE)]]);
		expect(lost).toEqual([[0, "result_unreachable"]]);
	});

	it("are requested with parameters that the model supports", async () => {
		const { run, bridge } = setUp({ answer: { data: [{ b64_json: b64(RED) }] } });
		await run({
			quality: "xhigh",
			outputFormat: "webp",
			outputCompression: 80,
			moderation: "low",
			inputFidelity: "high",
		});
		expect(bridge.generateImages).toHaveBeenCalledWith({
			model: "gpt-image-2",
			prompt: "a fox",
			n: 1,
			output_format: "webp",
			output_compression: 80,
			moderation: "low",
		});
	});
});

describe("a URL that the page may not read", () => {
	const url = "https://cdn.example/a.png";
	const answer = { data: [{ url }] };
	const backendWith = (events: object[], state = "done") => {
		const acknowledge = vi.fn(async () => {});
		const fetchOutputs = vi.fn(async () => "job-9");
		const polls = [
			{ state: "running", events: [] },
			{ state, events },
		];
		const backend = {
			health: async () => ({ version: "0.2.0" }),
			fetchOutputs,
			poll: async () => polls.shift(),
			getBlob: async (_sha: string, type: string) => new Blob([RED], { type }),
			acknowledge,
		};
		return { backend: backend as unknown as Backend, fetchOutputs, acknowledge };
	};

	it("is downloaded by the backend", async () => {
		const fetched = { seq: 1, type: "fetched", index: 0, image: { sha256: "a", content_type: "image/png" } };
		const { backend, fetchOutputs, acknowledge } = backendWith([fetched, { seq: 2, type: "done" }]);
		const { run, shown } = setUp({ answer, backend });
		expect((await run()).received).toBe(1);
		expect(await shown()).toEqual([[0, b64(RED)]]);
		expect(fetchOutputs).toHaveBeenCalledWith([url]);
		expect(acknowledge).toHaveBeenCalledWith("job-9");
	});

	it("fails with the backend's reason, or without a reason if there is no backend", async () => {
		const error = { code: "result_unfetched", message: "no", details: { reason: "refused" } };
		const failed = { seq: 1, type: "failed", error } satisfies JobEvent;
		const { backend, acknowledge } = backendWith([failed], "failed");
		await expect(setUp({ answer, backend }).run()).rejects.toMatchObject({
			code: "result_unreachable",
			details: { reason: "refused" },
		});
		expect(acknowledge).toHaveBeenCalled();
		await expect(setUp({ answer }).run()).rejects.toMatchObject({ code: "result_unreachable", details: {} });
	});
});

describe("a rejection of the host", () => {
	const moderation = {
		error: { message: "Your request was rejected by the safety system.", code: "moderation_blocked" },
	};
	it.each<[string, unknown, string]>([
		["a sentence", "The safety system stopped it: content policy", "moderation_blocked"],
		["an Error", new Error("upstream answered HTTP 429: slow down"), "rate_limited"],
		["an object", moderation, "moderation_blocked"],
		["serde's form", { Network: "status 502 Bad Gateway" }, "gateway_failed"],
		["the provider's JSON in a sentence", `Gateway error: ${JSON.stringify(moderation)}`, "moderation_blocked"],
		[
			"the provider's code",
			{ code: "insufficient_quota", message: "You exceeded your current quota" },
			"quota_exhausted",
		],
		["a missing bridge", new StudioError({ code: "gateway_unavailable", message: "x" }), "gateway_unavailable"],
		["an empty object", {}, "provider_failed"],
	])("%s", async (_, refuse, code) => {
		await expect(setUp({ refuse }).run()).rejects.toMatchObject({ code });
	});
});

it("a rejection's message is kept without prompt, keys and image bytes", async () => {
	const said = `HTTP 400: {"error":{"message":"bad prompt: red fox in the \\"snow\\" Bearer abc123 sk-planted-77 data:image/png;base64,AAAA ${"QUJD".repeat(40)} end"}}`;
	const { run } = setUp({ refuse: new Error(said) });
	const refusal = await run({}, 'a red fox in the "snow" at night').catch((error: StudioError) => error);
	const kept = JSON.stringify((refusal as StudioError).toRecord());
	expect(kept).toMatch(/bad prompt.*end/);
	for (const planted of ["fox", "abc123", "planted", "AAAA", "QUJD"]) expect(kept).not.toContain(planted);
});

describe("saved outputs", () => {
	const START = Date.parse("2026-11-21T10:00:00Z");
	const at = (minutes: number) => new Date(START + minutes * 60_000).toISOString();
	const outputs = [
		asset("later", { created_at: at(30), model: "gpt-image-2" }),
		asset("second", { created_at: at(3), model: "gpt-image-2" }),
		asset("edit", { created_at: at(2), endpoint: "images/edits", model: "gpt-image-2" }),
		asset("other-model", { created_at: at(2), model: "gpt-image-1.5" }),
		asset("first", { created_at: at(1), model: "openai/gpt-image-2" }),
		asset("before", { created_at: at(-5), model: "gpt-image-2" }),
		asset("timeless", { model: "gpt-image-2" }),
		asset("video", { created_at: at(2), content_type: "video/mp4" }),
	];

	it("are listed with their known facts, in pages", async () => {
		const { gateway } = setUp({ outputs });
		const page = await gateway.listOutputs(2);
		expect(page).toMatchObject({
			hasMore: true,
			items: [{ id: "later", createdAt: START + 1_800_000 }, { id: "second" }],
		});
		const all = await gateway.listOutputs(50);
		expect(all.hasMore).toBe(false);
		expect(all.items.map(({ id }) => id)).not.toContain("video");
		expect(all.items.find(({ id }) => id === "edit")?.operation).toBe("edit");
		const fetched = setUp({ outputs, web: { "https://cloud.example/first.png": RED } });
		expect((await fetched.gateway.fetchOutput(all.items.find(({ id }) => id === "first")!)).size).toBe(RED.length);
	});

	it("that may belong to an unanswered call match its operation and time, are new, and are no more than requested", async () => {
		const { gateway } = setUp({ outputs });
		const find = async (n: number, known: string[] = []) =>
			(
				await gateway.findUnclaimedOutputs({
					operation: "generate",
					model: "gpt-image-2",
					n,
					startedAt: START,
					isInLibrary: async (sha256) => known.includes(sha256),
				})
			).map(({ id }) => id);
		expect(await find(1)).toEqual(["first"]);
		expect(await find(4)).toEqual(["first", "second"]);
		expect(await find(4, ["first"])).toEqual(["second"]);
	});
});
