// Objects in the layers panel: selecting by pointer and keyboard, typed numbers, the buttons of object actions, and what a
// screen reader is told. Not part of the quick checks.
import axe from "axe-core";
import { encode } from "fast-png";
import { describe, expect, test } from "vitest";
import type { Editor } from "../../editor";
import type { ReferenceLayer } from "../../editor/document";
import type { Snapshot } from "../../editor/state/snapshot";
import { hasChromium } from "./barePage";
import { type PageDriver, setUpPages } from "./pageDriver";

declare const editor: Editor & { getSnapshot(): Snapshot };

const openPage = setUpPages({ isDevelopment: true });
let driver: PageDriver;

/** Opens a picture of 800 × 600 pixels with references of 200 × 100 pixels, one below the other, and the layers panel. */
async function openWith(...names: readonly string[]): Promise<void> {
	driver = await openPage({ picture: { width: 800, height: 600 }, width: 1100, height: 900 });
	const data = new Uint8Array(200 * 100 * 4).map((_, i) => [200, 60, 60, 255][i % 4] ?? 0);
	const png = [...Buffer.from(encode({ width: 200, height: 100, data, channels: 4, depth: 8 }))];
	for (const [i, name] of names.entries()) {
		await driver.page.evaluate(
			async ({ bytes, name, top }) => {
				await editor.addReference(new Blob([Uint8Array.from(bytes)]), name);
				const reference = editor.save()?.references?.at(-1)?.id ?? "";
				const place = { left: 100, top, right: 300, bottom: top + 100 };
				const command = { type: "reference.set", reference, changes: { place } };
				Object(editor).apply([{ type: "amend", commands: [command] }]);
			},
			{ bytes: png, name, top: 50 + 150 * i },
		);
	}
	await driver.apply([{ type: "selectObjects", objects: [] }]);
	await driver.page.keyboard.press("Shift+L");
	await driver.page.locator(".hfis-side-panel").waitFor();
}

const references = () => driver.page.evaluate(() => editor.save()?.references ?? []) as Promise<ReferenceLayer[]>;
const names = async () => (await references()).map(({ name }) => name);
const selected = () =>
	driver.page.evaluate(() => {
		const { document, selectedObjects } = editor.getSnapshot();
		return document?.references.filter(({ id }) => selectedObjects.includes(id)).map(({ name }) => name);
	});
const object = (name: string) => driver.page.locator(`.hfis-layers-name[aria-label*="${name},"]`);
const field = (name: string) => driver.page.locator(".hfis-objects").getByRole("spinbutton", { name, exact: true });
const steps = () => driver.page.evaluate(() => editor.save()?.history?.past.length ?? 0);

async function type(name: string, value: string): Promise<void> {
	await field(name).fill(value);
	await driver.page.keyboard.press("Enter");
}

