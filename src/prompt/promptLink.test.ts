import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_OUTPUT_IMAGES, readChoices } from "./parameters/parameterChoices";
import { type PromptLink, parsePromptLink } from "./promptLink";

describe("a prompt link", () => {
	it.each<[string, Record<string, string>, Partial<PromptLink>]>([
		["a prompt, trimmed", { prompt: " a fox \n" }, { prompt: "a fox" }],
		["no parameters", {}, {}],
		["empty values", { prompt: " ", size: "" }, {}],
		["a size", { size: "1536X1024" }, { choices: { size: "1536x1024" } }],
		["the automatic size", { size: "Auto" }, { choices: { size: "auto" } }],
		["any model, with its case", { model: "Qwen/Image-Edit" }, { choices: { model: "Qwen/Image-Edit" } }],
		["count and quality", { n: "4", quality: "high" }, { choices: { n: 4, quality: "high" } }],
		["jpg as an alias of jpeg", { format: "JPG" }, { choices: { format: "jpeg" } }],
		["a background", { background: "transparent" }, { choices: { background: "transparent" } }],
		["unknown parameters, ignored", { utm: "x", api_key: "sk-1", path: "/a.png" }, {}],
		[
			"invalid values beside valid ones",
			{ prompt: "a", size: "huge", n: "0" },
			{ prompt: "a", invalid: ["size", "n"] },
		],
		[
			"invalid count, quality and format",
			{ n: "1e1", quality: "best", format: "gif" },
			{ invalid: ["quality", "n", "format"] },
		],
		["a size above the limit", { size: "9999x16" }, { invalid: ["size"] }],
		[
			"a model with a space, an unknown background",
			{ model: "a b", background: "red" },
			{ invalid: ["model", "background"] },
		],
		["a prompt above the limit", { prompt: "x".repeat(32_001) }, { invalid: ["prompt"] }],
	])("is parsed: %s", (_, params, expected) => {
		expect(parsePromptLink(params)).toEqual({ choices: {}, invalid: [], ...expected });
	});

	it("yields only choices that the prompt bar offers", async () => {
		const params = fc.dictionary(
			fc.constantFrom("prompt", "model", "size", "quality", "n", "format", "background", "moderation", "__proto__"),
			fc.oneof(fc.string(), fc.stringMatching(/^\d{1,6}x\d{1,6}$/), fc.integer().map(String), fc.constant("auto")),
		);
		await fc.assert(
			fc.asyncProperty(params, async (given) => {
				const { choices } = parsePromptLink(given);
				expect(readChoices(choices)).toMatchObject(choices);
				expect(choices.n ?? 1).toBeLessThanOrEqual(MAX_OUTPUT_IMAGES);
			}),
		);
	});
});
