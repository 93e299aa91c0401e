import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLegalSize, parseSize } from "../../editor/plan";
import { type Capability, dropUnsupportedParams, shutdownNotice, unsupportedReason } from "./capabilities";
import { MODEL_FAMILIES, modelFamily, sizeRules } from "./models";
import { addPrices, estimatePrice, formatUsd, outputTokens, priceOfUsage } from "./prices";
import { sizeChoices } from "./sizeChoices";

describe("modelFamily", () => {
	it.each([
		["gpt-image-2", "gpt-image-2"],
		["gpt-image-2-2026-04-21", "gpt-image-2"],
		["openai/gpt-image-2", "gpt-image-2"],
		["Azure/GPT-Image-2-eastus", "gpt-image-2"],
		["gpt-image-2.5-flare-2026-09-08", "gpt-image-2.5+"],
		["gpt-image-2.6-sunburst", "gpt-image-2.5+"],
		["gpt-image-1", "gpt-image-1"],
		["gpt-image-1-mini", "gpt-image-1-mini"],
		["gpt-image-1.5", "gpt-image-1.5"],
		["chatgpt-image-latest", "gpt-image-1.5"],
		["dall-e-3", "dall-e-3"],
		["gpt-image-20", "unknown"],
		["gpt-image-3", "unknown"],
		["flux-2-pro", "unknown"],
		["pictures-prod", "unknown"],
		["", "unknown"],
	])("%s: %s", (name, id) => {
		expect(modelFamily(name).id).toBe(id);
	});

	it("of an unknown name refuses nothing that might work", () => {
		const asked: [Capability, string | number][] = [
			["size", "1000x1000"],
			["quality", "ultra"],
			["background", "transparent"],
			["format", "webp"],
			["moderation", "low"],
			["fidelity", "high"],
			["n", 10],
		];
		for (const [capability, value] of asked) expect(unsupportedReason(capability, "flux-2-pro", value)).toBeUndefined();
		expect(unsupportedReason("responseFormat", "flux-2-pro")).toBeUndefined();
		expect(unsupportedReason("responseFormat", "gpt-image-3")?.en).toMatch(/response format/);
	});
});

describe("unsupported parameters", () => {
	it.each<[string, Capability, string | number | undefined, RegExp | undefined, object?]>([
		["gpt-image-2", "quality", "xhigh", /supports only auto, low, medium, high here/],
		["gpt-image-2.5-flare", "quality", "max", undefined],
		["gpt-image-2", "quality", "hd", /supports only auto/],
		["gpt-image-2", "fidelity", undefined, /not support “input fidelity”/],
		["gpt-image-1-mini", "fidelity", "high", /supports only low/],
		["gpt-image-1.5", "fidelity", "high", undefined],
		["gpt-image-2", "responseFormat", undefined, /response format/],
		["dall-e-3", "responseFormat", undefined, undefined],
		["dall-e-3", "background", undefined, /not support “background”/],
		["dall-e-3", "n", 4, undefined],
		["gpt-image-2", "n", 11, /10 images per request/],
		["dall-e-3", "edit", undefined, /not edit/],
		["dall-e-3", "mask", undefined, /not support masks/],
		["dall-e-2", "streaming", undefined, /streaming/],
		["gpt-image-2", "markup", undefined, /coloured drawing/],
		["gpt-image-2.5-flare", "markup", undefined, /not both/, { hasMask: true }],
		["gpt-image-2.5-flare", "markup", undefined, undefined],
		["gpt-image-2", "compression", 80, /PNG is lossless/],
		["gpt-image-2", "compression", 80, undefined, { format: "webp" }],
		["gpt-image-2.5-flare", "background", "transparent", /JPEG does not support/, { format: "jpeg" }],
		["gpt-image-2", "format", "webp", /Azure/, { baseUrl: "https://me.openai.azure.com/openai/v1" }],
		["gpt-image-2", "format", "webp", undefined, { baseUrl: "https://azure.com.example/v1" }],
		["gpt-image-2", "images", 17, /16 images/],
		["gpt-image-2", "prompt", 32_001, /32000/],
		["dall-e-3", "size", "auto", /requires a size/],
		["dall-e-3", "size", "1536x1024", /only|supports 1024x1024, 1792x1024/],
		["gpt-image-2", "size", "1824x1024", undefined],
		["gpt-image-2", "size", "big", /such as/],
		["gpt-image-2", "size", "1000x1000", /multiples of 16\. The nearest size is 1008x1008/],
		["gpt-image-2", "size", "4096x2048", /not exceed 3840/],
		["gpt-image-2", "size", "3840x1024", /3 to 1/],
		["gpt-image-2", "size", "512x512", /too few pixels.*816x816/],
		["gpt-image-2", "size", "3008x3008", /too many pixels.*2880x2880/],
	])("%s, %s %s: %s", (model, capability, value, words, circumstances) => {
		const phrase = unsupportedReason(capability, model, value, circumstances);
		if (!words) return expect(phrase).toBeUndefined();
		expect(phrase?.en).toMatch(words);
		expect(phrase?.zh).toMatch(/\p{Script=Han}/u);
		expect(`${phrase?.en}${phrase?.zh}`).not.toMatch(/[{}]|undefined/);
	});

	it("are not sent", () => {
		const all = {
			size: "1536x1024",
			quality: "xhigh",
			n: 2,
			background: "transparent",
			outputFormat: "jpeg",
			outputCompression: 80,
			moderation: "low",
			inputFidelity: "high",
		} as const;
		expect(dropUnsupportedParams({ ...all, model: "gpt-image-2" })).toEqual({
			model: "gpt-image-2",
			size: "1536x1024",
			n: 2,
			outputFormat: "jpeg",
			outputCompression: 80,
			moderation: "low",
		});
		expect(dropUnsupportedParams({ ...all, model: "dall-e-3" })).toEqual({ model: "dall-e-3", n: 2 });
		const unknown = { ...all, background: "opaque", model: "flux" };
		expect(dropUnsupportedParams(unknown)).toBe(unknown);
	});
});

