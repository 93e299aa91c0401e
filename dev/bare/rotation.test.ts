// Rotating and mirroring the view: by key, wheel and twist, and painting under it. Not part of the quick checks.
import { describe, expect, test, vi } from "vitest";
import { hasChromium } from "./barePage";
import { type PageDriver, type Point, setUpPages } from "./pageDriver";

// Many screenshots; a loaded machine takes a second for each.
vi.setConfig({ testTimeout: 300_000 });

const openPage = setUpPages();
let driver: PageDriver;

const SIZE = { width: 400, height: 300 };
/** Each quarter of the picture has its own colour. */
const QUARTERS = [
	[220, 40, 40],
	[40, 180, 60],
	[50, 70, 220],
	[230, 200, 40],
] as const;

const quarterOf = (x: number, y: number) => QUARTERS[(x < 200 ? 0 : 1) + (y < 150 ? 0 : 2)]!;

function quarters(): Uint8Array {
	const data = new Uint8Array(SIZE.width * SIZE.height * 4);
	for (let i = 0; i < SIZE.width * SIZE.height; i++) {
		data.set([...quarterOf(i % SIZE.width, Math.floor(i / SIZE.width)), 255], i * 4);
	}
	return data;
}

const STROKE: readonly Point[] = [
	[60, 60],
	[150, 90],
	[330, 220],
];

/** The colours on screen of points of the picture, with the pointer away from them. */
async function coloursAt(points: readonly Point[]) {
	await driver.page.mouse.move(2, 2);
	return driver.coloursAt(points);
}

const PROBES: readonly Point[] = [
	[50, 50],
	[190, 140],
	[210, 140],
	[340, 60],
	[60, 240],
	[190, 160],
	[210, 160],
	[330, 230],
];
const PROBED = PROBES.map(([x, y]) => [...quarterOf(x, y)]);

