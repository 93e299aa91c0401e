// Input on the canvas: mouse, pen, touch, wheel and keys, all through the browser's own input protocol. Not
// part of the quick checks.
import { encode } from "fast-png";
import { describe, expect, test } from "vitest";
import type { Editor } from "../../editor";
import type { Camera } from "../../editor/state/camera";
import type { Snapshot } from "../../editor/state/snapshot";
import { hasChromium } from "./barePage";
import { greySamples, type PageDriver, type PageOptions, type Point, setUpPages } from "./pageDriver";

declare const editor: Editor & { readonly camera: Camera; getSnapshot(): Snapshot };

const redSamples = Uint8Array.from({ length: 8 * 8 * 4 }, (_, i) => (i % 4 === 0 || i % 4 === 3 ? 255 : 0));

const openPage = setUpPages();
let driver: PageDriver;

async function openEditor(options?: PageOptions): Promise<PageDriver> {
	driver = await openPage(options);
	return driver;
}

/** The parts of the state that a gesture could change. */
async function documentState() {
	const { revision, hasMask, canUndo } = await driver.state();
	return { revision, hasMask, canUndo };
}

const nothing = { revision: 1, hasMask: false, canUndo: false };

describe.skipIf(!hasChromium)("input on the canvas", () => {
	describe("mouse", () => {
		test("Shift and click draw a straight line from the end of the last stroke", async () => {
			await openEditor();
			await driver.stroke([
				[50, 50],
				[100, 100],
			]);
			await driver.page.keyboard.down("Shift");
			await driver.stroke([[300, 100]]);
			await driver.page.keyboard.up("Shift");
			const mask = await driver.exportMask();
			expect([mask.edited(200, 100), mask.edited(200, 40), mask.edited(300, 100)]).toEqual([255, 0, 255]);
			await driver.page.keyboard.press("Control+z");
			expect((await driver.exportMask()).edited(200, 100)).toBe(0);
		});

		test("the right button erases, and so does Alt; both together resize the brush", async () => {
			await openEditor();
			await driver.run("mask.fill");
			await driver.stroke([[80, 80]], { button: "right" });
			await driver.page.keyboard.down("Alt");
			await driver.stroke([[200, 80]]);
			await driver.page.keyboard.up("Alt");
			const mask = await driver.exportMask();
			expect([mask.edited(80, 80), mask.edited(200, 80), mask.edited(300, 200)]).toEqual([0, 0, 255]);
			const { revision } = await driver.state();
			const [x, y] = await driver.toPage([200, 150]);
			const { zoom } = await driver.state();
			await driver.page.keyboard.down("Alt");
			await driver.page.mouse.move(x, y);
			await driver.page.mouse.down({ button: "right" });
			await driver.page.mouse.move(x + 30, y + 40, { steps: 4 });
			await driver.waitForFrames();
			const brush = async () => (await driver.state()).preferences.tools.brush;
			expect(await brush()).toMatchObject({ size: Math.round(64 + 60 / zoom), hardness: 0.7 });
			// During the drag the ring stays at the press position, and Escape restores the brush.
			await driver.page.keyboard.press("Escape");
			expect(await brush()).toMatchObject({ size: 64, hardness: 0.9 });
			await driver.page.mouse.up({ button: "right" });
			await driver.page.keyboard.up("Alt");
			expect((await driver.state()).revision).toBe(revision);
		});

		test("other buttons pressed during a stroke neither end it nor begin another", async () => {
			await openEditor();
			const [from, to, beyond] = await driver.allToPage([
				[50, 100],
				[150, 100],
				[300, 100],
			] satisfies Point[]);
			const { mouse } = driver.page;
			await mouse.move(...from!);
			await mouse.down({ button: "left" });
			await mouse.move(...to!, { steps: 4 });
			await mouse.down({ button: "right" });
			await mouse.down({ button: "middle" });
			await mouse.up({ button: "left" });
			await mouse.move(...beyond!, { steps: 4 });
			await mouse.up({ button: "right" });
			await mouse.up({ button: "middle" });
			const mask = await driver.exportMask();
			expect([mask.edited(100, 100), mask.edited(250, 100)]).toEqual([255, 0]);
			expect((await driver.state()).revision).toBe(2);
			// The next stroke is an ordinary one.
			await driver.stroke([
				[50, 200],
				[150, 200],
			]);
			expect((await driver.exportMask()).edited(100, 200)).toBe(255);
		});

		test("Escape, or the window losing focus, cancels a stroke", async () => {
			await openEditor();
			const [from, to] = await driver.allToPage([
				[50, 100],
				[250, 100],
			] satisfies Point[]);
			const { mouse, keyboard } = driver.page;
			for (const interrupt of [
				() => keyboard.press("Escape"),
				// A focused frame takes the focus from the window.
				() =>
					driver.page.evaluate(() => {
						const frame = document.body.appendChild(document.createElement("iframe"));
						frame.contentWindow?.focus();
					}),
			]) {
				await mouse.move(...from!);
				await mouse.down();
				await mouse.move(...to!, { steps: 4 });
				await driver.waitForFrames();
				await interrupt();
				await mouse.move(...from!, { steps: 3 });
				await mouse.up();
				expect(await documentState()).toEqual(nothing);
			}
		});

		test("Space pans before a press, during a stroke, and until the button is released", async () => {
			await openEditor();
			const { mouse, keyboard } = driver.page;
			const camera = await driver.camera();
			const [x, y] = await driver.toPage([200, 150]);
			await mouse.move(x, y);
			await keyboard.down("Space");
			await mouse.down();
			await mouse.move(x + 40, y + 20, { steps: 3 });
			await keyboard.up("Space");
			await mouse.move(x + 60, y + 30, { steps: 3 });
			await mouse.up();
			expect(await documentState()).toEqual(nothing);
			expect((await driver.camera()).left).toBeCloseTo(camera.left + 60);
			await mouse.down({ button: "middle" });
			await mouse.move(x, y, { steps: 3 });
			await mouse.up({ button: "middle" });
			expect(await driver.camera()).toMatchObject({ left: camera.left, top: camera.top });
			// During a stroke Space moves the picture, and the stroke continues where it was.
			const [from] = await driver.allToPage([[100, 150]]);
			await mouse.move(...from!);
			await mouse.down();
			await driver.waitForFrames();
			await keyboard.down("Space");
			await mouse.move(from![0] + 50, from![1] + 90, { steps: 3 });
			await driver.waitForFrames();
			await keyboard.up("Space");
			const [to] = await driver.allToPage([[300, 150]]);
			await mouse.move(...to!, { steps: 6 });
			await mouse.up();
			const mask = await driver.exportMask();
			expect((await driver.camera()).top).toBeCloseTo(camera.top + 90);
			expect([mask.edited(100, 150), mask.edited(200, 150), mask.edited(200, 240), mask.edited(150, 200)]).toEqual([
				255, 255, 0, 0,
			]);
		});

		test("Space on a focused button presses it and does not pan", async () => {
			await openEditor();
			await driver.page.focus('[data-action="tool.eraser"]');
			await driver.page.keyboard.down("Space");
			await driver.page.keyboard.up("Space");
			expect((await driver.state()).activeTool).toBe("eraser");
			await driver.page.focus('[data-action="tool.brush"]');
			await driver.page.keyboard.down("Space");
			await driver.stroke([
				[50, 100],
				[150, 100],
			]);
			await driver.page.keyboard.up("Space");
			expect((await driver.camera()).isFitted).toBe(true);
		});
	});

	describe("pen", () => {
		test("a light stroke is thinner than a hard one, and lifting the pen does not thin its end", async () => {
			await openEditor();
			await driver.penStroke(
				[
					[50, 80],
					[150, 80],
				],
				0.2,
			);
			const [from, to, off] = await driver.allToPage([
				[250, 80],
				[310, 80],
				[350, 80],
			] satisfies Point[]);
			await driver.penEvent("mousePressed", from!, 0.9);
			await driver.penEvent("mouseMoved", to!, 0.9);
			await driver.penEvent("mouseReleased", off!, 0);
			const mask = await driver.exportMask();
			expect(mask.column(100)).toBeGreaterThan(8);
			expect(mask.column(100)).toBeLessThan(18);
			expect(mask.column(300)).toBeGreaterThan(50);
			expect(mask.column(350)).toBe(mask.column(300));
		});

		test("the barrel button erases", async () => {
			await openEditor();
			await driver.run("mask.fill");
			await driver.penStroke([[100, 100]], 1, "right");
			expect((await driver.exportMask()).edited(100, 100)).toBe(0);
		});

		test("after a pen was used, touch pans the view and does not draw", async () => {
			await openEditor();
			await driver.touchStroke([
				[50, 200],
				[150, 200],
			]);
			expect((await driver.exportMask()).edited(100, 200)).toBe(255);
			await driver.penStroke([[200, 60]], 0.5);
			const { revision } = await driver.state();
			const camera = await driver.camera();
			const [from] = await driver.allToPage([[200, 150]]);
			await driver.touch({ 0: from! }, "touchStart");
			await driver.touch({ 0: [from![0] + 30, from![1] + 40] });
			await driver.touch({}, "touchEnd");
			expect((await driver.state()).revision).toBe(revision);
			const moved = await driver.camera();
			expect([moved.left - camera.left, moved.top - camera.top]).toEqual([30, 40]);
		});

		test("a palm that touches the screen while the pen draws is ignored, and so is its release", async () => {
			await openEditor();
			const [from, to, palm] = await driver.allToPage([
				[50, 100],
				[250, 100],
				[300, 250],
			] satisfies Point[]);
			await driver.touch({ 5: palm! }, "touchStart");
			await driver.penEvent("mousePressed", from!, 0.8);
			await driver.touch({ 5: [palm![0] + 25, palm![1]] });
			await driver.penEvent("mouseMoved", to!, 0.8);
			await driver.touch({ 5: palm!, 6: [palm![0] + 40, palm![1]] }, "touchStart");
			await driver.touch({}, "touchEnd");
			await driver.penEvent("mouseReleased", to!, 0);
			const mask = await driver.exportMask();
			expect([mask.edited(150, 100), mask.edited(300, 250)]).toEqual([255, 0]);
			expect(await driver.state()).toMatchObject({ revision: 2, canRedo: false });
			expect((await driver.camera()).isFitted).toBe(true);
		});
	});

	describe("touch", () => {
		test("one finger draws, and no ring remains", async () => {
			await openEditor();
			const before = await driver.captureScreen();
			await driver.touchStroke([
				[60, 100],
				[150, 100],
				[300, 100],
			]);
			expect((await driver.exportMask()).edited(200, 100)).toBe(255);
			await driver.run("edit.undo");
			const after = await driver.captureScreen();
			const [from] = await driver.toPage([0, 100]);
			const [to, y] = await driver.toPage([400, 100]);
			for (let x = Math.ceil(from); x < to; x++) {
				expect(after.pixel(x, Math.round(y))).toEqual(before.pixel(x, Math.round(y)));
			}
		});

		test("two fingers pan and zoom the picture, which stays under both, and cancel a stroke", async () => {
			await openEditor();
			const pressed = await driver.toPage([100, 150]);
			const second = await driver.toPage([250, 150]);
			await driver.touch({ 0: pressed }, "touchStart");
			const first: Point = [pressed[0] + 3, pressed[1] + 12];
			await driver.touch({ 0: first });
			await driver.waitForFrames();
			const under = [await driver.toPicture(first), await driver.toPicture(second)];
			await driver.touch({ 0: first, 1: second }, "touchStart");
			// The fingers move apart along their line, because the picture does not rotate.
			const away = (share: number): [Point, Point] => {
				const from: Point = [first[0] - 60 * share, first[1] + 50 * share];
				const spread = 1 + 0.5 * share;
				return [from, [from[0] + (second[0] - first[0]) * spread, from[1] + (second[1] - first[1]) * spread]];
			};
			for (const share of [0.3, 0.7, 1]) await driver.touch({ ...away(share) });
			const to = away(1);
			await driver.waitForFrames();
			expect((await driver.camera()).zoom).toBeGreaterThan(2);
			for (const [i, finger] of to.entries()) {
				const now = await driver.toPicture(finger);
				expect(now[0]).toBeCloseTo(under[i]![0], 0);
				expect(now[1]).toBeCloseTo(under[i]![1], 0);
			}
			await driver.touch({ 1: to[1] }, "touchEnd");
			await driver.touch({}, "touchEnd");
			expect(await documentState()).toEqual(nothing);
			expect((await driver.state()).canRedo).toBe(false);
			// The next single finger draws again.
			await driver.touchStroke([[150, 150]]);
			expect((await driver.state()).hasMask).toBe(true);
		});

		test("a tap with two fingers is undo, with three redo; two that moved are neither, and more fingers do nothing", async () => {
			await openEditor();
			await driver.touchStroke([[100, 100]]);
			const tap = async (...points: Point[]) => {
				const fingers: Record<number, Point> = {};
				for (const [i, point] of points.entries()) {
					fingers[i] = point;
					await driver.touch(fingers, "touchStart", 0.05 * i);
				}
				await driver.touch({}, "touchEnd", 0.2);
				await driver.waitForFrames();
			};
			const [a, b, c, d] = await driver.allToPage([
				[60, 60],
				[200, 100],
				[300, 200],
				[100, 250],
			] satisfies Point[]);
			await tap(a!, b!);
			expect(await driver.state()).toMatchObject({ hasMask: false, canRedo: true });
			await tap(a!, b!, c!);
			expect(await driver.state()).toMatchObject({ hasMask: true, canRedo: false });
			await tap(a!, b!, c!, d!);
			expect(await driver.state()).toMatchObject({ hasMask: true, canRedo: false });
			await driver.touch({ 0: a!, 1: b! }, "touchStart");
			await driver.touch({ 0: a!, 1: [b![0] + 30, b![1]] });
			await driver.touch({}, "touchEnd");
			expect(await driver.state()).toMatchObject({ hasMask: true, canRedo: false });
		});

		test("with touch set to pan, a finger pans and does not draw", async () => {
			await openEditor();
			await driver.run("input.finger");
			expect((await driver.state()).preferences.finger).toBe("pan");
			const camera = await driver.camera();
			const [from] = await driver.allToPage([[200, 150]]);
			await driver.touch({ 0: from! }, "touchStart");
			await driver.touch({ 0: [from![0] + 10, from![1] + 10] });
			await driver.touch({ 0: [from![0] - 50, from![1] + 20] });
			await driver.touch({}, "touchEnd");
			expect(await documentState()).toEqual(nothing);
			expect((await driver.camera()).left).toBeCloseTo(camera.left - 50);
			await driver.penStroke([[100, 100]], 0.5);
			expect((await driver.state()).hasMask).toBe(true);
		});

		test("a touch cancelled by the system leaves no stroke", async () => {
			await openEditor();
			const [from, to] = await driver.allToPage([
				[50, 100],
				[250, 100],
			] satisfies Point[]);
			await driver.touch({ 0: from! }, "touchStart");
			await driver.touch({ 0: to! });
			await driver.waitForFrames();
			await driver.touch({}, "touchCancel");
			expect(await documentState()).toEqual(nothing);
		});
	});

	describe("wheel and trackpad", () => {
		const SHIFT = 8;
		const CTRL = 2;

		test("vertical scrolling zooms to the pointer, with Ctrl and without; the brush keeps its size", async () => {
			await openEditor();
			const at = await driver.toPage([120, 90]);
			for (const [deltaY, modifiers] of [
				[-240, 0],
				[-3.5, 0],
				[-120, CTRL],
				[-4, CTRL],
				[60, CTRL],
			] as const) {
				const { zoom } = await driver.state();
				await driver.wheel(at, 0, deltaY, modifiers);
				await driver.page.waitForFunction((zoom) => editor.getState().zoom !== zoom, zoom);
				expect((await driver.state()).zoom > zoom).toBe(deltaY < 0);
				const under = await driver.toPicture(at);
				expect([under[0], under[1]].map(Math.round)).toEqual([120, 90]);
			}
			expect(await driver.state()).toMatchObject({ preferences: { tools: { brush: { size: 64 } } }, hasMask: false });
		});

		test("horizontal scrolling, and Shift, pan the view", async () => {
			await openEditor();
			await driver.run("view.double");
			const at = await driver.toPage([200, 150]);
			const before = await driver.camera();
			await driver.wheel(at, 40, 3);
			await driver.page.waitForFunction((left) => editor.camera.left !== left, before.left);
			expect(await driver.camera()).toMatchObject({ zoom: 2, left: before.left - 40, top: before.top - 3 });
			await driver.wheel(at, 0, -60, SHIFT);
			await driver.page.waitForFunction((left) => editor.camera.left > left, before.left);
			expect(await driver.camera()).toMatchObject({ zoom: 2, left: before.left + 20, top: before.top - 3 });
		});
	});

	describe("display", () => {
		/**
		 * The distance from the centre to the lightest point of the ring's light line, in device pixels. It is measured
		 * diagonally, because a small ring has the lines of a cross around it.
		 */
		async function ringRadius(at: Point, ratio: number): Promise<number> {
			const canvas = await driver.canvas();
			const screen = await driver.captureScreen();
			const [x, y] = [at[0] * ratio, at[1] * ratio];
			const [right, bottom] = [(canvas.x + canvas.width) * ratio, (canvas.y + canvas.height) * ratio];
			let best = { light: -1, distance: 0 };
			for (let step = 2; x + step + 1 < right && y + step + 1 < bottom; step += 0.25) {
				const [px, py] = [Math.floor(x + step), Math.floor(y + step)];
				const light = screen.pixel(px, py)[0] ?? 0;
				if (light > best.light) best = { light, distance: Math.hypot(px + 0.5 - x, py + 0.5 - y) };
			}
			return best.distance;
		}

		test.each([50, 1000])(
			"the ring of a brush of %d px is as large as what it paints, at any zoom and ratio",
			async (size) => {
				await openEditor({ width: 1000, height: 700, picture: { width: 1600, height: 1200 } });
				await driver.run("view.actual");
				const { mouse, keyboard } = driver.page;
				const [x, y] = await driver.toPage([400, 600]);
				await keyboard.down("Alt");
				await mouse.move(x, y);
				await mouse.down({ button: "right" });
				await mouse.move(x + (size - 64) / 2, y);
				await mouse.up({ button: "right" });
				await keyboard.up("Alt");
				expect((await driver.state()).preferences.tools.brush).toMatchObject({ size });
				for (const ratio of [1, 1.25, 2]) {
					await driver.setRatio(ratio);
					for (const zoom of size === 50 ? ["view.double", "view.fit"] : ["view.fit"]) {
						await driver.run(zoom);
						const at = await driver.toPage([800, 600]);
						await mouse.move(...at);
						const radius = await ringRadius(at, ratio);
						expect(Math.abs(radius - (size / 2) * (await driver.state()).zoom * ratio)).toBeLessThan(1.5);
					}
				}
				await driver.stroke([[800, 600]]);
				expect(Math.abs((await driver.exportMask()).column(800) - size)).toBeLessThanOrEqual(size * 0.1);
			},
		);

		test("the ring of the eraser differs from that of the brush", async () => {
			await openEditor();
			const at = await driver.toPage([200, 150]);
			await driver.page.mouse.move(...at);
			const clip = { x: at[0] - 60, y: at[1] - 60, width: 120, height: 120 };
			const shot = async () => {
				await driver.waitForFrames();
				return (await driver.page.screenshot({ clip })).toString("base64");
			};
			const painting = await shot();
			await driver.page.keyboard.down("Alt");
			const withAlt = await shot();
			await driver.page.keyboard.up("Alt");
			expect(await shot()).toBe(painting);
			await driver.page.keyboard.press("e");
			expect([await shot(), withAlt !== painting]).toEqual([withAlt, true]);
		});

		test("pixels and the pixel grid are sharp at any device pixel ratio", async () => {
			const picture = { width: 64, height: 48, data: greySamples(64, 48) };
			// Every second column is black.
			for (let i = 0; i < picture.data.length; i += 8) picture.data.fill(0, i, i + 3);
			await openEditor({ width: 700, height: 500, picture });
			await driver.page.mouse.move(2, 2);
			for (const ratio of [1, 1.25, 1.5, 2, 3]) {
				await driver.setRatio(ratio);
				const colours = async () => {
					const at = await driver.toPage([30.5, 24.5]);
					const screen = await driver.captureScreen();
					const row = Math.round(at[1] * ratio);
					const seen = new Set<number>();
					for (let px = Math.round((at[0] - 60) * ratio); px < (at[0] + 60) * ratio; px++) {
						seen.add(screen.pixel(px, row)[0] ?? -1);
					}
					return seen;
				};
				await driver.page.evaluate(() => {
					for (let i = 0; i < 40 && editor.getState().zoom < 16; i++) editor.run("view.zoomIn");
				});
				// Black, grey, and a light and a dark grid line on either.
				const withGrid = await colours();
				expect(withGrid.size).toBeGreaterThan(2);
				expect(withGrid.size).toBeLessThanOrEqual(6);
				expect([...withGrid]).toEqual(expect.arrayContaining([0, 128]));
				await driver.page.evaluate(() => {
					while (editor.getState().zoom > 8) editor.run("view.zoomOut");
				});
				expect([...(await colours())].sort((a, b) => a - b)).toEqual([0, 128]);
			}
		});

		test("references are shown beside the picture, and the mask view is white on black", async () => {
			await openEditor();
			const red = Buffer.from(encode({ width: 8, height: 8, data: redSamples, channels: 4, depth: 8 }));
			await driver.page.evaluate((bytes) => editor.addReference(new Blob([Uint8Array.from(bytes)]), "red"), [...red]);
			await driver.stroke([[100, 100]]);
			await driver.page.mouse.move(2, 2);
			const seen = async () => {
				const screen = await driver.captureScreen();
				const at = await driver.allToPage([
					[100, 100],
					[300, 250],
					[440, 150],
				] satisfies Point[]);
				return at.map(([x, y]) => screen.pixel(Math.round(x), Math.round(y)));
			};
			await driver.run("view.actual");
			const [masked, kept, beside] = await seen();
			expect([kept, beside]).toEqual([
				[128, 128, 128],
				[255, 0, 0],
			]);
			expect(masked).not.toEqual(kept);
			await driver.page.keyboard.press("Shift+Q");
			const [white, black, none] = await seen();
			expect([white, black]).toEqual([
				[255, 255, 255],
				[0, 0, 0],
			]);
			expect(none).not.toEqual([255, 0, 0]);
			// Only the view has changed.
			await driver.page.keyboard.press("Shift+Q");
			expect(await seen()).toEqual([masked, kept, beside]);
		});

		test("zoom to fit, 100 %, 200 % and the mask, with limits of 2 % and 6400 %", async () => {
			await openEditor({ picture: { width: 4000, height: 3000 } });
			const { keyboard } = driver.page;
			const zoom = async () => (await driver.state()).zoom;
			await keyboard.press("Control+1");
			expect(await zoom()).toBe(1);
			await keyboard.press("Control+2");
			expect(await zoom()).toBe(2);
			await keyboard.press("Control+0");
			const fitted = await zoom();
			const [left, top] = await driver.toPage([0, 0]);
			const [right, bottom] = await driver.toPage([4000, 3000]);
			const box = await driver.canvas();
			expect(left - box.x).toBeCloseTo(box.x + box.width - right, 0);
			expect(top - box.y).toBeCloseTo(box.y + box.height - bottom, 0);
			await driver.stroke([[1000, 700]]);
			await keyboard.press("Control+3");
			expect(await zoom()).toBeGreaterThan(3 * fitted);
			const middle = await driver.toPicture([box.x + box.width / 2, box.y + box.height / 2]);
			expect(middle.map(Math.round)).toEqual([1000, 700]);
			for (let i = 0; i < 20; i++) await keyboard.press("Control+=");
			expect(await zoom()).toBe(64);
			for (let i = 0; i < 40; i++) await keyboard.press("Control+-");
			expect(await zoom()).toBe(0.02);
		});

		test("resizing the pane keeps the centre of the view, and a fitted view stays fitted", async () => {
			await openEditor();
			const middle = async () => {
				const box = await driver.canvas();
				return (await driver.toPicture([box.x + box.width / 2, box.y + box.height / 2])).map(
					(n) => Math.round(n * 10) / 10,
				);
			};
			await driver.page.setViewportSize({ width: 700, height: 600 });
			await driver.waitForFrames();
			expect([(await driver.camera()).isFitted, await middle()]).toEqual([true, [200, 150]]);
			await driver.wheel(await driver.toPage([80, 60]), 0, -300);
			await driver.page.waitForFunction(() => editor.getState().zoom > 2);
			const before = await middle();
			await driver.page.setViewportSize({ width: 1000, height: 500 });
			await driver.waitForFrames();
			expect(await middle()).toEqual(before);
		});
	});

	describe("keyboard", () => {
		test("the common shortcuts of image editors work", async () => {
			await openEditor();
			const { keyboard } = driver.page;
			const tool = async (key: string) => {
				await keyboard.press(key);
				return (await driver.state()).activeTool;
			};
			const tools: [string, string][] = [
				["e", "eraser"],
				["m", "rectangle"],
				["Shift+M", "ellipse"],
				["l", "lasso"],
				["c", "frame"],
				["h", "hand"],
				["z", "zoom"],
				["b", "brush"],
				["x", "eraser"],
				["x", "brush"],
			];
			for (const [key, id] of tools) expect([key, await tool(key)]).toEqual([key, id]);
			const brush = async () => (await driver.state()).preferences.tools.brush;
			await keyboard.press("]");
			await keyboard.press("Shift+{");
			await driver.pressDigitAt("4", 0);
			expect(await brush()).toMatchObject({ size: 70, hardness: 0.8, opacity: 0.4 });
			await driver.pressDigitAt("5", 0.3);
			expect(await brush()).toMatchObject({ opacity: 0.45 });
			await driver.pressDigitAt("6", 0.5);
			await driver.pressDigitAt("0", 1.5);
			expect(await brush()).toMatchObject({ opacity: 1 });
			await keyboard.press("[");
			await keyboard.press("Shift+}");
			await driver.stroke([[100, 100]]);
			await keyboard.press("Control+i");
			expect((await driver.exportMask()).edited(100, 100)).toBe(0);
			await keyboard.press("Control+z");
			expect((await driver.exportMask()).edited(100, 100)).toBe(255);
			await keyboard.press("Control+Shift+z");
			await keyboard.press("Control+z");
			await keyboard.press("Control+y");
			expect((await driver.exportMask()).edited(100, 100)).toBe(0);
			await keyboard.press("Control+d");
			expect((await driver.state()).hasMask).toBe(false);
			const overlay = await driver.captureScreen();
			await keyboard.press("q");
			await keyboard.press("q");
			expect((await driver.captureScreen()).pixel(450, 300)).toEqual(overlay.pixel(450, 300));
		});

		test("shortcuts work on other layouts: Cyrillic letters, French digits, a question mark on any key", async () => {
			await openEditor();
			const press = async (key: string, code: string, modifiers = 0) => {
				await driver.cdp.send("Input.dispatchKeyEvent", { type: "keyDown", key, code, text: key, modifiers });
				await driver.cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key, code, modifiers });
			};
			await press("у", "KeyE");
			expect((await driver.state()).activeTool).toBe("eraser");
			await press("ь", "KeyM");
			expect((await driver.state()).activeTool).toBe("rectangle");
			await press("b", "KeyN");
			await press("(", "Digit5");
			expect((await driver.state()).preferences.tools.brush?.opacity).toBe(0.5);
			const panel = () => driver.page.evaluate(() => editor.getSnapshot().openPanel);
			await press("?", "KeyM", 8);
			expect(await panel()).toBe("shortcuts");
			await driver.page.keyboard.press("Escape");
			expect(await panel()).toBeNull();
			await press("ß", "Minus");
			expect((await driver.state()).activeTool).toBe("brush");
		});

		test("shortcuts are ignored in text fields, lists, editable text and dialogs outside the editor", async () => {
			await openEditor();
			await driver.page.evaluate(() => {
				const outside = document.createElement("div");
				outside.innerHTML = `<input id="field"><textarea id="area"></textarea><select id="list"><option>a<option>e</select>
					<div id="text" contenteditable>x</div><dialog id="dialog"><button>ok</button></dialog>`;
				document.querySelector(".hfis-editor-view")?.append(outside);
			});
			for (const id of ["field", "area", "list", "text"]) {
				await driver.page.focus(`#${id}`);
				await driver.page.keyboard.press("e");
				await driver.page.keyboard.press("Control+d");
				expect([id, (await driver.state()).activeTool]).toEqual([id, "brush"]);
			}
			expect(await driver.page.inputValue("#field")).toBe("e");
			await driver.page.evaluate(() => {
				const dialog = document.querySelector<HTMLDialogElement>("#dialog");
				if (dialog !== null) document.body.append(dialog);
				dialog?.showModal();
				(document.activeElement as HTMLElement).blur();
			});
			await driver.page.keyboard.press("e");
			await driver.page.keyboard.press("?");
			expect((await driver.state()).activeTool).toBe("brush");
			expect(await driver.page.evaluate(() => editor.getSnapshot().openPanel)).toBeNull();
			await driver.page.evaluate(() => document.querySelector<HTMLDialogElement>("#dialog")?.close());
			await driver.page.focus(".hfis-viewport");
			await driver.page.keyboard.press("e");
			expect((await driver.state()).activeTool).toBe("eraser");
		});

		test("arrow keys pan the view, and with K they move a pointer that paints", async () => {
			await openEditor();
			const { keyboard } = driver.page;
			await driver.page.focus(".hfis-viewport");
			await driver.run("view.actual");
			const before = await driver.camera();
			await keyboard.press("ArrowRight");
			await keyboard.press("Shift+ArrowDown");
			expect(await driver.camera()).toMatchObject({ left: before.left - 48, top: before.top - 240 });
			await driver.run("view.fit");
			await keyboard.press("k");
			await keyboard.press("Space");
			for (let i = 0; i < 4; i++) await keyboard.press("ArrowRight");
			await keyboard.press("Enter");
			const { zoom } = await driver.state();
			const mask = await driver.exportMask();
			expect([mask.edited(200, 150), mask.edited(200 + Math.round(32 / zoom), 150), mask.edited(100, 150)]).toEqual([
				255, 255, 0,
			]);
			expect(await driver.page.textContent(".hfis-ui-visually-hidden")).toContain(
				`${Math.round(200 + 32 / zoom)}, 150`,
			);
			await keyboard.press("Space");
			await keyboard.press("Shift+ArrowLeft");
			await keyboard.press("Escape");
			expect((await driver.state()).revision).toBe(2);
			await keyboard.press("k");
			await keyboard.press("ArrowLeft");
			expect((await driver.camera()).isFitted).toBe(false);
		});
	});
});
