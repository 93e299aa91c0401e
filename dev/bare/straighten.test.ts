// The straighten tool: the line that is drawn, its angle, the typed angle, and what the canvas then shows. Not part of the
// quick checks.
import { describe, expect, test } from "vitest";
import { hasChromium } from "./barePage";
import { type PageDriver, type Point, setUpPages } from "./pageDriver";

const openPage = setUpPages();
let driver: PageDriver;

const PICTURE = { width: 800, height: 600 };
const TILT = Math.tan((6 * Math.PI) / 180);

/** Blue above a horizon that falls to the right by 6 degrees, yellow below it. */
function tilted({ width, height }: typeof PICTURE): Uint8Array {
	const data = new Uint8Array(width * height * 4);
	for (let i = 0; i < width * height; i++) {
		const [x, y] = [(i % width) + 0.5 - width / 2, Math.floor(i / width) + 0.5 - height / 2];
		data.set(y > x * TILT ? [230, 200, 40, 255] : [40, 90, 220, 255], i * 4);
	}
	return data;
}

const horizon: Point[] = [
	[100, 300 - 300 * TILT],
	[700, 300 + 300 * TILT],
];

const size = async () => {
	const { picture } = await driver.state();
	return [picture?.width ?? 0, picture?.height ?? 0] as const;
};
const isStraight = async () => {
	const [width, height] = await size();
	const beside = [0.05, 0.5, 0.95].flatMap((x) => [-6, 6].map((dy): Point => [width * x, height / 2 + dy]));
	const blues = (await driver.coloursAt(beside)).map(([, , blue]) => blue);
	return blues.join() === "220,40,220,40,220,40";
};
/** Straightening works in a worker. */
const resized = () => expect.poll(size, { timeout: 120_000 }).not.toEqual([800, 600]);

describe.skipIf(!hasChromium)("straightening", () => {
	test("a line along the horizon shows its angle and makes it level; undo and redo; Escape draws none", async () => {
		driver = await openPage({ picture: { ...PICTURE, data: tilted(PICTURE) } });
		expect(await isStraight()).toBe(false);
		await driver.page.keyboard.press("s");
		const [from, to] = await driver.allToPage(horizon);
		const { mouse, keyboard } = driver.page;
		await mouse.move(...from!);
		await mouse.down();
		await mouse.move(...to!, { steps: 5 });
		// The line is white over the picture.
		const [x, y] = await driver.toPage([400, 300]);
		const screen = await driver.captureScreen();
		const levels = [-2, -1, 0, 1, 2].map((dy) => Math.min(...screen.pixel(Math.round(x), Math.round(y) + dy)));
		expect(Math.max(...levels)).toBeGreaterThan(180);
		await keyboard.press("Escape");
		await mouse.up();
		expect(await size()).toEqual([800, 600]);
		await driver.stroke(horizon);
		await resized();
		expect(await isStraight()).toBe(true);
		const [width, height] = await size();
		expect(width).toBeLessThan(800);
		expect(height).toBeLessThan(600);
		await keyboard.press("Control+z");
		expect(await size()).toEqual([800, 600]);
		expect(await isStraight()).toBe(false);
		await keyboard.press("Control+Shift+z");
		await driver.run("view.fit");
		expect(await size()).toEqual([width, height]);
		expect(await isStraight()).toBe(true);
	});

	test("an angle is typed and applied without a pointer, and the corners can be kept", async () => {
		driver = await openPage({ picture: { ...PICTURE, data: tilted(PICTURE) } });
		const { page } = driver;
		await page.keyboard.press("s");
		await page.click('.hfis-toolbar-options button:has-text("Keep all")');
		const field = page.locator('.hfis-toolbar-options [role=spinbutton][aria-label="Angle"]');
		await field.fill("-6");
		await field.press("Enter");
		await page.keyboard.press("Enter");
		await resized();
		const [width, height] = await size();
		expect([width > 800, height > 600]).toEqual([true, true]);
		expect(await isStraight()).toBe(true);
		// The upper left corner shows the checkerboard.
		const [[red, , blue] = []] = await driver.coloursAt([[4, 4]]);
		expect(red).toBe(blue);
		// The angle is spent: Enter does nothing more.
		expect(await field.inputValue()).toBe("0");
		await page.keyboard.press("Control+z");
		expect(await size()).toEqual([800, 600]);
	});
});
