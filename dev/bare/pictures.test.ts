// Opens picture files of every kind with the editor in a real browser and compares the exported samples with those of
// the files. Not part of the quick checks.
import { deflateSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Editor } from "../../editor";
import { quarters } from "../../editor/codec/decode/imageFilesForTests";
import { pngOfStream } from "../../editor/codec/decode/pngForTests";
import { type BarePage, hasChromium, openBarePage } from "./barePage";
import { maskHashes } from "./maskHashes";
import { decodeIndependently, describeDifference, exactCases, lossyCases, profiledFiles } from "./pictureFileCases";

declare const editor: Editor;

let bare: BarePage;
let page: Page;

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

/** Opens the file without a telling name, and decodes the exported picture independently. */
async function opened(bytes: Uint8Array) {
	const png = await page.evaluate(async (text) => {
		const file = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
		await editor.open(new Blob([file]), "picture");
		const { png } = await editor.exportPicture();
		return Array.from(png, (byte) => String.fromCharCode(byte)).join("");
	}, base64(bytes));
	return decodeIndependently(Buffer.from(png, "latin1"));
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

describe.skipIf(!hasChromium)("pictures in Chromium", () => {
	beforeAll(async () => {
		bare = await openBarePage();
		page = await bare.browser.newPage();
		await page.goto(bare.url);
		await page.waitForFunction(() => "getState" in editor);
	});

	afterAll(async () => {
		await bare?.close();
	});

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

function claim(width: number, height: number): Uint8Array {
	return pngOfStream({ width, height, depth: 8, colourType: 6, interlace: 0 }, deflateSync(new Uint8Array(9)));
}