it("a model that is or will be shut down has a notice", () => {
	const on = (model: string, more?: Parameters<typeof shutdownNotice>[2]) => shutdownNotice(model, "2026-11-21", more);
	expect(on("gpt-image-1")).toMatchObject({ isOver: true, phrase: { en: "gpt-image-1 was shut down on 2026-10-23." } });
	expect(on("gpt-image-1-mini")).toMatchObject({ isOver: false, date: "2026-12-01" });
	expect(on("gpt-image-1-mini", { baseUrl: "https://me.openai.azure.com/openai/v1" })?.date).toBe("2027-04-01");
	expect(on("gpt-image-2")).toBeUndefined();
	expect(on("gpt-image-2.5-flare", { listed: "2027-01-05" })?.date).toBe("2027-01-05");
});

describe("sizeChoices", () => {
	it("are legal, unique and match their ratio", () => {
		for (const model of [...MODEL_FAMILIES.map(({ id }) => id), "unknown"]) {
			const choices = sizeChoices(model);
			expect(choices.length).toBeGreaterThan(0);
			expect(new Set(choices.map(({ size }) => size)).size).toBe(choices.length);
			for (const { ratio, size } of choices) {
				const { width, height } = parseSize(size)!;
				expect(isLegalSize({ width, height }, sizeRules(model))).toBe(true);
				const [across = 1, down = 1] = ratio.split(":").map(Number);
				expect(Math.abs(Math.log((width * down) / (height * across)))).toBeLessThan(0.13);
			}
		}
	});

	it("contain the common sizes", () => {
		const find = (model: string, ratio: string, tier: string) =>
			sizeChoices(model).find((choice) => choice.ratio === ratio && choice.tier === tier);
		expect(find("gpt-image-2", "1:1", "1K")).toMatchObject({ size: "1024x1024", isExperimental: false });
		expect(find("gpt-image-2", "16:9", "4K")).toMatchObject({ size: "3840x2160", isExperimental: true });
		expect(sizeChoices("gpt-image-1.5").map(({ ratio, size }) => `${ratio} ${size}`)).toEqual([
			"1:1 1024x1024",
			"3:2 1536x1024",
			"2:3 1024x1536",
		]);
	});
});

