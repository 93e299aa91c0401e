import { createCanvas, loadImage } from "@napi-rs/canvas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gif, quarters } from "../../editor/codec/decode/imageFilesForTests";
import { DRIFT } from "../paint/repaint";
import { type Provider, startProvider } from "./server";

const KEY = "sk-test-0123456789";
let provider: Provider;
beforeAll(async () => {
	provider = await startProvider({ key: KEY });
});
afterAll(() => provider.close());

type Envelope = { error: { message: string; type: string; param: string | null; code: string | null } };
const authorized = { authorization: `Bearer ${KEY}` };

async function generate(json: unknown): Promise<Response> {
	return fetch(`${provider.url}/images/generations`, {
		method: "POST",
		headers: { ...authorized, "content-type": "application/json" },
		body: typeof json === "string" ? json : JSON.stringify(json),
	});
}

function edit(parts: [string, string | Blob, string?][]): Promise<Response> {
	const form = new FormData();
	for (const [name, value, fileName] of parts) {
		if (typeof value === "string") form.append(name, value);
		else form.append(name, value, fileName ?? "picture.png");
	}
	return fetch(`${provider.url}/images/edits`, { method: "POST", headers: authorized, body: form });
}

/** A plain grey picture; with `hole`, alpha 0 in the left half. */
function png(width: number, height: number, hole = false): Blob {
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	context.fillStyle = "rgb(120,120,120)";
	context.fillRect(0, 0, width, height);
	if (hole) context.clearRect(0, 0, width / 2, height);
	return new Blob([new Uint8Array(canvas.toBuffer("image/png"))], { type: "image/png" });
}

/** A file that is declared as a type. */
const typed = (bytes: Uint8Array, type: string) => new Blob([new Uint8Array(bytes)], { type });

/** An opaque PNG without an alpha channel, written by hand because a canvas always writes one. */
function pngWithoutAlpha(): Blob {
	const bytes = Buffer.from(
		"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNoaGgAAAMEAYFL09IQAAAAAElFTkSuQmCC",
		"base64",
	);
	return new Blob([new Uint8Array(bytes)], { type: "image/png" });
}

const ok = { model: "gpt-image-2", prompt: "a fox" };
const okEdit: [string, string][] = [
	["model", "gpt-image-2"],
	["prompt", "a fox"],
];

