// Adjustments in the layers panel: what the canvas shows while a value changes and at rest, the switch that shows the picture
// without them, undo, and a reload. Not part of the quick checks.
import axe from "axe-core";
import { decode } from "fast-png";
import { describe, expect, test } from "vitest";
import type { Editor, SavedDocument } from "../../editor";
import { type Adjustment, adjustPixels, rectCoverage, rectOf, runToEnd } from "../../editor/raster";
import { hasChromium } from "./barePage";
import { type PageDriver, setUpPages } from "./pageDriver";

declare const editor: Editor;

const openPage = setUpPages();
let driver: PageDriver;

/** More than one display tile, and shown smaller than it is. */
const PICTURE = { width: 1600, height: 1200 };
const COLOURS = [
	[200, 60, 40],
	[40, 150, 70],
	[60, 70, 190],
	[120, 120, 120],
];

function quarters({ width, height }: typeof PICTURE): Uint8Array<ArrayBuffer> {
	const data = new Uint8Array(width * height * 4).fill(255);
	for (let i = 0; i < width * height; i++) {
		const quarter = (i % width < width / 2 ? 0 : 1) + (i < (width * height) / 2 ? 0 : 2);
		data.set(COLOURS[quarter] ?? [], i * 4);
	}
	return data;
}

const LEFT = { left: 0, top: 0, right: PICTURE.width / 2, bottom: PICTURE.height };

/** The colours that the canvas shows at the middles of the picture's quarters. */
function shown() {
	const { width, height } = PICTURE;
	return driver.coloursAt([
		[width / 4, height / 4],
		[(width * 3) / 4, height / 4],
		[width / 4, (height * 3) / 4],
		[(width * 3) / 4, (height * 3) / 4],
	]);
}

function adjusted(...adjustments: readonly Adjustment[]): number[][] {
	return COLOURS.map((colour) => {
		const image = { width: 1, height: 1, rgba: Uint8Array.from([...colour, 255]) };
		const passes = adjustments.map((adjustment) => {
			return { adjustment, coverage: null, extent: rectOf(image), isSideways: false };
		});
		runToEnd(adjustPixels(image, passes));
		return [...image.rgba.subarray(0, 3)];
	});
}

const panel = () => driver.page.locator(".hfis-side-panel");
const slider = (name: string) => panel().locator(".hfis-adjustments").getByRole("slider", { name, exact: true });
const steps = () => driver.page.evaluate(() => editor.save()?.history?.past.length ?? 0);
const adjustments = () => driver.page.evaluate(() => editor.save()?.adjustments ?? []);

async function open(): Promise<void> {
	driver = await openPage({ picture: { ...PICTURE, data: quarters(PICTURE) }, width: 1100, height: 900 });
	await driver.page.keyboard.press("Shift+L");
	await panel().waitFor();
}

async function add(kind: string): Promise<void> {
	await panel().getByRole("button", { name: "Add adjustment" }).click();
	await panel().locator(".hfis-ui-menu").getByRole("button", { name: kind, exact: true }).click();
	await panel()
		.getByRole("region", { name: `Settings of ${kind}` })
		.waitFor();
}

async function setByKeys(name: string, keys: readonly string[]): Promise<void> {
	await slider(name).focus();
	for (const key of keys) await driver.page.keyboard.press(key);
}

