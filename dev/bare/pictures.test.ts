// Opens picture files of every kind with the editor in a real browser and compares the exported samples with those of
// the files. Not part of the quick checks.
import { deflateSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Editor } from "../../editor";
import type { makeOutgoingPicture as MakeOutgoingPicture } from "../../editor/codec";
import { readUprightSize } from "../../editor/codec";
import { gif, quarters } from "../../editor/codec/decode/imageFilesForTests";
import { pngOfStream, sampledPng } from "../../editor/codec/decode/pngForTests";
import type { Size } from "../../editor/raster";
import type { EditorSession } from "../../editor/session/editorSession";
import { type BarePage, hasChromium, openBarePage } from "./barePage";
import { maskHashes } from "./maskHashes";
import { decodeIndependently, describeDifference, exactCases, lossyCases, profiledFiles } from "./pictureFileCases";

declare const editor: Editor & Pick<EditorSession, "pictures">;
declare const makeOutgoingPicture: typeof MakeOutgoingPicture;

let bare: BarePage;
let page: Page;

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

/** Opens the file without a telling name, and decodes the exported picture independently. */
async function opened(bytes: Uint8Array) {
	const png = await page.evaluate(async (text) => {
		const file = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
		await editor.open(new Blob([file]), "picture");
		const { png } = await editor.exportAs("picture");
		return Array.from(png, (byte) => String.fromCharCode(byte)).join("");
	}, base64(bytes));
	return decodeIndependently(Buffer.from(png, "latin1"));
}

/** The pixels of a reference's bitmap, as the canvas draws it at the picture's own size. */
async function shownReference(bytes: Uint8Array, size: Size): Promise<Uint8Array> {
	const pixels = await page.evaluate(
		async ([text, { width, height }]) => {
			const file = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
			await editor.addReference(new Blob([file]), "reference");
			const { image = "" } = editor.save()?.references?.at(-1) ?? {};
			const bitmap = await editor.pictures.createBitmap(image, { width, height });
			const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
			context?.drawImage(bitmap, 0, 0);
			return Array.from(context?.getImageData(0, 0, width, height).data ?? []);
		},
		[base64(bytes), { width: size.width, height: size.height }] as const,
	);
	return Uint8Array.from(pixels);
}

/** The error code of a refused file. */
async function refusal(bytes: Uint8Array): Promise<string> {
	return page.evaluate(async (text) => {
		const file = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
		try {
			await editor.open(new Blob([file], { type: "image/png" }), "picture.png");
			return "opened";
		} catch (error) {
			return (error as { code: string }).code;
		}
	}, base64(bytes));
}

beforeAll(async () => {
	bare = await openBarePage();
	page = await bare.browser.newPage();
	await page.goto(bare.url);
	await page.waitForFunction(() => "getState" in editor);
});

afterAll(async () => {
	await bare?.close();
});

