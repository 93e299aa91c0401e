import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffWords } from "./wordDiff";

const said = (before: string, after: string) =>
	diffWords(before, after)
		.map(({ kind, text }) => (kind === "kept" ? text : kind === "added" ? `+[${text}]` : `-[${text}]`))
		.join("");

describe("word diff", () => {
	test("kept and added give the new text, kept and removed the old, and nothing is said twice in a row", async () => {
		const words = fc
			.array(fc.constantFrom("a", "red ", "harbour", " crane", "，", "红", "色的", "\n", "👩‍🚀", "it's", "é", "."))
			.map((list) => list.join(""));
		const text = fc.oneof(words, fc.string({ unit: "binary" }));
		await fc.assert(
			fc.asyncProperty(text, text, async (before, after) => {
				const runs = diffWords(before, after);
				const without = (kind: string) => runs.flatMap((run) => (run.kind === kind ? [] : [run.text])).join("");
				expect(without("removed")).toBe(after);
				expect(without("added")).toBe(before);
				expect(runs.every((run, at) => run.text !== "" && run.kind !== runs[at - 1]?.kind)).toBe(true);
			}),
		);
	});

	test("words are compared whole", () => {
		expect(said("a red crane at the harbour", "a blue crane at the harbour")).toBe(
			"a -[red]+[blue] crane at the harbour",
		);
		expect(said("a fox", "a fox, in fine detail")).toBe("a fox+[, in fine detail]");
		expect(said("the same", "the same")).toBe("the same");
		expect(said("", "all new")).toBe("+[all new]");
	});

	test("Chinese by characters", () => {
		expect(said("一只红色的狐狸", "一只蓝色的狐狸")).toBe("一只-[红]+[蓝]色的狐狸");
	});

	test("a lone word between two changes belongs to the change", () => {
		expect(said("draw the old quiet pier now", "paint the new noisy dock now")).toBe(
			"-[draw the old quiet pier]+[paint the new noisy dock] now",
		);
	});

	test("very long texts without anything in common are one change, at once", () => {
		const long = (word: string) => Array.from({ length: 5000 }, (_, i) => `${word}${i}`).join(" ");
		expect(diffWords(`same ${long("a")}`, `same ${long("b")}`).map(({ kind }) => kind)).toEqual([
			"kept",
			"removed",
			"added",
		]);
	});
});
