// A picture is shown from the browser's own decoder and can be painted on before its samples are read, whatever becomes of
// the worker that reads them; what leaves has the file's samples. Not part of the quick checks.
import { decode } from "fast-png";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EditorSession } from "../../editor/session/editorSession";
import { type BarePage, hasChromium, openBarePage } from "./barePage";
import { PageDriver } from "./pageDriver";
import { describeDifference, exactCases, lossyCases } from "./pictureFileCases";

declare const editor: EditorSession;

const SIZE = { width: 90, height: 60 };
const SAMPLES = Uint8Array.from({ length: SIZE.width * SIZE.height * 4 }, (_, i) =>
	i % 4 === 3 ? 255 : (i * 7) & 255,
);

/** Behaviours of the worker, as scripts that run before the page's own. */
const WORKERS = {
	slow: `window.Worker = class { constructor() { this.requests = []; window.slowWorker = this; }
		postMessage(...message) { this.requests.push(message); } terminate() {} };`,
	refused: "window.Worker = class { constructor() { throw new DOMException('refused', 'SecurityError'); } };",
	dying: `window.Worker = class { postMessage() { setTimeout(() => this.onerror({ preventDefault() {} })); } terminate() {} };`,
} as const;

let bare: BarePage;

beforeAll(async () => {
	bare = await openBarePage();
});

afterAll(() => bare?.close());

function openWith(worker: keyof typeof WORKERS): Promise<PageDriver> {
	return PageDriver.open(bare, { init: WORKERS[worker], picture: { ...SIZE, data: SAMPLES } });
}

describe.skipIf(!hasChromium)("opening a picture in Chromium", () => {
	test("it is shown and can be painted on while its samples are not read yet", async () => {
		const driver = await openWith("slow");
		await driver.stroke([
			[20, 20],
			[60, 40],
		]);
		const { hasMask, isBusy, picture } = await driver.state();
		expect({ hasMask, isBusy, picture }).toMatchObject({ hasMask: true, isBusy: false, picture: SIZE });
		const shown = await driver.page.evaluate(() => {
			const picture = editor.getPicture(editor.document?.picture.image ?? "");
			return { hasBitmap: picture?.bitmap !== null, hasSamples: picture?.samples !== null };
		});
		expect(shown).toEqual({ hasBitmap: true, hasSamples: false });
		await driver.close();
	});

	test("nothing is decoded exactly before something needs it", async () => {
		const driver = await openWith("slow");
		expect(await driver.page.evaluate("'slowWorker' in window")).toBe(false);
		await driver.stroke([
			[20, 20],
			[60, 40],
		]);
		await driver.page.waitForFunction("'slowWorker' in window");
		await driver.close();
	});

	test.each(["refused", "dying"] as const)("with a %s worker the file's samples are exported", async (worker) => {
		const driver = await openWith(worker);
		const png = await driver.page.evaluate(async () => {
			const { png } = await editor.exportAs("picture");
			return Array.from(png, (byte) => String.fromCharCode(byte)).join("");
		});
		expect(Buffer.compare(decode(Buffer.from(png, "latin1")).data as Uint8Array, SAMPLES)).toBe(0);
		expect(
			await driver.page.evaluate(() => editor.getPicture(editor.document?.picture.image ?? "")?.bitmap),
		).toBeNull();
		await driver.close();
	});

	test("the browser shows every file upright and, where it is opaque, with the samples that are read later", async () => {
		const page = await bare.browser.newPage();
		await page.goto(bare.url);
		await page.waitForFunction(() => "getState" in editor);
		const wrong: string[] = [];
		let shownAtOnce = 0;
		for (const expected of [...lossyCases(), ...exactCases()]) {
			const shown = await page.evaluate(async (text) => {
				const file = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
				await editor.open(new Blob([file]), "picture");
				const { bitmap } = editor.getPicture(editor.document?.picture.image ?? "") ?? {};
				if (!bitmap) return null;
				const { width, height } = bitmap;
				const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
				context?.drawImage(bitmap, 0, 0);
				return { width, height, data: Array.from(context?.getImageData(0, 0, width, height).data ?? []) };
			}, Buffer.from(expected.bytes).toString("base64"));
			// Exactly decoded first.
			if (shown === null) continue;
			shownAtOnce++;
			const isOpaque = expected.rgba?.every((value, i) => i % 4 !== 3 || value === 255) ?? true;
			if (!isOpaque) continue;
			const apart = expected.rgba?.map((value, i) => Math.abs(value - (shown.data[i] as number)));
			const isAlike = apart ? Math.max(...apart) <= 1 : describeDifference(expected, shown) === "";
			if (!isAlike) wrong.push(expected.name);
		}
		expect(wrong).toEqual([]);
		expect(shownAtOnce).toBeGreaterThan(20);
		await page.close();
	});
});
