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
