// Checks the fake server with the official OpenAI client, which must accept, parse and retry as it does with the live
// service. tests/e2e/officialClient.spec.ts checks that the backend sends the same requests as this client.
import OpenAI, { APIConnectionError, APIError, AuthenticationError, BadRequestError, toFile } from "openai";
import type { ResponseStreamEvent } from "openai/resources/responses/responses";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Provider, startProvider } from "./server";
import { greyPng, readPixels } from "./testPictures";

const KEY = "sk-test-0123456789";
const MODEL = "gpt-image-2";
const SIZE = "816x816";
let provider: Provider;
let client: OpenAI;
const undo: (() => void)[] = [];
const misbehave = (rule: Parameters<Provider["misbehave"]>[0]) => void undo.push(provider.misbehave(rule));

beforeAll(async () => {
	provider = await startProvider({ key: KEY });
	client = new OpenAI({ apiKey: KEY, baseURL: provider.url, maxRetries: 0 });
});
afterEach(() => {
	for (const one of undo.splice(0)) one();
});
afterAll(() => provider.close());

const png = (name: string, hole = false) => toFile(greyPng(64, 64, hole), name, { type: "image/png" });
const dataUrl = (hole = false) => `data:image/png;base64,${Buffer.from(greyPng(64, 64, hole)).toString("base64")}`;
const widthOf = async (b64: string | null | undefined) => (await readPixels(Buffer.from(b64 ?? "", "base64"))).width;

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
	const events: T[] = [];
	for await (const event of stream) events.push(event);
	return events;
}

describe("the Images API", () => {
	it("generates a picture and returns usage and the chosen parameters", async () => {
		const answer = await client.images.generate({ model: MODEL, prompt: "a fox", size: SIZE as "1024x1024", n: 2 });
		expect(answer).toMatchObject({ size: SIZE, quality: "low", output_format: "png", background: "opaque" });
		expect(await Promise.all(answer.data!.map(({ b64_json }) => widthOf(b64_json)))).toEqual([816, 816]);
		expect(answer.usage!.total_tokens).toBe(answer.usage!.input_tokens + answer.usage!.output_tokens);
	});

	it("edits several pictures with a mask", async () => {
		const image = [await png("a.png"), await png("b.png")];
		const answer = await client.images.edit({ model: MODEL, prompt: "a fox", image, mask: await png("m.png", true) });
		expect(await widthOf(answer.data?.[0]?.b64_json)).toBe(1024);
		expect(
			provider.requests
				.at(-1)
				?.files.map(({ field }) => field)
				.sort(),
		).toEqual(["image[]", "image[]", "mask"]);
	});

	it("streams partial pictures, then the picture with its usage", async () => {
		const common = {
			model: MODEL,
			prompt: "a fox",
			size: SIZE as "1024x1024",
			stream: true,
			partial_images: 2,
		} as const;
		const generated = await collect(await client.images.generate(common));
		const edited = await collect(await client.images.edit({ ...common, image: await png("a.png") }));
		for (const [events, name] of [
			[generated, "image_generation"],
			[edited, "image_edit"],
		] as const) {
			expect(events.map(({ type }) => type)).toEqual([
				`${name}.partial_image`,
				`${name}.partial_image`,
				`${name}.completed`,
			]);
			expect(events.map((event) => "partial_image_index" in event && event.partial_image_index)).toEqual([0, 1, false]);
			for (const { b64_json, size } of events) expect([await widthOf(b64_json), size]).toEqual([816, SIZE]);
			const last = events.at(-1)!;
			expect("usage" in last && last.usage.output_tokens).toBeGreaterThan(200);
		}
	});

	it("lists models with their shutdown dates", async () => {
		const { data } = await client.models.list();
		const goes = data.find(({ id }) => id === "gpt-image-1-mini") as { shutdown_date?: string } | undefined;
		expect(goes?.shutdown_date).toBe("2026-12-01");
	});
});

const tool = { type: "image_generation", model: MODEL, size: SIZE as "1024x1024" } as const;
const message = (...images: string[]) => [
	{
		role: "user" as const,
		content: [
			{ type: "input_text" as const, text: "a fox" },
			...images.map((image_url) => ({ type: "input_image" as const, image_url, detail: "auto" as const })),
		],
	},
];
const callOf = (response: OpenAI.Responses.Response) => {
	const [item] = response.output.filter((one) => one.type === "image_generation_call");
	return item as typeof item & { revised_prompt: string; action: string; size: string };
};

