// The comparison of before and after: dragging the divider, and painting on either half. Not part of the
// quick checks.
import { describe, expect, test } from "vitest";
import { hasChromium } from "./barePage";
import { type PageDriver, setUpPages } from "./pageDriver";

const openPage = setUpPages();
let driver: PageDriver;

const GREY = [128, 128, 128];
const RED = [255, 0, 0];

/** The colour on screen of a picture pixel, or `dx` CSS pixels beside it. */
async function pixel(x: number, y: number, dx = 0): Promise<number[] | undefined> {
	return (await driver.coloursAt([[x, y]], dx))[0];
}

describe.skipIf(!hasChromium)("comparing", () => {
	test("the divider follows a drag, and painting works beside it", async () => {
		driver = await openPage();
		await driver.showRedResult();
		await driver.page.keyboard.press("y");
		expect([await pixel(100, 40), await pixel(300, 40)]).toEqual([GREY, RED]);
		const knob = await driver.page.getByRole("slider", { name: "Comparison" }).boundingBox();
		if (knob === null) throw new Error("no divider");
		const { mouse, keyboard } = driver.page;
		await mouse.move(knob.x + knob.width / 2, knob.y + 40);
		await mouse.down();
		await mouse.move(...(await driver.toPage([50, 40])), { steps: 5 });
		await mouse.up();
		expect([await pixel(25, 40), await pixel(100, 40)]).toEqual([GREY, RED]);
		await driver.stroke([
			[200, 150],
			[240, 150],
		]);
		expect((await driver.exportMask()).edited(220, 150)).toBe(255);
		await keyboard.press("Escape");
		expect(await pixel(25, 40)).toEqual(RED);
	});

	test("side by side, strokes on either half paint the picture and are shown on both", async () => {
		driver = await openPage();
		await driver.showRedResult();
		await driver.page.keyboard.press("Shift+Y");
		await driver.waitForFrames();
		const half = (await driver.canvas()).width / 2;
		expect([await pixel(20, 20), await pixel(20, 20, half)]).toEqual([GREY, RED]);
		const { mouse } = driver.page;
		const [x, y] = await driver.toPage([100, 150]);
		for (const dx of [0, half]) {
			await mouse.move(x + dx, y + (dx && 40));
			await mouse.down();
			await mouse.up();
		}
		await mouse.move(0, 0);
		const { zoom } = await driver.camera();
		const mask = await driver.exportMask();
		expect([mask.edited(100, 150), mask.edited(100, Math.round(150 + 40 / zoom))]).toEqual([255, 255]);
		expect(mask.edited(300, 150)).toBe(0);
		expect(await pixel(100, 150)).not.toEqual(GREY);
		expect(await pixel(100, 150, half)).not.toEqual(RED);
		// The wheel over the right half zooms to the pointer there.
		const [wasX, wasY] = await driver.toPicture([x, y]);
		await driver.wheel([x + half, y], 0, -100);
		const [isX, isY] = await driver.toPicture([x, y]);
		expect(isX).toBeCloseTo(wasX, 0);
		expect(isY).toBeCloseTo(wasY, 0);
	});
});
