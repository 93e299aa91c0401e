// The editor in a real browser: opens pictures through the file input, paints through the browser's own input protocol,
// and decodes the exported masks independently. Not part of the quick checks.
import type { Page } from "@playwright/test";
import { decode, encode } from "fast-png";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Editor } from "../../editor";
import { type BarePage, hasChromium, openBarePage } from "./barePage";
import { waitForPictureDrawn } from "./pageDriver";

declare const editor: Editor;

const SIZE = { width: 400, height: 300 };
const SAMPLES = Uint8Array.from({ length: SIZE.width * SIZE.height * 4 }, (_, i) => (i * 7 + (i >> 9)) & 255);

let bare: BarePage;
let page: Page;
let complaints: string[] = [];

const png = (size = SIZE, data: Uint8Array = SAMPLES) => Buffer.from(encode({ ...size, data, channels: 4, depth: 8 }));

async function openPicture(buffer: Buffer, name = "picture.png"): Promise<void> {
	await page.setInputFiles("input[type=file]", { name, mimeType: "image/png", buffer });
	await page.waitForFunction((name) => editor.getState().picture?.name === name, name);
	await waitForPictureDrawn(page);
}

async function viewPoint(x: number, y: number): Promise<{ x: number; y: number }> {
	const box = await page.locator(".hfis-viewport").boundingBox();
	if (box === null) throw new Error("no viewport");
	// At actual size and fitted, the picture is centred.
	const zoom = await page.evaluate(() => editor.getState().zoom);
	return {
		x: box.x + (box.width - SIZE.width * zoom) / 2 + x * zoom,
		y: box.y + (box.height - SIZE.height * zoom) / 2 + y * zoom,
	};
}

async function stroke(...points: readonly (readonly [number, number])[]): Promise<void> {
	const [first, ...rest] = await Promise.all(points.map(([x, y]) => viewPoint(x, y)));
	if (first === undefined) return;
	await page.mouse.move(first.x, first.y);
	await page.mouse.down();
	for (const { x, y } of rest) await page.mouse.move(x, y, { steps: 12 });
	await page.mouse.up();
}

async function exportedMask() {
	const bytes = await page.evaluate(async () => Array.from((await editor.exportMask()).png));
	const { width, height, data } = decode(Uint8Array.from(bytes), { checkCrc: true });
	return { width, height, alpha: (x: number, y: number) => data[(y * width + x) * 4 + 3] };
}

/** The colour on screen, to compare the display with the export. */
async function screenAt(x: number, y: number): Promise<number[]> {
	const at = await viewPoint(x, y);
	const shot = decode(
		await page.screenshot({ clip: { x: Math.floor(at.x), y: Math.floor(at.y), width: 1, height: 1 } }),
	);
	return Array.from(shot.data.slice(0, 3));
}

const state = () => page.evaluate(() => editor.getState());