describe("the Responses API", () => {
	it("generates with the image tool and returns the revised prompt", async () => {
		const response = await client.responses.create({ model: "gpt-5.5", input: "a fox", tools: [tool] });
		expect(response.status).toBe("completed");
		expect(callOf(response)).toMatchObject({ status: "completed", action: "generate", size: SIZE });
		expect(callOf(response).revised_prompt).toContain("a fox");
		expect(await widthOf(callOf(response).result)).toBe(816);
	});

	it("edits several pictures with a mask and continues from an earlier response", async () => {
		const response = await client.responses.create({
			model: "gpt-5.5",
			input: message(dataUrl(), dataUrl()),
			tools: [{ ...tool, action: "edit", input_image_mask: { image_url: dataUrl(true) } }],
			tool_choice: { type: "image_generation" },
		});
		expect(callOf(response).action).toBe("edit");
		const next = await client.responses.create({
			model: "gpt-5.5",
			input: "and now a cat",
			previous_response_id: response.id,
			tools: [{ type: "image_generation" }],
		});
		expect(callOf(next).action).toBe("edit");
	});

	it("answers with text if the image tool is not allowed", async () => {
		const options = { model: "gpt-5.5", input: "a fox", tools: [tool], tool_choice: "none" as const };
		expect((await client.responses.create(options)).output_text).toMatch(/\w/);
	});

	const stream = async (): Promise<ResponseStreamEvent[]> =>
		collect(
			await client.responses.create({
				model: "gpt-5.5",
				input: "a fox",
				stream: true,
				tools: [{ ...tool, partial_images: 1 }],
			}),
		);

	it("streams the picture in output_item.done and in the last event", async () => {
		const events = await stream();
		expect(events.map(({ type }) => type)).toEqual([
			"response.created",
			"response.in_progress",
			"response.output_item.added",
			"response.image_generation_call.in_progress",
			"response.image_generation_call.generating",
			"response.image_generation_call.partial_image",
			"response.image_generation_call.completed",
			"response.output_item.done",
			"response.completed",
		]);
		expect(events.map((event) => event.sequence_number)).toEqual([...events.keys()]);
		const done = events.find((event) => event.type === "response.output_item.done");
		const result = done?.item.type === "image_generation_call" ? done.item.result : null;
		expect(await widthOf(result)).toBe(816);
		const last = events.at(-1);
		expect(last?.type === "response.completed" && last.response.output).toHaveLength(1);
	});

	it("streams like some relays: an empty final output, an unfinished item, [DONE]", async () => {
		misbehave({ how: ["empty-output", "generating", "done-line", "crlf", "comments", "trickle:999"] });
		const events = await stream();
		const done = events.find((event) => event.type === "response.output_item.done");
		expect(done?.item).toMatchObject({ type: "image_generation_call", status: "generating" });
		const last = events.at(-1);
		expect(last?.type === "response.completed" && last.response.output).toEqual([]);
	});

	it("refuses a wrong text model, wrong tool parameters and a wrong mask", async () => {
		const ask = (change: object) =>
			client.responses
				.create({ model: "gpt-5.5", input: "a fox", tools: [tool], ...change })
				.then(() => undefined)
				.catch((error: APIError) => [error.status, error.code, error.param]);
		const withTool = (change: object) => ask({ tools: [{ ...tool, ...change }] });
		expect(await ask({ model: MODEL })).toEqual([404, "model_not_found", "model"]);
		expect(await ask({ prompts: "x" })).toEqual([400, "unknown_parameter", "prompts"]);
		expect(await withTool({ n: 2 })).toEqual([400, "unknown_parameter", "tools[0].n"]);
		expect(await withTool({ size: "1000x1000" })).toEqual([400, "invalid_value", "tools"]);
		expect(await withTool({ action: "edit" })).toEqual([400, "invalid_value", "tools[0].action"]);
		expect((await ask({ input: message(dataUrl()), tools: [{ ...tool, input_image_mask: {} }] }))?.[0]).toBe(500);
		const mask = { input_image_mask: { image_url: dataUrl(true) } };
		const refusedMask = [400, "invalid_value", "tools[0].input_image_mask"];
		expect(await withTool(mask)).toEqual(refusedMask);
		expect(await ask({ input: message(dataUrl()), tools: [{ ...tool, ...mask, action: "generate" }] })).toEqual(
			refusedMask,
		);
		expect(await ask({ previous_response_id: "resp_no" })).toEqual([
			400,
			"previous_response_not_found",
			"previous_response_id",
		]);
	});
});

describe("errors", () => {
	const generate = () => client.images.generate({ model: MODEL, prompt: "a fox", size: SIZE as "1024x1024" });

	it("become the client's error classes", async () => {
		const stranger = new OpenAI({ apiKey: "sk-other", baseURL: provider.url, maxRetries: 0 });
		await expect(stranger.models.list()).rejects.toBeInstanceOf(AuthenticationError);
		misbehave({ how: "moderation", times: 1 });
		const refusal = await generate().catch((error: unknown) => error);
		expect(refusal).toBeInstanceOf(BadRequestError);
		expect(refusal).toMatchObject({ code: "moderation_blocked", requestID: expect.stringMatching(/^req_/) });
	});

	it("are thrown in the middle of a stream, also for a closed connection", async () => {
		const stream = async () =>
			collect(await client.images.generate({ model: MODEL, prompt: "a fox", stream: true, partial_images: 1 }));
		misbehave({ how: "stream-error", times: 1 });
		await expect(stream()).rejects.toBeInstanceOf(APIError);
		misbehave({ how: "drop:5000", times: 1 });
		await expect(stream()).rejects.toThrow();
		misbehave({ how: "reset", times: 1 });
		await expect(generate()).rejects.toBeInstanceOf(APIConnectionError);
	});

	it("429 is retried after retry-after-ms", async () => {
		misbehave({ how: "429:20ms", times: 2 });
		const before = provider.requests.length;
		await client.withOptions({ maxRetries: 2 }).images.generate({ model: MODEL, prompt: "a fox" });
		expect(provider.requests.slice(before).map(({ status }) => status)).toEqual([429, 429, 200]);
	});
});
