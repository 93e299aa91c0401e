// Tests the editor in WebKitGTK: strokes, undo and redo by key, and the exported mask, decoded by another library.
// Input comes from WebDriver, never from events that the page dispatches.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode, encode } from "fast-png";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveBuiltBarePage } from "../../dev/bare/serve";
import { type Browser, startWebKit, until } from "./webdriver";

const SIZE = { width: 401, height: 299 };
/** A square of another colour in the grey picture. */
const DARK = { left: 300, top: 20, right: 360, bottom: 80 };
const CONTROL = "\uE009";
const SHIFT = "\uE008";
const ALT = "\uE00A";
const ENTER = "\uE007";

let browser: Browser;
let server: Awaited<ReturnType<typeof serveBuiltBarePage>>;
const folder = mkdtempSync(join(tmpdir(), "webkit-editor-"));

interface PicturePosition {
	readonly x: number;
	readonly y: number;
	readonly zoom: number;
}

/** Position of the picture's top left corner on the page, and its zoom. */
const picturePosition = () =>
	browser.evaluate<PicturePosition>(
		`const { x, y } = document.querySelector(".hfis-viewport").getBoundingClientRect();
		return { x: x + editor.camera.left, y: y + editor.camera.top, zoom: editor.camera.zoom };`,
	);

async function stroke(...points: [x: number, y: number][]): Promise<void> {
	const { x, y, zoom } = await picturePosition();
	await browser.drag(points.map(([px, py]) => [x + px * zoom, y + py * zoom]));
}

async function mask() {
	await browser.evaluate(
		`window.mask = null;
		editor.exportMask().then(({ png }) => { window.mask = Array.from(png); }, (error) => { window.mask = error.code; });`,
	);
	const png = await until("the mask", () => browser.evaluate<number[] | string | null>("return window.mask"));
	if (typeof png === "string") return png;
	const { width, height, data } = decode(Uint8Array.from(png), { checkCrc: true });
	return { width, height, edited: (x: number, y: number) => 255 - (data[(y * width + x) * 4 + 3] ?? 0) };
}

async function expectMask(...expected: readonly (readonly [x: number, y: number, edited: number])[]) {
	const found = await mask();
	if (typeof found === "string") throw new Error(found);
	expect(found).toMatchObject(SIZE);
	for (const [x, y, edited] of expected) expect([x, y, found.edited(x, y)]).toEqual([x, y, edited]);
}

async function isEdited(x: number, y: number, edited: number): Promise<boolean> {
	const found = await mask();
	return typeof found !== "string" && found.edited(x, y) === edited;
}

beforeAll(async () => {
	server = await serveBuiltBarePage();
	browser = await startWebKit();
	await browser.goto(server.url);
	await until("the editor", () => browser.evaluate<boolean>("return 'getState' in window.editor"));
	const file = join(folder, "picture.png");
	const data = new Uint8Array(SIZE.width * SIZE.height * 4).fill(200);
	for (let y = DARK.top; y < DARK.bottom; y++)
		for (let x = DARK.left; x < DARK.right; x++) data.set([60, 40, 90], (y * SIZE.width + x) * 4);
	writeFileSync(file, encode({ ...SIZE, data, channels: 4, depth: 8 }));
	await browser.type(await browser.find("input[type=file]"), file);
	await until("the picture", () => browser.evaluate<boolean>("return editor.getState().picture !== null"));
});

afterAll(async () => {
	await browser?.close();
	await server?.close();
	rmSync(folder, { recursive: true, force: true });
});