describe.skipIf(!hasChromium)("objects in the layers panel", () => {
	test("a click selects, Ctrl and click adds and removes, Shift and click selects up to there", async () => {
		await openWith("a", "b", "c", "d");
		await object("b").click();
		await expect.poll(selected).toEqual(["b"]);
		await object("d").click({ modifiers: ["Control"] });
		await expect.poll(selected).toEqual(["b", "d"]);
		await object("b").click({ modifiers: ["Control"] });
		await expect.poll(selected).toEqual(["d"]);
		await object("d").click();
		await object("b").click({ modifiers: ["Shift"] });
		await expect.poll(selected).toEqual(["b", "c", "d"]);
		await expect.poll(() => object("c").getAttribute("aria-pressed")).toBe("true");
		await expect.poll(() => object("a").getAttribute("aria-pressed")).toBe("false");
		await expect.poll(steps).toBe(4);
	});

	test("by keyboard alone: select, extend, duplicate, reorder, rename, lock, type numbers, delete, undo", async () => {
		await openWith("a", "b", "c");
		const { keyboard } = driver.page;
		await object("c").focus();
		await keyboard.press("Space");
		await expect.poll(selected).toEqual(["c"]);
		await keyboard.press("Shift+ArrowDown");
		await expect.poll(selected).toEqual(["b", "c"]);
		await keyboard.press("Control+a");
		await expect.poll(selected).toEqual(["a", "b", "c"]);
		await keyboard.press("ArrowDown");
		await keyboard.press("Enter");
		await expect.poll(selected).toEqual(["a"]);
		await keyboard.press("Control+j");
		await expect.poll(names).toEqual(["a", "a", "b", "c"]);
		await expect.poll(selected).toEqual(["a"]);
		// Past the copy and past b.
		await keyboard.press("Alt+ArrowUp");
		await keyboard.press("Alt+ArrowUp");
		await expect.poll(names).toEqual(["a", "b", "a", "c"]);
		await keyboard.press("F2");
		await keyboard.type("first");
		await keyboard.press("Enter");
		await expect.poll(names).toEqual(["a", "b", "first", "c"]);
		await object("first").focus();
		await keyboard.press("Space");
		await expect.poll(selected).toEqual(["first"]);
		await keyboard.press("Control+]");
		await expect.poll(names).toEqual(["a", "b", "c", "first"]);
		await keyboard.press("Control+Shift+l");
		await keyboard.press("Delete");
		await expect.poll(async () => (await references()).at(-1)?.isLocked).toBe(true);
		await keyboard.press("Control+Shift+l");
		await expect.poll(async () => (await references()).at(-1)?.isLocked).toBeUndefined();
		await field("X").focus();
		await keyboard.type("7");
		await keyboard.press("Tab");
		await expect.poll(async () => (await references()).at(-1)?.place.left).toBe(7);
		await object("first").focus();
		await keyboard.press("Delete");
		await expect.poll(names).toEqual(["a", "b", "c"]);
		// The focus stays in the list.
		const focused = () => driver.page.evaluate(() => document.activeElement?.className);
		await expect.poll(focused).toContain("hfis-layers-name");
		await keyboard.press("Control+z");
		await expect.poll(names).toEqual(["a", "b", "c", "first"]);
		await expect.poll(selected).toEqual(["first"]);
	});

	test("typed numbers move, size and turn the object, with its proportions kept or not; each is one step", async () => {
		await openWith("cat.png");
		await object("cat.png").click();
		const before = await steps();
		await type("X", "20");
		await type("Y", "40.5");
		await type("Width", "400");
		await expect
			.poll(async () => (await references())[0]?.place)
			.toEqual({ left: 20, top: 40.5, right: 420, bottom: 240.5 });
		await driver.page.getByRole("button", { name: "Keep proportions" }).click();
		await type("Height", "300");
		await type("Rotation", "15");
		await expect
			.poll(async () => (await references())[0])
			.toMatchObject({ angle: 15, place: { right: 420, bottom: 340.5 } });
		await expect.poll(steps).toBe(before + 5);
		await driver.page.keyboard.press("ArrowUp");
		await driver.page.keyboard.press("ArrowUp");
		await expect.poll(async () => (await references())[0]?.angle).toBe(17);
		await expect.poll(steps).toBe(before + 5);
		await driver.page.keyboard.press("Escape");
		await driver.run("edit.undo");
		await expect.poll(async () => (await references())[0]?.angle).toBeUndefined();
	});

	test("each object has a name that says everything, and a change is announced", async () => {
		await openWith("cat.png", "dog.png");
		const live = () => driver.page.locator(".hfis-viewport [aria-live]").textContent();
		await object("dog.png").click();
		await expect
			.poll(() => object("dog.png").getAttribute("aria-label"))
			.toBe("Reference image 3: dog.png, 200 × 100 at 100, 200");
		await driver.page.locator('.hfis-objects [data-action="object.rotateRight"]').click();
		await driver.page.locator('.hfis-objects [data-action="object.flipHorizontal"]').click();
		await driver.page.locator('.hfis-objects [data-action="object.lock"]').click();
		// The size is that before rotation; the position is that of the bounds.
		const said = "Reference image 3: dog.png, 200 × 100 at 150, 150, rotated -90°, flipped horizontally, locked";
		await expect.poll(() => object("dog.png").getAttribute("aria-label")).toBe(said);
		await expect.poll(live).toContain(`Selected: ${said}`);
		await expect.poll(() => field("X").isDisabled()).toBe(true);
		await expect.poll(() => driver.page.locator('[data-action="object.delete"]').isDisabled()).toBe(true);
		await driver.page.locator('.hfis-objects [data-action="object.lock"]').click();
		await expect.poll(() => field("X").isDisabled()).toBe(false);
		await object("cat.png").click({ modifiers: ["Control"] });
		await driver.page.locator('[data-action="object.alignRight"]').click();
		await expect.poll(live).toContain("2 objects selected");
	});

	test("on the canvas by keys alone: select, move, turn, flip, fade, align, order, and each is undone by one key", async () => {
		await openWith("a", "b");
		const { keyboard } = driver.page;
		const live = () => driver.page.locator(".hfis-viewport [aria-live]").textContent();
		await keyboard.press("Escape");
		await keyboard.press("v");
		await driver.page.locator(".hfis-viewport").focus();
		await keyboard.press("PageDown");
		await expect.poll(live).toContain("Selected: Reference image 2: a, 200 × 100 at 100, 50");
		const first = async () => (await references()).find(({ name }) => name === "a");
		const start = await first();
		const before = await steps();
		for (const key of ["ArrowRight", "ArrowRight", "Shift+ArrowDown"]) await keyboard.press(key);
		await expect.poll(live).toContain("at 102, 60");
		for (const key of ["Alt+]", "Alt+Shift+h", "3", "Alt+h", "Control+Shift+]"]) await keyboard.press(key);
		await expect.poll(names).toEqual(["b", "a"]);
		await expect.poll(live).toContain("rotated -15°, flipped horizontally, opacity 30%");
		await expect.poll(first).toMatchObject({ angle: -15, isFlippedX: true, opacity: 0.3 });
		// The moves are one step, and so is each of the others.
		await expect.poll(steps).toBe(before + 6);
		for (let i = 0; i < 6; i++) await keyboard.press("Control+z");
		await expect.poll(names).toEqual(["a", "b"]);
		await expect.poll(first).toEqual(start);
		await keyboard.press("Control+a");
		await expect.poll(live).toContain("2 objects selected");
		await keyboard.press("Delete");
		await expect.poll(names).toEqual([]);
		await keyboard.press("Control+z");
		await expect.poll(names).toEqual(["a", "b"]);
		await expect.poll(selected).toEqual(["a", "b"]);
	});

	test("axe finds no violation in the panel, dark and light, wide and narrow, and nothing overflows", async () => {
		await openWith("cat.png", "a dog with a very long file name that is not shown in full.png");
		const { page } = driver;
		await page.keyboard.press("Control+a");
		await object("cat.png").click();
		await page.evaluate(axe.source);
		for (const colorScheme of ["dark", "light"] as const) {
			await page.emulateMedia({ colorScheme });
			for (const width of [1100, 420]) {
				await page.setViewportSize({ width, height: 900 });
				const found = await page.evaluate(async () => {
					const { axe } = window as unknown as {
						axe: { run(scope: unknown, options: object): Promise<{ violations: object[] }> };
					};
					const { violations } = await axe.run({ include: [".hfis-side-panel"] }, { resultTypes: ["violations"] });
					const panel = document.querySelector(".hfis-side-panel-body");
					return { violations, overflow: (panel?.scrollWidth ?? 0) - (panel?.clientWidth ?? 0) };
				});
				expect(found).toEqual({ violations: [], overflow: 0 });
			}
		}
	});
});