describe("invalid generation requests", () => {
	const rows: [string, unknown, string | null, string | null, RegExp, string?][] = [
		["no model", { prompt: "x" }, "missing_required_parameter", "model", /Missing required/],
		["an unknown model", { ...ok, model: "gpt-image-9" }, "invalid_value", "model", /does not exist/, "image"],
		["a model that was shut down", { ...ok, model: "dall-e-3" }, "invalid_value", "model", /does not exist/, "image"],
		[
			"response_format on a GPT model",
			{ ...ok, response_format: "b64_json" },
			"unknown_parameter",
			"response_format",
			/Unknown/,
		],
		["response_format null too", { ...ok, response_format: null }, "unknown_parameter", "response_format", /Unknown/],
		["style", { ...ok, style: "vivid" }, "unknown_parameter", "style", /Unknown/],
		["input_fidelity", { ...ok, input_fidelity: "high" }, "unknown_parameter", "input_fidelity", /Unknown/],
		["mask", { ...ok, mask: "x" }, "unknown_parameter", "mask", /Unknown/],
		["images", { ...ok, images: [] }, "unknown_parameter", "images", /Unknown/],
		["no prompt", { model: "gpt-image-2" }, "missing_required_parameter", "prompt", /Missing/],
		["an empty prompt", { ...ok, prompt: "" }, "empty_string", "prompt", /empty string/],
		["a prompt that is too long", { ...ok, prompt: "x".repeat(32_001) }, "string_above_max_length", "prompt", /32000/],
		["n 0", { ...ok, n: 0 }, "integer_below_min_value", "n", />= 1, but got 0/],
		["n 11", { ...ok, n: 11 }, "integer_above_max_value", "n", /<= 10, but got 11/],
		["n as text", { ...ok, n: "2" }, "invalid_type", "n", /integer/],
		["a size without x", { ...ok, size: "1024" }, "invalid_value", "size", /Expected WIDTHxHEIGHT/, "image"],
		["a size off the grid", { ...ok, size: "1000x1000" }, "invalid_value", "size", /divisible by 16\.$/, "image"],
		[
			"a size too small",
			{ ...ok, size: "768x768" },
			"invalid_value",
			"size",
			/below the current minimum pixel/,
			"image",
		],
		["a size too large", { ...ok, size: "3008x3008" }, "invalid_value", "size", /exceeds the current pixel/, "image"],
		["an edge too long", { ...ok, size: "4096x1024" }, "invalid_value", "size", /less than or equal to 3840/, "image"],
		[
			"a free size on a fixed model",
			{ ...ok, model: "gpt-image-1.5", size: "1536x864" },
			"invalid_value",
			"size",
			/Supported values are: '1024x1024', '1536x1024', '1024x1536', and 'auto'\./,
		],
		["quality hd", { ...ok, quality: "hd" }, "invalid_value", "quality", /Invalid value: 'hd'\. Supported values are/],
		["quality xhigh on 2", { ...ok, quality: "xhigh" }, "invalid_value", "quality", /'xhigh'/],
		[
			"transparent on 2",
			{ ...ok, background: "transparent" },
			"invalid_value",
			"background",
			/not supported for this/,
			"image",
		],
		[
			"transparent jpeg",
			{ ...ok, model: "gpt-image-2.5-flare", background: "transparent", output_format: "jpeg" },
			"invalid_value",
			"background",
			/JPEG/,
			"image",
		],
		["an unknown format", { ...ok, output_format: "bmp" }, "invalid_value", "output_format", /'bmp'/],
		["compressed png", { ...ok, output_compression: 50 }, "invalid_value", "output_compression", /PNG/, "image"],
		[
			"compression 101",
			{ ...ok, output_format: "jpeg", output_compression: 101 },
			"integer_above_max_value",
			"output_compression",
			/<= 100/,
		],
		["moderation off", { ...ok, moderation: "off" }, "invalid_value", "moderation", /'off'/],
		["four partial images", { ...ok, partial_images: 4 }, "integer_above_max_value", "partial_images", /<= 3/],
		["broken JSON", "{", null, null, /parse the JSON/],
		["a list", "[]", "invalid_type", null, /object/],
	];
	it.each(rows)("%s", async (_name, json, code, param, message, type) => {
		const response = await generate(json);
		const { error } = (await response.json()) as Envelope;
		expect(response.status).toBe(400);
		expect(error).toMatchObject({ code, param });
		expect(error.type).toBe(type === "image" ? "image_generation_user_error" : "invalid_request_error");
		expect(error.message).toMatch(message);
	});

	it.each([
		["model before unknown keys", { prompt: "x", style: "vivid" }, "model"],
		["unknown keys before prompt", { model: "gpt-image-2", style: "vivid", prompt: "" }, "style"],
		["prompt before n", { ...ok, prompt: "", n: 0 }, "prompt"],
		["n before the rest", { ...ok, n: 0, quality: "hd" }, "n"],
	])("checks %s", async (_name, json, param) => {
		expect(((await (await generate(json)).json()) as Envelope).error.param).toBe(param);
	});
});