describe.skipIf(!hasChromium)("adjustments", () => {
	test("show on the canvas as they are exported; the switch, undo and a reload follow", async () => {
		await open();
		await add("Brightness");
		await setByKeys(
			"Brightness",
			Array.from({ length: 4 }, () => "Shift+ArrowRight"),
		);
		const bright = { kind: "brightness", values: { amount: 40 } } as const;
		await expect.poll(shown).toEqual(adjusted(bright));
		expect(await steps(), "one step for the layer, one for the slider").toBe(2);
		await add("Saturation");
		await setByKeys("Saturation", ["Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft"]);
		const pale = { kind: "saturation", values: { amount: -30 } } as const;
		await expect.poll(shown).toEqual(adjusted(bright, pale));

		const png = await driver.page.evaluate(async () => Array.from((await editor.exportAs("picture")).png));
		const { data, channels, width } = decode(Uint8Array.from(png));
		const at = (300 * width + 400) * channels;
		expect([...data.subarray(at, at + 3)]).toEqual(adjusted(bright, pale)[0]);

		const before = panel().getByRole("button", { name: "Show without adjustments" });
		await before.click();
		await expect.poll(shown).toEqual(COLOURS);
		await before.press("Enter");
		await expect.poll(shown).toEqual(adjusted(bright, pale));

		await driver.page.evaluate(async () => editor.load(structuredClone(editor.save()) as SavedDocument));
		await expect.poll(shown).toEqual(adjusted(bright, pale));
		await driver.page.locator(".hfis-viewport").focus();
		await driver.page.keyboard.press("Control+z");
		await expect.poll(shown).toEqual(adjusted(bright));
		for (let step = 0; step < 3; step++) await driver.page.keyboard.press("Control+z");
		await expect.poll(shown).toEqual(COLOURS);
		expect(await adjustments()).toEqual([]);
	});

	test("limit themselves to the active mask; curves follow pointer and keyboard, levels show a histogram", async () => {
		await open();
		await driver.apply([
			{
				type: "commands",
				commands: [{ type: "mask.setTiles", mask: "mask-1", tiles: rectCoverage(PICTURE, LEFT).tiles }],
			},
		]);
		// The mask's overlay would tint the colours.
		await driver.page.keyboard.press("q");
		await add("Curves");
		const graph = panel().getByRole("group", { name: "Tone curve" });
		const box = await graph.boundingBox();
		if (box === null) throw new Error("no curve");
		const at = (x: number, y: number) => [box.x + (x / 255) * box.width, box.y + (1 - y / 255) * box.height] as const;
		await driver.page.mouse.move(...at(128, 128));
		await driver.page.mouse.down();
		await driver.page.mouse.move(...at(128, 160));
		await driver.page.mouse.move(...at(128, 200));
		await driver.page.mouse.up();
		await expect.poll(steps).toBe(3);
		await graph.getByRole("button", { name: /^Point 2/ }).focus();
		await driver.page.keyboard.press("ArrowDown");
		await driver.page.keyboard.press("Shift+ArrowLeft");
		const points = async () => (await adjustments())[0]?.curves?.all ?? [];
		await expect.poll(async () => (await points()).length).toBe(3);
		await expect.poll(steps).toBe(4);
		const [, middle] = await points();
		expect(middle?.y).toBeGreaterThan(190);
		expect(middle?.x).toBeLessThan(122);
		const curve = { kind: "curves", values: {}, curves: { all: await points() } } as const;
		await expect.poll(shown).toEqual(adjusted(curve));

		await panel().getByRole("button", { name: "Limit to active mask" }).click();
		const masked = adjusted(curve).map((colour, i) => (i % 2 === 0 ? colour : COLOURS[i]));
		await expect.poll(shown).toEqual(masked);
		await panel().getByRole("button", { name: "Apply everywhere" }).click();
		await expect.poll(shown).toEqual(adjusted(curve));

		await add("Levels");
		await panel().locator('.hfis-adjustments-histogram[data-counted="true"]').waitFor();
		await setByKeys("Black point", ["Shift+ArrowRight", "Shift+ArrowRight"]);
		await expect.poll(shown).toEqual(adjusted(curve, { kind: "levels", values: { black: 20 } }));
		await driver.page.evaluate(axe.source);
		const violations = await driver.page.evaluate(async () => {
			const { axe } = window as unknown as {
				axe: { run(scope: unknown, options: object): Promise<{ violations: object[] }> };
			};
			return (await axe.run({ include: [".hfis-side-panel"] }, { resultTypes: ["violations"] })).violations;
		});
		expect(violations).toEqual([]);
	});
});
