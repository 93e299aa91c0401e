import { expect, test } from "vitest";
import { sentPrompt } from "./sentPrompt";

const place = { left: 0.1, top: 0.2, right: 0.304, bottom: 0.5 };

test("a prompt without notes and markup is sent as written", () => {
	expect(sentPrompt("a red door", { notes: [] })).toBeUndefined();
});

test("region notes follow the prompt, numbered, each with its position", () => {
	const notes = [
		{ text: "make this red", place },
		{ text: "\u79fb\u9664", place: { ...place, left: 0.5, right: 1 } },
	];
	expect(sentPrompt("evening light ", { notes })).toBe(
		[
			"evening light",
			"",
			"Make these changes to the first image, each only in its own region, and keep everything else exactly as it is:",
			"1. (10%\u201330% from the left, 20%\u201350% from the top) make this red",
			"2. (50%\u2013100% from the left, 20%\u201350% from the top) \u79fb\u9664",
		].join("\n"),
	);
});

test("region notes alone are a prompt", () => {
	expect(sentPrompt("", { notes: [{ text: "x", place }] })).toMatch(/^Make these changes/);
});

test("texts of annotations are instructions with a place that has a name", () => {
	const low = { left: 0.7, top: 0.1, right: 0.9, bottom: 0.2 };
	expect(sentPrompt("evening", { notes: [{ text: "a red door", place: low, isDrawing: true }] })).toBe(
		[
			"evening",
			"",
			"Make these changes to the first image, each only in its own region, and keep everything else exactly as it is:",
			"1. (upper right: 70%\u201390% from the left, 10%\u201320% from the top) a red door",
		].join("\n"),
	);
});

test("a copy with drawings is named by its position", () => {
	expect(sentPrompt("evening", { drawing: 3, notes: [] })).toMatch(/^evening\n\nImage 3 is a copy of the first image/);
	expect(sentPrompt("", { drawing: 2, notes: [] })).toMatch(/^Image 2 is a copy/);
});
