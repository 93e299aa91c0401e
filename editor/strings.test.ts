import { expect, test } from "vitest";
import { ANNOTATION_STRINGS } from "./annotationStrings";
import { COLOUR_STRINGS } from "./colourStrings";
import { describeEditorError, ERROR_STRINGS, IMPORT_NOTES } from "./errorStrings";
import { OBJECT_STRINGS } from "./objectStrings";
import { RESULT_STRINGS } from "./resultStrings";
import { POLARITY_NAMES, STRINGS } from "./strings";
import { EditorError } from "./types";

const parameters = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test("every string is there in both languages, with the same values to fill in", () => {
	const tables = {
		...STRINGS,
		...OBJECT_STRINGS,
		...COLOUR_STRINGS,
		...ANNOTATION_STRINGS,
		...RESULT_STRINGS,
		...IMPORT_NOTES,
		...POLARITY_NAMES,
		...ERROR_STRINGS,
	};
	for (const [name, { en, zh }] of Object.entries(tables)) {
		expect(en.trim(), name).not.toBe("");
		expect(zh, name).toMatch(/\p{Script=Han}/u);
		expect(en, name).not.toMatch(/\p{Script=Han}/u);
		expect(parameters(zh), name).toEqual(parameters(en));
	}
});

test("a refusal says the limit", () => {
	const error = new EditorError("image-too-large", { width: 20_000, height: 9, maxSide: 16_384, maxMegapixels: 100 });
	expect(describeEditorError(error, "en")).toContain("20000 × 9");
	expect(describeEditorError(error, "zh")).toContain("16384");
});
