// The canvas's drawing and input in a real browser, through the browser's own input protocol.
import { describe, expect, test } from "vitest";
import { type Editor, FLEXIBLE_SIZES } from "../../editor";
import { HOLD_MS } from "../../editor/input/keyboard";
import { hasChromium } from "./barePage";
import { type PageDriver, type Point, setUpPages } from "./pageDriver";

declare const editor: Editor;

/** Canvases of the viewport. */
const INK = -2;

const openPage = setUpPages();
let driver: PageDriver;

describe.skipIf(!hasChromium)("drawing and input", () => {
	test("a move draws its ink and the brush ring in the same animation frame", async () => {
		driver = await openPage();
		const [from, to] = await driver.allToPage([
			[50, 150],
			[300, 150],
		]);
		const { mouse } = driver.page;
		await mouse.move(...from!);
		await mouse.down();
		await driver.waitForFrames();
		expect(
			await driver.isDrawnInFrameOfMove(to!, [
				[INK, 5],
				["ring", 1],
			]),
		).toEqual([true, true]);
		await mouse.up();
	});

	test("a stroke draws only the tiles that it changes, and the same pixels as a redraw of the whole view", async () => {
		driver = await openPage({ picture: { width: 2100, height: 1500 } });
		const pixels = () =>
			driver.page.evaluate((index) => {
				const canvas = [...document.querySelectorAll<HTMLCanvasElement>(".hfis-viewport canvas")].at(index);
				const data = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data;
				return [...new Uint32Array(data?.buffer ?? new ArrayBuffer(0))].join();
			}, INK);
		const { mouse, keyboard } = driver.page;
		for (const zoom of ["view.fit", "view.actual"]) {
			await driver.run(zoom);
			// Something to draw over, with edges of its own.
			await driver.stroke([
				[900, 700],
				[1200, 760],
			]);
			await driver.waitForFrames();
			const before = await pixels();
			const [from, over, to] = await driver.allToPage([
				[1000, 650],
				[1040, 760],
				[1090, 830],
			]);
			await mouse.move(...from!);
			await mouse.down();
			await mouse.move(...over!, { steps: 5 });
			await mouse.move(...to!, { steps: 5 });
			await driver.waitForFrames();
			const during = await pixels();
			await driver.apply([{ type: "view", request: { type: "panBy", dx: 0, dy: 0 } }]);
			await driver.waitForFrames();
			expect(during === (await pixels()), `during a stroke, ${zoom}`).toBe(true);
			expect(during === before, `drawn, ${zoom}`).toBe(false);
			await keyboard.press("Escape");
			await mouse.up();
			await driver.waitForFrames();
			expect((await pixels()) === before, `cancelled, ${zoom}`).toBe(true);
		}
	});

	test("a redraw creates no canvas once everything in view was drawn", async () => {
		driver = await openPage();
		const created = await driver.page.evaluate(async () => {
			const create = document.createElement.bind(document);
			let count = 0;
			document.createElement = ((name: string) => {
				if (name === "canvas") count++;
				return create(name);
			}) as typeof document.createElement;
			const session = editor as unknown as { apply(effects: readonly unknown[]): void };
			for (let dx = 1; dx < 6; dx++) {
				session.apply([{ type: "view", request: { type: "panBy", dx, dy: 0 } }]);
				await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
			}
			return count;
		});
		expect(created).toBe(0);
	});

	test("a held view key is released when the window loses focus", async () => {
		driver = await openPage();
		await driver.stroke([[100, 100]]);
		const isMaskShown = () =>
			driver.page.evaluate(
				() => (editor as unknown as { getSnapshot(): { isMaskShown: boolean } }).getSnapshot().isMaskShown,
			);
		await driver.page.keyboard.down("q");
		expect(await isMaskShown()).toBe(false);
		const pressedAt = await driver.page.evaluate(() => performance.now());
		await driver.page.waitForFunction((end) => performance.now() > end, pressedAt + HOLD_MS + 1);
		await driver.page.evaluate(() => {
			const frame = document.body.appendChild(document.createElement("iframe"));
			frame.contentWindow?.focus();
		});
		await expect.poll(isMaskShown).toBe(true);
		await driver.page.keyboard.up("q");
		expect(await isMaskShown()).toBe(true);
	});

	test("dragging a sent area follows only the pointer that began it", async () => {
		driver = await openPage({ picture: { width: 1600, height: 1200 } });
		await driver.stroke([[500, 600]]);
		await driver.page.evaluate((rules) => {
			(editor as unknown as { previewRequest: Editor["previewRequest"] }).previewRequest({ rules, extent: "region" });
		}, FLEXIBLE_SIZES);
		const box = await driver.page.locator(".hfis-overlays-area").boundingBox();
		if (box === null) throw new Error("no tab");
		const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
		const { mouse } = driver.page;
		await mouse.move(x, y);
		await mouse.down();
		await mouse.move(x + 20, y, { steps: 2 });
		const dragged = await driver.frame();
		expect(dragged).not.toBeNull();
		// A touch beside the canvas.
		const toolbar: Point = [20, 200];
		await driver.touch({ 0: toolbar }, "touchStart");
		await driver.touch({ 0: [toolbar[0] + 30, toolbar[1] + 200] });
		expect(await driver.frame()).toEqual(dragged);
		await driver.touch({}, "touchEnd");
		await mouse.move(x + 40, y, { steps: 2 });
		expect((await driver.frame())?.left).toBeGreaterThan(dragged?.left ?? 0);
		await mouse.up();
		const ended = await driver.frame();
		await mouse.move(x + 80, y, { steps: 2 });
		expect(await driver.frame()).toEqual(ended);
	});
});
