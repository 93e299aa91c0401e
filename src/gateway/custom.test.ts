// Tests the custom gateway over a backend that plays scripted events.
import { describe, expect, it, vi } from "vitest";
import type { Backend } from "../host/backend";
import type { JobEvent, JobRequest, JobState, OutputImage } from "../host/contract";
import { createCustomGateway } from "./custom";
import type { GatewayHandlers, GatewayRequest, Outcome } from "./types";

type Event = JobEvent extends infer E ? (E extends { seq: number } ? Omit<E, "seq"> : never) : never;

const image = (sha256: string): OutputImage => ({
	sha256,
	size_bytes: 3,
	content_type: "image/png",
	width: 64,
	height: 48,
});
const done: Event = { type: "done", outcome: { requested: 1, received: 1, actual: {}, elapsed_ms: 9 } };
const request: GatewayRequest = {
	requestId: "hfis-1",
	taskId: "t",
	operation: "generate",
	prompt: "a fox",
	params: { model: "gpt-image-2", n: 1 },
	images: [],
	baseUrl: "https://host/v1",
};

/** One list of events per poll. */
async function play(polls: Event[][], change: Partial<GatewayRequest> = {}, missing: readonly string[] = []) {
	const sent: JobRequest[] = [];
	const asked: string[] = [];
	const calls: unknown[] = [];
	const states: JobState[] = ["running"];
	let seq = 0;
	const backend = {
		submit: async (job: JobRequest) => {
			sent.push(job);
			return "job-1";
		},
		poll: async () => ({
			state: states[0],
			events: (polls.shift() ?? []).map((event) => ({ ...event, seq: ++seq }) as JobEvent),
		}),
		getBlob: async (sha256: string, type: string) => {
			asked.push(sha256);
			if (missing.includes(sha256)) throw new Error("gone");
			return new Blob([sha256], { type });
		},
	} as unknown as Backend;
	const handlers: Required<GatewayHandlers> = {
		onStage: (stage) => void calls.push(stage),
		onUpload: () => {},
		onJob: async () => {},
		onPicture: async ({ blob, ...picture }) => void calls.push({ picture, text: await blob.text() }),
		onPartial: ({ blob: _, ...partial }) => void calls.push({ partial }),
		onRetry: (retry) => void calls.push({ retry }),
		onPictureFailed: ({ index, error }) => void calls.push({ failed: index, code: error.code }),
		onEnded: vi.fn(),
	};
	const gateway = createCustomGateway(backend, async () => {});
	const outcome: Outcome = await gateway.run({ ...request, ...change }, handlers, new AbortController().signal);
	return { outcome, calls, asked, sent };
}

describe("events during a run", () => {
	it("delivers the latest preview and does not fetch outdated ones", async () => {
		const partial = (sha256: string, index: number, step: number): Event => ({
			type: "partial",
			index,
			partial_index: step,
			image: image(sha256),
		});
		const { calls, asked } = await play([
			[{ type: "started" }, partial("a", 0, 0)],
			[partial("b", 0, 1), partial("c", 0, 2), partial("d", 1, 0)],
			[partial("e", 0, 3), { type: "image", index: 0, image: image("f") }, done],
		]);
		expect(asked).toEqual(["a", "c", "d", "f"]);
		expect(calls).toEqual([
			"sending",
			"waiting",
			{ partial: { index: 0, step: 0, width: 64, height: 48 } },
			{ partial: { index: 0, step: 2, width: 64, height: 48 } },
			{ partial: { index: 1, step: 0, width: 64, height: 48 } },
			"receiving",
			{ picture: { index: 0, width: 64, height: 48 }, text: "f" },
		]);
	});

	it("ignores a preview that no longer exists", async () => {
		const lost: Event = { type: "partial", index: 0, partial_index: 0, image: image("lost") };
		const { calls, outcome } = await play([[lost], [done]], {}, ["lost"]);
		expect(calls).toEqual(["sending", "waiting"]);
		expect(outcome.received).toBe(1);
	});

	it("reports retries and failed images, and continues with the rest", async () => {
		const error = { code: "moderation_blocked", message: "no" };
		const actual = { size: "1024x1024" };
		const { calls, outcome } = await play([
			[{ type: "retrying", index: 1, after_ms: 2000, reason: "rate_limited" }],
			[
				{ type: "child_failed", index: 1, error },
				{ type: "image", index: 0, image: { ...image("f"), actual, revised_prompt: "a red fox" } },
				{
					type: "done",
					outcome: {
						requested: 2,
						received: 1,
						actual: {},
						elapsed_ms: 9,
						children: [
							{ index: 0, state: "done" },
							{ index: 1, state: "failed", error },
						],
						difference: [{ field: "count", requested: "2", actual: "1" }],
					},
				},
			],
		]);
		expect(calls.slice(2)).toEqual([
			{ retry: { index: 1, afterMs: 2000, reason: "rate_limited" } },
			{ failed: 1, code: "moderation_blocked" },
			"receiving",
			{ picture: { index: 0, width: 64, height: 48, actual, revisedPrompt: "a red fox" }, text: "f" },
		]);
		expect(outcome.children?.map(({ state }) => state)).toEqual(["done", "failed"]);
		expect(outcome.difference).toEqual([{ field: "count", requested: "2", actual: "1" }]);
	});
});

describe("the job request", () => {
	it("contains only parameters that were set", async () => {
		const { sent } = await play([[done]]);
		expect(sent[0]).toEqual({
			request_id: "hfis-1",
			task_id: "t",
			operation: "generate",
			base_url: "https://host/v1",
			prompt: "a fox",
			params: { model: "gpt-image-2" },
			images: [],
		});
	});

	it("contains only parameters that the model supports", async () => {
		const params = {
			model: "openai/gpt-image-2",
			n: 3,
			size: "1824x1024",
			quality: "xhigh",
			background: "opaque",
			moderation: "low",
			outputFormat: "webp",
			outputCompression: 0,
			inputFidelity: "high",
			partialImages: 0,
		} as const;
		const { sent } = await play([[done]], { params, profileId: "work", onlyIndices: [1] });
		expect(sent[0]).toMatchObject({ profile_id: "work", only: [1] });
		expect(sent[0]?.params).toEqual({
			model: "openai/gpt-image-2",
			n: 3,
			size: "1824x1024",
			background: "opaque",
			moderation: "low",
			output_format: "webp",
			output_compression: 0,
			partial_images: 0,
		});
	});
});
