// Tests the mock gateway in Node. It runs in the page otherwise; Node's canvas replaces the browser functions that it
// uses.

import type { PluginGatewayImageEditRequest } from "@haloforge/plugin-sdk";
import { type Canvas, createCanvas, loadImage } from "@napi-rs/canvas";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { DRIFT } from "../paint/repaint";
import { createMockGateway } from "./gateway";

beforeAll(() => {
	vi.stubGlobal("OffscreenCanvas", function offscreen(width: number, height: number): Canvas {
		const canvas = createCanvas(width, height);
		return Object.assign(canvas, {
			convertToBlob: async ({ type, quality }: { type: string; quality: number }) => {
				const format = type.slice("image/".length);
				const bytes =
					format === "png" ? canvas.toBuffer("image/png") : await canvas.encode(format as "jpeg", quality * 100);
				return new Blob([new Uint8Array(bytes)], { type });
			},
		});
	});
	vi.stubGlobal("createImageBitmap", async (blob: Blob) => {
		const image = await loadImage(Buffer.from(await blob.arrayBuffer()));
		if (!image.width) throw new Error("not a picture");
		return image;
	});
});

const ID = "dev.haloforge.image-studio";
const gateway = () => createMockGateway({ delayMs: 0 });

/** Grey; with `hole`, alpha 0 in the left half. */
function picture(width: number, height: number, hole = false): string {
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	context.fillStyle = "rgb(120,120,120)";
	context.fillRect(0, 0, width, height);
	if (hole) context.clearRect(0, 0, width / 2, height);
	return canvas.toBuffer("image/png").toString("base64");
}

async function pixels(b64: string) {
	const image = await loadImage(Buffer.from(b64, "base64"));
	const context = createCanvas(image.width, image.height).getContext("2d");
	context.drawImage(image, 0, 0);
	return context.getImageData(0, 0, image.width, image.height);
}

const edit = (change: Partial<PluginGatewayImageEditRequest> = {}): PluginGatewayImageEditRequest => ({
	prompt: "a fox",
	images: [{ file_name: "a.png", b64_json: picture(1024, 1024) }],
	mask: { file_name: "mask.png", b64_json: picture(1024, 1024, true) },
	...change,
});

describe("generate", () => {
	it.each(["png", "jpeg", "webp"])("returns %s pictures of the requested size and number", async (output_format) => {
		const request = { model: "gpt-image-2", prompt: "a fox", size: "1024x768", n: 2, output_format };
		const { data, hf_output_assets: assets } = await gateway().generateImages(ID, request);
		expect(data).toHaveLength(2);
		expect(data?.[0]?.b64_json).not.toBe(data?.[1]?.b64_json);
		expect(assets?.map(({ content_type }) => content_type)).toEqual([
			`image/${output_format}`,
			`image/${output_format}`,
		]);
		for (const { b64_json = "" } of data ?? []) {
			const { width, height } = await loadImage(Buffer.from(b64_json, "base64"));
			expect([width, height]).toEqual([1024, 768]);
		}
	});

	it("returns URLs if requested", async () => {
		const request = { model: "m", prompt: "a fox", response_format: "url" as const };
		const [answer] = (await gateway().generateImages(ID, request)).data ?? [];
		expect(answer?.url).toMatch(/^blob:/);
		expect(answer?.b64_json).toBeUndefined();
	});

	it.each([
		["an empty prompt", { prompt: "" }],
		["eleven images", { n: 11 }],
		["an illegal size", { size: "1000x1000" }],
		["compressed png", { output_compression: 50 }],
		["an unknown format", { output_format: "bmp" }],
	])("refuses %s", async (_name, change) => {
		await expect(gateway().generateImages(ID, { model: "m", prompt: "a fox", ...change })).rejects.toThrow(/\.$/);
	});

	it("fails with the configured message", async () => {
		const mock = gateway();
		mock.options.failWith = "The account has no credit left.";
		await expect(mock.generateImages(ID, { model: "m", prompt: "a fox" })).rejects.toThrow("no credit");
	});
});

