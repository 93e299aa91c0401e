// Rulers, guides and the minimap, through the browser's own input. Not part of the quick checks.
import { describe, expect, test } from "vitest";
import type { Editor } from "../../editor";
import type { DocumentTree } from "../../editor/document";
import { hasChromium } from "./barePage";
import { type PageDriver, type PageOptions, type Point, setUpPages } from "./pageDriver";

declare const editor: Editor & { readonly document: DocumentTree | null };

const openPage = setUpPages();
let driver: PageDriver;

const guides = () => driver.page.evaluate(() => (editor.document?.guides ?? []).map(({ axis, at }) => [axis, at]));

/** A point of the page on each ruler. */
async function rulerPoints(): Promise<{ readonly top: Point; readonly left: Point }> {
	const { x, y } = await driver.canvas();
	return { top: [x + 60, y + 8], left: [x + 8, y + 200] };
}

async function open(options?: PageOptions): Promise<void> {
	driver = await openPage(options);
	await driver.page.keyboard.press("Shift+R");
	await driver.waitForFrames();
}

describe.skipIf(!hasChromium)("view aids", () => {
	test("guides are dragged from the rulers, moved by their markers, and removed by dragging them back", async () => {
		// The picture begins at a whole pixel.
		await open({ width: 901 });
		const { top, left } = await rulerPoints();
		await driver.strokeOnPage([left, await driver.toPage([120, 100])]);
		await driver.strokeOnPage([top, await driver.toPage([200, 80])]);
		await expect.poll(guides).toEqual([
			["x", 120],
			["y", 80],
		]);
		// The line is where the guide is, and not part of the mask.
		await driver.page.mouse.move(2, 2);
		const shot = await driver.captureScreen();
		const [x, y] = await driver.toPage([120, 200]);
		expect([-1, 0].map((dx) => shot.pixel(Math.round(x) + dx, Math.round(y)))).toContainEqual([0, 168, 255]);
		expect((await driver.state()).hasMask).toBe(false);

		const marker = async (name: RegExp): Promise<Point> => {
			const box = await driver.page.getByRole("slider", { name }).boundingBox();
			if (box === null) throw new Error("no marker");
			return [box.x + box.width / 2, box.y + box.height / 2];
		};
		await driver.strokeOnPage([await marker(/Vertical guide/), await driver.toPage([150, 20])]);
		await expect.poll(async () => (await guides())[0]).toEqual(["x", 150]);
		// Near the middle of the picture it snaps to it.
		await driver.strokeOnPage([await marker(/Vertical guide/), await driver.toPage([201, 20])]);
		await expect.poll(async () => (await guides())[0]).toEqual(["x", 200]);
		await driver.page.keyboard.press("Control+z");
		await driver.page.keyboard.press("Control+z");
		await expect.poll(async () => (await guides())[0]).toEqual(["x", 120]);
		await driver.strokeOnPage([await marker(/Vertical guide/), left]);
		await expect.poll(guides).toEqual([["y", 80]]);
		// A drag that ends on the ruler, or with Escape, adds nothing.
		await driver.strokeOnPage([left, [left[0] + 3, left[1] + 40]]);
		const { mouse, keyboard } = driver.page;
		await mouse.move(...left);
		await mouse.down();
		await mouse.move(...(await driver.toPage([50, 50])), { steps: 3 });
		await keyboard.press("Escape");
		await mouse.up();
		await expect.poll(guides).toEqual([["y", 80]]);
	});

	test("a pen and a finger drag guides as well", async () => {
		await open();
		const { top, left } = await rulerPoints();
		const to = await driver.toPage([90, 60]);
		await driver.penEvent("mousePressed", left, 0.5);
		await driver.penEvent("mouseMoved", to, 0.5);
		await driver.penEvent("mouseReleased", to, 0);
		await driver.touch({ 0: top }, "touchStart");
		await driver.touch({ 0: [top[0], top[1] + 60] });
		await driver.touch({ 0: to });
		await driver.touch({}, "touchEnd");
		await driver.waitForFrames();
		await expect.poll(guides).toEqual([
			["x", 90],
			["y", 60],
		]);
	});

	test("by keyboard: arrows move a marker, Delete removes it, the dialog takes typed positions, locked guides stay", async () => {
		await open();
		const { page } = driver;
		await page.keyboard.press("Shift+G");
		await page.getByRole("button", { name: "Add vertical guide" }).click();
		await page.getByRole("button", { name: "Add horizontal guide" }).click();
		await expect.poll(guides).toEqual([
			["x", 200],
			["y", 150],
		]);
		const dialog = page.getByRole("dialog", { name: "Guides" });
		await dialog.getByRole("spinbutton", { name: "Vertical guide 1" }).fill("-25");
		await page.keyboard.press("Enter");
		await page.keyboard.press("Escape");
		await expect.poll(async () => (await guides())[0]).toEqual(["x", -25]);
		const marker = page.getByRole("slider", { name: /Horizontal guide/ });
		await marker.focus();
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("Shift+ArrowDown");
		await expect.poll(async () => (await guides())[1]).toEqual(["y", 161]);
		await driver.run("view.lockGuides");
		await page.keyboard.press("Shift+ArrowDown");
		await page.keyboard.press("Delete");
		await expect.poll(async () => (await guides())[1]).toEqual(["y", 161]);
		await driver.run("view.lockGuides");
		await marker.focus();
		await page.keyboard.press("Delete");
		await expect.poll(guides).toEqual([["x", -25]]);
		await driver.run("guides.clear");
		await expect.poll(guides).toEqual([]);
		await page.keyboard.press("Control+z");
		await expect.poll(guides).toEqual([["x", -25]]);
	});

	test("the rulers count picture pixels, also beyond the picture and mirrored; rotated, they say why they are hidden", async () => {
		await open();
		await driver.run("view.actual");
		await driver.waitForFrames();
		/** The places of the upper ruler's numbers, as CSS pixels from the left. */
		const numbers = () =>
			driver.page.$$eval(".hfis-view-aids-ruler-top text", (texts) =>
				texts.map((text) => [Number(text.textContent), Math.round(text.getBoundingClientRect().left) - 3]),
			);
		for (const prepare of [() => undefined, () => driver.page.keyboard.press("Alt+m")]) {
			await prepare();
			await driver.waitForFrames();
			const shown = await numbers();
			expect(shown.map(([value]) => value)).toEqual(expect.arrayContaining([-200, -100, 0, 100, 200, 300, 400, 500]));
			for (const [value = 0, at = 0] of shown) {
				const [x] = await driver.toPage([value, 0]);
				expect(Math.abs(x - at)).toBeLessThanOrEqual(1.5);
			}
		}
		await driver.page.keyboard.press("Alt+.");
		await driver.page.getByText("Rulers are hidden while the view is rotated.").waitFor();
		expect(await numbers()).toEqual([]);
		await driver.page.getByRole("button", { name: "Reset", exact: true }).click();
		expect(await driver.camera()).toMatchObject({ angle: 0, isMirrored: false });
		await driver.page.waitForSelector(".hfis-view-aids-ruler-top text");
	});

	test("the minimap shows the picture and the visible area, which moves by click, drag and arrow keys", async () => {
		const size = { width: 400, height: 200 };
		const data = new Uint8Array(size.width * size.height * 4).fill(255);
		for (let i = 0; i < size.width * size.height; i++) data.set(i % 400 < 200 ? [200, 30, 30] : [30, 30, 200], i * 4);
		await open({ picture: { ...size, data } });
		await driver.page.keyboard.press("Shift+O");
		await driver.apply([{ type: "view", request: { type: "zoomTo", zoom: 8 } }]);
		const map = driver.page.getByRole("application", { name: /Minimap/ });
		const box = await map.boundingBox();
		if (box === null) throw new Error("no minimap");
		const middle = async (): Promise<Point> => {
			const { x, y, width, height } = await driver.canvas();
			return driver.toPicture([x + width / 2, y + height / 2]);
		};
		const at = (x: number, y: number): Point => [
			box.x + 1 + (x / 400) * (box.width - 2),
			box.y + 1 + (y / 200) * (box.height - 2),
		];
		const shot = await driver.captureScreen();
		expect(shot.pixel(...(at(20, 20).map(Math.round) as [number, number]))).toEqual([200, 30, 30]);
		expect(shot.pixel(...(at(380, 180).map(Math.round) as [number, number]))).toEqual([30, 30, 200]);
		await driver.page.mouse.click(...at(100, 60));
		let [x, y] = await middle();
		expect(Math.abs(x - 100)).toBeLessThan(6);
		expect(Math.abs(y - 60)).toBeLessThan(6);
		// Dragged from within the visible area it does not jump.
		await driver.strokeOnPage([at(110, 70), at(210, 110)]);
		[x, y] = await middle();
		expect(Math.abs(x - 200)).toBeLessThan(10);
		expect(Math.abs(y - 100)).toBeLessThan(10);
		await driver.page.keyboard.press("Alt+0");
		await map.focus();
		await driver.page.keyboard.press("ArrowRight");
		expect((await middle())[0]).toBeGreaterThan(x + 5);
		// Turned, the visible area is a turned rectangle.
		const outline = () => map.locator("polygon").getAttribute("points");
		const before = await outline();
		await driver.page.keyboard.press("Alt+.");
		await driver.waitForFrames();
		expect(await outline()).not.toBe(before);
		expect((await driver.state()).canUndo).toBe(false);
	});

	test("rulers and minimap are preferences; a narrow editor hides the minimap", async () => {
		await open({ width: 420, height: 800 });
		await driver.page.keyboard.press("Shift+O");
		const { preferences } = await driver.state();
		expect(preferences.tools["view.rulers"]).toEqual({ isShown: true });
		expect(preferences.tools["view.minimap"]).toEqual({ isShown: true });
		expect(await driver.page.locator(".hfis-view-aids-minimap").isVisible()).toBe(false);
		expect(await driver.page.locator(".hfis-view-aids-ruler-top").isVisible()).toBe(true);
	});
});