describe("the editor in WebKitGTK", () => {
	it("paints along the pointer's path and exports exactly that", async () => {
		await stroke([60, 100], [150, 100], [300, 100]);
		await expectMask([60, 100, 255], [200, 100, 255], [300, 100, 255], [200, 180, 0], [0, 0, 0], [400, 298, 0]);
	});

	it("undoes and redoes with the keyboard", async () => {
		await stroke([200, 200], [250, 200]);
		await browser.press(CONTROL, "z");
		await expectMask([200, 100, 255], [220, 200, 0]);
		await browser.press(CONTROL, "z");
		expect(await mask()).toBe("nothing-masked");
		await browser.press(CONTROL, SHIFT, "z");
		await browser.press(CONTROL, "y");
		await expectMask([200, 100, 255], [220, 200, 255]);
	});

	it("erases, and extends the edit frame beyond the picture", async () => {
		await browser.press("e");
		await stroke([200, 80], [200, 120]);
		await expectMask([200, 100, 0], [100, 100, 255]);
		await browser.press("c");
		await browser.press("-");
		await stroke([401, 150], [440, 150]);
		const frame = await browser.evaluate<{ left: number; right: number }>("return editor.save().frame");
		expect(frame.left).toBe(0);
		expect(Math.abs(frame.right - 440)).toBeLessThan(4);
	});

	it("zooms to the pointer with the wheel", async () => {
		const { x, y, zoom } = await picturePosition();
		const at: [number, number] = [Math.round(x + 100 * zoom), Math.round(y + 80 * zoom)];
		await browser.wheel(at, -240);
		await until("nearer", async () => (await picturePosition()).zoom > zoom * 1.2);
		const after = await picturePosition();
		expect(Math.abs((at[0] - after.x) / after.zoom - (at[0] - x) / zoom)).toBeLessThan(0.5);
	});

	it("masks rectangles, ellipses and lassos, added and subtracted by keys, and changes the mask by operations", async () => {
		await browser.press(CONTROL, "0");
		await browser.press(CONTROL, "d");
		expect(await mask()).toBe("nothing-masked");
		const draw = async (tool: string, key: string | null, ...points: [x: number, y: number][]) => {
			await browser.evaluate("editor.run(arguments[0])", `tool.${tool}`);
			const release = key === null ? null : await browser.hold(key);
			await stroke(...points);
			await release?.();
		};
		await draw("rectangle", null, [50, 50], [120, 100], [200, 150]);
		await expectMask([60, 60, 255], [190, 140, 255], [210, 60, 0], [60, 160, 0]);
		await draw("ellipse", ALT, [100, 75], [120, 100], [150, 125]);
		await expectMask([125, 100, 0], [103, 77, 255], [60, 60, 255]);
		await draw("lasso", SHIFT, [250, 200], [350, 200], [350, 280], [250, 280]);
		await expectMask([300, 240, 255], [240, 240, 0], [60, 60, 255], [125, 100, 0]);

		await browser.press(CONTROL, "i");
		await until("the inverted mask", () => isEdited(300, 240, 0));
		await expectMask([300, 240, 0], [60, 60, 0], [125, 100, 255], [10, 10, 255]);
		await browser.press(CONTROL, "z");
		await until("the mask as it was", () => isEdited(300, 240, 255));
		await browser.evaluate("editor.run('mask.grow')");
		await until("the larger mask", () => isEdited(204, 100, 255));
		await expectMask([204, 100, 255], [300, 284, 255], [125, 100, 0], [0, 0, 0]);
	});

	it("selects by colour, along rough strokes, and by the corners of a polygon", async () => {
		await browser.press(CONTROL, "0");
		await browser.press(CONTROL, "d");
		await browser.evaluate("editor.run('tool.wand')");
		await stroke([330, 50]);
		await until("the dark square", () => isEdited(330, 50, 255));
		await expectMask([302, 22, 255], [357, 77, 255], [295, 50, 0], [365, 50, 0], [100, 200, 0]);

		await browser.press(CONTROL, "z");
		await until("the empty mask", async () => (await mask()) === "nothing-masked");
		await browser.evaluate("editor.run('tool.quickSelect')");
		await stroke([320, 40], [330, 50], [340, 60]);
		await until("the square under the stroke", () => isEdited(330, 50, 255));
		await expectMask([305, 25, 255], [355, 75, 255], [280, 50, 0], [100, 200, 0]);

		await browser.evaluate("editor.run('tool.polygon')");
		for (const corner of [
			[50, 150],
			[150, 150],
			[100, 250],
		] as const)
			await stroke([...corner]);
		await browser.press(ENTER);
		await until("the triangle", () => isEdited(100, 180, 255));
		await expectMask([100, 180, 255], [60, 240, 0], [140, 240, 0], [330, 50, 255]);
	});
});
