// Side by side, slider, onion and difference: placed objects are shown in every pane, also in a turned view. Not part of the
// quick checks.
import { encode } from "fast-png";
import { describe, expect, test } from "vitest";
import type { Editor } from "../../editor";
import type { DocumentTree } from "../../editor/document";
import { hasChromium } from "./barePage";
import { type PageDriver, type Point, setUpPages } from "./pageDriver";

declare const editor: Editor & { readonly document: DocumentTree | null; apply(effects: readonly object[]): void };

const openPage = setUpPages();
let driver: PageDriver;

const GREY = [128, 128, 128];
const RED = [255, 0, 0];
const BLUE = [0, 0, 255];

const blueSamples = Uint8Array.from({ length: 8 * 8 * 4 }, (_, i) => (i % 4 === 2 || i % 4 === 3 ? 255 : 0));
const bluePng = [...encode({ width: 8, height: 8, data: blueSamples, channels: 4, depth: 8 })];

/** Left and right of the middle; the second one is rotated. */
const PLACES = [
	{ place: { left: 40, top: 40, right: 100, bottom: 100 } },
	{ place: { left: 300, top: 200, right: 360, bottom: 260 }, angle: 45 },
] as const;
const OBJECTS: readonly Point[] = [
	[70, 70],
	[330, 230],
];

/** A picture with a result that is all red, and two blue objects on it. */
async function open(): Promise<void> {
	driver = await openPage({ width: 1000, height: 700 });
	await driver.showRedResult();
	await driver.page.evaluate(
		async ([png, places]) => {
			for (const changes of places) {
				await editor.addReference(new Blob([Uint8Array.from(png)], { type: "image/png" }), "blue.png");
				const reference = editor.document?.references.at(-1)?.id;
				editor.apply([{ type: "commands", commands: [{ type: "reference.set", reference, changes }] }]);
			}
			editor.run("tool.hand");
			editor.run("view.actual");
		},
		[bluePng, PLACES] as const,
	);
	await expect.poll(async () => (await colours([[200, 150]]))[0]?.join()).toBe(RED.join());
}

/** The colours on screen of points of the picture, in a pane whose left edge is `dx` CSS pixels from the canvas's. */
async function colours(points: readonly Point[], dx = 0) {
	await driver.page.mouse.move(2, 2);
	return driver.coloursAt(points, dx);
}

/** Turns the view in every way that is tested. */
const TURNS = [
	["upright", []],
	["rotated", ["Alt+.", "Alt+."]],
	["mirrored", ["Alt+m"]],
	["rotated and mirrored", ["Alt+.", "Alt+.", "Alt+m"]],
] as const;

describe.skipIf(!hasChromium).each(TURNS)("panes of a view that is %s", (_, keys) => {
	const turn = async () => {
		for (const key of keys) await driver.page.keyboard.press(key);
		await driver.waitForFrames();
	};

	test("side by side, both panes show the objects, and each its side", async () => {
		await open();
		await driver.page.keyboard.press("Shift+Y");
		await driver.run("view.actual");
		await turn();
		const half = (await driver.canvas()).width / 2;
		const probes: readonly Point[] = [...OBJECTS, [200, 130], [230, 170]];
		expect(await colours(probes)).toEqual([BLUE, BLUE, GREY, GREY]);
		expect(await colours(probes, half)).toEqual([BLUE, BLUE, RED, RED]);
		// Nothing of a pane reaches into the other.
		const shot = await driver.captureScreen();
		const { x, y, height } = await driver.canvas();
		const edge = shot.pixel(Math.round(x + half) + 1, Math.round(y + height / 3));
		expect(edge).toEqual(shot.pixel(Math.round(x + half) - 2, Math.round(y + height / 3)));
	});

	test("with the slider, the divider is upright and the objects lie over both sides", async () => {
		await open();
		await turn();
		await driver.page.keyboard.press("y");
		const { x, width } = await driver.canvas();
		const middle = x + width / 2;
		const probes: readonly Point[] = [
			[120, 100],
			[120, 200],
			[280, 100],
			[280, 200],
		];
		const sides = (await driver.allToPage(probes)).map(([at]) => (at < middle ? GREY : RED));
		expect(new Set(sides).size).toBe(2);
		expect(await colours([...OBJECTS, ...probes])).toEqual([BLUE, BLUE, ...sides]);
	});

	test("as an onion skin, the result is translucent and the objects are not", async () => {
		await open();
		await turn();
		await driver.run("compare.onion");
		const [first, second, mixed = []] = await colours([...OBJECTS, [200, 150]]);
		expect([first, second]).toEqual([BLUE, BLUE]);
		for (const [channel, value] of [192, 64, 64].entries())
			expect(Math.abs((mixed[channel] ?? 0) - value)).toBeLessThan(4);
	});

	test("with the difference, the objects are shown over it", async () => {
		await open();
		await driver.run("compare.difference");
		await expect.poll(async () => (await colours([[200, 150]]))[0]?.join()).not.toBe(RED.join());
		const before = await colours([...OBJECTS, [200, 150]]);
		await turn();
		expect(await colours([...OBJECTS, [200, 150]])).toEqual(before);
		expect(before.slice(0, 2)).toEqual([BLUE, BLUE]);
		expect([GREY, RED]).not.toContainEqual(before[2]);
	});
});
