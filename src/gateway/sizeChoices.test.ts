import { beforeEach, describe, expect, it, vi } from "vitest";
import { SUGGESTED_MODELS } from "./models";

beforeEach(() => vi.resetModules());

describe("the ratio of a size", () => {
	it.each([...SUGGESTED_MODELS, "an-unknown-model"])("is the one under which %s offers it", async (model) => {
		const { ratioOfSize, sizeChoices } = await import("./sizeChoices");
		const sizes = ["auto", "1000x1000", "1536x1024", "2048x1152", "640x4096", "x"];
		// Before the choices are known, and from them.
		const before = new Map(sizes.map((size) => [size, ratioOfSize(model, size)]));
		const choices = sizeChoices(model);
		for (const size of sizes) expect(before.get(size), size).toBe(choices.find((one) => one.size === size)?.ratio);
		vi.resetModules();
		const fresh = await import("./sizeChoices");
		for (const { size, ratio } of choices) expect(fresh.ratioOfSize(model, size), size).toBe(ratio);
	});
});
