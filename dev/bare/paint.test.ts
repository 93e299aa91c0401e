// Paint layers on the canvas: painted with the mouse, taken back, erased, saved and opened again. The bytes outside stay as they
// are, because paint is no part of the picture. Not part of the quick checks.
import { describe, expect, test } from "vitest";
import type { Editor } from "../../editor";
import type { SavedPaint } from "../../editor/document";
import type { Snapshot } from "../../editor/state/snapshot";
import { hasChromium } from "./barePage";
import { type PageDriver, setUpPages } from "./pageDriver";

declare const editor: Editor & { getSnapshot(): Snapshot };

const openPage = setUpPages();
let driver: PageDriver;

const SIZE = { width: 800, height: 600 };
const GREY = new Uint8Array(SIZE.width * SIZE.height * 4).map((_, i) => (i % 4 === 3 ? 255 : 128));
const RED = [255, 59, 48];

const paints = () => driver.page.evaluate(() => editor.save()?.paints ?? []) as Promise<SavedPaint[]>;

describe.skipIf(!hasChromium)("paint layers", () => {
	test("a colour brush paints above the picture; undo, eraser and reload", async () => {
		driver = await openPage({ picture: { ...SIZE, data: GREY } });
		await driver.run("view.fit");
		await driver.run("tool.paintBrush");
		await driver.stroke([
			[200, 300],
			[600, 300],
		]);
		await driver.waitForFrames();
		expect(await paints()).toHaveLength(1);
		expect(await driver.page.evaluate(() => editor.save()?.masks.flatMap(({ tiles }) => tiles))).toEqual([]);
		expect(await driver.coloursAt([[400, 300]])).toEqual([RED]);
		// A second stroke is drawn while it is under way, on the part of the canvas that it changes.
		await driver.stroke([
			[200, 450],
			[600, 450],
		]);
		await driver.waitForFrames();
		expect(
			await driver.coloursAt([
				[400, 300],
				[400, 450],
			]),
		).toEqual([RED, RED]);
		await driver.run("edit.undo");
		await driver.waitForFrames();
		expect(
			await driver.coloursAt([
				[400, 300],
				[400, 450],
			]),
		).toEqual([RED, [128, 128, 128]]);
		await driver.run("tool.paintEraser");
		await driver.stroke([
			[400, 200],
			[400, 400],
		]);
		await driver.waitForFrames();
		const erased = [
			[300, 300],
			[400, 300],
		] as const;
		expect(await driver.coloursAt(erased)).toEqual([RED, [128, 128, 128]]);
		await driver.page.evaluate(async () => {
			const saved = structuredClone(editor.save());
			if (saved === null) throw new Error("nothing to save");
			await editor.load(saved);
		});
		await driver.waitForFrames();
		expect(await driver.coloursAt(erased)).toEqual([RED, [128, 128, 128]]);
		// Turned with the picture, and back.
		await driver.run("picture.rotateRight");
		await driver.run("edit.undo");
		await driver.waitForFrames();
		expect(await driver.coloursAt(erased)).toEqual([RED, [128, 128, 128]]);
		// A locked layer stays as it is.
		await driver.run("layer.lockPaint");
		const before = await paints();
		await driver.run("tool.paintBrush");
		await driver.stroke([
			[100, 100],
			[700, 100],
		]);
		expect(await paints()).toEqual(before);
	});
});
