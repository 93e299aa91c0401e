// Inspecting a file's structure agrees with decoding it.
import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { decodePicture } from "./decodePicture";
import { bmp, exif, gif, iccp, P3_COLORANTS } from "./imageFilesForTests";
import { inspectForDisplay } from "./inspectForDisplay";
import { pngOfStream, sampledPng, type TestChunk } from "./pngForTests";

const square = (depth: 8 | 16, chunks: readonly TestChunk[] = [], isInterlaced = false) =>
	sampledPng({
		...{ width: 16, height: 16, depth, colourType: 2 as const, chunks, isInterlaced },
		samples: Array.from({ length: 16 * 16 * 3 }, (_, i) => (i * 37) % (depth === 8 ? 256 : 65_536)),
	});
const P3 = iccp({ description: "P3", colorants: P3_COLORANTS, gamma: 2.2 });

describe("an intact PNG", () => {
	test.each([
		["of 8 bits", square(8)],
		["of 16 bits", square(16)],
		["with a profile", square(8, [P3])],
		["of 16 bits with a profile", square(16, [P3])],
		["tagged as sRGB", square(8, [{ type: "sRGB", data: [0] }])],
		["with interlacing", square(8, [], true)],
	])("%s has the notes and the size that decoding gives", async (_, bytes) => {
		const { notes, width, height } = await decodePicture(bytes);
		expect(await inspectForDisplay(bytes)).toEqual({ mimeType: "image/png", notes, size: { width, height } });
	});
});

describe("the exact decoder comes first", () => {
	const header = { width: 64, height: 64, depth: 8, colourType: 2, interlace: 0 } as const;
	const rows = new Uint8Array(64 * (64 * 3 + 1));
	test.each<[string, Uint8Array]>([
		["for a PNG that is turned by EXIF data", square(8, [{ type: "eXIf", data: exif(6) }])],
		["for a PNG without its end", square(8).subarray(0, -12)],
		["for a PNG with a wrong checksum in a text", withBadText(square(8))],
		["for a bomb", pngOfStream(header, Buffer.concat([deflateSync(rows), new Uint8Array(200_000)]))],
		["for a PNG with far too few data", pngOfStream({ ...header, width: 10_000, height: 10_000 }, deflateSync(rows))],
		["for half a BMP", bmp(9, 5, (x, y) => [x, y, 9, 255]).subarray(0, 80)],
	])("%s", async (_, bytes) => {
		expect(await inspectForDisplay(new Uint8Array(bytes))).toBeNull();
	});
});

test("an animation is told, and a file that is no picture or too large is refused", async () => {
	const pixels = Array.from({ length: 30 * 20 }, (_, i) => i & 3);
	const notes = async (bytes: Uint8Array) => (await inspectForDisplay(new Uint8Array(bytes)))?.notes;
	expect(await notes(gif(30, 20, [pixels, pixels]))).toEqual(["first-frame"]);
	expect(await notes(gif(30, 20, [pixels]))).toEqual([]);
	await expect(inspectForDisplay(new Uint8Array(Buffer.from("a letter")))).rejects.toMatchObject({
		code: "not-an-image",
	});
	const huge = pngOfStream({ width: 20_000, height: 20_000, depth: 8, colourType: 2, interlace: 0 }, new Uint8Array(9));
	await expect(inspectForDisplay(huge)).rejects.toMatchObject({ code: "image-too-large" });
});

function withBadText(png: Uint8Array): Uint8Array {
	const text = Buffer.concat([Buffer.of(0, 0, 0, 3), Buffer.from("tEXta\0b", "latin1"), Buffer.of(1, 2, 3, 4)]);
	return Buffer.concat([png.subarray(0, 33), text, png.subarray(33)]);
}
