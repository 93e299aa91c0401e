// What a hand does on the canvas: mouse, pen, fingers, wheel and keys, all through the browser's own input protocol. Not
// part of the quick checks.
import { encode } from "fast-png";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Editor } from "../../editor";
import type { Camera } from "../../editor/state/camera";
import type { Snapshot } from "../../editor/state/snapshot";
import { type BarePage, hasChromium, openBarePage } from "./barePage";
import { type At, greySamples, Hand, type HandOptions } from "./hand";

declare const editor: Editor & { readonly camera: Camera; getSnapshot(): Snapshot };

const redSamples = Uint8Array.from({ length: 8 * 8 * 4 }, (_, i) => (i % 4 === 0 || i % 4 === 3 ? 255 : 0));

let bench: BarePage;
let hand: Hand;

async function take(options?: HandOptions): Promise<Hand> {
	hand = await Hand.on(bench, options);
	return hand;
}

/** What of the document a gesture could have changed. */
async function trace() {
	const { revision, hasMask, canUndo } = await hand.state();
	return { revision, hasMask, canUndo };
}

const nothing = { revision: 1, hasMask: false, canUndo: false };

describe.skipIf(!hasChromium)("a hand on the canvas", () => {
	beforeAll(async () => {
		bench = await openBarePage();
	}, 60_000);

	afterAll(() => bench?.close());

	afterEach(async () => {
		expect(hand.complaints).toEqual([]);
		await hand.close();
	});

	describe("mouse", () => {
		test("Shift and a click draw a straight line from where the last stroke ended", async () => {
			await take();
			await hand.stroke([
				[50, 50],
				[100, 100],
			]);
			await hand.page.keyboard.down("Shift");
			await hand.stroke([[300, 100]]);
			await hand.page.keyboard.up("Shift");
			const mask = await hand.mask();
			expect([mask.edited(200, 100), mask.edited(200, 40), mask.edited(300, 100)]).toEqual([255, 0, 255]);
			await hand.page.keyboard.press("Control+z");
			expect((await hand.mask()).edited(200, 100)).toBe(0);
		});

		test("the right button takes away, and so does Alt; both change the brush and not the mask", async () => {
			await take();
			await hand.run("mask.fill");
			await hand.stroke([[80, 80]], { button: "right" });
			await hand.page.keyboard.down("Alt");
			await hand.stroke([[200, 80]]);
			await hand.page.keyboard.up("Alt");
			const mask = await hand.mask();
			expect([mask.edited(80, 80), mask.edited(200, 80), mask.edited(300, 200)]).toEqual([0, 0, 255]);
			const { revision } = await hand.state();
			const [x, y] = await hand.at([200, 150]);
			const { zoom } = await hand.state();
			await hand.page.keyboard.down("Alt");
			await hand.page.mouse.move(x, y);
			await hand.page.mouse.down({ button: "right" });
			await hand.page.mouse.move(x + 30, y + 40, { steps: 4 });
			await hand.drawn();
			const brush = async () => (await hand.state()).preferences.tools.brush;
			expect(await brush()).toMatchObject({ size: Math.round(64 + 60 / zoom), hardness: 0.7 });
			// While it is dragged the ring stays where the press was, and Esc puts the brush back.
			await hand.page.keyboard.press("Escape");
			expect(await brush()).toMatchObject({ size: 64, hardness: 0.9 });
			await hand.page.mouse.up({ button: "right" });
			await hand.page.keyboard.up("Alt");
			expect((await hand.state()).revision).toBe(revision);
		});

		test("other buttons pressed in mid-stroke neither end it nor begin another", async () => {
			await take();
			const [from, to, beyond] = await hand.all([
				[50, 100],
				[150, 100],
				[300, 100],
			] satisfies At[]);
			const { mouse } = hand.page;
			await mouse.move(...from!);
			await mouse.down({ button: "left" });
			await mouse.move(...to!, { steps: 4 });
			await mouse.down({ button: "right" });
			await mouse.down({ button: "middle" });
			await mouse.up({ button: "left" });
			await mouse.move(...beyond!, { steps: 4 });
			await mouse.up({ button: "right" });
			await mouse.up({ button: "middle" });
			const mask = await hand.mask();
			expect([mask.edited(100, 100), mask.edited(250, 100)]).toEqual([255, 0]);
			expect((await hand.state()).revision).toBe(2);
			// And the next stroke is an ordinary one.
			await hand.stroke([
				[50, 200],
				[150, 200],
			]);
			expect((await hand.mask()).edited(100, 200)).toBe(255);
		});

		test("Esc, or the window losing the focus, leaves no trace of a stroke", async () => {
			await take();
			const [from, to] = await hand.all([
				[50, 100],
				[250, 100],
			] satisfies At[]);
			const { mouse, keyboard } = hand.page;
			for (const interrupt of [
				() => keyboard.press("Escape"),
				// What a frame takes the window loses.
				() =>
					hand.page.evaluate(() => {
						const frame = document.body.appendChild(document.createElement("iframe"));
						frame.contentWindow?.focus();
					}),
			]) {
				await mouse.move(...from!);
				await mouse.down();
				await mouse.move(...to!, { steps: 4 });
				await hand.drawn();
				await interrupt();
				await mouse.move(...from!, { steps: 3 });
				await mouse.up();
				expect(await trace()).toEqual(nothing);
			}
		});

		test("Space pans instead, before the button, in mid-stroke and until the button is let go of", async () => {
			await take();
			const { mouse, keyboard } = hand.page;
			const camera = await hand.camera();
			const [x, y] = await hand.at([200, 150]);
			await mouse.move(x, y);
			await keyboard.down("Space");
			await mouse.down();
			await mouse.move(x + 40, y + 20, { steps: 3 });
			await keyboard.up("Space");
			await mouse.move(x + 60, y + 30, { steps: 3 });
			await mouse.up();
			expect(await trace()).toEqual(nothing);
			expect((await hand.camera()).left).toBeCloseTo(camera.left + 60);
			await mouse.down({ button: "middle" });
			await mouse.move(x, y, { steps: 3 });
			await mouse.up({ button: "middle" });
			expect(await hand.camera()).toMatchObject({ left: camera.left, top: camera.top });
			// In mid-stroke the picture goes along, and the stroke goes on where it was.
			const [from] = await hand.all([[100, 150]]);
			await mouse.move(...from!);
			await mouse.down();
			await hand.drawn();
			await keyboard.down("Space");
			await mouse.move(from![0] + 50, from![1] + 90, { steps: 3 });
			await hand.drawn();
			await keyboard.up("Space");
			const [to] = await hand.all([[300, 150]]);
			await mouse.move(...to!, { steps: 6 });
			await mouse.up();
			const mask = await hand.mask();
			expect((await hand.camera()).top).toBeCloseTo(camera.top + 90);
			expect([mask.edited(100, 150), mask.edited(200, 150), mask.edited(200, 240), mask.edited(150, 200)]).toEqual([
				255, 255, 0, 0,
			]);
		});

		test("Space on a button presses it and pans nothing", async () => {
			await take();
			await hand.page.focus('[data-action="tool.eraser"]');
			await hand.page.keyboard.down("Space");
			await hand.page.keyboard.up("Space");
			expect((await hand.state()).activeTool).toBe("eraser");
			await hand.page.focus('[data-action="tool.brush"]');
			await hand.page.keyboard.down("Space");
			await hand.stroke([
				[50, 100],
				[150, 100],
			]);
			await hand.page.keyboard.up("Space");
			expect((await hand.camera()).isFitted).toBe(true);
		});
	});

	describe("pen", () => {
		test("a light stroke is thinner than a hard one, and lifting the pen does not thin its end", async () => {
			await take();
			await hand.penStroke(
				[
					[50, 80],
					[150, 80],
				],
				0.2,
			);
			const [from, to, off] = await hand.all([
				[250, 80],
				[310, 80],
				[350, 80],
			] satisfies At[]);
			await hand.pen("mousePressed", from!, 0.9);
			await hand.pen("mouseMoved", to!, 0.9);
			await hand.pen("mouseReleased", off!, 0);
			const mask = await hand.mask();
			expect(mask.column(100)).toBeGreaterThan(8);
			expect(mask.column(100)).toBeLessThan(18);
			expect(mask.column(300)).toBeGreaterThan(50);
			expect(mask.column(350)).toBe(mask.column(300));
		});

		test("the button on its barrel takes away", async () => {
			await take();
			await hand.run("mask.fill");
			await hand.penStroke([[100, 100]], 1, "right");
			expect((await hand.mask()).edited(100, 100)).toBe(0);
		});

		test("once there was one, fingers move the view and draw nothing", async () => {
			await take();
			await hand.fingerStroke([
				[50, 200],
				[150, 200],
			]);
			expect((await hand.mask()).edited(100, 200)).toBe(255);
			await hand.penStroke([[200, 60]], 0.5);
			const { revision } = await hand.state();
			const camera = await hand.camera();
			const [from] = await hand.all([[200, 150]]);
			await hand.fingers({ 0: from! }, "touchStart");
			await hand.fingers({ 0: [from![0] + 30, from![1] + 40] });
			await hand.fingers({}, "touchEnd");
			expect((await hand.state()).revision).toBe(revision);
			const moved = await hand.camera();
			expect([moved.left - camera.left, moved.top - camera.top]).toEqual([30, 40]);
		});

		test("a hand that lies on the glass while the pen draws does nothing, nor does its leaving", async () => {
			await take();
			const [from, to, palm] = await hand.all([
				[50, 100],
				[250, 100],
				[300, 250],
			] satisfies At[]);
			await hand.fingers({ 5: palm! }, "touchStart");
			await hand.pen("mousePressed", from!, 0.8);
			await hand.fingers({ 5: [palm![0] + 25, palm![1]] });
			await hand.pen("mouseMoved", to!, 0.8);
			await hand.fingers({ 5: palm!, 6: [palm![0] + 40, palm![1]] }, "touchStart");
			await hand.fingers({}, "touchEnd");
			await hand.pen("mouseReleased", to!, 0);
			const mask = await hand.mask();
			expect([mask.edited(150, 100), mask.edited(300, 250)]).toEqual([255, 0]);
			expect(await hand.state()).toMatchObject({ revision: 2, canRedo: false });
			expect((await hand.camera()).isFitted).toBe(true);
		});
	});

	describe("fingers", () => {
		test("one draws, and no ring stays behind", async () => {
			await take();
			const before = await hand.screen();
			await hand.fingerStroke([
				[60, 100],
				[150, 100],
				[300, 100],
			]);
			expect((await hand.mask()).edited(200, 100)).toBe(255);
			await hand.run("edit.undo");
			const after = await hand.screen();
			const [from] = await hand.at([0, 100]);
			const [to, y] = await hand.at([400, 100]);
			for (let x = Math.ceil(from); x < to; x++) {
				expect(after.pixel(x, Math.round(y))).toEqual(before.pixel(x, Math.round(y)));
			}
		});

		test("two move and zoom the picture, which stays under both, and a stroke under way is gone", async () => {
			await take();
			const pressed = await hand.at([100, 150]);
			const second = await hand.at([250, 150]);
			await hand.fingers({ 0: pressed }, "touchStart");
			const first: At = [pressed[0] + 3, pressed[1] + 12];
			await hand.fingers({ 0: first });
			await hand.drawn();
			const under = [await hand.pictureAt(first), await hand.pictureAt(second)];
			await hand.fingers({ 0: first, 1: second }, "touchStart");
			// Apart in the direction in which they were: a picture does not turn.
			const away = (share: number): [At, At] => {
				const from: At = [first[0] - 60 * share, first[1] + 50 * share];
				const spread = 1 + 0.5 * share;
				return [from, [from[0] + (second[0] - first[0]) * spread, from[1] + (second[1] - first[1]) * spread]];
			};
			for (const share of [0.3, 0.7, 1]) await hand.fingers({ ...away(share) });
			const to = away(1);
			await hand.drawn();
			expect((await hand.camera()).zoom).toBeGreaterThan(2);
			for (const [i, finger] of to.entries()) {
				const now = await hand.pictureAt(finger);
				expect(now[0]).toBeCloseTo(under[i]![0], 0);
				expect(now[1]).toBeCloseTo(under[i]![1], 0);
			}
			await hand.fingers({ 1: to[1] }, "touchEnd");
			await hand.fingers({}, "touchEnd");
			expect(await trace()).toEqual(nothing);
			expect((await hand.state()).canRedo).toBe(false);
			// The next one draws again.
			await hand.fingerStroke([[150, 150]]);
			expect((await hand.state()).hasMask).toBe(true);
		});

		test("a tap with two is undo, with three redo; two that moved are neither, and more than that do nothing", async () => {
			await take();
			await hand.fingerStroke([[100, 100]]);
			const tap = async (...points: At[]) => {
				const fingers: Record<number, At> = {};
				for (const [i, point] of points.entries()) {
					fingers[i] = point;
					await hand.fingers(fingers, "touchStart", 0.05 * i);
				}
				await hand.fingers({}, "touchEnd", 0.2);
				await hand.drawn();
			};
			const [a, b, c, d] = await hand.all([
				[60, 60],
				[200, 100],
				[300, 200],
				[100, 250],
			] satisfies At[]);
			await tap(a!, b!);
			expect(await hand.state()).toMatchObject({ hasMask: false, canRedo: true });
			await tap(a!, b!, c!);
			expect(await hand.state()).toMatchObject({ hasMask: true, canRedo: false });
			await tap(a!, b!, c!, d!);
			expect(await hand.state()).toMatchObject({ hasMask: true, canRedo: false });
			await hand.fingers({ 0: a!, 1: b! }, "touchStart");
			await hand.fingers({ 0: a!, 1: [b![0] + 30, b![1]] });
			await hand.fingers({}, "touchEnd");
			expect(await hand.state()).toMatchObject({ hasMask: true, canRedo: false });
		});

		test("where a finger pans, it pans, and the tool does not draw", async () => {
			await take();
			await hand.run("input.finger");
			expect((await hand.state()).preferences.finger).toBe("pan");
			const camera = await hand.camera();
			const [from] = await hand.all([[200, 150]]);
			await hand.fingers({ 0: from! }, "touchStart");
			await hand.fingers({ 0: [from![0] + 10, from![1] + 10] });
			await hand.fingers({ 0: [from![0] - 50, from![1] + 20] });
			await hand.fingers({}, "touchEnd");
			expect(await trace()).toEqual(nothing);
			expect((await hand.camera()).left).toBeCloseTo(camera.left - 50);
			await hand.penStroke([[100, 100]], 0.5);
			expect((await hand.state()).hasMask).toBe(true);
		});

		test("what the system takes away leaves no trace", async () => {
			await take();
			const [from, to] = await hand.all([
				[50, 100],
				[250, 100],
			] satisfies At[]);
			await hand.fingers({ 0: from! }, "touchStart");
			await hand.fingers({ 0: to! });
			await hand.drawn();
			await hand.fingers({}, "touchCancel");
			expect(await trace()).toEqual(nothing);
		});
	});

	describe("wheel and trackpad", () => {
		const SHIFT = 8;
		const CTRL = 2;

		test("up and down zooms to the pointer, with Ctrl and without; the brush keeps its size", async () => {
			await take();
			const at = await hand.at([120, 90]);
			for (const [deltaY, modifiers] of [
				[-240, 0],
				[-3.5, 0],
				[-120, CTRL],
				[-4, CTRL],
				[60, CTRL],
			] as const) {
				const { zoom } = await hand.state();
				await hand.wheel(at, 0, deltaY, modifiers);
				await hand.page.waitForFunction((zoom) => editor.getState().zoom !== zoom, zoom);
				expect((await hand.state()).zoom > zoom).toBe(deltaY < 0);
				const under = await hand.pictureAt(at);
				expect([under[0], under[1]].map(Math.round)).toEqual([120, 90]);
			}
			expect(await hand.state()).toMatchObject({ preferences: { tools: { brush: { size: 64 } } }, hasMask: false });
		});

		test("sideways, and with Shift, the view moves", async () => {
			await take();
			await hand.run("view.double");
			const at = await hand.at([200, 150]);
			const before = await hand.camera();
			await hand.wheel(at, 40, 3);
			await hand.page.waitForFunction((left) => editor.camera.left !== left, before.left);
			expect(await hand.camera()).toMatchObject({ zoom: 2, left: before.left - 40, top: before.top - 3 });
			await hand.wheel(at, 0, -60, SHIFT);
			await hand.page.waitForFunction((left) => editor.camera.left > left, before.left);
			expect(await hand.camera()).toMatchObject({ zoom: 2, left: before.left + 20, top: before.top - 3 });
		});
	});

	describe("what is seen", () => {
		/** From the middle to where the ring's light line is the lightest. */
		async function ringRadius(at: At, ratio: number): Promise<number> {
			const { x, y } = await hand.canvas();
			const screen = await hand.screen();
			const row = Math.round(at[1] * ratio);
			let best = { light: -1, distance: 0 };
			const end = Math.min(screen.width, Math.round((x + 5000) * ratio));
			for (let px = Math.round(at[0] * ratio) + 2; px < end && row > y; px++) {
				const light = screen.pixel(px, row)[0] ?? 0;
				if (light > best.light) best = { light, distance: px + 0.5 - at[0] * ratio };
			}
			return best.distance;
		}

		test.each([50, 1000])(
			"the ring of a brush of %d px is as large as what it paints, at any zoom and ratio",
			async (size) => {
				await take({ width: 1000, height: 700, picture: { width: 1600, height: 1200 } });
				await hand.run("view.actual");
				const { mouse, keyboard } = hand.page;
				const [x, y] = await hand.at([400, 600]);
				await keyboard.down("Alt");
				await mouse.move(x, y);
				await mouse.down({ button: "right" });
				await mouse.move(x + (size - 64) / 2, y);
				await mouse.up({ button: "right" });
				await keyboard.up("Alt");
				expect((await hand.state()).preferences.tools.brush).toMatchObject({ size });
				for (const ratio of [1, 1.25, 2]) {
					await hand.setRatio(ratio);
					for (const zoom of size === 50 ? ["view.double", "view.fit"] : ["view.fit"]) {
						await hand.run(zoom);
						const at = await hand.at([800, 600]);
						await mouse.move(...at);
						const radius = await ringRadius(at, ratio);
						expect(Math.abs(radius - (size / 2) * (await hand.state()).zoom * ratio)).toBeLessThan(1.5);
					}
				}
				await hand.stroke([[800, 600]]);
				expect(Math.abs((await hand.mask()).column(800) - size)).toBeLessThanOrEqual(size * 0.1);
			},
		);

		test("erasing looks another way than painting", async () => {
			await take();
			const at = await hand.at([200, 150]);
			await hand.page.mouse.move(...at);
			const clip = { x: at[0] - 60, y: at[1] - 60, width: 120, height: 120 };
			const shot = async () => {
				await hand.drawn();
				return (await hand.page.screenshot({ clip })).toString("base64");
			};
			const painting = await shot();
			await hand.page.keyboard.down("Alt");
			const withAlt = await shot();
			await hand.page.keyboard.up("Alt");
			expect(await shot()).toBe(painting);
			await hand.page.keyboard.press("e");
			expect([await shot(), withAlt !== painting]).toEqual([withAlt, true]);
		});

		test("pixels are crisp and so is the grid between them, at any ratio", async () => {
			const picture = { width: 64, height: 48, data: greySamples(64, 48) };
			// Every other column black.
			for (let i = 0; i < picture.data.length; i += 8) picture.data.fill(0, i, i + 3);
			await take({ width: 700, height: 500, picture });
			await hand.page.mouse.move(2, 2);
			for (const ratio of [1, 1.25, 1.5, 2, 3]) {
				await hand.setRatio(ratio);
				const colours = async () => {
					const at = await hand.at([30.5, 24.5]);
					const screen = await hand.screen();
					const row = Math.round(at[1] * ratio);
					const seen = new Set<number>();
					for (let px = Math.round((at[0] - 60) * ratio); px < (at[0] + 60) * ratio; px++) {
						seen.add(screen.pixel(px, row)[0] ?? -1);
					}
					return seen;
				};
				await hand.page.evaluate(() => {
					for (let i = 0; i < 40 && editor.getState().zoom < 16; i++) editor.run("view.zoomIn");
				});
				// Black, grey, and a light and a dark line on either.
				const withGrid = await colours();
				expect(withGrid.size).toBeGreaterThan(2);
				expect(withGrid.size).toBeLessThanOrEqual(6);
				expect([...withGrid]).toEqual(expect.arrayContaining([0, 128]));
				await hand.page.evaluate(() => {
					while (editor.getState().zoom > 8) editor.run("view.zoomOut");
				});
				expect([...(await colours())].sort((a, b) => a - b)).toEqual([0, 128]);
			}
		});

		test("references lie beside the picture, the mask alone is white on black", async () => {
			await take();
			const red = Buffer.from(encode({ width: 8, height: 8, data: redSamples, channels: 4, depth: 8 }));
			await hand.page.evaluate((bytes) => editor.addReference(new Blob([Uint8Array.from(bytes)]), "red"), [...red]);
			await hand.stroke([[100, 100]]);
			await hand.page.mouse.move(2, 2);
			const seen = async () => {
				const screen = await hand.screen();
				const at = await hand.all([
					[100, 100],
					[300, 250],
					[440, 150],
				] satisfies At[]);
				return at.map(([x, y]) => screen.pixel(Math.round(x), Math.round(y)));
			};
			await hand.run("view.actual");
			const [masked, kept, beside] = await seen();
			expect([kept, beside]).toEqual([
				[128, 128, 128],
				[255, 0, 0],
			]);
			expect(masked).not.toEqual(kept);
			await hand.page.keyboard.press("Shift+Q");
			const [white, black, none] = await seen();
			expect([white, black]).toEqual([
				[255, 255, 255],
				[0, 0, 0],
			]);
			expect(none).not.toEqual([255, 0, 0]);
			// It is the view alone that has changed.
			await hand.page.keyboard.press("Shift+Q");
			expect(await seen()).toEqual([masked, kept, beside]);
		});

		test("fit, 100 %, 200 %, the mask; and no further than 2 % and 6400 %", async () => {
			await take({ picture: { width: 4000, height: 3000 } });
			const { keyboard } = hand.page;
			const zoom = async () => (await hand.state()).zoom;
			await keyboard.press("Control+1");
			expect(await zoom()).toBe(1);
			await keyboard.press("Control+2");
			expect(await zoom()).toBe(2);
			await keyboard.press("Control+0");
			const fitted = await zoom();
			const [left, top] = await hand.at([0, 0]);
			const [right, bottom] = await hand.at([4000, 3000]);
			const box = await hand.canvas();
			expect(left - box.x).toBeCloseTo(box.x + box.width - right, 0);
			expect(top - box.y).toBeCloseTo(box.y + box.height - bottom, 0);
			await hand.stroke([[1000, 700]]);
			await keyboard.press("Control+3");
			expect(await zoom()).toBeGreaterThan(3 * fitted);
			const middle = await hand.pictureAt([box.x + box.width / 2, box.y + box.height / 2]);
			expect(middle.map(Math.round)).toEqual([1000, 700]);
			for (let i = 0; i < 20; i++) await keyboard.press("Control+=");
			expect(await zoom()).toBe(64);
			for (let i = 0; i < 40; i++) await keyboard.press("Control+-");
			expect(await zoom()).toBe(0.02);
		});

		test("a pane that is resized keeps its place, fitted stays fitted", async () => {
			await take();
			const middle = async () => {
				const box = await hand.canvas();
				return (await hand.pictureAt([box.x + box.width / 2, box.y + box.height / 2])).map(
					(n) => Math.round(n * 10) / 10,
				);
			};
			await hand.page.setViewportSize({ width: 700, height: 600 });
			await hand.drawn();
			expect([(await hand.camera()).isFitted, await middle()]).toEqual([true, [200, 150]]);
			await hand.wheel(await hand.at([80, 60]), 0, -300);
			await hand.page.waitForFunction(() => editor.getState().zoom > 2);
			const before = await middle();
			await hand.page.setViewportSize({ width: 1000, height: 500 });
			await hand.drawn();
			expect(await middle()).toEqual(before);
		});
	});

	describe("keyboard", () => {
		test("the keys that people have in their hands", async () => {
			await take();
			const { keyboard } = hand.page;
			const tool = async (key: string) => {
				await keyboard.press(key);
				return (await hand.state()).activeTool;
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
			const brush = async () => (await hand.state()).preferences.tools.brush;
			await keyboard.press("]");
			await keyboard.press("Shift+{");
			await hand.keyAt("4", 0);
			expect(await brush()).toMatchObject({ size: 70, hardness: 0.8, opacity: 0.4 });
			await hand.keyAt("5", 0.3);
			expect(await brush()).toMatchObject({ opacity: 0.45 });
			await hand.keyAt("6", 0.5);
			await hand.keyAt("0", 1.5);
			expect(await brush()).toMatchObject({ opacity: 1 });
			await keyboard.press("[");
			await keyboard.press("Shift+}");
			await hand.stroke([[100, 100]]);
			await keyboard.press("Control+i");
			expect((await hand.mask()).edited(100, 100)).toBe(0);
			await keyboard.press("Control+z");
			expect((await hand.mask()).edited(100, 100)).toBe(255);
			await keyboard.press("Control+Shift+z");
			await keyboard.press("Control+z");
			await keyboard.press("Control+y");
			expect((await hand.mask()).edited(100, 100)).toBe(0);
			await keyboard.press("Control+d");
			expect((await hand.state()).hasMask).toBe(false);
			const overlay = await hand.screen();
			await keyboard.press("q");
			await keyboard.press("q");
			expect((await hand.screen()).pixel(450, 300)).toEqual(overlay.pixel(450, 300));
		});

		test("other keyboards: Cyrillic letters, French digits, a question mark anywhere", async () => {
			await take();
			const press = async (key: string, code: string, modifiers = 0) => {
				await hand.cdp.send("Input.dispatchKeyEvent", { type: "keyDown", key, code, text: key, modifiers });
				await hand.cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key, code, modifiers });
			};
			await press("у", "KeyE");
			expect((await hand.state()).activeTool).toBe("eraser");
			await press("ь", "KeyM");
			expect((await hand.state()).activeTool).toBe("rectangle");
			await press("b", "KeyN");
			await press("(", "Digit5");
			expect((await hand.state()).preferences.tools.brush?.opacity).toBe(0.5);
			const panel = () => hand.page.evaluate(() => editor.getSnapshot().openPanel);
			await press("?", "KeyM", 8);
			expect(await panel()).toBe("shortcuts");
			await hand.page.keyboard.press("Escape");
			expect(await panel()).toBeNull();
			await press("ß", "Minus");
			expect((await hand.state()).activeTool).toBe("brush");
		});

		test("keys stay in text fields, lists, editable text and dialogs outside", async () => {
			await take();
			await hand.page.evaluate(() => {
				const outside = document.createElement("div");
				outside.innerHTML = `<input id="field"><textarea id="area"></textarea><select id="list"><option>a<option>e</select>
					<div id="text" contenteditable>x</div><dialog id="dialog"><button>ok</button></dialog>`;
				document.querySelector(".hfis-editor-view")?.append(outside);
			});
			for (const id of ["field", "area", "list", "text"]) {
				await hand.page.focus(`#${id}`);
				await hand.page.keyboard.press("e");
				await hand.page.keyboard.press("Control+d");
				expect([id, (await hand.state()).activeTool]).toEqual([id, "brush"]);
			}
			expect(await hand.page.inputValue("#field")).toBe("e");
			await hand.page.evaluate(() => {
				const dialog = document.querySelector<HTMLDialogElement>("#dialog");
				if (dialog !== null) document.body.append(dialog);
				dialog?.showModal();
				(document.activeElement as HTMLElement).blur();
			});
			await hand.page.keyboard.press("e");
			await hand.page.keyboard.press("?");
			expect((await hand.state()).activeTool).toBe("brush");
			expect(await hand.page.evaluate(() => editor.getSnapshot().openPanel)).toBeNull();
			await hand.page.evaluate(() => document.querySelector<HTMLDialogElement>("#dialog")?.close());
			await hand.page.focus(".hfis-viewport");
			await hand.page.keyboard.press("e");
			expect((await hand.state()).activeTool).toBe("eraser");
		});

		test("arrows move the view, and with K a pointer that paints", async () => {
			await take();
			const { keyboard } = hand.page;
			await hand.page.focus(".hfis-viewport");
			await hand.run("view.actual");
			const before = await hand.camera();
			await keyboard.press("ArrowRight");
			await keyboard.press("Shift+ArrowDown");
			expect(await hand.camera()).toMatchObject({ left: before.left - 48, top: before.top - 240 });
			await hand.run("view.fit");
			await keyboard.press("k");
			await keyboard.press("Space");
			for (let i = 0; i < 4; i++) await keyboard.press("ArrowRight");
			await keyboard.press("Enter");
			const { zoom } = await hand.state();
			const mask = await hand.mask();
			expect([mask.edited(200, 150), mask.edited(200 + Math.round(32 / zoom), 150), mask.edited(100, 150)]).toEqual([
				255, 255, 0,
			]);
			expect(await hand.page.textContent(".hfis-ui-visually-hidden")).toContain(`${Math.round(200 + 32 / zoom)}, 150`);
			await keyboard.press("Space");
			await keyboard.press("Shift+ArrowLeft");
			await keyboard.press("Escape");
			expect((await hand.state()).revision).toBe(2);
			await keyboard.press("k");
			await keyboard.press("ArrowLeft");
			expect((await hand.camera()).isFitted).toBe(false);
		});
	});
});
