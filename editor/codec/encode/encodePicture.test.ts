import { createCanvas, loadImage } from "@napi-rs/canvas";
import * as fc from "fast-check";
import { decode, encode } from "fast-png";
import { expect, test } from "vitest";
import { decodePicture } from "../decode/decodePicture";
import { encodePicture } from "./encodePicture";

const noise = (length: number) => Uint8Array.from({ length }, (_, i) => Math.imul(i + 1, 2654435761) >>> 24);

async function expectSame(width: number, height: number, rgba: Uint8Array<ArrayBuffer>): Promise<number> {
	const png = await encodePicture({ width, height, rgba });
	const there = decode(png, { checkCrc: true });
	expect(there).toMatchObject({ width, height, depth: 8, channels: 4 });
	expect(Buffer.from(there.data as Uint8Array).equals(Buffer.from(rgba))).toBe(true);
	expect(Buffer.from((await decodePicture(png)).rgba).equals(Buffer.from(rgba))).toBe(true);
	return png.length;
}

test.each([
	[1, 1],
	[1, 700],
	[8191, 3],
	[300, 200],
])("the samples are kept in other decoders, at %i×%i", async (width, height) => {
	await expectSame(width, height, noise(width * height * 4));
	await expectSame(width, height, new Uint8Array(width * height * 4));
});

test("random samples are kept", async () => {
	const picture = fc
		.record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) })
		.chain(({ width, height }) =>
			fc.tuple(
				fc.constant({ width, height }),
				fc.uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 }),
			),
		);
	await fc.assert(
		fc.asyncProperty(picture, async ([{ width, height }, rgba]) => {
			await expectSame(width, height, new Uint8Array(rgba));
		}),
		{ numRuns: 50 },
	);
});

test("a photo is much smaller than without filters, and is decoded correctly by another decoder", async () => {
	const [width, height] = [256, 200];
	const grain = noise(width * height);
	const rgba = new Uint8Array(width * height * 4);
	for (let i = 0; i < width * height; i++) {
		const [x, y] = [i % width, Math.floor(i / width)];
		const shade = (grain[i] as number) >> 6;
		rgba.set([x / 2 + y / 3 + shade, 200 - y / 2 + shade, (x * y) / 300 + shade, 255], 4 * i);
	}
	const plain = encode({ width, height, data: rgba, channels: 4 }).length;
	expect(await expectSame(width, height, rgba)).toBeLessThan(plain * 0.6);
	const context = createCanvas(width, height).getContext("2d");
	context.drawImage(await loadImage(Buffer.from(await encodePicture({ width, height, rgba }))), 0, 0);
	expect(Buffer.from(context.getImageData(0, 0, width, height).data).equals(Buffer.from(rgba))).toBe(true);
});
