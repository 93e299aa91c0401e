// The moving picture of the README, read back chunk by chunk: each frame is what was recorded.
import { crc32, inflateSync } from "node:zlib";
import * as fc from "fast-check";
import { decode } from "fast-png";
import { expect, test } from "vitest";
import { encodeApng } from "../e2e/apng";

const [WIDTH, HEIGHT] = [7, 5];
/** Far apart, so that each is a colour of its own in the palette. */
const COLOURS = [0x000000, 0xf80000, 0x00f800, 0x0000f8, 0xf8f8f8] as const;
const frame = fc.record({
	pixels: fc.array(fc.constantFrom(...COLOURS), { minLength: WIDTH * HEIGHT, maxLength: WIDTH * HEIGHT }),
	milliseconds: fc.integer({ min: 20, max: 2000 }),
});

const samples = (pixels: readonly number[]) =>
	Uint8Array.from(pixels.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));

function chunksOf(file: Buffer) {
	const chunks: { type: string; data: Buffer }[] = [];
	for (let at = 8; at < file.length; ) {
		const length = file.readUInt32BE(at);
		const content = file.subarray(at + 4, at + 8 + length);
		expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(content));
		chunks.push({ type: content.toString("latin1", 0, 4), data: content.subarray(4) });
		at += 12 + length;
	}
	return chunks;
}

/** Draws every frame over the one before, as a viewer does. */
function play(file: Buffer) {
	const chunks = chunksOf(file);
	const palette = chunks.find(({ type }) => type === "PLTE")?.data ?? Buffer.alloc(0);
	const canvas = new Array<number>(WIDTH * HEIGHT).fill(-1);
	const shown: { pixels: number[]; milliseconds: number }[] = [];
	let control = Buffer.alloc(26);
	for (const { type, data } of chunks) {
		if (type === "fcTL") control = Buffer.from(data);
		if (type !== "IDAT" && type !== "fdAT") continue;
		const [width, height, left, top] = [4, 8, 12, 16].map((at) => control.readUInt32BE(at)) as [
			number,
			number,
			number,
			number,
		];
		const rows = inflateSync(type === "IDAT" ? data : data.subarray(4));
		for (let y = 0; y < height; y++)
			for (let x = 0; x < width; x++) {
				const index = rows[y * (width + 1) + 1 + x] ?? 0;
				if (index > 0) canvas[(top + y) * WIDTH + left + x] = palette.readUIntBE(index * 3, 3);
			}
		shown.push({ pixels: [...canvas], milliseconds: control.readUInt16BE(20) });
	}
	return shown;
}

test("what is played is what was recorded; equal frames become one that lasts longer", async () => {
	await fc.assert(
		fc.property(fc.array(frame, { minLength: 1, maxLength: 5 }), (frames) => {
			const recorded = frames.map(({ pixels, milliseconds }) => ({ data: samples(pixels), channels: 3, milliseconds }));
			const file = encodeApng(WIDTH, HEIGHT, recorded);
			const expected: typeof frames = [];
			for (const { pixels, milliseconds } of frames) {
				const last = expected.at(-1);
				if (last && last.pixels.join() === pixels.join()) last.milliseconds += milliseconds;
				else expected.push({ pixels, milliseconds });
			}
			expect(play(file)).toEqual(expected);
			// A reader without animation shows the first frame.
			expect([decode(file).width, decode(file).height]).toEqual([WIDTH, HEIGHT]);
		}),
	);
});
