import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unsupportedReason } from "../../gateway/capabilities";
import { SUGGESTED_MODELS } from "../../gateway/models";
import { type Choices, INITIAL_CHOICES, readChoices, resolveParams } from "./parameterChoices";

const defaults = { defaultModel: "gpt-image-2", defaultSize: "1024x1024", operation: "generate" } as const;
const resolve = (choices: Partial<Choices>, more = {}) =>
	resolveParams({ ...INITIAL_CHOICES, ...choices }, { ...defaults, ...more });

describe("the parameters that are sent", () => {
	it("are only the defaults at first", () => {
		expect(resolve({})).toEqual({ params: { model: "gpt-image-2", size: "1024x1024", n: 1 }, omitted: [] });
	});

	it("are all choices that the model supports", () => {
		const choices = { model: "gpt-image-2.5-flare", size: "2048x1152", quality: "max", n: 3, background: "opaque" };
		expect(resolve({ ...choices, format: "jpeg", compression: 80, moderation: "low" }).params).toEqual({
			model: "gpt-image-2.5-flare",
			size: "2048x1152",
			n: 3,
			quality: "max",
			outputFormat: "jpeg",
			outputCompression: 80,
			background: "opaque",
			moderation: "low",
		});
	});

	it("omit unsupported choices with a reason and contain them again for a model that supports them", () => {
		const choices = { quality: "max", fidelity: "high" };
		const { params, omitted } = resolve({ model: "gpt-image-2", ...choices }, { operation: "edit" });
		expect(params).toEqual({ model: "gpt-image-2", size: "1024x1024", n: 1 });
		expect(omitted.map(({ en }) => en)).toEqual([
			"gpt-image-2 supports only auto, low, medium, high here.",
			"gpt-image-2 does not support “input fidelity”.",
		]);
		expect(resolve({ model: "gpt-image-2.5-flare", ...choices }).params.quality).toBe("max");
	});

	it("have the nearest supported size, with the reason", () => {
		const { params, sizeReason } = resolve({ model: "gpt-image-1", size: "2048x1152" });
		expect(params.size).toBe("1536x1024");
		expect(sizeReason?.en).toContain("supports 1024x1024");
		expect(resolve({ model: "dall-e-3", size: "auto" }).params.size).toBe("1024x1024");
		expect(resolve({ model: "house-model", size: "1000x1000" })).toMatchObject({ params: { size: "1000x1000" } });
	});

	it("have no compression with PNG and no input fidelity without input images", () => {
		expect(resolve({ compression: 40 }).params).not.toHaveProperty("outputCompression");
		expect(resolve({ model: "gpt-image-1.5", fidelity: "high" }).params).not.toHaveProperty("inputFidelity");
		expect(resolve({ model: "gpt-image-1.5", fidelity: "high" }, { operation: "edit" }).params.inputFidelity).toBe(
			"high",
		);
	});

	it("omit quality for Codex endpoints and background for HaloForge Cloud", () => {
		expect(resolve({ quality: "high" }, { isCodex: true }).omitted[0]?.en).toContain("Codex");
		expect(resolve({ background: "opaque" }, { isManaged: true }).omitted[0]?.en).toContain("HaloForge Cloud");
	});

	it("are valid for any stored choices", async () => {
		const models = [...SUGGESTED_MODELS, "gpt-image-1.5", "gpt-image-1-mini", "dall-e-3", "dall-e-2", ""];
		await fc.assert(
			fc.property(fc.constantFrom(...models), fc.object(), fc.nat(5000), fc.nat(5000), (model, stored, w, h) => {
				const choices = readChoices({ ...stored, model, size: `${w}x${h}`, quality: "high" });
				const { params } = resolveParams(choices, defaults);
				expect(unsupportedReason("size", params.model, params.size)).toBeUndefined();
				if (params.quality) expect(unsupportedReason("quality", params.model, params.quality)).toBeUndefined();
				expect(params.n >= 1 && params.n <= 10).toBe(true);
			}),
		);
	});
});
