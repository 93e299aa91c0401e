// Records in picture files: written into real PNG, JPEG and WebP files and read again, by our reader and by an independent
// one where there is one; texts of other programs as their files have them.
import { deflateSync } from "node:zlib";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writePng } from "../../editor/codec/png/chunks";
import { addPictureTexts, readPictureTexts } from "../../editor/pictureTexts";
import { makeTask } from "../library/makeTask";
import { readForeignRecord } from "./otherTools";
import { type PictureRecord, parseRecord, recordTask } from "./pictureRecord";
import { parametersOf, xmpOf } from "./recordTexts";

const task = makeTask("t1", {
	prompt: "a fox, \u201cquoted\u201d & <b>\n\u72d0\u72f8",
	params: { model: "gpt-image-2", size: "1024x1024", quality: "high", n: 2 },
	baseUrl: "https://planted-address.example/v1",
	profileId: "planted-profile",
	inputs: { target: "aa", references: ["bb"] },
	outputs: [{ index: 1, image: "cc", contentType: "image/png", width: 4, height: 4, revisedPrompt: "a red fox" }],
});
const record: PictureRecord = { version: 1, program: "Image Studio 9", tasks: [recordTask(task, 1)] };
const added = { xmp: xmpOf(record), parameters: parametersOf(record), record: JSON.stringify(record) };

const FORMATS = ["png", "jpeg", "webp"] as const;
type Bytes = Uint8Array<ArrayBuffer>;

function file(format: (typeof FORMATS)[number], width = 24, height = 16): Bytes {
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	context.fillStyle = "#c83214";
	context.fillRect(0, 0, width, height);
	context.clearRect(2, 2, 5, 5);
	const bytes =
		format === "png"
			? canvas.toBuffer("image/png")
			: format === "jpeg"
				? canvas.toBuffer("image/jpeg")
				: canvas.toBuffer("image/webp");
	return new Uint8Array(bytes);
}

const bytesOf = async (blob: Blob | null): Promise<Bytes> => new Uint8Array(await blob!.arrayBuffer());

async function samplesOf(bytes: Bytes): Promise<Uint8ClampedArray> {
	const image = await loadImage(Buffer.from(bytes));
	const canvas = createCanvas(image.width, image.height);
	canvas.getContext("2d").drawImage(image, 0, 0);
	return canvas.getContext("2d").getImageData(0, 0, image.width, image.height).data;
}

describe.each(FORMATS)("a %s file", (format) => {
	it("carries the record, and its pixels are the same", async () => {
		const before = file(format);
		const after = await bytesOf(await addPictureTexts(before, added));
		expect(Buffer.compare(Buffer.from(await samplesOf(after)), Buffer.from(await samplesOf(before)))).toBe(0);
		const read = await readPictureTexts(after);
		expect(read?.xmp).toBe(added.xmp);
		expect(read?.texts.get("parameters")).toBe(added.parameters);
		expect(parseRecord(read?.record ?? "")).toEqual(record);
		expect(read?.hasCredentials).toBe(false);
	});

	it("has each text once when it is written again", async () => {
		const once = await bytesOf(await addPictureTexts(file(format), added));
		const twice = await bytesOf(await addPictureTexts(once, added));
		expect(twice.length).toBe(once.length);
	});

	it("carries a record of megabytes", async () => {
		const mask = Array.from({ length: 300_000 }, (_, i) => ((i * 2654435761) >>> 7).toString(36)).join("");
		const long = { ...added, record: JSON.stringify({ ...record, mask }) };
		const read = await readPictureTexts(await bytesOf(await addPictureTexts(file(format), long)));
		expect(parseRecord(read?.record ?? "")?.mask === mask).toBe(true);
	});

	it("that is torn or hostile is refused without an exception", async () => {
		const whole = await bytesOf(await addPictureTexts(file(format), added));
		await fc.assert(
			fc.asyncProperty(fc.nat(whole.length), fc.nat(255), fc.nat(whole.length), async (at, value, end) => {
				const damaged = whole.slice(0, Math.max(end, 1));
				damaged[at % damaged.length] = value;
				const read = await readPictureTexts(damaged);
				parseRecord(read?.record ?? "");
				if (read) readForeignRecord(read);
				await addPictureTexts(damaged, added);
			}),
			{ numRuns: 60 },
		);
	});
});

it("no address and no profile is in a record", () => {
	expect(JSON.stringify(added)).not.toMatch(/planted/);
});

