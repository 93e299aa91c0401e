import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unsupportedReason } from "../gateway/capabilities";
import { SUGGESTED_MODELS } from "../gateway/models";
import { type Choices, legalise, NO_CHOICES, readChoices } from "./parameterChoices";

const defaults = { defaultModel: "gpt-image-2", defaultSize: "1024x1024", operation: "generate" } as const;
const legal = (choices: Partial<Choices>, more = {}) =>
	legalise({ ...NO_CHOICES, ...choices }, { ...defaults, ...more });

describe("what goes out of what was chosen", () => {
	it("is the defaults and nothing else at first", () => {
		expect(legal({})).toEqual({ params: { model: "gpt-image-2", size: "1024x1024", n: 1 }, leftOut: [] });
	});

	it("is everything that the model takes", () => {
		const choices = { model: "gpt-image-2.5-flare", size: "2048x1152", quality: "max", n: 3, background: "opaque" };
		expect(legal({ ...choices, format: "jpeg", compression: 80, moderation: "low" }).params).toEqual({
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

	it("leaves out with a reason what the model does not take, and has it again for one that does", () => {
		const choices = { quality: "max", fidelity: "high" };
		const { params, leftOut } = legal({ model: "gpt-image-2", ...choices }, { operation: "edit" });
		expect(params).toEqual({ model: "gpt-image-2", size: "1024x1024", n: 1 });
		expect(leftOut.map(({ en }) => en)).toEqual([
			"gpt-image-2 takes auto, low, medium, high here.",
			"gpt-image-2 has no setting “input fidelity”.",
		]);
		expect(legal({ model: "gpt-image-2.5-flare", ...choices }).params.quality).toBe("max");
	});

	it("brings a size to one that the model makes, and says why", () => {
		const { params, sizeReason } = legal({ model: "gpt-image-1", size: "2048x1152" });
		expect(params.size).toBe("1536x1024");
		expect(sizeReason?.en).toContain("makes 1024x1024");
		expect(legal({ model: "dall-e-3", size: "auto" }).params.size).toBe("1024x1024");
		expect(legal({ model: "house-model", size: "1000x1000" })).toMatchObject({ params: { size: "1000x1000" } });
	});

	it("has no compression with PNG, and no input fidelity without pictures", () => {
		expect(legal({ compression: 40 }).params).not.toHaveProperty("outputCompression");
		expect(legal({ model: "gpt-image-1.5", fidelity: "high" }).params).not.toHaveProperty("inputFidelity");
		expect(legal({ model: "gpt-image-1.5", fidelity: "high" }, { operation: "edit" }).params.inputFidelity).toBe(
			"high",
		);
	});

	it("has what the way there takes: no quality by Codex, no background by the cloud", () => {
		expect(legal({ quality: "high" }, { isCodex: true }).leftOut[0]?.en).toContain("Codex");
		expect(legal({ background: "opaque" }, { isManaged: true }).leftOut[0]?.en).toContain("HaloForge Cloud");
	});

	it("is legal whatever was stored", async () => {
		const models = [...SUGGESTED_MODELS, "gpt-image-1.5", "gpt-image-1-mini", "dall-e-3", "dall-e-2", ""];
		await fc.assert(
			fc.property(fc.constantFrom(...models), fc.object(), fc.nat(5000), fc.nat(5000), (model, stored, w, h) => {
				const choices = readChoices({ ...stored, model, size: `${w}x${h}`, quality: "high" });
				const { params } = legalise(choices, defaults);
				expect(unsupportedReason("size", params.model, params.size)).toBeUndefined();
				if (params.quality) expect(unsupportedReason("quality", params.model, params.quality)).toBeUndefined();
				expect(params.n >= 1 && params.n <= 10).toBe(true);
			}),
		);
	});
});
