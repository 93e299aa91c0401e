import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { decodeBase64, encodeBase64 } from "./base64";
import { sha256Hex } from "./sha256";

const anyBytes = fc.uint8Array({ maxLength: 70_000 }).map((bytes) => new Uint8Array(bytes));

describe("base64", () => {
	it("matches Node in both directions, at any length", () => {
		fc.assert(
			fc.property(anyBytes, (bytes) => {
				const text = Buffer.from(bytes).toString("base64");
				expect(encodeBase64(bytes)).toBe(text);
				expect(Buffer.from(decodeBase64(text) ?? []).equals(Buffer.from(bytes))).toBe(true);
			}),
			{ numRuns: 60 },
		);
	});

	it("reads a data URL, the URL-safe alphabet, line breaks and missing padding", () => {
		expect(decodeBase64("data:image/png;base64,AQID")).toEqual(new Uint8Array([1, 2, 3]));
		expect(decodeBase64("-_8")).toEqual(new Uint8Array([0xfb, 0xff]));
		expect(decodeBase64("AQ\r\nID")).toEqual(new Uint8Array([1, 2, 3]));
		expect(decodeBase64("")).toEqual(new Uint8Array());
	});

	it("returns undefined for text that is not base64", () => {
		expect(decodeBase64("<html>")).toBeUndefined();
		expect(decodeBase64("AQ€D")).toBeUndefined();
	});
});

describe("sha256", () => {
	afterEach(() => vi.unstubAllGlobals());

	it("gives the same hash with and without crypto.subtle, at every padding boundary", async () => {
		for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 4096]) {
			const bytes = new Uint8Array(length).map((_, i) => (i * 31 + length) & 255);
			const expected = createHash("sha256").update(bytes).digest("hex");
			expect(await sha256Hex(bytes)).toBe(expected);
			vi.stubGlobal("crypto", {});
			expect(await sha256Hex(bytes)).toBe(expected);
			vi.unstubAllGlobals();
		}
	});
});
