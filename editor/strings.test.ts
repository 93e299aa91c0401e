import { expect, test } from "vitest";
import { describeEditorError, STRINGS } from "./strings";
import { EditorError } from "./types";

test("every string is there in both languages", () => {
	for (const { en, zh } of Object.values(STRINGS)) {
		expect(en.trim()).not.toBe("");
		expect(zh).toMatch(/\p{Script=Han}/u);
	}
});

test("a refusal says the limit", () => {
	const error = new EditorError("image-too-large", { width: 20_000, height: 9, maxSide: 16_384, maxMegapixels: 100 });
	expect(describeEditorError(error, "en")).toContain("20000 × 9");
	expect(describeEditorError(error, "zh")).toContain("16384");
});