describe("edit", () => {
	it("repaints the whole slightly and the masked half strongly", async () => {
		const [answer] = (await gateway().editImages(ID, edit())).data ?? [];
		const { data, width } = await pixels(answer?.b64_json ?? "");
		let strong = 0;
		for (let y = 8; y < 1024; y += 32) {
			for (let x = 8; x < 1024; x += 32) {
				const change = Math.abs((data[(y * width + x) * 4] ?? 0) - 120);
				if (x < 512) strong += Number(change > 20);
				else {
					expect(change).toBeGreaterThan(0);
					expect(change).toBeLessThanOrEqual(DRIFT);
				}
			}
		}
		expect(strong).toBeGreaterThan(32 * 16 * 0.6);
	});

	it.each([
		["no images", { images: [] }, /at least one image/],
		[
			"base64 with a prefix",
			{ images: [{ file_name: "a", b64_json: "data:image/png;base64,AAAA" }] },
			/images\[0\].*base64/,
		],
		["base64 that is cut off", { images: [{ file_name: "a", b64_json: "AAAAA" }] }, /images\[0\].*base64/],
		["what is no picture", { images: [{ file_name: "a", b64_json: "aGVsbG8h" }] }, /images\[0\].*decoded/],
		["a mask of another size", { mask: { file_name: "m", b64_json: picture(512, 1024, true) } }, /512x1024.*1024x1024/],
		["a mask that is no PNG", { mask: { file_name: "m", b64_json: "aGVsbG8h" } }, /PNG with an alpha channel/],
	])("refuses %s", async (_name, change, message) => {
		await expect(gateway().editImages(ID, edit(change))).rejects.toThrow(message);
	});
});

it("lists outputs, newest first, up to the limit", async () => {
	const mock = gateway();
	await mock.generateImages(ID, { model: "first", prompt: "a" });
	await mock.editImages(ID, edit({ model: "second", n: 2 }));
	const { outputs } = await mock.listOutputs(ID, 2);
	expect(outputs.map(({ model, endpoint }) => [model, endpoint])).toEqual([
		["second", "images/edits"],
		["second", "images/edits"],
	]);
	expect((await mock.listOutputs(ID)).outputs).toHaveLength(3);
	expect(outputs[0]?.checksum_sha256).toMatch(/^[0-9a-f]{64}$/);
});

describe("misbehaviours set by a mark in the prompt", () => {
	const ask = async (mark: string, n = 1) =>
		gateway().generateImages(ID, { model: "m", prompt: `a fox [fake: ${mark}]`, size: "816x816", n });
	const sizeOf = async (mark: string) => {
		const { width, height } = await pixels((await ask(mark)).data?.[0]?.b64_json ?? "");
		return `${width}x${height}`;
	};

	it("change the pictures", async () => {
		expect((await ask("fewer", 3)).data).toHaveLength(2);
		expect([await sizeOf("size:640x480"), await sizeOf("size"), await sizeOf("ratio")]).toEqual([
			"640x480",
			"1254x1254",
			"1536x1024",
		]);
		const edited = await gateway().editImages(ID, edit({ prompt: "a fox [fake: whole]" }));
		const { data, width } = await pixels(edited.data?.[0]?.b64_json ?? "");
		expect(Math.abs((data[(500 * width + 900) * 4] ?? 0) - 120)).toBeGreaterThan(DRIFT);
	});

	it("change the form of the response", async () => {
		const item = async (mark: string) => (await ask(mark)).data?.[0];
		expect((await item("url"))?.url).toMatch(/^blob:/);
		expect((await item("url-other-host"))?.url).toMatch(/^https:/);
		expect((await item("data-url"))?.b64_json).toMatch(/^data:image\/png;base64,iVBOR/);
		expect((await item("data-url-in-url"))?.url).toMatch(/^data:image/);
		expect(await item("empty-strings")).toMatchObject({ url: "", revised_prompt: "" });
		expect(atob((await item("not-a-picture"))?.b64_json ?? "")).toMatch(/^<html>/);
		expect((await item("bad-base64"))?.b64_json).toMatch(/%/);
		expect((await ask("empty-data")).data).toEqual([]);
		expect(await ask("assets-only", 2)).toMatchObject({ data: [], hf_output_assets: [{}, {}] });
		expect(await ask("error-200")).toHaveProperty("error.code", "moderation_blocked");
	});

	it("reject the call with different error types", async () => {
		const refusal = (mark: string) => ask(mark).catch((error: unknown) => error);
		expect(await refusal("500")).toBeInstanceOf(Error);
		expect(await refusal("429")).toMatchObject({ message: expect.stringContaining("429") });
		expect(await refusal("html-502")).toMatchObject({ message: expect.stringContaining("<html>") });
		expect(await refusal("error-string")).toBeTypeOf("string");
		expect(await refusal("error-message")).not.toBeInstanceOf(Error);
		expect(await refusal("moderation")).toMatch(/HTTP 400: \{/);
		expect(await refusal("moderation-451")).toHaveProperty("error.code", "moderation_blocked");
	});

	it("delay the response, and can be set for every call", async () => {
		const mock = gateway();
		mock.options.how = ["delay:120"];
		const startedAt = performance.now();
		await mock.generateImages(ID, { model: "m", prompt: "a fox", size: "816x816" });
		expect(performance.now() - startedAt).toBeGreaterThan(115);
		const hung = Promise.race([ask("hang"), new Promise((resolve) => setTimeout(resolve, 50, "hung"))]);
		expect(await hung).toBe("hung");
	});
});
