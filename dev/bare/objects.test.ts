// Objects on the canvas: selecting, moving, scaling, rotating, cropping and snapping by mouse, touch and keys, all through the
// browser's own input protocol. Not part of the quick checks.
import { encode } from "fast-png";
import { describe, expect, test } from "vitest";
import type { Editor } from "../../editor";
import type { ReferenceLayer } from "../../editor/document";
import type { Snapshot } from "../../editor/state/snapshot";
import { hasChromium } from "./barePage";
import { greySamples, type PageDriver, type PageOptions, type Point, setUpPages } from "./pageDriver";

declare const editor: Editor & { getSnapshot(): Snapshot };

const openPage = setUpPages();
let driver: PageDriver;

/** Opens a grey picture of 800 × 600 pixels with red references of 200 × 100 pixels at these places. */
async function openWith(places: readonly Point[], options: PageOptions = {}): Promise<void> {
	driver = await openPage({ picture: { width: 800, height: 600 }, ...options });
	await driver.page.keyboard.press("v");
	const red = greySamples(200, 100).map((value, i) => (i % 4 === 0 ? 255 : i % 4 === 3 ? 255 : value / 4));
	const png = [...Buffer.from(encode({ width: 200, height: 100, data: red, channels: 4, depth: 8 }))];
	for (const [i, [left, top]] of places.entries()) {
		await driver.page.evaluate((bytes) => editor.addReference(new Blob([Uint8Array.from(bytes)]), "red"), png);
		await driver.page.waitForFunction((count) => editor.save()?.references?.length === count, i + 1);
		await change(i, { place: rect(left, top, left + 200, top + 100) });
	}
	await driver.apply([{ type: "selectObjects", objects: [] }]);
	await driver.run("view.fit");
	await driver.waitForFrames();
}

/** Canvases of the viewport. */
const OBJECTS = 3;
const HANDLES = -1;

const references = () => driver.page.evaluate(() => editor.save()?.references ?? []) as Promise<ReferenceLayer[]>;
const reference = async (index = 0): Promise<ReferenceLayer> => {
	const found = (await references())[index];
	if (found === undefined) throw new Error(`no reference ${index}`);
	return found;
};
const place = async () => (await reference()).place;
const angle = async () => (await reference()).angle;
const crop = async () => (await reference()).crop;

/** Changes a reference as part of the step before. */
async function change(index: number, changes: Partial<ReferenceLayer>): Promise<void> {
	const { id } = await reference(index);
	await driver.apply([{ type: "amend", commands: [{ type: "reference.set", reference: id, changes }] }]);
}

const selected = () => driver.page.evaluate(() => editor.getSnapshot().selectedObjects.length);

const rect = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

