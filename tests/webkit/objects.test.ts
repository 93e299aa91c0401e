// Tests objects on the canvas in WebKitGTK: select by click, drag, scale by a handle, undo. Input comes from WebDriver.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "fast-png";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveBuiltBarePage } from "../../dev/bare/serve";
import { type Browser, startWebKit, until } from "./webdriver";

const PICTURE = { width: 400, height: 300 };
const REFERENCE = { width: 100, height: 50 };
const PLACE = { left: 100, top: 100, right: 200, bottom: 150 };
const CONTROL = "\uE009";

let browser: Browser;
let server: Awaited<ReturnType<typeof serveBuiltBarePage>>;
const folder = mkdtempSync(join(tmpdir(), "webkit-objects-"));

type Pixels = readonly [x: number, y: number];

async function drag(from: Pixels, ...to: readonly Pixels[]): Promise<void> {
	const { x, y, zoom } = await browser.evaluate<{ x: number; y: number; zoom: number }>(
		`const { x, y } = document.querySelector(".hfis-viewport").getBoundingClientRect();
		return { x: x + editor.camera.left, y: y + editor.camera.top, zoom: editor.camera.zoom };`,
	);
	await browser.drag([from, ...to].map(([px, py]) => [x + px * zoom, y + py * zoom]));
}

const place = () => browser.evaluate<typeof PLACE>("return editor.save().references[0].place");
const selectedCount = () => browser.evaluate<number>("return editor.getSnapshot().selectedObjects.length");

/** WebDriver moves the pointer by whole CSS pixels. */
async function expectPlace(expected: typeof PLACE): Promise<void> {
	const found = await place();
	for (const side of ["left", "top", "right", "bottom"] as const) {
		expect(Math.abs(found[side] - expected[side]), `${side}: ${JSON.stringify(found)}`).toBeLessThanOrEqual(2);
	}
}

const grey = ({ width, height }: typeof PICTURE, value: number) =>
	encode({ width, height, data: new Uint8Array(width * height * 4).fill(value), channels: 4, depth: 8 });

beforeAll(async () => {
	server = await serveBuiltBarePage();
	browser = await startWebKit();
	await browser.goto(server.url);
	await until("the editor", () => browser.evaluate<boolean>("return 'getState' in window.editor"));
	const file = join(folder, "picture.png");
	writeFileSync(file, grey(PICTURE, 200));
	await browser.type(await browser.find("input[type=file]"), file);
	await until("the picture", () => browser.evaluate<boolean>("return editor.getState().picture !== null"));
	await browser.evaluate("void editor.addReference(new Blob([Uint8Array.from(arguments[0])]), 'grey')", [
		...grey(REFERENCE, 90),
	]);
	await until("the reference", () => browser.evaluate<boolean>("return editor.save().references?.length === 1"));
	await browser.evaluate(
		`editor.apply([
			{ type: "amend", commands: [{ type: "reference.set", reference: editor.save().references[0].id, changes: { place: arguments[0] } }] },
			{ type: "selectObjects", objects: [] },
		]);
		editor.run("view.fit");
		editor.run("tool.place");`,
		PLACE,
	);
});

afterAll(async () => {
	await browser?.close();
	await server?.close();
	rmSync(folder, { recursive: true, force: true });
});

describe("objects in WebKitGTK", () => {
	it("a click selects one, a click beside it none", async () => {
		expect(await selectedCount()).toBe(0);
		await drag([150, 125]);
		expect(await selectedCount()).toBe(1);
		await drag([300, 250]);
		expect(await selectedCount()).toBe(0);
		await drag([150, 125]);
		expect(await selectedCount()).toBe(1);
		await expectPlace(PLACE);
	});

	it("a drag moves it, a handle scales it, and each is one step of undo", async () => {
		await drag([150, 125], [170, 140], [217, 173]);
		await expectPlace({ left: 167, top: 148, right: 267, bottom: 198 });
		await drag([267, 198], [290, 210], [327, 228]);
		await expectPlace({ left: 167, top: 148, right: 327, bottom: 228 });
		await browser.press(CONTROL, "z");
		await expectPlace({ left: 167, top: 148, right: 267, bottom: 198 });
		await browser.press(CONTROL, "z");
		await expectPlace(PLACE);
	});
});