describe.skipIf(!hasChromium)("a turned view", () => {
	const open = (ratio = 1) => openPage({ picture: { ...SIZE, data: quarters() }, ratio });

	test.each([1, 1.5, 2])("shows every part of the picture where it belongs at a ratio of %d", async (ratio) => {
		driver = await open(ratio);
		const { keyboard } = driver.page;
		// Clear of the toolbars.
		await driver.run("view.actual");
		expect(await coloursAt(PROBES)).toEqual(PROBED);
		for (const [key, angle, isMirrored] of [
			["Alt+.", 15, false],
			["Alt+.", 30, false],
			["Alt+m", -30, true],
			["Alt+,", -45, true],
			["Alt+m", 45, false],
			["Alt+,", 30, false],
			["Alt+0", 0, false],
			["Alt+m", 0, true],
		] as const) {
			await keyboard.press(key);
			expect(await driver.camera()).toMatchObject({ angle, isMirrored });
			expect(await coloursAt(PROBES)).toEqual(PROBED);
		}
	});

	test("painting hits the same pixels at any angle, mirrored or not", async () => {
		driver = await open();
		// One straight line per event, so that the steps of the mouse are at the same points of the picture.
		await driver.stroke(STROKE, { steps: 1 });
		const upright = await driver.exportMask();
		for (const keys of [["Alt+."], ["Alt+.", "Alt+."], ["Alt+m"], ["Alt+,", "Alt+,"]]) {
			await driver.page.keyboard.press("Control+z");
			for (const key of keys) await driver.page.keyboard.press(key);
			await driver.stroke(STROKE, { steps: 1 });
			const turned = await driver.exportMask();
			// The protocol rounds positions on the screen, so the edge may differ by a pixel or two.
			let differing = 0;
			for (let y = 0; y < SIZE.height; y++) {
				for (let x = 0; x < SIZE.width; x++)
					if (Math.abs(turned.edited(x, y) - upright.edited(x, y)) > 128) differing++;
			}
			expect(differing).toBeLessThan(200);
			expect([turned.edited(60, 60), turned.edited(150, 90), turned.edited(330, 220)]).toEqual([255, 255, 255]);
			expect([turned.edited(60, 220), turned.edited(330, 60)]).toEqual([0, 0]);
		}
		// The tint lies where the mask is.
		const [painted, bare] = await coloursAt([
			[150, 90],
			[60, 220],
		]);
		expect(painted).not.toEqual([...quarterOf(150, 90)]);
		expect(bare).toEqual([...quarterOf(60, 220)]);
	});

	test("a flat tint shows no seams between tiles", async () => {
		driver = await openPage({ picture: { width: 1500, height: 1100 } });
		await driver.run("mask.fill");
		await driver.page.keyboard.press("Alt+.");
		const edge: Point[] = [];
		for (let x = 480; x < 545; x++) edge.push([x, 400], [x, 700], [400, x]);
		expect(new Set((await coloursAt(edge)).map(String)).size).toBe(1);
	});

	test("R and a drag rotate, with Shift in steps; R and the wheel do; without a drag nothing changes", async () => {
		driver = await open();
		const { mouse, keyboard } = driver.page;
		const box = await driver.canvas();
		const at = (degrees: number): Point => [
			box.x + box.width / 2 + 150 * Math.cos((degrees * Math.PI) / 180),
			box.y + box.height / 2 + 150 * Math.sin((degrees * Math.PI) / 180),
		];
		await keyboard.down("r");
		await mouse.move(...at(0));
		await mouse.down();
		for (let degrees = 5; degrees <= 40; degrees += 5) await mouse.move(...at(degrees));
		await driver.waitForFrames();
		expect((await driver.camera()).angle).toBeCloseTo(40, 0);
		await keyboard.down("Shift");
		await driver.waitForFrames();
		expect((await driver.camera()).angle).toBe(45);
		await mouse.up();
		await keyboard.up("Shift");
		await driver.wheel(at(0), 0, 100);
		expect((await driver.camera()).angle).toBe(60);
		await keyboard.up("r");
		const { zoom } = await driver.camera();
		await driver.wheel(at(0), 0, 100);
		expect((await driver.camera()).angle).toBe(60);
		expect((await driver.camera()).zoom).toBeLessThan(zoom);
		await keyboard.press("r");
		expect(await driver.state()).toMatchObject({ activeTool: "brush", canUndo: false, hasMask: false });
		// Escape takes a rotation back.
		await keyboard.down("r");
		await mouse.move(...at(0));
		await mouse.down();
		await mouse.move(...at(30), { steps: 3 });
		await keyboard.press("Escape");
		await mouse.up();
		await keyboard.up("r");
		await driver.waitForFrames();
		expect((await driver.camera()).angle).toBe(60);
	});

	test("turning two fingers rotates the view, and a pinch does not", async () => {
		driver = await open();
		const box = await driver.canvas();
		const finger = (degrees: number, radius: number): Point => [
			box.x + box.width / 2 + radius * Math.cos((degrees * Math.PI) / 180),
			box.y + box.height / 2 + radius * Math.sin((degrees * Math.PI) / 180),
		];
		const both = (degrees: number, radius: number) => ({
			0: finger(degrees, radius),
			1: finger(degrees + 180, radius),
		});
		await driver.touch({ 0: finger(0, 100) }, "touchStart");
		await driver.touch(both(0, 100), "touchStart");
		for (let step = 1; step <= 6; step++) await driver.touch(both(step % 2 ? 5 : -5, 100 + 10 * step));
		await driver.waitForFrames();
		expect((await driver.camera()).angle).toBe(0);
		for (let degrees = 4; degrees <= 60; degrees += 4) await driver.touch(both(degrees, 160));
		await driver.waitForFrames();
		await driver.touch({}, "touchEnd");
		const { angle } = await driver.camera();
		expect(angle).toBeGreaterThan(40);
		expect(angle).toBeLessThan(55);
		expect(await driver.state()).toMatchObject({ hasMask: false, canUndo: false });
		await driver.run("view.fit");
		expect(await coloursAt(PROBES)).toEqual(PROBED);
	});
});
