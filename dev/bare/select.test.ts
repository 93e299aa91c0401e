// Selections by content in Chromium, by mouse, pen and finger: magic wand, polygon, colour range and magnetic lasso, what they
// show before they change the mask, and shapes by numbers.
import { describe, expect, test } from "vitest";
import type { EditorSession } from "../../editor/session/editorSession";
import { hasChromium } from "./barePage";
import { type PageDriver, type Point, setUpPages } from "./pageDriver";

declare const editor: EditorSession;

const SIZE = { width: 600, height: 400 };

/** Grey with a red disc, a blue disc, and a small red square. */
function samples(): Uint8Array {
	const data = new Uint8Array(SIZE.width * SIZE.height * 4);
	for (let y = 0; y < SIZE.height; y++) {
		for (let x = 0; x < SIZE.width; x++) {
			const isRed = Math.hypot(x - 150, y - 150) < 90 || (x >= 40 && x < 90 && y >= 320 && y < 370);
			const isBlue = Math.hypot(x - 430, y - 200) < 120;
			const noise = (x * 7 + y * 13) % 5;
			const colour = isRed ? [200 + noise, 50, 40] : isBlue ? [40, 70, 190 + noise] : [150 + noise, 150, 150];
			data.set([...colour, 255], (y * SIZE.width + x) * 4);
		}
	}
	return data;
}

const RED: Point = [150, 150];
const SQUARE: Point = [65, 345];
const BLUE: Point = [430, 200];
const GREY: Point = [290, 40];

const open = setUpPages();
const openPicture = () => open({ width: 1200, height: 760, picture: { ...SIZE, data: samples() } });

/** The coverage of the active mask at points. */
async function masked(driver: PageDriver, ...points: readonly Point[]): Promise<number[]> {
	return driver.page.evaluate((points) => {
		const coverage = editor.document?.masks[0]?.coverage;
		if (coverage === undefined) return [];
		const columns = Math.ceil(coverage.width / 256);
		return points.map(([x, y]) => {
			const tile = coverage.tiles[Math.floor(y / 256) * columns + Math.floor(x / 256)] ?? 0;
			return typeof tile === "number" ? tile : (tile[(y % 256) * 256 + (x % 256)] ?? 0);
		});
	}, points);
}

const expectMasked = (driver: PageDriver, points: readonly Point[], values: readonly number[]) =>
	expect.poll(() => masked(driver, ...points)).toEqual(values);

const ALL = [RED, SQUARE, BLUE, GREY];

async function tap(driver: PageDriver, at: Point): Promise<void> {
	await driver.touchStroke([at]);
	await driver.waitForFrames();
}

const penTap = (driver: PageDriver, at: Point) => driver.penStroke([at], 0.5);

const isPreviewed = (driver: PageDriver) => driver.page.evaluate(() => editor.tools.gesture.preview !== null);
const button = (driver: PageDriver, name: string) => driver.page.getByRole("button", { name, exact: true });

/** Clicks the tool's button in the rail, or its entry in the group that has it. */
async function chooseTool({ page }: PageDriver, name: string): Promise<void> {
	const rail = page.locator(".hfis-toolbar-rail");
	const shown = rail.getByRole("button", { name, exact: true });
	if ((await shown.count()) > 0) return shown.click();
	for (const group of await rail.locator("[aria-haspopup=menu]").all()) {
		await group.click({ button: "right" });
		const entry = rail.getByRole("menuitemradio", { name, exact: true });
		await rail.getByRole("menu").waitFor();
		if ((await entry.count()) > 0) return entry.click();
	}
	throw new Error(`no tool ${name}`);
}