describe.skipIf(!hasChromium)("objects on the canvas", () => {
	test("a click selects, Shift and click adds, a rubber band selects what it touches, an empty place none", async () => {
		await openWith([
			[100, 100],
			[400, 100],
			[400, 400],
		]);
		const { revision } = await driver.state();
		await driver.click([150, 150]);
		await expect.poll(selected).toBe(1);
		await driver.page.keyboard.down("Shift");
		await driver.click([450, 150]);
		await expect.poll(selected).toBe(2);
		await driver.click([160, 160]);
		await driver.page.keyboard.up("Shift");
		await expect.poll(selected).toBe(1);
		await driver.click([700, 300]);
		await expect.poll(selected).toBe(0);
		await driver.drag([350, 550], [450, 150]);
		await expect.poll(selected).toBe(2);
		await driver.page.keyboard.press("Escape");
		await expect.poll(selected).toBe(0);
		expect((await driver.state()).revision).toBe(revision);
	});

	test("a drag moves every selected object as one step; Escape and a lost pointer restore them", async () => {
		await openWith([
			[100, 100],
			[400, 100],
		]);
		await driver.page.keyboard.press("Control+a");
		const places = async () => (await references()).map(({ place }) => [place.left, place.top]);
		await driver.drag([150, 150], [213, 287], ["Control"]);
		await expect.poll(places).toEqual([
			[163, 237],
			[463, 237],
		]);
		await driver.page.keyboard.press("Control+z");
		await expect.poll(places).toEqual([
			[100, 100],
			[400, 100],
		]);
		const [from, to] = await driver.allToPage([
			[150, 150],
			[213, 287],
		]);
		const { mouse, keyboard } = driver.page;
		const { revision } = await driver.state();
		for (const interrupt of [
			() => keyboard.press("Escape"),
			() => driver.page.evaluate(() => window.dispatchEvent(new Event("blur"))),
		]) {
			await driver.waitForFrames();
			await mouse.move(...from!);
			await mouse.down();
			await mouse.move(...to!, { steps: 4 });
			await driver.waitForFrames();
			await interrupt();
			await mouse.up();
			await driver.waitForFrames();
			expect([await places(), (await driver.state()).revision, await selected()]).toEqual([
				[
					[100, 100],
					[400, 100],
				],
				revision,
				2,
			]);
		}
	});

	test("handles scale and rotate; every drag is one step, and a reopened document has what they did", async () => {
		await openWith([[300, 200]]);
		await driver.click([400, 250]);
		await driver.drag([500, 300], [600, 310], ["Control"]);
		await expect.poll(place).toEqual(rect(300, 200, 600, 350));
		await driver.drag([600, 350], [660, 350], ["Control", "Shift"]);
		await expect.poll(place).toEqual(rect(300, 200, 660, 350));
		await driver.drag([480, 350], [480, 400], ["Control", "Alt"]);
		await expect.poll(place).toEqual(rect(300, 150, 660, 400));
		// The handle that rotates is above the box by a distance in CSS pixels.
		const [x, y] = await driver.toPage([480, 150]);
		const above = await driver.toPicture([x, y - 30]);
		await driver.drag(above, [660, 280], ["Shift"]);
		await expect.poll(angle).toBe(90);
		const after = await references();
		await driver.page.evaluate(async () => {
			const saved = editor.save();
			editor.close();
			if (saved !== null) await editor.load(saved);
		});
		await expect.poll(references).toEqual(after);
		for (let step = 0; step < 4; step++) await driver.page.keyboard.press("Control+z");
		await expect.poll(async () => [await place(), await angle()]).toEqual([rect(300, 200, 500, 300), undefined]);
	});

	test("a rotated object is found where it is seen, and its handles turn with it", async () => {
		await openWith([[300, 200]]);
		await change(0, { angle: 90 });
		// Its bounds are from (350, 150) to (450, 350).
		await driver.click([310, 250]);
		await expect.poll(selected).toBe(0);
		await driver.click([400, 340]);
		await expect.poll(selected).toBe(1);
		await expect.poll(() => driver.cursorAt([400, 250])).toBe("move");
		await expect.poll(() => driver.cursorAt([400, 350])).toBe("ns-resize");
		await expect.poll(() => driver.cursorAt([350, 250])).toBe("ew-resize");
		await expect.poll(() => driver.cursorAt([450, 150])).toBe("nesw-resize");
		await expect.poll(() => driver.cursorAt([600, 500])).toBe("default");
		await driver.drag([400, 350], [400, 450], ["Control"]);
		await expect.poll(reference).toMatchObject({ place: rect(250, 250, 550, 350), angle: 90 });
	});

	test.each([
		["rotated", ["Alt+.", "Alt+."]],
		["mirrored", ["Alt+m"]],
		["rotated and mirrored", ["Alt+.", "Alt+.", "Alt+m"]],
	])("in a view that is %s, objects and handles are found where they are seen", async (_, keys) => {
		await openWith([[300, 200]]);
		// Zoomed out, the whole pixels of the protocol would be several of the picture.
		await driver.run("view.actual");
		for (const key of keys) await driver.page.keyboard.press(key);
		await driver.waitForFrames();
		await driver.click([250, 250]);
		await expect.poll(selected).toBe(0);
		await driver.click([320, 220]);
		await expect.poll(selected).toBe(1);
		await driver.drag([320, 220], [350, 240], ["Control"]);
		const near = async (expected: ReferenceLayer["place"]) => {
			for (const side of ["left", "top", "right", "bottom"] as const) {
				await expect.poll(async () => Math.abs((await place())[side] - expected[side])).toBeLessThanOrEqual(3);
			}
		};
		await near(rect(330, 220, 530, 320));
		await driver.drag([530, 320], [630, 370], ["Control"]);
		await near(rect(330, 220, 630, 370));
		await driver.drag([330, 295], [280, 295], ["Control"]);
		await near(rect(280, 220, 630, 370));
		// The handle that rotates is beyond the upper side, by a distance in CSS pixels.
		const [[x, y], [midX, midY]] = (await driver.allToPage([
			[455, 220],
			[455, 295],
		])) as [Point, Point];
		const length = Math.hypot(x - midX, y - midY);
		const above: Point = [x + ((x - midX) / length) * 30, y + ((y - midY) / length) * 30];
		await driver.drag(await driver.toPicture(above), [700, 295], ["Shift"]);
		await expect.poll(angle).toBe(90);
	});

	test("dragged edges snap to the picture's edges and centre and to other objects, unless Ctrl is held", async () => {
		await openWith([
			[100, 100],
			[500, 400],
		]);
		const { mouse, keyboard } = driver.page;
		const dragTo = async (to: Point) => {
			await driver.waitForFrames();
			await mouse.move(...(await driver.toPage([150, 150])));
			await mouse.down();
			await mouse.move(...(await driver.toPage(to)), { steps: 4 });
			await driver.waitForFrames();
		};
		// Its left edge comes within four pixels of the picture's.
		await dragTo([54, 240]);
		await expect.poll(() => snapColour([0, 400])).toBe(true);
		await mouse.up();
		await expect.poll(place).toEqual(rect(0, 190, 200, 290));
		await keyboard.press("Control+z");
		await dragTo([553, 220]);
		await mouse.up();
		await expect.poll(place).toEqual(rect(500, 170, 700, 270));
		await keyboard.press("Control+z");
		await driver.drag([150, 150], [54, 240], ["Control"]);
		await expect.poll(place).toEqual(rect(4, 190, 204, 290));
	});

	/** True if a line of the snapping colour is drawn near a point of the picture. */
	async function snapColour(at: Point): Promise<boolean> {
		const [x, y] = await driver.toPage(at);
		const screen = await driver.captureScreen();
		return [-2, -1, 0, 1, 2].some((dx) => {
			const [red = 0, green = 0, blue = 0] = screen.pixel(Math.round(x) + dx, Math.round(y));
			return red > 230 && green < 100 && blue > 120;
		});
	}

	test("a double click begins cropping; handles crop, a drag inside moves the picture, Enter or a press outside ends it", async () => {
		await openWith([[300, 200]]);
		const { keyboard } = driver.page;
		const cropped = () => driver.page.evaluate(() => editor.getSnapshot().croppedObject !== null);
		const ended = async () => [await cropped(), await selected()];
		await doubleClick([400, 250]);
		await expect.poll(cropped).toBe(true);
		await driver.drag([300, 250], [350, 250]);
		await expect.poll(reference).toMatchObject({ place: rect(350, 200, 500, 300), crop: rect(50, 0, 200, 100) });
		await driver.drag([425, 250], [445, 250]);
		await expect.poll(crop).toEqual(rect(30, 0, 180, 100));
		await driver.click([100, 100]);
		await expect.poll(ended).toEqual([false, 1]);
		for (const end of ["Enter", "Escape"]) {
			await keyboard.press("Enter");
			await expect.poll(cropped).toBe(true);
			await keyboard.press(end);
			await expect.poll(ended).toEqual([false, 1]);
		}
		await keyboard.press("Control+z");
		await keyboard.press("Control+z");
		await expect.poll(async () => [await place(), await crop()]).toEqual([rect(300, 200, 500, 300), undefined]);
	});

	/** With timestamps, so that the speed of the machine does not matter. */
	async function doubleClick(at: Point): Promise<void> {
		const [x, y] = await driver.toPage(at);
		for (const [type, seconds] of [
			["mousePressed", 1],
			["mouseReleased", 1.05],
			["mousePressed", 1.2],
			["mouseReleased", 1.25],
		] as const) {
			const timestamp = driver.startedAt + seconds;
			await driver.cdp.send("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1, timestamp });
		}
		await driver.waitForFrames();
	}

	test("a finger picks objects up and uses handles from further away; two fingers move the view instead", async () => {
		await openWith([[300, 200]]);
		await driver.touchStroke([[400, 250]]);
		await expect.poll(selected).toBe(1);
		// 18 CSS pixels outside the corner: too far for the mouse.
		const [x, y] = await driver.toPage([500, 300]);
		const near = await driver.toPicture([x + 18, y + 18]);
		await driver.touchStroke([near, [near[0] + 100, near[1] + 50]]);
		await expect.poll(place).toEqual(rect(300, 200, 600, 350));
		await driver.touchStroke([
			[400, 250],
			[300, 310],
		]);
		await expect.poll(place).toEqual(rect(200, 260, 500, 410));
		// A second finger, and a touch that the system cancels.
		const { zoom } = await driver.state();
		const [start, moved, second, spread] = await driver.allToPage([
			[300, 310],
			[360, 310],
			[500, 310],
			[600, 310],
		]);
		await driver.touch({ 0: start! }, "touchStart");
		await driver.touch({ 0: moved! });
		await driver.touch({ 0: moved!, 1: second! }, "touchStart");
		await driver.touch({ 0: moved!, 1: spread! });
		await driver.touch({}, "touchEnd");
		await driver.page.waitForFunction((before) => editor.getState().zoom > before, zoom);
		await expect.poll(place).toEqual(rect(200, 260, 500, 410));
		await driver.run("view.fit");
		await driver.touch({ 0: start! }, "touchStart");
		await driver.touch({ 0: moved! });
		await driver.touch({}, "touchCancel");
		await driver.waitForFrames();
		await expect.poll(place).toEqual(rect(200, 260, 500, 410));
	});

	test("by keys alone: a pointer that arrow keys move selects an object and drags it", async () => {
		await openWith([[300, 250]]);
		const { keyboard } = driver.page;
		await driver.page.focus(".hfis-viewport");
		await keyboard.press("k");
		await keyboard.press("Space");
		await keyboard.press("Enter");
		await expect.poll(selected).toBe(1);
		await keyboard.press("Space");
		await keyboard.press("Shift+ArrowRight");
		await keyboard.press("Shift+ArrowDown");
		await keyboard.press("Enter");
		const { zoom } = await driver.state();
		const corner = async () => {
			const { left, top } = await place();
			return [left, top].map(Math.round);
		};
		await expect.poll(corner).toEqual([300 + Math.round(64 / zoom), 250 + Math.round(64 / zoom)]);
		await keyboard.press("Control+z");
		await expect.poll(place).toEqual(rect(300, 250, 500, 350));
	});

	test("a locked object is left alone by the pointer", async () => {
		await openWith([[300, 200]]);
		await driver.click([400, 250]);
		await driver.page.keyboard.press("Control+Shift+l");
		await expect.poll(async () => (await reference()).isLocked).toBe(true);
		const { revision } = await driver.state();
		await driver.drag([400, 250], [500, 350]);
		await expect.poll(place).toEqual(rect(300, 200, 500, 300));
		expect((await driver.state()).revision).toBe(revision);
	});

	test("side by side, an object is dragged in either pane and shown in both", async () => {
		await openWith([[100, 100]], { width: 1200 });
		await driver.page.evaluate(async () => {
			const canvas = new OffscreenCanvas(800, 600);
			canvas.getContext("2d")?.fillRect(0, 0, 800, 600);
			await editor.showResult("one", await canvas.convertToBlob());
		});
		await driver.apply([{ type: "show", compare: "side" }]);
		await driver.run("view.fit");
		await driver.waitForFrames();
		const box = await driver.canvas();
		const toRight = async (at: Point): Promise<Point> => {
			const [x, y] = await driver.toPage(at);
			return [x + box.width / 2, y];
		};
		const isRed = async ([x, y]: Point) => {
			const [red = 0, green = 0] = (await driver.captureScreen()).pixel(Math.round(x), Math.round(y));
			return red > 200 && green < 100;
		};
		const { mouse } = driver.page;
		await mouse.move(...(await toRight([150, 150])));
		await mouse.down();
		await mouse.move(...(await toRight([350, 350])), { steps: 4 });
		await driver.waitForFrames();
		await expect.poll(async () => isRed(await driver.toPage([470, 370]))).toBe(true);
		await expect.poll(async () => isRed(await toRight([470, 370]))).toBe(true);
		await mouse.up();
		await expect.poll(place).toMatchObject({ left: 300, top: 300 });
	});

	test("a part of the picture follows the pointer, lies under the answer that was sent with it, and goes into the picture", async () => {
		await openWith([[300, 250]]);
		await change(0, { isPart: true });
		const isRed = async (at: Point) => {
			const [[red = 0, green = 0, blue = 0] = []] = await driver.coloursAt([at]);
			return red > 150 && green < 120 && blue < 120;
		};
		const isBlue = async (at: Point) => {
			const [[red = 0, green = 0, blue = 0] = []] = await driver.coloursAt([at]);
			return blue > 150 && red < 120 && green < 120;
		};
		await expect.poll(() => isRed([310, 260])).toBe(true);
		await driver.drag([400, 300], [450, 350]);
		await expect.poll(() => isRed([540, 390])).toBe(true);
		expect(await isRed([310, 260])).toBe(false);

		await driver.run("object.blendIn");
		await expect.poll(async () => (await driver.state()).hasMask).toBe(true);
		await driver.page.evaluate(async () => {
			const { edit } = await editor.prepareEdit({ rules: { kind: "any" } });
			const canvas = new OffscreenCanvas(edit.plan.sent.width, edit.plan.sent.height);
			const context = canvas.getContext("2d");
			if (context) context.fillStyle = "#00f";
			context?.fillRect(0, 0, canvas.width, canvas.height);
			await editor.showResult("blue", await canvas.convertToBlob(), edit);
		});
		await driver.apply([{ type: "selectObjects", objects: [] }]);
		await expect.poll(() => isBlue([450, 350])).toBe(true);
		// Without its answer it is seen again.
		await driver.apply([{ type: "show", results: false }]);
		await expect.poll(() => isRed([450, 350])).toBe(true);
		await driver.apply([{ type: "show", results: true }]);
		await driver.run("result.keep");
		await expect.poll(async () => (await references()).length).toBe(0);
		await expect.poll(() => isBlue([450, 350])).toBe(true);
		await driver.run("edit.undo");
		await expect.poll(async () => (await references()).length).toBe(1);
	});

	test("while a brush paints, no canvas is read for hit tests", async () => {
		await openWith([[100, 100]]);
		await driver.click([150, 150]);
		await driver.page.evaluate(() => {
			const read = CanvasRenderingContext2D.prototype.getImageData;
			Object.assign(window, { reads: 0 });
			CanvasRenderingContext2D.prototype.getImageData = function (...area) {
				Object(window).reads++;
				return read.apply(this, area);
			};
		});
		const reads = () => driver.page.evaluate<number>("window.reads");
		await driver.page.mouse.move(...(await driver.toPage([160, 160])));
		await expect.poll(reads).toBeGreaterThan(0);
		await driver.waitForFrames();
		const before = await reads();
		await driver.page.keyboard.press("b");
		await driver.stroke([
			[100, 100],
			[300, 200],
		]);
		expect(await reads()).toBe(before);
	});

	test("the picture and the handles follow the pointer in the frame of its move", async () => {
		await openWith([[100, 100]]);
		const [from, to] = await driver.allToPage([
			[150, 150],
			[450, 400],
		]);
		const { mouse } = driver.page;
		await mouse.move(...from!);
		await mouse.down();
		await driver.waitForFrames();
		expect(
			await driver.isDrawnInFrameOfMove(to!, [
				[OBJECTS, 5],
				[HANDLES, 80],
			]),
		).toEqual([true, true]);
		await mouse.up();
	});
});