describe.skipIf(!hasChromium)("pictures in Chromium", () => {
	test("every kind of PNG is exported with its imported samples", async () => {
		const wrong: string[] = [];
		for (const expected of exactCases()) {
			const problem = describeDifference(expected, await opened(expected.bytes));
			if (problem !== "") wrong.push(`${expected.name} ${problem}`);
		}
		expect(wrong).toEqual([]);
	});

	test("JPEG, WebP and PNG are upright for every EXIF orientation; other formats open, animations with their first frame", async () => {
		const wrong: string[] = [];
		for (const expected of lossyCases()) {
			const problem = describeDifference(expected, await opened(expected.bytes));
			if (problem !== "") wrong.push(`${expected.name} ${problem}`);
		}
		expect(wrong).toEqual([]);
	});

	test("references are shown as upright as they are sent, whatever the file's orientation", async () => {
		await opened(quarters(64, 48, "image/jpeg"));
		const wrong: string[] = [];
		for (const expected of lossyCases()) {
			const { width, height } = expected;
			const data = await shownReference(expected.bytes, expected);
			const problem = describeDifference(expected, { width, height, data });
			if (problem !== "") wrong.push(`${expected.name} ${problem}`);
			// Null where only decoders know.
			const size = readUprightSize(new Uint8Array(expected.bytes));
			if (size !== null && (size.width !== width || size.height !== height))
				wrong.push(`${expected.name} is read wrong`);
		}
		expect(wrong).toEqual([]);
	});

	test("profiles are converted as in the browser, within one level", async () => {
		for (const [name, bytes] of profiledFiles()) {
			const ours = await opened(bytes);
			const theirs = await page.evaluate(async (text) => {
				const file = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
				const bitmap = await createImageBitmap(new Blob([file]));
				const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", { willReadFrequently: true });
				context?.drawImage(bitmap, 0, 0);
				return Array.from(context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? []);
			}, base64(bytes));
			const apart = theirs.map((value, i) => Math.abs(value - (ours.data[i] as number)));
			expect([name, apart.length, Math.max(...apart) <= 1]).toEqual([name, 16 * 16 * 4, true]);
		}
	});

	test("masks are encoded as in Node: run-length masks to the same bytes, compressed ones to the same pixels", async () => {
		const inChromium = await page.evaluate("window.maskHashes()");
		const hashes = await maskHashes();
		expect(new Set(hashes).size).toBe(3);
		expect(inChromium).toEqual(hashes);
	});

	test("a file that is not a picture is refused, and nothing changes", async () => {
		await opened(quarters(64, 48, "image/jpeg"));
		const before = await page.evaluate(() => editor.getState());
		const header = { width: 4, height: 4, depth: 8, colourType: 6, interlace: 0 } as const;
		const bomb = deflateSync(new Uint8Array(300_000_000));
		const webp = quarters(64, 48, "image/webp");
		const damaged = Buffer.from(webp);
		damaged.fill(0x55, damaged.length - 60);
		const files: [string, Uint8Array, string][] = [
			["nothing", new Uint8Array(0), "empty-file"],
			["text called .png", Buffer.from("Dear Sir or Madam"), "not-an-image"],
			["SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), "not-an-image"],
			["a header of 100,000 × 100,000", claim(100_000, 100_000), "image-too-large"],
			["a header of 10,000 × 10,000 and nothing behind it", claim(10_000, 10_000), "damaged-image"],
			["300 MB behind a header of 4 × 4", pngOfStream(header, bomb), "damaged-image"],
			["half a JPEG", quarters(64, 48, "image/jpeg").subarray(0, 400), "damaged-image"],
			["half a WebP", webp.subarray(0, webp.length / 2), "damaged-image"],
			["a WebP with a damaged picture", damaged, "damaged-image"],
		];
		for (const [name, bytes, code] of files) expect([name, await refusal(bytes)]).toEqual([name, code]);
		expect(await page.evaluate(() => editor.getState())).toEqual(before);
		// The format is detected from the content, not from the name.
		expect(await refusal(quarters(64, 48, "image/jpeg"))).toBe("opened");
	});
});

describe.skipIf(!hasChromium)("damaged and unusual files in Chromium", () => {
	const notes = () => page.evaluate(() => editor.getState().picture?.notes ?? []);
	const png = sampledPng({
		width: 64,
		height: 48,
		depth: 8,
		colourType: 2,
		samples: new Uint8Array(64 * 48 * 3).fill(99),
	});
	const [head, rest] = [png.subarray(0, 33), png.subarray(33)];
	const jpeg = quarters(64, 48, "image/jpeg");
	const frame = jpeg.indexOf(Buffer.of(0xff, 0xc0));

	test("a file is opened as far as the browser can show it, with a note", async () => {
		const badText = Buffer.concat([Buffer.of(0, 0, 0, 3), Buffer.from("tEXta\0b", "latin1"), Buffer.of(1, 2, 3, 4)]);
		const stream = deflateSync(new Uint8Array(64 * 48 * 3 + 48).fill(0));
		const header = { width: 64, height: 48, depth: 8, colourType: 2, interlace: 0 } as const;
		const files: [string, Uint8Array][] = [
			["a JPEG without its end", jpeg.subarray(0, -2)],
			["a JPEG with junk between its markers", insert(jpeg, frame, Buffer.of(0, 18, 0, 52))],
			["a PNG without its end", png.subarray(0, -12)],
			["a PNG that ends within its data", png.subarray(0, -20)],
			["a PNG with a bad checksum in a text", Buffer.concat([head, badText, rest])],
			["a PNG with padded data", pngOfStream(header, Buffer.concat([stream, Buffer.alloc(40)]))],
		];
		const wrong: unknown[] = [];
		for (const [name, bytes] of files) {
			const outcome = await refusal(bytes);
			// Damage inside the compressed data is found when the samples are read.
			await page.evaluate(() => editor.exportAs("picture"));
			const result = [outcome, (await notes()).join()];
			if (result.join() !== "opened,damaged-file") wrong.push([name, ...result]);
		}
		expect(wrong).toEqual([]);
		// The missing part is transparent, and the rest is there.
		const { data } = await opened(jpeg.subarray(0, -2));
		expect([data[3], Math.abs((data[0] as number) - 220) < 24]).toEqual([255, true]);
	});

	test("the first frame of an animation is said", async () => {
		const indices = Array.from({ length: 64 * 48 }, () => 1);
		const files: [string, Uint8Array, string][] = [
			["an animated GIF", gif(64, 48, [indices, indices]), "first-frame"],
			["a GIF", gif(64, 48, [indices]), ""],
			["a JPEG", jpeg, ""],
		];
		for (const [name, bytes, note] of files) {
			expect([name, await refusal(bytes), (await notes()).join()]).toEqual([name, "opened", note]);
		}
	});

	test("an iPhone photo in HEIC is called by its name", async () => {
		const box = (type: string, ...parts: Uint8Array[]) => {
			const body = Buffer.concat([Buffer.from(type, "latin1"), ...parts]);
			const length = Buffer.alloc(4);
			length.writeUInt32BE(body.length + 4);
			return Buffer.concat([length, body]);
		};
		const heic = Buffer.concat([
			box("ftyp", Buffer.from("heic\0\0\0\0mif1heic", "latin1")),
			box("mdat", Buffer.alloc(99)),
		]);
		expect(await refusal(heic)).toBe("heic-image");
	});

	test("what leaves is upright, without metadata, and PNG for formats that models do not take", async () => {
		const wrong: string[] = [];
		for (const expected of lossyCases()) {
			const sent = await page.evaluate(async (text) => {
				const file = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
				const blob = await makeOutgoingPicture(file);
				const bytes = new Uint8Array(await blob.arrayBuffer());
				// Decoded without a look at the orientation, as a provider may do.
				const bitmap = await createImageBitmap(blob, { imageOrientation: "none" });
				const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", { willReadFrequently: true });
				context?.drawImage(bitmap, 0, 0);
				const { width, height } = bitmap;
				const data = Array.from(context?.getImageData(0, 0, width, height).data ?? []);
				return {
					type: blob.type,
					text: Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""),
					width,
					height,
					data,
				};
			}, base64(expected.bytes));
			const problem = describeDifference(expected, sent);
			if (problem !== "") wrong.push(`${expected.name} ${problem}`);
			if (/Exif|eXIf|EXIF/.test(sent.text)) wrong.push(`${expected.name} has EXIF`);
			if (!/png|jpeg|webp/.test(sent.type)) wrong.push(`${expected.name} is ${sent.type}`);
		}
		expect(wrong).toEqual([]);
	});
});

const insert = (file: Uint8Array, at: number, part: Uint8Array) =>
	Buffer.concat([file.subarray(0, at), part, file.subarray(at)]);

function claim(width: number, height: number): Uint8Array {
	return pngOfStream({ width, height, depth: 8, colourType: 6, interlace: 0 }, deflateSync(new Uint8Array(9)));
}
