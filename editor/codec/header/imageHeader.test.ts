import { createCanvas } from "@napi-rs/canvas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readImageHeader } from "./imageHeader";

describe("readImageHeader", () => {
	const canvas = createCanvas(123, 45);
	canvas.getContext("2d").fillRect(0, 0, 60, 45);

	it.each([
		["image/png", canvas.toBuffer("image/png")],
		["image/jpeg", canvas.toBuffer("image/jpeg")],
		["image/webp", canvas.toBuffer("image/webp")],
	] as const)("reads the type and size of %s", (contentType, bytes) => {
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

	it("is undefined for formats that image models do not exchange", () => {
		expect(readImageHeader(canvas.toBuffer("image/avif"))).toBeUndefined();
		expect(readImageHeader(new TextEncoder().encode("BM".padEnd(60, " ")))).toBeUndefined();
	});
});
