// Annotations on the canvas: drawn with the mouse, the pen and the keyboard's pointer, written in place, selected and changed as
// objects together with placed pictures, kept through saving and undo. Not part of the quick checks.
import { describe, expect, test } from "vitest";
import type { Editor } from "../../editor";
import type { Annotation } from "../../editor/document";
import type { Snapshot } from "../../editor/state/snapshot";
import { hasChromium } from "./barePage";
import { type PageDriver, type PageOptions, type Point, setUpPages } from "./pageDriver";

declare const editor: Editor & { getSnapshot(): Snapshot };

const openPage = setUpPages();
let driver: PageDriver;

const SIZE = { width: 800, height: 600 };
const GREY = new Uint8Array(SIZE.width * SIZE.height * 4).map((_, i) => (i % 4 === 3 ? 255 : 128));

async function open(options: PageOptions = {}): Promise<void> {
	driver = await openPage({ picture: { ...SIZE, data: GREY }, ...options });
	await driver.run("view.fit");
	await driver.waitForFrames();
}

const annotations = () => driver.page.evaluate(() => editor.save()?.annotations ?? []) as Promise<Annotation[]>;
const last = async (): Promise<Annotation> => {
	const found = (await annotations()).at(-1);
	if (found === undefined) throw new Error("no annotation");
	return found;
};
const count = async () => (await annotations()).length;
const field = () => driver.page.locator(".hfis-annotation-text");

/** Draws with a tool. */
async function draw(tool: string, ...points: readonly Point[]): Promise<void> {
	await driver.run(`tool.${tool}`);
	await driver.stroke(points);
}

describe.skipIf(!hasChromium)("annotations", () => {
	test("each tool draws its kind, in one step of the history", async () => {
		await open();
		await draw("box", [100, 100], [300, 200]);
		expect(await last()).toMatchObject({ kind: "box", colour: "#ff3b30" });
		const { place } = await last();
		expect([place.left, place.top, place.right, place.bottom].map(Math.round)).toEqual([100, 100, 300, 200]);
		expect(await driver.coloursAt([[100, 150]])).toEqual([[255, 59, 48]]);
		await draw("arrow", [400, 300], [500, 300]);
		expect(await last()).toMatchObject({ kind: "arrow" });
		await draw("pen", [50, 400], [80, 450], [150, 400]);
		expect(await last()).toMatchObject({ kind: "pen" });
		await draw("text", [400, 400]);
		await field().fill("Make it red\n换成红色");
		await driver.page.keyboard.press("Escape");
		expect(await last()).toMatchObject({ kind: "text", text: "Make it red\n换成红色" });
		expect(await field().count()).toBe(0);
		await draw("callout", [600, 100]);
		await field().fill("a hat");
		await draw("callout", [650, 200]);
		await draw("note", [550, 350]);
		await field().fill("for us");
		await draw("highlighter", [300, 500], [500, 500]);
		await draw("line", [20, 20], [200, 60]);
		await draw("oval", [200, 250], [320, 340]);
		const kinds = (await annotations()).map(({ kind }) => kind);
		expect(kinds).toEqual([
			"box",
			"arrow",
			"pen",
			"text",
			"callout",
			"callout",
			"note",
			"highlighter",
			"line",
			"ellipse",
		]);
		expect((await annotations()).map(({ number }) => number).filter(Boolean)).toEqual([1, 2]);
		const all = await annotations();
		// The oval, the line and the highlight, then the note's text.
		for (let step = 1; step <= 3; step++) {
			await driver.run("edit.undo");
			expect(await count()).toBe(all.length - step);
		}
		await driver.run("edit.undo");
		expect(await last()).toMatchObject({ kind: "note", text: "" });
		for (let step = 0; step < 4; step++) await driver.run("edit.redo");
		expect(await annotations()).toEqual(all);
	});
});
