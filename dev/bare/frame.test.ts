// The edit frame: dragging, drawing, moving, and its display. Not part of the quick checks.
import { describe, expect, test } from "vitest";
import { hasChromium } from "./barePage";
import { type PageDriver, type Point, setUpPages } from "./pageDriver";

const openPage = setUpPages();
let driver: PageDriver;

const rect = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

describe.skipIf(!hasChromium)("the edit frame", () => {
	test("sides, corners, inside and outside can be dragged with the mouse, and every drag is one history entry", async () => {
		driver = await openPage({ picture: { width: 800, height: 600 } });
		await driver.page.keyboard.press("c");
		await driver.run("view.zoomOut");
		await driver.drag([800, 300], [1000, 310]);
		expect(await driver.frame()).toEqual(rect(0, 0, 1000, 600));
		await driver.drag([0, 0], [-100, -80]);
		expect(await driver.frame()).toEqual(rect(-100, -80, 1000, 600));
		await driver.drag([400, 260], [440, 230]);
		expect(await driver.frame()).toEqual(rect(-60, -110, 1040, 570));
		await driver.page.keyboard.press("Control+z");
		await driver.page.keyboard.press("Control+z");
		await driver.page.keyboard.press("Control+z");
		expect(await driver.frame()).toBeNull();
		expect(await driver.state()).toMatchObject({ canUndo: false, hasMask: false });
		await driver.drag([200, 100], [500, 250], ["Shift"]);
		expect(await driver.frame()).toEqual(rect(200, 100, 500, 325));
		await driver.drag([500, 325], [600, 375], ["Alt"]);
		expect(await driver.frame()).toEqual(rect(100, 50, 600, 375));
		// A drag from outside draws a new frame.
		await driver.drag([700, 560], [640, 440]);
		expect(await driver.frame()).toEqual(rect(640, 440, 700, 560));
	});

	test("a drag is a history entry only when the pointer is released: Escape and a second finger cancel it", async () => {
		driver = await openPage({ picture: { width: 800, height: 600 } });
		await driver.page.keyboard.press("c");
		const [from, to] = await driver.allToPage([
			[800, 300],
			[700, 300],
		] satisfies Point[]);
		await driver.page.mouse.move(...from!);
		await driver.page.mouse.down();
		await driver.page.mouse.move(...to!, { steps: 4 });
		await driver.page.keyboard.press("Escape");
		await driver.page.mouse.up();
		// The grab distance is larger for touch.
		const near: Point = [from![0] - 18, from![1]];
		await driver.touch({ 0: near }, "touchStart");
		await driver.touch({ 0: to! });
		await driver.touch({ 0: to!, 1: [to![0] - 90, to![1]] }, "touchStart");
		await driver.touch({}, "touchEnd");
		expect([await driver.frame(), (await driver.state()).revision]).toEqual([null, 1]);
		await driver.touch({ 0: near }, "touchStart");
		await driver.touch({ 0: [near[0] - 40, near[1]] });
		await driver.touch({ 0: to! });
		await driver.touch({}, "touchEnd");
		expect((await driver.frame())?.right).toBeLessThan(730);
	});

	test("the cursor and the keys", async () => {
		driver = await openPage({ picture: { width: 800, height: 600 } });
		await driver.page.keyboard.press("c");
		await driver.drag([200, 100], [600, 400]);
		expect([
			await driver.cursorAt([400, 100]),
			await driver.cursorAt([600, 400]),
			await driver.cursorAt([400, 250]),
		]).toEqual(["ns-resize", "nwse-resize", "move"]);
		expect(await driver.cursorAt([50, 50])).toBe("crosshair");
		const { keyboard } = driver.page;
		await keyboard.press("ArrowRight");
		await keyboard.press("Shift+ArrowDown");
		expect(await driver.frame()).toEqual(rect(201, 110, 601, 410));
		expect(await driver.page.textContent(".hfis-ui-visually-hidden")).toContain("400 × 300");
		// Escape restores the frame from when the tool was chosen, Enter returns to the previous tool.
		await keyboard.press("Escape");
		expect(await driver.frame()).toBeNull();
		await keyboard.press("Control+z");
		await keyboard.press("Enter");
		expect((await driver.state()).activeTool).toBe("brush");
		expect(await driver.frame()).toEqual(rect(201, 110, 601, 410));
		await keyboard.press("c");
		await keyboard.press("Delete");
		expect(await driver.frame()).toBeNull();
	});

	test("a chosen ratio is applied at once, and kept", async () => {
		driver = await openPage({ picture: { width: 800, height: 600 } });
		await driver.page.keyboard.press("c");
		await driver.apply([{ type: "settings", tool: "frame", settings: { ratio: "1:1" } }]);
		expect(await driver.frame()).toEqual(rect(100, 0, 700, 600));
		await driver.drag([700, 600], [500, 350]);
		const { left, top, right, bottom } = (await driver.frame()) ?? rect(0, 0, 0, 1);
		expect(right - left).toBe(bottom - top);
		await driver.page.keyboard.press("Control+z");
		await driver.page.keyboard.press("Control+z");
		expect(await driver.frame()).toBeNull();
	});

	test("a handle can be pressed 11 pixels beside it, and by a finger 20 pixels, in a turned view too", async () => {
		driver = await openPage({ picture: { width: 800, height: 600 } });
		await driver.page.keyboard.press("c");
		await driver.drag([200, 150], [600, 450]);
		const { mouse } = driver.page;
		const beside = async (at: Point, dx: number): Promise<Point> => {
			const [x, y] = await driver.toPage(at);
			return [x + dx, y];
		};
		const pull = async (from: Point, by: number) => {
			await mouse.move(...from);
			await mouse.down();
			await mouse.move(from[0] + by, from[1], { steps: 5 });
			await mouse.up();
			return driver.frame();
		};
		const { zoom } = await driver.camera();
		expect(await pull(await beside([600, 300], 11), 40)).toEqual(rect(200, 150, Math.round(600 + 40 / zoom), 450));
		await driver.page.keyboard.press("Control+z");
		const [x, y] = await beside([600, 300], 20);
		await driver.touch({ 0: [x, y] }, "touchStart");
		await driver.touch({ 0: [x + 20, y] });
		await driver.touch({ 0: [x + 40, y] });
		await driver.touch({}, "touchEnd");
		expect(await driver.frame()).toEqual(rect(200, 150, Math.round(600 + 40 / zoom), 450));
		await driver.page.keyboard.press("Control+z");
		// Mirrored, the left side is seen on the right.
		await driver.run("view.mirror");
		expect(await driver.cursorAt([200, 300])).toBe("ew-resize");
		const pulled = await pull(await beside([200, 300], 11), 40);
		expect(pulled).toEqual(rect(Math.round(200 - 40 / zoom), 150, 600, 450));
	});

	test("a side that meets the middle of the picture shows it by a line until the release", async () => {
		driver = await openPage({ picture: { width: 800, height: 600 } });
		await driver.page.keyboard.press("c");
		await driver.drag([100, 100], [300, 300]);
		const [from, to] = await driver.allToPage([
			[300, 200],
			[404, 200],
		] satisfies Point[]);
		const { mouse } = driver.page;
		await mouse.move(...from!);
		await mouse.down();
		await mouse.move(...to!, { steps: 5 });
		const [x, y] = await driver.toPage([400, 500]);
		const columns = async () => {
			const screen = await driver.captureScreen();
			return [-1, 0, 1].map((dx) => screen.pixel(Math.round(x) + dx, Math.round(y)).join());
		};
		await expect.poll(columns).toContain("255,61,154");
		await mouse.up();
		await expect.poll(columns).not.toContain("255,61,154");
		expect(await driver.frame()).toEqual(rect(100, 100, 400, 300));
	});

	test("the surroundings are dark, the area beyond the picture is hatched, and fitting shows the whole frame", async () => {
		driver = await openPage({ picture: { width: 800, height: 600 } });
		await driver.page.keyboard.press("c");
		await driver.run("view.zoomOut");
		await driver.drag([800, 300], [1100, 300]);
		await driver.drag([0, 300], [200, 300]);
		await driver.run("view.fit");
		const box = await driver.canvas();
		for (const corner of await driver.allToPage([
			[0, 0],
			[1100, 600],
		])) {
			expect(corner[0]).toBeGreaterThan(box.x);
			expect(corner[0]).toBeLessThan(box.x + box.width);
		}
		await driver.page.mouse.move(2, 2);
		const light = async (at: Point) => (await driver.coloursAt([at]))[0]?.[0];
		// Grey like the picture inside, half as bright outside.
		expect([await light([500, 200]), await light([100, 200])]).toEqual([128, 64]);
		const [x, y] = await driver.toPage([950, 200]);
		const screen = await driver.captureScreen();
		const stripes = new Set(Array.from({ length: 40 }, (_, dx) => screen.pixel(Math.round(x) + dx, Math.round(y))[0]));
		expect(stripes.size).toBeGreaterThan(2);
		await driver.page.keyboard.press("b");
		await driver.page.mouse.move(2, 2);
		expect([await light([500, 200]), await light([100, 200])]).toEqual([128, 128]);
	});
});