it("a record with wrong fields gives what is usable, or nothing", () => {
	expect(parseRecord("{")).toBeNull();
	expect(parseRecord(JSON.stringify({ version: 2, tasks: [record.tasks[0]] }))).toBeNull();
	const odd = {
		...record.tasks[0],
		references: [1, "bb"],
		params: { model: "m", n: 99, size: 4, outputFormat: "exe" },
	};
	expect(parseRecord(JSON.stringify({ version: 1, tasks: [{ id: 4 }, odd], mask: 1, plan: [] }))).toEqual({
		version: 1,
		program: "",
		tasks: [{ ...record.tasks[0], references: ["bb"], params: { model: "m", n: 1 } }],
	});
});

describe("content credentials", () => {
	const chunk = { type: "caBX", data: new Uint8Array(20) };
	it("are found, and leave with the first text that is added", async () => {
		const png = file("png");
		const signed = new Uint8Array([...png.subarray(0, 33), ...writePng([chunk]).subarray(8), ...png.subarray(33)]);
		expect((await readPictureTexts(signed))?.hasCredentials).toBe(true);
		expect((await readPictureTexts(await bytesOf(await addPictureTexts(signed, added))))?.hasCredentials).toBe(false);
	});
});

describe("texts of other programs", () => {
	const foreign = (texts: Readonly<Record<string, string>>) =>
		readForeignRecord({ texts: new Map(Object.entries(texts)) });

	it("Stable Diffusion web UI", () => {
		const parameters =
			'a fox: red\nsecond line\nNegative prompt: blurry, text\nSteps: 20, Sampler: Euler a, Seed: 42, Size: 512x768, Model: "a, b"';
		expect(foreign({ parameters })).toEqual({
			tool: "Stable Diffusion web UI",
			prompt: "a fox: red\nsecond line",
			negativePrompt: "blurry, text",
			settings: [
				["Steps", "20"],
				["Sampler", "Euler a"],
				["Seed", "42"],
				["Size", "512x768"],
				["Model", "a, b"],
			],
		});
	});

	it("ComfyUI", () => {
		const graph = {
			3: { class_type: "KSampler", inputs: { seed: 7, steps: 30, positive: ["6", 0], negative: ["8", 0] } },
			4: { class_type: "CheckpointLoaderSimple", inputs: { ckpt_name: "base.safetensors" } },
			8: { class_type: "CLIPTextEncode", inputs: { text: "ugly" } },
			6: { class_type: "CLIPTextEncode", inputs: { text: "a fox" } },
		};
		expect(foreign({ prompt: JSON.stringify(graph), workflow: "{}" })).toMatchObject({
			tool: "ComfyUI",
			prompt: "a fox",
			negativePrompt: "ugly",
			settings: [
				["ckpt_name", "base.safetensors"],
				["seed", "7"],
				["steps", "30"],
			],
		});
	});

	it("InvokeAI", () => {
		const metadata = {
			positive_prompt: "a fox",
			negative_prompt: "",
			model: { name: "sdxl" },
			seed: 5,
			width: 1024,
			height: 1024,
		};
		expect(foreign({ invokeai_metadata: JSON.stringify(metadata) })).toMatchObject({
			tool: "InvokeAI",
			prompt: "a fox",
			settings: [
				["model", "sdxl"],
				["width", "1024"],
				["height", "1024"],
				["seed", "5"],
			],
		});
	});

	it("a compressed text of a PNG is read, and one that expands to gigabytes is not", async () => {
		const png = file("png");
		const text = (data: Buffer) => ({
			type: "zTXt",
			data: new Uint8Array(Buffer.concat([Buffer.from("parameters\0\0", "latin1"), deflateSync(data)])),
		});
		const withText = (data: Buffer) =>
			new Uint8Array([...png.subarray(0, 33), ...writePng([text(data)]).subarray(8), ...png.subarray(33)]);
		expect((await readPictureTexts(withText(Buffer.from("a fox"))))?.texts.get("parameters")).toBe("a fox");
		expect((await readPictureTexts(withText(Buffer.alloc(40_000_000))))?.texts.has("parameters")).toBe(false);
	});

	it("nothing that is understood is nothing", () => {
		for (const texts of [{}, { prompt: "[1]" }, { invokeai_metadata: "{" }, { parameters: " " }])
			expect(foreign(texts)).toBeNull();
	});
});