describe("invalid edit requests", () => {
	const picture = png(64, 48);
	const rows: [string, [string, string | Blob, string?][], string | null, string | null, RegExp][] = [
		[
			"no model",
			[
				["prompt", "x"],
				["image", picture],
			],
			"missing_required_parameter",
			"model",
			/model/,
		],
		[
			"a part named images",
			[...okEdit, ["images", picture]],
			"unknown_parameter",
			"images",
			/use 'image' or 'image\[\]'/,
		],
		[
			"response_format",
			[...okEdit, ["response_format", "url"], ["image", picture]],
			"unknown_parameter",
			"response_format",
			/Unknown/,
		],
		["a strange file", [...okEdit, ["image", picture], ["photo", picture]], "unknown_parameter", "photo", /Unknown/],
		["no image", okEdit, "missing_required_parameter", "image", /image/],
		["an image as text", [...okEdit, ["image", "aGVsbG8="]], "invalid_type", "image", /file/],
		[
			"17 images",
			[...okEdit, ...Array.from({ length: 17 }, (): [string, Blob] => ["image[]", picture])],
			"array_above_max_length",
			"image",
			/maximum length 16/,
		],
		[
			"a file of another type",
			[...okEdit, ["image", new Blob(["x"], { type: "application/octet-stream" })]],
			"unsupported_file_mimetype",
			"image",
			/unsupported mimetype \('application\/octet-stream'\)/,
		],
		[
			"what is no picture",
			[...okEdit, ["image", new Blob(["hello"], { type: "image/png" })]],
			"invalid_image_file",
			"image",
			/image 1/,
		],
		[
			"a truncated picture",
			[...okEdit, ["image", png(64, 48).slice(0, 60, "image/png")]],
			"invalid_image_file",
			"image",
			/image 1/,
		],
		[
			"a GIF that is declared as one",
			[...okEdit, ["image", typed(gif(64, 48, [Array(64 * 48).fill(1)]), "image/gif")]],
			"unsupported_file_mimetype",
			"image",
			/unsupported mimetype \('image\/gif'\)/,
		],
		[
			"a GIF that is declared as a PNG",
			[...okEdit, ["image", typed(gif(64, 48, [Array(64 * 48).fill(1)]), "image/png")]],
			"unsupported_file_mimetype",
			"image",
			/unsupported mimetype \('image\/gif'\)/,
		],
		[
			"a JPEG that is declared as a PNG",
			[...okEdit, ["image", typed(quarters(64, 48, "image/jpeg"), "image/png")]],
			"invalid_image_file",
			"image",
			/image 1/,
		],
		[
			"a picture without its end",
			[...okEdit, ["image", picture], ["image", typed(quarters(64, 48, "image/jpeg").subarray(0, -2), "image/jpeg")]],
			"invalid_image_file",
			"image",
			/image 2/,
		],
		[
			"a mask without its end",
			[...okEdit, ["image", picture], ["mask", png(64, 48, true).slice(0, -12, "image/png")]],
			"invalid_mask_image_format",
			"mask",
			/not a PNG file/,
		],
		[
			"50 MB",
			[...okEdit, ["image", new Blob([new Uint8Array(50 * 1024 * 1024)], { type: "image/png" })]],
			"file_too_large",
			"image",
			/less than 50MB/,
		],
		[
			"a mask of 4 MB",
			[...okEdit, ["image", picture], ["mask", new Blob([new Uint8Array(4 * 1024 * 1024)], { type: "image/png" })]],
			"file_too_large",
			"mask",
			/less than 4MB/,
		],
		[
			"a mask without alpha",
			[...okEdit, ["image", picture], ["mask", pngWithoutAlpha()]],
			"invalid_mask_image_format",
			"mask",
			/^Invalid mask image format - mask image missing alpha channel$/,
		],
		[
			"a mask of another size",
			[...okEdit, ["image", picture], ["mask", png(48, 64, true)]],
			"invalid_mask_image_format",
			"mask",
			/^Invalid mask image format - mask size does not match image size$/,
		],
		[
			"a mask that is a JPEG",
			[...okEdit, ["image", picture], ["mask", new Blob(["x"], { type: "image/jpeg" })]],
			"unsupported_file_mimetype",
			"mask",
			/'image\/jpeg'/,
		],
		[
			"input_fidelity on gpt-image-2",
			[...okEdit, ["input_fidelity", "high"], ["image", picture]],
			"invalid_input_fidelity_model",
			"input_fidelity",
			/input_fidelity/,
		],
		["n as a word", [...okEdit, ["n", "two"], ["image", picture]], "invalid_type", "n", /integer/],
		["a field twice", [...okEdit, ["prompt", "y"], ["image", picture]], "duplicate_parameter", "prompt", /Duplicate/],
	];
	it.each(rows)("%s", async (_name, parts, code, param, message) => {
		const response = await edit(parts);
		const { error } = (await response.json()) as Envelope;
		expect(response.status).toBe(400);
		expect(error).toMatchObject({ code, param });
		expect(error.message).toMatch(message);
	});

	it("checks images before n", async () => {
		const { error } = (await (await edit([...okEdit, ["n", "0"]])).json()) as Envelope;
		expect(error.param).toBe("image");
	});
});

