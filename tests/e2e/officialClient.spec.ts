// Compares the requests of the backend with those of the official OpenAI client, as received by the provider: the same
// fields, files and bytes. Uses no page.
import { createHash } from "node:crypto";
import OpenAI, { toFile } from "openai";
import type { Provider } from "../../dev/provider/server";
import { greyPng } from "../../dev/provider/testPictures";
import type { JobRequest } from "../../src/host/contract";
import type { Devhost } from "./servers";
import { expect, KEY, PROMPT, test } from "./studio";

const WIRE = "plugin_dev_haloforge_image_studio_";
const PICTURE = greyPng(64, 48);
const REFERENCE = greyPng(32, 32);
const MASK = greyPng(64, 48, true);

/** Sends commands to the devhost as the page's bridge does. */
function createCaller({ url, token }: Devhost, origin: string) {
	return async (command: string, args: unknown): Promise<Record<string, unknown>> => {
		const response = await fetch(`${url}/ipc`, {
			method: "POST",
			headers: { "content-type": "application/json", "x-devhost-token": token, origin },
			body: JSON.stringify({
				cmd: ["plugin", "invoke"].join("_"),
				args: { args: { wire_name: WIRE + command, args } },
			}),
		});
		const answer = (await response.json()) as { ok?: Record<string, unknown>; err?: unknown };
		if ("err" in answer) throw new Error(JSON.stringify(answer.err));
		return answer.ok ?? {};
	};
}

type Call = ReturnType<typeof createCaller>;

async function put(call: Call, bytes: Uint8Array): Promise<string> {
	const sha256 = createHash("sha256").update(bytes).digest("hex");
	await call("put", { sha256, size: bytes.length, offset: 0, b64: Buffer.from(bytes).toString("base64") });
	return sha256;
}

async function run(call: Call, request: Omit<JobRequest, "request_id" | "task_id">): Promise<void> {
	const { job_id } = await call("submit", { request: { request_id: "hfis-e2e", task_id: "task-1", ...request } });
	await expect.poll(async () => (await call("poll", { job_id, after: 0 })).state).toBe("done");
	await call("acknowledge", { job_id });
}

const lastRequest = (provider: Provider) => {
	const { path, query, headers, fields, files } = provider.requests.at(-1)!;
	return {
		path,
		query,
		authorization: headers.authorization,
		contentType: headers["content-type"]?.replace(/;.*/, ""),
		fields,
		// The official client reads its files in parallel, so only the order within image[] is significant.
		images: files.filter(({ field }) => field !== "mask").map(describe),
		mask: files.filter(({ field }) => field === "mask").map(describe),
	};
};
const describe = ({ field, contentType, bytes }: Provider["requests"][number]["files"][number]) => ({
	field,
	contentType,
	bytes: Buffer.from(bytes).toString("base64"),
});

const PARAMS = { model: "gpt-image-2", size: "816x816", quality: "high", n: 2, background: "opaque" } as const;

test("sends the same edit with a mask and several pictures, and the same generation", async ({
	devhost,
	provider,
	origin,
}) => {
	const call = createCaller(devhost, origin);
	await call("profile_set", { profile: { id: "default", base_url: provider.url }, key: KEY });
	const client = new OpenAI({ apiKey: KEY, baseURL: provider.url, maxRetries: 0 });
	const ours = {
		base_url: provider.url,
		prompt: PROMPT,
		params: { ...PARAMS, output_format: "jpeg", output_compression: 80 },
	} as const;
	const theirs = { ...ours.params, prompt: PROMPT, size: PARAMS.size as "1024x1024" };

	const [sha256, reference, mask] = [await put(call, PICTURE), await put(call, REFERENCE), await put(call, MASK)];
	const image = (name: string, hash: string) => ({ sha256: hash, content_type: "image/png", file_name: name });
	await run(call, {
		...ours,
		operation: "edit",
		images: [image("a.png", sha256), image("b.png", reference)],
		mask: { sha256: mask },
	});
	const fromBackend = lastRequest(provider);
	const file = (bytes: Uint8Array, name: string) => toFile(bytes, name, { type: "image/png" });
	await client.images.edit({
		...theirs,
		image: [await file(PICTURE, "a.png"), await file(REFERENCE, "b.png")],
		mask: await file(MASK, "mask.png"),
	});
	expect(provider.requests.filter(({ path }) => path.endsWith("/edits"))).toHaveLength(2);
	expect(fromBackend).toEqual(lastRequest(provider));

	await run(call, { ...ours, operation: "generate", images: [] });
	const generated = provider.requests.at(-1)!.json;
	await client.images.generate(theirs);
	expect(generated).toEqual(provider.requests.at(-1)!.json);
});

test("sends the same streamed requests to the Responses API", async ({ devhost, provider, origin }) => {
	const call = createCaller(devhost, origin);
	const profile = { id: "stream", base_url: provider.url, api_mode: "responses", stream: true, prompt_guard: false };
	await call("profile_set", { profile: { ...profile, responses_model: "gpt-5.5", partial_images: 2 }, key: KEY });
	const [sha256, mask] = [await put(call, PICTURE), await put(call, MASK)];
	const params = { model: "gpt-image-2", size: "816x816", quality: "low", background: "opaque" } as const;
	const images = [{ sha256, content_type: "image/png", file_name: "a.png" }];
	await run(call, {
		base_url: provider.url,
		profile_id: "stream",
		operation: "edit",
		prompt: PROMPT,
		params,
		images,
		mask: { sha256: mask },
	});
	const fromBackend = provider.requests.at(-1)!;

	const client = new OpenAI({ apiKey: KEY, baseURL: provider.url, maxRetries: 0 });
	const dataUrl = (bytes: Uint8Array) => `data:image/png;base64,${Buffer.from(bytes).toString("base64")}`;
	const stream = await client.responses.create({
		model: "gpt-5.5",
		input: [
			{
				role: "user",
				content: [
					{ type: "input_text", text: PROMPT },
					// The client's types require `detail`, which the API does not.
					{ type: "input_image", image_url: dataUrl(PICTURE) } as OpenAI.Responses.ResponseInputImage,
				],
			},
		],
		tools: [
			{
				type: "image_generation",
				action: "edit",
				...params,
				size: params.size as "1024x1024",
				partial_images: 2,
				input_image_mask: { image_url: dataUrl(MASK) },
			},
		],
		tool_choice: "required",
		stream: true,
	});
	for await (const _ of stream);
	const fromClient = provider.requests.at(-1)!;
	expect(fromClient).not.toBe(fromBackend);
	expect(fromBackend.path).toBe("/v1/responses");
	expect(fromBackend.headers.authorization).toBe(fromClient.headers.authorization);
	expect(fromBackend.json).toEqual(fromClient.json);
});
