// Line breaking: at spaces, between Chinese letters, inside a word that is too long; nothing is lost.
import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateText, layoutText } from "./textLayout";

const FONT = "400 10px x";
const lines = (text: string, width: number) => layoutText(text, FONT, width, estimateText);

test("breaks after words, keeps line breaks, and drops the space at a break", () => {
	expect(lines("one two three", 50)).toEqual(["one two", "three"]);
	expect(lines("one\n\ntwo", 50)).toEqual(["one", "", "two"]);
});

test("breaks between Chinese letters, and no line begins with their punctuation", () => {
	expect(lines("把帽子换成红色。", 40)).toEqual(["把帽子换", "成红色。"]);
	expect(lines("帽子，红色", 20)).toEqual(["帽", "子，", "红色"]);
});

test("breaks a word that is too long, and never an emoji", () => {
	expect(lines("abcdefghij", 30)).toEqual(["abcde", "fghij"]);
	expect(lines("👩‍👩‍👧👩‍👩‍👧", 1)).toEqual(["👩‍👩‍👧", "👩‍👩‍👧"]);
});

test("every letter but the spaces at breaks is kept, for any text and width", () => {
	const bare = (text: string) => text.replace(/\s/g, "");
	fc.assert(
		fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 1, max: 300 }), (text, width) => {
			expect(bare(lines(text, width).join(""))).toBe(bare(text));
		}),
	);
});

test("ten thousand letters are laid out, each line as long as there is room", () => {
	const laidOut = lines("word ".repeat(2000), 300);
	expect(laidOut.join(" ").replace(/\s/g, "")).toHaveLength(8000);
	for (const line of laidOut) expect(estimateText(line, FONT)).toBeLessThanOrEqual(300);
});
