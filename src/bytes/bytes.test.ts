import { createHash } from "node:crypto";
import { createCanvas } from "@napi-rs/canvas";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { decodeBase64, encodeBase64 } from "./base64";
import { readImageHeader } from "./imageHeader";
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

describe("image header", () => {
	const canvas = createCanvas(123, 45);
	canvas.getContext("2d").fillRect(0, 0, 60, 45);

	it.each([
		["image/png", canvas.toBuffer("image/png")],
		["image/jpeg", canvas.toBuffer("image/jpeg")],
		["image/webp", canvas.toBuffer("image/webp")],
	] as const)("reads type and size of %s", (contentType, bytes) => {
		expect(readImageHeader(bytes)).toMatchObject({ contentType, width: 123, height: 45 });
	});

	it("reports whether a PNG has an alpha channel", () => {
		expect(readImageHeader(canvas.toBuffer("image/png"))?.hasAlpha).toBe(true);
	});

	it("does not throw on truncated bytes or other file types", () => {
		fc.assert(
			fc.property(fc.constantFrom("image/png", "image/jpeg", "image/webp"), fc.nat(64), (type, length) => {
				readImageHeader(canvas.toBuffer(type as "image/png").subarray(0, length));
			}),
		);
		expect(readImageHeader(new TextEncoder().encode("<html>not a picture</html>"))).toBeUndefined();
		expect(readImageHeader(new Uint8Array())).toBeUndefined();
	});
});