describe.skipIf(!hasChromium)("the editor in Chromium", () => {
	beforeAll(async () => {
		bare = await openBarePage({ isDevelopment: true });
	});

	afterAll(async () => {
		await bare?.close();
	});

	beforeEach(async () => {
		complaints = [];
		page = await bare.browser.newPage({ viewport: { width: 900, height: 640 } });
		page.on("pageerror", ({ message }) => complaints.push(message));
		page.on("console", (message) => {
			if (["error", "warning"].includes(message.type())) complaints.push(message.text());
		});
		await page.goto(bare.url);
		await page.waitForFunction(() => "editor" in window);
	}, 30_000);

	afterEach(async () => {
		expect(complaints).toEqual([]);
		await page.close();
	});

	test("a stroke is shown, exported, undone and redone", async () => {
		await openPicture(png());
		const before = await screenAt(200, 100);
		await stroke([60, 100], [300, 100]);
		const mask = await exportedMask();
		expect(mask).toMatchObject(SIZE);
		expect([mask.alpha(60, 100), mask.alpha(180, 100), mask.alpha(300, 100)]).toEqual([0, 0, 0]);
		expect([mask.alpha(180, 150), mask.alpha(20, 100), mask.alpha(340, 100)]).toEqual([255, 255, 255]);
		await page.mouse.move(5, 300);
		expect(await screenAt(200, 100)).not.toEqual(before);
		await page.keyboard.press("Control+z");
		expect(await state()).toMatchObject({ hasMask: false, canRedo: true });
		expect(await screenAt(200, 100)).toEqual(before);
		await page.keyboard.press("Control+Shift+z");
		expect(await state()).toMatchObject({ hasMask: true, canRedo: false });
	});

	test("the picture is exported with its imported samples, including semi-transparent ones", async () => {
		await openPicture(png());
		const bytes = await page.evaluate(async () => Array.from((await editor.exportAs("picture")).png));
		expect(decode(Uint8Array.from(bytes)).data).toEqual(SAMPLES);
	});

	test("a click paints one dab exactly at the pointer, at any zoom", async () => {
		await openPicture(png());
		await page.evaluate(() => {
			for (let i = 0; i < 40; i++) editor.run("brush.smaller");
		});
		for (const zoom of ["view.fit", "view.actual"]) {
			await page.evaluate((zoom) => editor.run(zoom), zoom);
			await page.evaluate(() => editor.run("mask.clear"));
			await stroke([123.5, 77.5]);
			const mask = await exportedMask();
			expect([mask.alpha(123, 77), mask.alpha(122, 77), mask.alpha(124, 77), mask.alpha(123, 78)]).toEqual([
				0, 255, 255, 255,
			]);
		}
	});

	test("the eraser and the right button erase, and Escape cancels", async () => {
		await openPicture(png());
		await page.keyboard.press("Control+a");
		await page.keyboard.press("e");
		await stroke([100, 150], [200, 150]);
		expect((await exportedMask()).alpha(150, 150)).toBe(255);
		const { revision } = await state();
		const from = await viewPoint(300, 200);
		await page.mouse.move(from.x, from.y);
		await page.mouse.down();
		await page.mouse.move(from.x + 40, from.y, { steps: 5 });
		await page.keyboard.press("Escape");
		await page.mouse.move(from.x + 80, from.y, { steps: 5 });
		await page.mouse.up();
		expect((await state()).revision).toBe(revision);
		expect((await exportedMask()).alpha(300, 200)).toBe(0);
		await page.mouse.move(from.x, from.y);
		await page.mouse.down({ button: "right" });
		await page.mouse.up({ button: "right" });
		await page.keyboard.press("b");
		const at = await viewPoint(150, 150);
		await page.mouse.move(at.x, at.y);
		await page.mouse.down({ button: "right" });
		await page.mouse.up({ button: "right" });
		expect((await state()).activeTool).toBe("brush");
	});

	test("the wheel zooms to the pointer, Space pans, and neither paints", async () => {
		await openPicture(png());
		const at = await viewPoint(100, 80);
		await page.mouse.move(at.x, at.y);
		const before = await state();
		await page.mouse.wheel(0, -400);
		await page.waitForFunction((zoom) => editor.getState().zoom > zoom * 1.5, before.zoom);
		await page.keyboard.down(" ");
		await page.mouse.down();
		await page.mouse.move(at.x + 60, at.y + 30, { steps: 4 });
		await page.mouse.up();
		await page.keyboard.up(" ");
		await page.mouse.down({ button: "middle" });
		await page.mouse.move(at.x, at.y, { steps: 4 });
		await page.mouse.up({ button: "middle" });
		expect(await state()).toMatchObject({ hasMask: false, revision: before.revision });
		// The same picture pixel is still under the pointer: a click paints it.
		await page.mouse.down();
		await page.mouse.up();
		expect((await exportedMask()).alpha(100, 80)).toBe(0);
	});

	test("shortcuts are ignored in a text field", async () => {
		await openPicture(png());
		await page.evaluate(() => {
			const field = document.body.appendChild(document.createElement("input"));
			field.id = "field";
		});
		await page.click("#field", { force: true });
		await page.keyboard.type("beh[");
		expect(await page.inputValue("#field")).toBe("beh[");
		expect((await state()).activeTool).toBe("brush");
	});

	test("a file that is not a picture is refused with a message, and the picture stays", async () => {
		await openPicture(png());
		await stroke([60, 100], [300, 100]);
		const before = await state();
		await page.setInputFiles("input[type=file]", {
			name: "x.png",
			mimeType: "image/png",
			buffer: png().subarray(0, 99),
		});
		await page.waitForSelector("[role=alert]");
		expect(await page.textContent("[role=alert]")).toContain("damaged");
		expect(await state()).toEqual(before);
		await page.click("[role=alert] button");
		expect(await page.locator("[role=alert]").count()).toBe(0);
	});

	test("a result is drawn over the picture and can be hidden", async () => {
		// Of one colour, because the dock of the results moves the picture.
		const size = { width: 640, height: 480 };
		const grey = new Uint8Array(size.width * size.height * 4).fill(90).map((value, i) => (i % 4 === 3 ? 255 : value));
		await openPicture(png(size, grey));
		const before = await screenAt(200, 100);
		const green = Array.from({ length: 16 }, () => [0, 200, 0, 255]).flat();
		await page.evaluate(
			async (bytes) => {
				await editor.showResult("r", new Blob([Uint8Array.from(bytes)]));
			},
			[...png({ width: 4, height: 4 }, Uint8Array.from(green))],
		);
		await page.mouse.move(5, 300);
		await expect.poll(() => screenAt(200, 100)).toEqual([0, 200, 0]);
		await page.click('[data-action="view.before"]');
		await expect.poll(() => screenAt(200, 100)).toEqual(before);
	});

	test("dragging a file shows the drop zone, leaving hides it, and dropping opens the file", async () => {
		const transfer = await page.evaluateHandle(
			(bytes) => {
				const data = new DataTransfer();
				data.items.add(new File([Uint8Array.from(bytes)], "dropped.png", { type: "image/png" }));
				return data;
			},
			[...png()],
		);
		await page.dispatchEvent(".hfis-editor", "dragover", { dataTransfer: transfer });
		await page.waitForSelector(".hfis-imports-drop");
		await page.dispatchEvent(".hfis-editor", "dragleave", { dataTransfer: transfer });
		await page.waitForSelector(".hfis-imports-drop", { state: "detached" });
		await page.dispatchEvent(".hfis-editor", "drop", { dataTransfer: transfer });
		await page.waitForFunction(() => editor.getState().picture?.name === "dropped.png");
	});
});