describe.runIf(hasChromium)("selections by content", () => {
	test("by mouse, pen and finger: previews, keys and cursors of the modes, one history step each", async () => {
		const driver = await openPicture();
		const { page } = driver;

		// The wand by mouse: the preview comes before the release.
		await chooseTool(driver, "Magic wand");
		await page.mouse.move(...(await driver.toPage(RED)));
		await page.mouse.down();
		await expect.poll(() => isPreviewed(driver)).toBe(true);
		expect(await masked(driver, ...ALL)).toEqual([0, 0, 0, 0]);
		await page.mouse.up();
		await expectMasked(driver, ALL, [255, 0, 0, 0]);
		// Shift adds; the cursor says so.
		const plain = await driver.cursorAt(BLUE);
		await page.keyboard.down("Alt");
		expect(await driver.cursorAt(BLUE)).not.toBe(plain);
		await page.keyboard.up("Alt");
		await page.keyboard.down("Shift");
		await driver.click(BLUE);
		await page.keyboard.up("Shift");
		await expectMasked(driver, ALL, [255, 0, 255, 0]);
		// A drag to the right raises the tolerance until everything is selected; undo takes back that step alone.
		await driver.drag(GREY, [GREY[0] + 290, GREY[1]]);
		await expectMasked(driver, ALL, [255, 255, 255, 255]);
		expect(await page.evaluate(() => editor.getSnapshot().settings.wand?.tolerance)).toBeGreaterThan(60);
		await driver.run("edit.undo");
		await expectMasked(driver, ALL, [255, 0, 255, 0]);
		await driver.run("mask.clear");

		// The wand by pen, taking away by its barrel button.
		await driver.apply([{ type: "settings", tool: "wand", settings: {} }]);
		await penTap(driver, BLUE);
		await expectMasked(driver, ALL, [0, 0, 255, 0]);
		await driver.penStroke([BLUE], 0.5, "right");
		await expectMasked(driver, ALL, [0, 0, 0, 0]);

		// The colour range by mouse, with a second sample, and applied by Enter.
		await chooseTool(driver, "Colour range");
		await driver.click(RED);
		await expect.poll(() => isPreviewed(driver)).toBe(true);
		await driver.click(BLUE);
		await page.keyboard.press("Enter");
		await expectMasked(driver, ALL, [255, 255, 255, 0]);
		await driver.run("edit.undo");
		await expectMasked(driver, ALL, [0, 0, 0, 0]);
		// By finger, and applied by its button; the pen's palm rejection is over by then only in a new page.
		await driver.click(SQUARE);
		await button(driver, "Apply").click();
		await expectMasked(driver, ALL, [255, 255, 0, 0]);
		await driver.run("mask.clear");

		// The polygon by mouse: a point is moved and one is taken back before Enter closes the outline.
		await chooseTool(driver, "Polygon");
		for (const at of [
			[320, 100],
			[560, 100],
			[560, 300],
			[400, 350],
		] as const) {
			await driver.click(at);
		}
		await driver.drag([560, 300], [560, 360]);
		await driver.click([20, 20]);
		await page.keyboard.press("Backspace");
		await page.keyboard.press("Enter");
		await expectMasked(driver, [BLUE, [550, 340], RED, [30, 30]], [255, 255, 0, 0]);
		// Escape leaves no trace of another one.
		for (const at of [RED, GREY, SQUARE]) await driver.click(at);
		await page.keyboard.press("Escape");
		expect(await page.evaluate(() => editor.tools.gesture.outline)).toBeNull();
		await expectMasked(driver, [BLUE, RED], [255, 0]);
		await driver.run("mask.clear");

		// The magnetic lasso follows the disc although the presses are few.
		await chooseTool(driver, "Magnetic lasso");
		for (const degrees of [0, 60, 120, 180, 240, 300]) {
			const angle = (degrees * Math.PI) / 180;
			await driver.click([430 + 118 * Math.cos(angle), 200 + 118 * Math.sin(angle)]);
			await expect
				.poll(() => page.evaluate(() => (editor.tools.gesture.state as { isSetting: boolean }).isSetting))
				.toBe(false);
		}
		await page.keyboard.press("Enter");
		const inside = [45, 90, 210].map((degrees): Point => {
			const angle = (degrees * Math.PI) / 180;
			return [Math.round(430 + 112 * Math.cos(angle)), Math.round(200 + 112 * Math.sin(angle))];
		});
		await expectMasked(driver, [...inside, GREY], [255, 255, 255, 0]);
		await driver.run("mask.clear");

		// The bucket fills what a drawn rectangle encloses. A rectangle is entered by numbers.
		await chooseTool(driver, "Rectangle");
		for (const [mode, left, side] of [
			["Add", 100, 200],
			["Subtract", 110, 180],
		] as const) {
			await button(driver, "Enter by numbers").click();
			const form = page.getByRole("form", { name: "Enter by numbers" });
			for (const [name, value] of Object.entries({ Left: left, Top: left, Width: side, Height: side })) {
				await form.getByRole("spinbutton", { name }).fill(String(value));
			}
			await form.getByRole("button", { name: mode }).click();
			await form.getByRole("button", { name: "Apply" }).click();
		}
		await expectMasked(
			driver,
			[
				[105, 200],
				[200, 200],
			],
			[255, 0],
		);
		await chooseTool(driver, "Paint bucket");
		await driver.click([200, 200]);
		await expectMasked(driver, [[105, 200], [200, 200], GREY], [255, 255, 0]);
	});

	test("by finger: wand, polygon and colour range, and the preview of an operation before it is applied", async () => {
		const driver = await openPicture();
		const { page } = driver;
		await chooseTool(driver, "Magic wand");
		await tap(driver, RED);
		await expectMasked(driver, ALL, [255, 0, 0, 0]);
		await chooseTool(driver, "Colour range");
		await tap(driver, BLUE);
		await button(driver, "Apply").click();
		await expectMasked(driver, ALL, [255, 0, 255, 0]);
		await driver.run("mask.clear");
		await chooseTool(driver, "Polygon");
		for (const at of [
			[40, 40],
			[260, 40],
			[260, 260],
			[40, 260],
		] as const) {
			await tap(driver, at);
		}
		await tap(driver, [42, 42]);
		await expectMasked(driver, ALL, [255, 0, 0, 0]);

		// Growing is shown on the canvas while its radius is set, and closing the menu leaves nothing.
		const before = await masked(driver, [270, 100]);
		await button(driver, "Mask").click();
		await page.getByRole("button", { name: "Grow mask" }).click();
		await expect.poll(() => isPreviewed(driver)).toBe(true);
		await page.getByRole("spinbutton", { name: "Radius" }).fill("20");
		await page.getByRole("spinbutton", { name: "Radius" }).press("Tab");
		await expect
			.poll(() => driver.coloursAt([[275, 100]]).then(([colour]) => (colour?.[0] ?? 0) !== (colour?.[1] ?? 0)))
			.toBe(true);
		expect(await masked(driver, [270, 100])).toEqual(before);
		await page.keyboard.press("Escape");
		await expect.poll(() => isPreviewed(driver)).toBe(false);
		expect(await masked(driver, [270, 100])).toEqual(before);
	});

	test("quick select by mouse, finger and pen with hints and undo, then refine edge", async () => {
		const driver = await openPicture();
		const { page } = driver;
		await page.locator(".hfis-viewport").focus();
		await page.keyboard.press("Shift+W");
		await expect.poll(() => page.evaluate(() => editor.getSnapshot().activeTool)).toBe("quickSelect");
		const [from, to] = await driver.allToPage([RED, [180, 170]]);
		// By mouse: shown while painting, up to the edge of the disc and not beyond.
		await page.mouse.move(...(from ?? [0, 0]));
		await page.mouse.down();
		await page.mouse.move(...(to ?? [0, 0]), { steps: 4 });
		await expect.poll(() => isPreviewed(driver)).toBe(true);
		expect(await masked(driver, ...ALL)).toEqual([0, 0, 0, 0]);
		await page.mouse.up();
		await expectMasked(driver, [...ALL, [75, 150], [150, 225], [150, 245]], [255, 0, 0, 0, 255, 255, 0]);
		// By finger.
		await driver.touchStroke([BLUE, [450, 230]]);
		await expectMasked(driver, ALL, [255, 0, 255, 0]);
		// Alt takes away, and undo brings it back.
		await page.keyboard.down("Alt");
		await driver.stroke([RED, [170, 140]]);
		await page.keyboard.up("Alt");
		await expectMasked(driver, ALL, [0, 0, 255, 0]);
		await driver.run("edit.undo");
		await expectMasked(driver, ALL, [255, 0, 255, 0]);
		// By pen, whose barrel button takes away; Escape in the middle of a stroke leaves no trace.
		await driver.penStroke([SQUARE, [70, 350]], 0.5);
		await expectMasked(driver, ALL, [255, 255, 255, 0]);
		await driver.penStroke([BLUE, [440, 220]], 0.5, "right");
		await expectMasked(driver, ALL, [255, 255, 0, 0]);
		await page.mouse.move(...(await driver.toPage(GREY)));
		await page.mouse.down();
		await expect.poll(() => isPreviewed(driver)).toBe(true);
		await page.keyboard.press("Escape");
		await page.mouse.up();
		await expect.poll(() => isPreviewed(driver)).toBe(false);
		await expectMasked(driver, ALL, [255, 255, 0, 0]);

		// Refine edge is shown before it is applied, in one history step.
		await driver.run("mask.clear");
		await driver.run("tool.rectangle");
		await driver.drag([60, 60], [235, 240]);
		const corner: Point = [68, 68];
		await expectMasked(driver, [RED, corner], [255, 255]);
		await button(driver, "Mask").click();
		await page.getByRole("button", { name: "Refine edge" }).click();
		await page.getByRole("spinbutton", { name: "Radius" }).fill("20");
		await page.getByRole("spinbutton", { name: "Radius" }).press("Tab");
		await expect.poll(() => isPreviewed(driver)).toBe(true);
		expect(await masked(driver, RED, corner)).toEqual([255, 255]);
		// On black, only the selected part is seen; the check ends with the tint, which keeps both visible.
		const green = async (at: Point) => (await driver.coloursAt([at]))[0]?.[1] ?? -1;
		const view = page.getByRole("group", { name: "View" });
		// The menu covers the right of the picture.
		const outside: Point = [20, 20];
		expect(await green(outside)).toBeGreaterThan(100);
		await view.getByRole("button", { name: "Black" }).click();
		await expect.poll(() => green(outside)).toBe(0);
		expect((await driver.coloursAt([RED]))[0]?.[0]).toBeGreaterThan(180);
		await view.getByRole("button", { name: "Mask" }).click();
		await expect.poll(() => green(outside)).toBeGreaterThan(100);
		await button(driver, "Apply").click();
		await expect.poll(async () => ((await masked(driver, corner))[0] ?? 255) < 128).toBe(true);
		await driver.run("edit.undo");
		await expectMasked(driver, [RED, corner], [255, 255]);
	});
});
