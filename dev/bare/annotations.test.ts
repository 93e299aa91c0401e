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
const selected = () => driver.page.evaluate(() => editor.getSnapshot().selectedObjects);
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

	test("they are objects: picked up by their line, moved, dragged by their ends, scaled, locked, copied, deleted", async () => {
		await open();
		await draw("box", [100, 100], [300, 200]);
		await draw("arrow", [400, 300], [500, 300]);
		await draw("text", [100, 400]);
		await field().fill("one two three");
		await driver.page.keyboard.press("Escape");
		await driver.run("tool.place");
		await driver.apply([{ type: "selectObjects", objects: [] }]);
		// Inside an empty box there is nothing to press; on its line there is.
		await driver.click([200, 150]);
		expect(await selected()).toEqual([]);
		await driver.drag([100, 150], [130, 160], ["Control"]);
		const [box, arrow, text] = await annotations();
		expect([box?.place.left, box?.place.top].map((at) => Math.round(at ?? 0))).toEqual([130, 110]);

		await driver.click([450, 300]);
		expect(await selected()).toEqual([arrow?.id]);
		await driver.drag([500, 300], [450, 400], ["Control"]);
		const turned = (await annotations())[1];
		expect(turned?.angle).toBeCloseTo((Math.atan2(100, 50) * 180) / Math.PI, 0);

		// A corner scales the letters.
		await driver.click([140, 400]);
		expect(await selected()).toEqual([text?.id]);
		const { right, bottom } = text?.place ?? { right: 0, bottom: 0 };
		await driver.drag([right, bottom], [right + 100, bottom + 60], ["Control"]);
		const larger = (await annotations())[2];
		expect(larger?.fontSize).toBeGreaterThan((text?.fontSize ?? 0) * 1.2);
		expect(larger?.isWrapped).toBeUndefined();

		// A second press edits it in its place.
		const middle = [150, 410] as const;
		const at = await driver.toPage(middle);
		await driver.page.mouse.dblclick(...at);
		await field().waitFor();
		expect(await field().inputValue()).toBe("one two three");
		await field().fill("");
		await driver.page.keyboard.press("Escape");
		expect(await count()).toBe(2);

		await driver.page.keyboard.press("Control+a");
		await driver.page.keyboard.press("Control+c");
		await driver.page.keyboard.press("Control+v");
		await expect.poll(count).toBe(4);
		expect(await selected()).toHaveLength(2);
		await driver.page.keyboard.press("Control+Shift+l");
		await driver.page.keyboard.press("Delete");
		expect(await count()).toBe(4);
		await driver.page.keyboard.press("Control+Shift+l");
		await driver.page.keyboard.press("Delete");
		expect(await count()).toBe(2);
	});

	test("Alt takes the colour of the picture's samples, and the colour is kept among the recent ones", async () => {
		const data = GREY.slice();
		data.set([12, 200, 99], (150 * SIZE.width + 200) * 4);
		await open({ picture: { ...SIZE, data } });
		await driver.run("tool.pen");
		await driver.stroke([[200.5, 150.5]], { held: [] });
		await driver.run("edit.undo");
		await driver.page.keyboard.down("Alt");
		await driver.stroke([[200.5, 150.5]]);
		await driver.page.keyboard.up("Alt");
		const colours = () => driver.page.evaluate(() => editor.getSnapshot().settings.colour);
		await expect.poll(colours).toMatchObject({ foreground: "#0cc863", recent: "#0cc863" });
		expect(await count()).toBe(0);
	});

	test("letters that an input method composes are written when they are done; its keys end nothing", async () => {
		await open();
		await draw("text", [200, 200]);
		await driver.cdp.send("Input.imeSetComposition", { text: "ni", selectionStart: 2, selectionEnd: 2 });
		expect(await count()).toBe(0);
		await driver.page.keyboard.press("Escape");
		expect(await field().count()).toBe(1);
		await driver.cdp.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });
		await driver.cdp.send("Input.insertText", { text: "你好" });
		await driver.page.keyboard.press("Enter");
		await driver.page.keyboard.type("world");
		await expect.poll(async () => (await annotations())[0]?.text).toBe("你好\nworld");
		// A press beside it ends it, and begins no other text.
		await driver.click([600, 500]);
		expect(await field().count()).toBe(0);
		expect(await count()).toBe(1);
		await driver.run("edit.undo");
		expect(await count()).toBe(0);
	});

	test("by keys alone: the keyboard's pointer draws, and the panel lists, hides and changes what it drew", async () => {
		await open();
		await driver.run("tool.box");
		await driver.page.locator(".hfis-viewport").focus();
		await driver.run("input.keyPointer");
		await driver.page.keyboard.press("Enter");
		for (let i = 0; i < 3; i++) await driver.page.keyboard.press("Shift+ArrowRight");
		for (let i = 0; i < 2; i++) await driver.page.keyboard.press("Shift+ArrowDown");
		await driver.page.keyboard.press("Enter");
		expect(await last()).toMatchObject({ kind: "box" });
		await draw("callout", [600, 300]);
		await field().fill("a hat");
		await driver.page.keyboard.press("Enter");
		await driver.run("panel.layers");
		const section = driver.page.getByRole("region", { name: "Annotations" });
		expect(await section.locator(".hfis-layers-name").allInnerTexts()).toEqual(["Callout 1: a hat", "Box"]);
		await section.locator(".hfis-layers-name", { hasText: "Box" }).click();
		await section
			.getByRole("group", { name: "Look of the annotations" })
			.getByLabel(/^Colour:/)
			.click();
		await driver.page
			.getByRole("dialog", { name: "Colour" })
			.getByRole("button", { name: "Green", exact: true })
			.click();
		expect((await annotations())[0]?.colour).toBe("#34c759");
		await driver.page.keyboard.press("Escape");
		await section.getByRole("button", { name: "Show Box" }).click();
		expect((await annotations())[0]?.isVisible).toBe(false);
		await driver.page.screenshot({ path: "/tmp/annot3.png" });
	});
});
