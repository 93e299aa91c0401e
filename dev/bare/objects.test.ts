// Objects on the canvas: selecting, moving, scaling, rotating, cropping and snapping by mouse, touch and keys, all through the
// browser's own input protocol. Not part of the quick checks.
import { encode } from "fast-png";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Editor } from "../../editor";
import type { ReferenceLayer } from "../../editor/document";
import type { Snapshot } from "../../editor/state/snapshot";
import { type BarePage, hasChromium, openBarePage } from "./barePage";
import { greySamples, PageDriver, type PageOptions, type Point } from "./pageDriver";

declare const editor: Editor & { getSnapshot(): Snapshot };

let bench: BarePage;
let driver: PageDriver;

/** Opens a grey picture of 800 × 600 pixels with red references of 200 × 100 pixels at these places. */
async function openWith(places: readonly Point[], options: PageOptions = {}): Promise<void> {
	driver = await PageDriver.open(bench, { picture: { width: 800, height: 600 }, ...options });
	await driver.page.keyboard.press("v");
	const red = greySamples(200, 100).map((value, i) => (i % 4 === 0 ? 255 : i % 4 === 3 ? 255 : value / 4));
	const png = [...Buffer.from(encode({ width: 200, height: 100, data: red, channels: 4, depth: 8 }))];
	for (const [i, [left, top]] of places.entries()) {
		await driver.page.evaluate((bytes) => editor.addReference(new Blob([Uint8Array.from(bytes)]), "red"), png);
		await driver.page.waitForFunction((count) => editor.save()?.references?.length === count, i + 1);
		await driver.page.evaluate(
			([left, top]) => {
				const id = editor.save()?.references?.at(-1)?.id ?? "";
				const place = { left, top, right: left + 200, bottom: top + 100 };
				Object(editor).apply([
					{ type: "amend", commands: [{ type: "reference.set", reference: id, changes: { place } }] },
				]);
			},
			[left, top] as const,
		);
	}
	await driver.page.evaluate(() => Object(editor).selectObjects([]));
	await driver.run("view.fit");
	await driver.waitForFrames();
}

const references = () => driver.page.evaluate(() => editor.save()?.references ?? []) as Promise<ReferenceLayer[]>;
const reference = async (index = 0): Promise<ReferenceLayer> => {
	const found = (await references())[index];
	if (found === undefined) throw new Error(`no reference ${index}`);
	return found;
};
const selected = () => driver.page.evaluate(() => editor.getSnapshot().selectedObjects.length);

async function drag(from: Point, to: Point, held: readonly string[] = []): Promise<void> {
	const [start, end] = await driver.allToPage([from, to]);
	if (start === undefined || end === undefined) return;
	const { mouse, keyboard } = driver.page;
	await mouse.move(...start);
	await mouse.down();
	for (const key of held) await keyboard.down(key);
	await mouse.move(...end, { steps: 5 });
	await mouse.up();
	for (const key of held) await keyboard.up(key);
}

async function click(at: Point): Promise<void> {
	await driver.page.mouse.click(...(await driver.toPage(at)));
}

const rect = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

describe.skipIf(!hasChromium)("objects on the canvas", () => {
	beforeAll(async () => {
		bench = await openBarePage();
	}, 60_000);

	afterAll(() => bench?.close());

	afterEach(async () => {
		expect(driver.consoleErrors).toEqual([]);
		await driver.close();
	});

	test("a click selects an object and a drag moves it as one step, which Escape takes back before its end", async () => {
		await openWith([[100, 100]]);
		await click([150, 150]);
		expect(await selected()).toBe(1);
		await driver.captureTo("/tmp/shots/selected.png");
		await drag([150, 150], [270, 250], ["Control"]);
		expect((await reference()).place).toEqual(rect(220, 200, 420, 300));
		await driver.page.keyboard.press("Control+z");
		expect((await reference()).place).toEqual(rect(100, 100, 300, 200));
	});
});