describe("authorisation and paths", () => {
	it.each([
		["no key", {}],
		["a wrong key", { authorization: "Bearer sk-wrong-but-long-enough" }],
		["a key without its scheme", { authorization: KEY }],
	])("refuses %s", async (_name, headers: Record<string, string>) => {
		const response = await fetch(`${provider.url}/models`, { headers });
		expect(response.status).toBe(401);
		const text = await response.text();
		expect(JSON.parse(text).error.code).toBe("invalid_api_key");
		expect(text).not.toContain("wrong-but-long-enough");
	});

	it("accepts the key in Azure's header, and lists models", async () => {
		const response = await fetch(`${provider.url}/models`, { headers: { "api-key": KEY } });
		const { data } = (await response.json()) as { data: { id: string }[] };
		expect(data.map(({ id }) => id)).toContain("gpt-image-2");
	});

	it("answers unknown paths with the envelope and variations with a bare 404", async () => {
		const unknown = await fetch(`${provider.url}/images/paint`, { method: "POST", headers: authorized });
		expect(unknown.status).toBe(404);
		expect(((await unknown.json()) as Envelope).error.message).toBe("Invalid URL (POST /v1/images/paint)");
		const variations = await fetch(`${provider.url}/images/variations`, { method: "POST", headers: authorized });
		expect([variations.status, await variations.text()]).toEqual([404, ""]);
		expect((await fetch(`${provider.url}/images/edits`, { headers: authorized })).status).toBe(405);
	});

	it("sends no CORS headers to a page of another origin", async () => {
		const response = await fetch(`${provider.url}/models`, {
			headers: { ...authorized, origin: "http://127.0.0.1:5176" },
		});
		expect(response.headers.get("access-control-allow-origin")).toBeNull();
	});

	it("refuses a body above the size limit and keeps running", async () => {
		const small = await startProvider({ maxBodyBytes: 1000 });
		const post = (body: string): Promise<Response> =>
			fetch(`${small.url}/images/generations`, {
				method: "POST",
				headers: { "content-type": "application/json" },
				body,
			});
		expect((await post("x".repeat(100_000))).status).toBe(413);
		expect((await post("{}")).status).toBe(400);
		await small.close();
	});
});

type Answer = {
	created: number;
	data: { b64_json: string }[];
	background: string;
	output_format: string;
	quality: string;
	size: string;
	usage: Record<string, unknown>;
};
const decode = async (b64: string) => {
	const image = await loadImage(Buffer.from(b64, "base64"));
	const canvas = createCanvas(image.width, image.height);
	canvas.getContext("2d").drawImage(image, 0, 0);
	return canvas;
};

describe("answers", () => {
	it.each([
		["png", [0x89, 0x50, 0x4e, 0x47]],
		["jpeg", [0xff, 0xd8, 0xff]],
		["webp", [0x52, 0x49, 0x46, 0x46]],
	])("makes %s pictures of the size and number that were asked for", async (format, magic) => {
		const response = await generate({ ...ok, size: "1024x768", n: 2, output_format: format, quality: "high" });
		expect(response.status).toBe(200);
		expect(response.headers.get("x-request-id")).toMatch(/^req_/);
		expect(response.headers.get("openai-processing-ms")).toMatch(/^\d+$/);
		const answer = (await response.json()) as Answer;
		expect(answer).toMatchObject({ size: "1024x768", output_format: format, quality: "high", background: "opaque" });
		expect(answer.data).toHaveLength(2);
		expect(answer.data[0]?.b64_json).not.toBe(answer.data[1]?.b64_json);
		for (const { b64_json } of answer.data) {
			expect([...Buffer.from(b64_json, "base64").subarray(0, magic.length)]).toEqual(magic);
			const { width, height } = await decode(b64_json);
			expect([width, height]).toEqual([1024, 768]);
		}
	});

	it("resolves auto, treats null as omitted and counts tokens by the formula", async () => {
		const answer = (await (await generate({ ...ok, size: null, n: null, quality: null })).json()) as Answer;
		expect(answer).toMatchObject({ size: "1024x1024", quality: "low" });
		expect(answer.usage).toEqual({
			input_tokens: 2,
			input_tokens_details: { text_tokens: 2, image_tokens: 0 },
			output_tokens: 196,
			total_tokens: 198,
		});
		const large = (await (await generate({ ...ok, size: "3840x2160", quality: "low" })).json()) as Answer;
		expect(large.usage.output_tokens).toBe(371);
	});

	it("leaves the background of a transparent picture transparent", async () => {
		const answer = (await (
			await generate({ ...ok, model: "gpt-image-2.5-flare", background: "transparent" })
		).json()) as Answer;
		expect(answer.background).toBe("transparent");
		const canvas = await decode(answer.data[0]!.b64_json);
		expect(canvas.getContext("2d").getImageData(0, 0, 1, 1).data[3]).toBe(0);
	});

	it("returns working URLs for a model that returns URLs", async () => {
		const old = await startProvider({ models: ["dall-e-3"] });
		const response = await fetch(`${old.url}/images/generations`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ model: "dall-e-3", prompt: "a fox", style: "vivid" }),
		});
		const { data } = (await response.json()) as { data: { url: string }[] };
		const picture = await fetch(data[0]!.url);
		expect(picture.headers.get("content-type")).toBe("image/png");
		expect((await loadImage(Buffer.from(await picture.arrayBuffer()))).width).toBe(1024);
		await old.close();
	});
});

