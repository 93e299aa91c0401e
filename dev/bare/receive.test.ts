// An answer is shown in place as the browser decodes it, inside the painted area only, while the worker is still pasting it;
// so are the accepted edits of a document that is opened again. Not part of the quick checks.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SavedDocument } from "../../editor";
import type { EditorSession } from "../../editor/session/editorSession";
import { type BarePage, hasChromium, openBarePage } from "./barePage";
import { PageDriver } from "./pageDriver";

declare const editor: EditorSession;
declare global {
	interface Window {
		isWorkerHeld: boolean;
		releaseWorker(): void;
		saved: SavedDocument;
	}
}

/** While `isWorkerHeld` is true, the worker receives nothing. */
const HELD_WORKER = `
	const held = [];
	window.Worker = class extends Worker {
		postMessage(...message) { if (window.isWorkerHeld) held.push([this, message]); else super.postMessage(...message); }
	};
	window.releaseWorker = () => {
		window.isWorkerHeld = false;
		for (const [worker, message] of held.splice(0)) worker.postMessage(...message);
	};`;

const INSIDE = [120, 120] as const;
const OUTSIDE = [300, 250] as const;
const [RED, GREY] = [
	[255, 0, 0],
	[128, 128, 128],
];

let bare: BarePage;

beforeAll(async () => {
	bare = await openBarePage();
});

afterAll(() => bare?.close());

/** Masks the upper left and shows an all red answer to it, with the worker held; does not wait for its patch. */
async function receive(driver: PageDriver): Promise<void> {
	await driver.run("tool.rectangle");
	await driver.drag([40, 40], [200, 200]);
	await driver.prepareRedAnswer({ rules: { kind: "any" }, extent: "whole" });
	await driver.page.evaluate(() => {
		editor.apply([{ type: "show", mask: false }]);
		window.isWorkerHeld = true;
		void editor.showResult("task-0", window.red.answer, window.red.edit);
	});
}

const colours = (driver: PageDriver) => driver.coloursAt([INSIDE, OUTSIDE]);

describe.skipIf(!hasChromium)("receiving an answer in Chromium", () => {
	test("it is shown inside the mask before the worker has pasted it, and becomes a candidate afterwards", async () => {
		const driver = await PageDriver.open(bare, { init: HELD_WORKER });
		await receive(driver);
		await expect.poll(() => colours(driver)).toEqual([RED, GREY]);
		expect((await driver.state()).results).toEqual([]);
		await driver.page.evaluate(() => window.releaseWorker());
		await driver.page.waitForFunction(() => editor.getState().results.length === 1);
		await expect.poll(() => colours(driver)).toEqual([RED, GREY]);
		expect(await driver.page.evaluate(() => editor.answers.arriving.length)).toBe(0);
		await driver.close();
	});

	test("a stored document shows its accepted edits before their patches are rendered", async () => {
		const driver = await PageDriver.open(bare, { init: HELD_WORKER });
		await receive(driver);
		await driver.page.evaluate(() => window.releaseWorker());
		await driver.page.waitForFunction(() => editor.getState().results.length === 1);
		await driver.run("result.keep");
		await driver.page.waitForFunction(() => editor.document?.accepted.length === 1);
		await driver.page.evaluate(() => {
			window.saved = editor.save() as SavedDocument;
			editor.close();
			window.isWorkerHeld = true;
		});
		await driver.page.evaluate(async () => {
			await editor.load(window.saved);
			editor.apply([{ type: "show", mask: false }]);
		});
		await expect.poll(() => colours(driver)).toEqual([RED, GREY]);
		await driver.page.evaluate(() => window.releaseWorker());
		await driver.page.waitForFunction(() => {
			const [layer] = editor.document?.accepted ?? [];
			return layer !== undefined && editor.getPatch(layer) !== undefined;
		});
		await expect.poll(() => colours(driver)).toEqual([RED, GREY]);
		await driver.close();
	});
});
