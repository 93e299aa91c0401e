import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ellipsize, truncateText } from "./truncateText";

afterEach(() => vi.unstubAllGlobals());

describe("truncateText", () => {
	it("never splits a surrogate pair", () => {
		expect(truncateText("ab😀", 3)).toBe("ab");
		expect(truncateText("ab😀", 4)).toBe("ab😀");
	});

	it("never splits an emoji from its modifiers, or a letter from its combining marks", () => {
		expect(truncateText("a👨‍👩‍👧", 6)).toBe("a");
		expect(truncateText("abe\u0301", 3)).toBe("ab");
	});

	it("cuts between code points where the engine has no Intl.Segmenter", () => {
		vi.stubGlobal("Intl", { ...Intl, Segmenter: undefined });
		expect(truncateText("ab😀", 3)).toBe("ab");
		expect(truncateText("abc", 2)).toBe("ab");
	});

	it("cuts between code points inside a grapheme that is too long by itself", () => {
		expect(truncateText(`e${"\u0301".repeat(10)}`, 4)).toBe("e\u0301\u0301\u0301");
	});

	it("returns well-formed text of at most the given length for any well-formed text", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme" }), fc.nat(40), (text, maxLength) => {
				const cut = truncateText(text, maxLength);
				expect(text.startsWith(cut)).toBe(true);
				expect(cut.length).toBeLessThanOrEqual(maxLength);
				expect(cut).toBe(new TextDecoder().decode(new TextEncoder().encode(cut)));
			}),
		);
	});
});

describe("ellipsize", () => {
	it("leaves a text that fits alone and marks one that does not", () => {
		expect(ellipsize("a".repeat(60), 60)).toBe("a".repeat(60));
		expect(ellipsize("a".repeat(61), 60)).toBe(`${"a".repeat(57)}…`);
		expect(ellipsize(`${"a".repeat(56)}😀 and more`, 60)).toBe(`${"a".repeat(56)}…`);
	});
});