describe("edits", () => {
	it("repaints the whole picture slightly and the masked half strongly", async () => {
		const response = await edit([
			...okEdit,
			["size", "1024x1024"],
			["image", png(1024, 1024)],
			["mask", png(1024, 1024, true), "mask.png"],
		]);
		expect(response.status).toBe(200);
		const answer = (await response.json()) as Answer;
		const canvas = await decode(answer.data[0]!.b64_json);
		const { data } = canvas.getContext("2d").getImageData(0, 0, 1024, 1024);
		const change = (x: number, y: number) => Math.abs((data[(y * 1024 + x) * 4] ?? 0) - 120);
		let strong = 0;
		for (let y = 8; y < 1024; y += 16) {
			for (let x = 8; x < 512; x += 16) if (change(x, y) > 20) strong++;
			for (let x = 520; x < 1024; x += 16) {
				expect(change(x, y)).toBeGreaterThan(0);
				expect(change(x, y)).toBeLessThanOrEqual(DRIFT);
			}
		}
		expect(strong / (64 * 32)).toBeGreaterThan(0.6);
	});

	it("returns a legal size near the picture's ratio for auto", async () => {
		const answer = (await (await edit([...okEdit, ["image", png(900, 300)]])).json()) as Answer;
		const { width, height } = await decode(answer.data[0]!.b64_json);
		expect(`${width}x${height}`).toBe(answer.size);
		expect(width / height).toBeGreaterThan(2.85);
		expect(width / height).toBeLessThanOrEqual(3);
	});

	// The official clients send one file as `image` and any list, even of one, as `image[]`.
	it.each([
		["one image", ["image"]],
		["a list of one", ["image[]"]],
		["a list of two", ["image[]", "image[]"]],
	])("takes %s as the official clients send it", async (_name, names) => {
		const parts = names.map((name): [string, Blob] => [name, png(64, 64)]);
		const response = await edit([...okEdit, ["n", "1"], ...parts, ["mask", png(64, 64, true), "mask.png"]]);
		expect(response.status).toBe(200);
	});

	it("records received files byte for byte", async () => {
		const mask = png(32, 32, true);
		const before = provider.requests.length;
		await edit([...okEdit, ["image[]", png(32, 32), "photo.png"], ["mask", mask, "mask.png"]]);
		const [record] = provider.requests.slice(Math.min(before, provider.requests.length - 1));
		expect(record).toMatchObject({
			method: "POST",
			path: "/v1/images/edits",
			fields: { model: ["gpt-image-2"], prompt: ["a fox"] },
			status: 200,
		});
		expect(record?.headers.authorization).toBe(`Bearer ${KEY}`);
		expect(record?.files.map(({ field, fileName, contentType }) => [field, fileName, contentType])).toEqual([
			["image[]", "photo.png", "image/png"],
			["mask", "mask.png", "image/png"],
		]);
		expect(record?.files[1]?.bytes).toEqual(new Uint8Array(await mask.arrayBuffer()));
	});
});
