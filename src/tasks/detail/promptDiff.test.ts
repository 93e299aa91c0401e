import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffPrompts } from "./promptDiff";

const marked = (before: string, after: string) =>
	diffPrompts(before, after)
		.map(({ kind, text }) => (kind === "kept" ? text : kind === "added" ? `+[${text}]` : `-[${text}]`))
		.join("");

describe("prompt diff", () => {
	test("kept and added runs form the new text, kept and removed ones the old; neighbouring runs differ in kind", async () => {
		const words = fc
			.array(fc.constantFrom("a", "red ", "harbour", " crane", "，", "红", "色的", "\n", "👩‍🚀", "it's", "é", "."))
			.map((list) => list.join(""));
		const text = fc.oneof(words, fc.string({ unit: "binary" }));
		await fc.assert(
			fc.asyncProperty(text, text, async (before, after) => {
				const runs = diffPrompts(before, after);
				const without = (kind: string) => runs.flatMap((run) => (run.kind === kind ? [] : [run.text])).join("");
				expect(without("removed")).toBe(after);
				expect(without("added")).toBe(before);
				expect(runs.every((run, at) => run.text !== "" && run.kind !== runs[at - 1]?.kind)).toBe(true);
			}),
		);
	});

	test("compares whole words", () => {
		expect(marked("a red crane at the harbour", "a blue crane at the harbour")).toBe(
			"a -[red]+[blue] crane at the harbour",
		);
		expect(marked("a fox", "a fox, in fine detail")).toBe("a fox+[, in fine detail]");
		expect(marked("the same", "the same")).toBe("the same");
		expect(marked("", "all new")).toBe("+[all new]");
	});

	test("compares Chinese by characters", () => {
		expect(marked("一只红色的狐狸", "一只蓝色的狐狸")).toBe("一只-[红]+[蓝]色的狐狸");
	});

	test("includes a single word between two changes in the change", () => {
		expect(marked("draw the old quiet pier now", "paint the new noisy dock now")).toBe(
			"-[draw the old quiet pier]+[paint the new noisy dock] now",
		);
	});

	test("treats very long texts without common parts as one change, without delay", () => {
		const long = (word: string) => Array.from({ length: 5000 }, (_, i) => `${word}${i}`).join(" ");
		expect(diffPrompts(`same ${long("a")}`, `same ${long("b")}`).map(({ kind }) => kind)).toEqual([
			"kept",
			"removed",
			"added",
		]);
	});
});