describe("prices", () => {
	// Published and measured values of gpt-image-2.
	it.each([
		[16, 1024, 1024, 196],
		[48, 1024, 1024, 1756],
		[96, 1024, 1024, 7024],
		[16, 2048, 2048, 397],
		[16, 3840, 2160, 371],
		[16, 2160, 3840, 371],
	])("factor %i at %ix%i: %i tokens", (factor, width, height, tokens) => {
		expect(outputTokens(factor, width, height)).toBe(tokens);
	});

	it.each([
		["gpt-image-2", "1024x1024", "low", 0.006],
		["gpt-image-2", "1536x1024", "low", 0.005],
		["gpt-image-2", "1024x1024", "medium", 0.053],
		["gpt-image-2", "1024x1536", "medium", 0.041],
		["gpt-image-2", "1024x1024", "high", 0.211],
		["gpt-image-2", "1536x1024", "high", 0.165],
		["gpt-image-1.5", "1024x1024", "medium", 0.034],
		["gpt-image-1-mini", "1024x1536", "high", 0.052],
	])("%s %s %s: matches the published price", (model, size, quality, usd) => {
		const estimate = estimatePrice({ model, size, quality, n: 1 })!;
		expect(estimate.from).toBe(estimate.to);
		expect(estimate.from).toBeCloseTo(usd, 3);
	});

	it("are a range if the quality is open, grow with n and with input images, and are undefined for unknown models", () => {
		const one = estimatePrice({ model: "gpt-image-2", n: 1 })!;
		expect([one.from, one.to].map((usd) => Number(usd.toFixed(3)))).toEqual([0.006, 0.211]);
		expect(estimatePrice({ model: "gpt-image-2", n: 4, quality: "high" })!.from).toBeCloseTo(4 * 0.2107, 3);
		const images = [{ width: 1024, height: 1024 }];
		const edit = estimatePrice({ model: "gpt-image-2", n: 1, quality: "low", images, promptChars: 400 })!;
		expect(edit.from).toBeCloseTo(one.from + (1024 * 8 + 100 * 5) / 1e6, 6);
		expect(estimatePrice({ model: "flux-2-pro", n: 1 })).toBeUndefined();
		expect(estimatePrice({ model: "gpt-image-2", n: 1, quality: "xhigh" })).toBeUndefined();
		expect(estimatePrice({ model: "dall-e-3", n: 1 })).toBeUndefined();
		const guessed = estimatePrice({ model: "gpt-image-2.6-flare", n: 1, quality: "low" })!;
		expect(guessed.to).toBeGreaterThan(guessed.from);
	});

	it("are computed from token counts", () => {
		const usage = { input_tokens: 1100, output_tokens: 7024, total_tokens: 8124 };
		expect(priceOfUsage("gpt-image-2", usage, true)).toBeCloseTo((1100 * 8 + 7024 * 30) / 1e6, 6);
		expect(priceOfUsage("gpt-image-2", usage, false)).toBeCloseTo((1100 * 5 + 7024 * 30) / 1e6, 6);
		expect(priceOfUsage("gpt-image-2", {}, false)).toBeUndefined();
		expect(priceOfUsage("flux", usage, false)).toBeUndefined();
	});

	it("of several requests are added, and are unknown if one of them is", () => {
		const price = (from: number, to: number) => ({ from, to, asOf: "2026-11" });
		expect(addPrices([price(1, 2), price(3, 5)])).toMatchObject({ from: 4, to: 7 });
		expect(addPrices([price(1, 2), undefined])).toBeUndefined();
		expect(addPrices([])).toBeUndefined();
	});

	it("are formatted with two significant digits", () => {
		expect([formatUsd(0.00588), formatUsd(0.0527, 0.211), formatUsd(1.2)]).toEqual(["$0.0059", "$0.053–0.21", "$1.20"]);
	});
});

it("any text typed as a size is handled, and the nearest size it suggests is legal", async () => {
	await fc.assert(
		fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (width, height) => {
			const words = unsupportedReason("size", "gpt-image-2", `${width}x${height}`)?.en ?? "";
			const [, near] = /nearest size is (\d+x\d+)/.exec(words) ?? [];
			const isLegal = isLegalSize({ width, height }, sizeRules("gpt-image-2"));
			expect(words === "").toBe(isLegal && width > 0 && height > 0);
			if (near) expect(unsupportedReason("size", "gpt-image-2", near)).toBeUndefined();
		}),
		{ numRuns: 200 },
	);
});
