import { expect, test } from "vitest";
import { fileNames } from "./fileNames";

const task = (prompt: string, ...types: string[]) => ({
	prompt,
	createdAt: 0,
	outputs: types.map((contentType, index) => ({ index, image: `${index}`, contentType, width: 1, height: 1 })),
});
const names = (...given: Parameters<typeof fileNames>) => fileNames(...given).map(({ name }) => name);

test("names come from the prompt, are unique, and have the extension of the image type", () => {
	expect(names([task("a fox", "image/png", "image/webp", "image/png"), task("A fox", "image/png")])).toEqual([
		"a fox.png",
		"a fox.webp",
		"a fox-2.png",
		"A fox-3.png",
	]);
	expect(names([task("a fox", "image/png", "image/jpeg")], 1)).toEqual(["a fox.jpg"]);
});

test.each([
	['../a: "b"\n<c>|?*', "a b c"],
	["   ", "picture"],
	["CON", "picture CON"],
	["一".repeat(80), "一".repeat(60)],
	[`${"x".repeat(59)}🏮🏮`, `${"x".repeat(59)}🏮`],
	["dots...", "dots"],
])("the name of %j is valid on all file systems", (prompt, stem) =>
	expect(names([task(prompt, "image/png")])).toEqual([`${stem}.png`]),
);
