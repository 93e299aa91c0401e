import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LinkWish, readLinkWish } from "./fromLink";
import { MOST_PICTURES, readChoices } from "./parameterChoices";

describe("what a link asks for", () => {
	it.each<[string, Record<string, string>, Partial<LinkWish>]>([
		["words", { prompt: " a fox \n" }, { prompt: "a fox" }],
		["nothing", {}, {}],
		["empty values", { prompt: " ", size: "" }, {}],
		["a size", { size: "1536X1024" }, { choices: { size: "1536x1024" } }],
		["a size that the model chooses", { size: "Auto" }, { choices: { size: "auto" } }],
		["a model of any maker, case kept", { model: "Qwen/Image-Edit" }, { choices: { model: "Qwen/Image-Edit" } }],
		["how many", { n: "4", quality: "high" }, { choices: { n: 4, quality: "high" } }],
		["another name of JPEG", { format: "JPG" }, { choices: { format: "jpeg" } }],
		["a background", { background: "transparent" }, { choices: { background: "transparent" } }],
		["what is not ours", { utm: "x", api_key: "sk-1", path: "/a.png" }, {}],
		["nonsense, the rest taken", { prompt: "a", size: "huge", n: "0" }, { prompt: "a", leftOut: ["size", "n"] }],
		["more nonsense", { n: "1e1", quality: "best", format: "gif" }, { leftOut: ["quality", "n", "format"] }],
		["a size out of all measure", { size: "9999x16" }, { leftOut: ["size"] }],
		["a model with blanks", { model: "a b", background: "red" }, { leftOut: ["model", "background"] }],
		["a novel", { prompt: "x".repeat(32_001) }, { leftOut: ["prompt"] }],
	])("%s", (_, params, wish) => {
		expect(readLinkWish(params)).toEqual({ choices: {}, leftOut: [], ...wish });
	});

	it("is never anything that could not be chosen by hand", async () => {
		const params = fc.dictionary(
			fc.constantFrom("prompt", "model", "size", "quality", "n", "format", "background", "moderation", "__proto__"),
			fc.oneof(fc.string(), fc.stringMatching(/^\d{1,6}x\d{1,6}$/), fc.integer().map(String), fc.constant("auto")),
		);
		await fc.assert(
			fc.asyncProperty(params, async (given) => {
				const { choices } = readLinkWish(given);
				expect(readChoices(choices)).toMatchObject(choices);
				expect(choices.n ?? 1).toBeLessThanOrEqual(MOST_PICTURES);
			}),
		);
	});
});
