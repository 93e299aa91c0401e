// Transforming the mask in Chromium, by mouse, pen, finger and keys: handles, preview, numbers and the buttons of the menu.
import { describe, expect, test } from "vitest";
import type { EditorSession } from "../../editor/session/editorSession";
import { hasChromium } from "./barePage";
import { type PageDriver, type Point, setUpPages } from "./pageDriver";

declare const editor: EditorSession;

const SIZE = { width: 600, height: 400 };
const open = setUpPages();

/** The bounds of the active mask, from 128 on: left, top, right, bottom. */
async function bounds(driver: PageDriver): Promise<number[]> {
	return driver.page.evaluate(() => {
		const coverage = editor.document?.masks[0]?.coverage;
		const box = [1e9, 1e9, 0, 0];
		if (coverage === undefined) return box;
		const columns = Math.ceil(coverage.width / 256);
		for (let y = 0; y < coverage.height; y++)
			for (let x = 0; x < coverage.width; x++) {
				const tile = coverage.tiles[Math.floor(y / 256) * columns + Math.floor(x / 256)] ?? 0;
				const value = typeof tile === "number" ? tile : (tile[(y % 256) * 256 + (x % 256)] ?? 0);
				if (value < 128) continue;
				box[0] = Math.min(box[0] as number, x);
				box[1] = Math.min(box[1] as number, y);
				box[2] = Math.max(box[2] as number, x + 1);
				box[3] = Math.max(box[3] as number, y + 1);
			}
		return box;
	});
}
const expectBounds = (driver: PageDriver, box: readonly number[]) => expect.poll(() => bounds(driver)).toEqual(box);
const isPreviewed = (driver: PageDriver) => driver.page.evaluate(() => editor.tools.gesture.preview !== null);
const box = (driver: PageDriver) => driver.page.evaluate(() => editor.tools.gesture.maskBox);
const button = (driver: PageDriver, name: string) => driver.page.getByRole("button", { name, exact: true });

describe.runIf(hasChromium)("transforming the mask", () => {
	test("by mouse, pen, finger and keys: one history step when it is applied, no trace when it is cancelled", async () => {
		const data = new Uint8Array(SIZE.width * SIZE.height * 4).fill(150);
		for (let i = 3; i < data.length; i += 4) data[i] = 255;
		const driver = await open({ width: 1200, height: 760, picture: { ...SIZE, data } });
		const { page } = driver;
		await driver.run("tool.rectangle");
		await driver.drag([100, 100], [200, 160]);
		await expectBounds(driver, [100, 100, 200, 160]);

		// By mouse: a drag inside moves, with a preview before anything has changed; a corner scales; Enter applies both.
		await page.keyboard.press("Shift+T");
		const idle = await driver.cursorAt([150, 130]);
		expect(await driver.cursorAt([200, 160])).not.toBe(idle);
		await driver.drag([150, 130], [250, 230]);
		await expect.poll(() => isPreviewed(driver)).toBe(true);
		expect(await bounds(driver)).toEqual([100, 100, 200, 160]);
		await driver.drag([300, 260], [400, 320]);
		await expect.poll(async () => (await box(driver))?.place).toEqual({ left: 200, top: 200, right: 400, bottom: 320 });
		await page.keyboard.press("Enter");
		await expectBounds(driver, [200, 200, 400, 320]);
		await driver.run("edit.undo");
		await expectBounds(driver, [100, 100, 200, 160]);

		// By keys: a quarter turn by its button, arrow keys, Backspace takes one back.
		await button(driver, "Rotate mask 90° right").click();
		await page.keyboard.press("Shift+ArrowRight");
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("Backspace");
		await page.keyboard.press("Enter");
		await expectBounds(driver, [130, 81, 190, 181]);

		// By numbers, and by finger on a handle; the button applies.
		await button(driver, "Enter by numbers").click();
		const width = page.getByRole("spinbutton", { name: "Width" });
		await width.fill("120");
		await width.press("Enter");
		await expect.poll(async () => (await box(driver))?.place).toEqual({ left: 130, top: 81, right: 250, bottom: 281 });
		await page.keyboard.press("Escape");
		await driver.touchStroke([
			[190, 150],
			[260, 150],
			[290, 150],
		] as readonly Point[]);
		await expect.poll(async () => (await box(driver))?.place.left).toBe(230);
		await button(driver, "Apply").click();
		await expectBounds(driver, [230, 81, 350, 281]);

		// From the menu, with another tool: at once.
		await driver.run("tool.brush");
		await button(driver, "Mask").click();
		await button(driver, "Align mask to the left edge").click();
		await expectBounds(driver, [0, 81, 120, 281]);
		await button(driver, "Centre mask vertically").click();
		await expectBounds(driver, [0, 100, 120, 300]);
		await page.keyboard.press("Escape");

		// By pen, and away from the canvas and back in one gesture; Escape leaves no trace.
		await driver.run("tool.maskTransform");
		await driver.penStroke(
			[
				[60, 200],
				[20, 200],
				[-200, 200],
			] as readonly Point[],
			0.5,
		);
		await expect.poll(async () => (await box(driver))?.place.left).toBeLessThan(-200);
		await page.keyboard.press("Escape");
		await expect.poll(() => isPreviewed(driver)).toBe(false);
		await expectBounds(driver, [0, 100, 120, 300]);
	});
});
