// The interface around the canvas, in a real browser with keyboard and mouse: menu, layers, imports, shortcut sheet.
// Not part of the quick checks.
import type { Page } from "@playwright/test";
import axe from "axe-core";
import { decode, encode } from "fast-png";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Editor } from "../../editor";
import { ACTIONS, describeShortcut, STORED_MASK_ACTIONS } from "../../editor/tools";
import { type BarePage, hasChromium, openBarePage } from "./barePage";

declare const editor: Editor;

const SIZE = { width: 400, height: 300 };

type Rgba = readonly [number, number, number, number];

const GREY: Rgba = [120, 130, 140, 255];

function png(pixel: (x: number, y: number) => Rgba = () => GREY, size = SIZE): Buffer {
	const data = new Uint8Array(size.width * size.height * 4);
	for (let i = 0; i < size.width * size.height; i++) {
		data.set(pixel(i % size.width, Math.floor(i / size.width)), i * 4);
	}
	return Buffer.from(encode({ ...size, data, channels: 4, depth: 8 }));
}

const inMiddle = (x: number, y: number) => x >= 100 && x < 300 && y >= 100 && y < 200;
/** The polarity of image APIs: transparent means edit. */
const EDIT_ALPHA = png((x, y) => (inMiddle(x, y) ? [255, 255, 255, 0] : [0, 0, 0, 255]));
/** The polarity of paint programs: white means edit. */
const EDIT_LIGHT = png((x, y) => (inMiddle(x, y) ? [255, 255, 255, 255] : [0, 0, 0, 255]));

let bare: BarePage;
let page: Page;
let complaints: string[] = [];

const state = () => page.evaluate(() => editor.getState());
const saved = () =>
	page.evaluate(() =>
		editor.save()?.masks.map(({ id, name, visible, locked, opacity }) => ({ id, name, visible, locked, opacity })),
	);
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });

async function openPicture(): Promise<void> {
	await page.setInputFiles("input[type=file]", { name: "picture.png", mimeType: "image/png", buffer: png() });
	await page.waitForFunction(() => editor.getState().picture !== null);
}

async function viewPoint(x: number, y: number): Promise<{ x: number; y: number }> {
	const box = await page.locator(".hfis-viewport").boundingBox();
	if (box === null) throw new Error("no viewport");
	// Fitted, the picture is centred.
	const { zoom } = await state();
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
	for (const { x, y } of rest) await page.mouse.move(x, y, { steps: 8 });
	await page.mouse.up();
}

/** The number of edited pixels in the exported mask; 0 if it is refused as empty. */
const editPixels = () =>
	page.evaluate(() =>
		editor.exportMask({ allowEverything: true }).then(
			({ editPixels }) => editPixels,
			() => 0,
		),
	);

async function exportedAlpha(x: number, y: number): Promise<number | undefined> {
	const bytes = await page.evaluate(async () => Array.from((await editor.exportMask()).png));
	const { width, data } = decode(Uint8Array.from(bytes));
	return data[(y * width + x) * 4 + 3];
}

async function pick(open: () => Promise<void>, buffer: Buffer, name = "file.png"): Promise<void> {
	const chooser = page.waitForEvent("filechooser");
	await open();
	await (await chooser).setFiles({ name, mimeType: "image/png", buffer });
}

async function openMenu(): Promise<void> {
	await button("Mask").click();
	await page.locator(".hfis-ui-menu").waitFor();
}

/** Dispatches drag events, because the browser's input protocol cannot give files to a page. */
async function drag(type: string, target: string, buffer: Buffer, name = "dropped.png"): Promise<void> {
	const dataTransfer = await page.evaluateHandle(
		({ bytes, name }) => {
			const data = new DataTransfer();
			data.items.add(new File([Uint8Array.from(bytes)], name, { type: "image/png" }));
			return data;
		},
		{ bytes: [...buffer], name },
	);
	await page.dispatchEvent(target, type, { dataTransfer });
}

/** The state of the page outside the editor. */
const outside = () =>
	page.evaluate(() => {
		const copy = document.documentElement.cloneNode(true) as HTMLElement;
		copy.querySelector(".hfis-editor")?.remove();
		const { overflow, pointerEvents, paddingRight } = getComputedStyle(document.body);
		return [copy.outerHTML, overflow, pointerEvents, paddingRight].join("\n");
	});

describe.skipIf(!hasChromium)("the interface in Chromium", () => {
	beforeAll(async () => {
		bare = await openBarePage({ isDevelopment: true });
		page = await bare.browser.newPage({ viewport: { width: 1000, height: 700 } });
		page.on("console", (message) => {
			if (message.type() === "error") complaints.push(message.text());
		});
		page.on("pageerror", (error) => complaints.push(String(error)));
		await page.goto(bare.url);
		await page.waitForSelector(".hfis-editor");
	});

	afterAll(async () => {
		await bare?.close();
	});

	// One page for all tests, because loading it takes longer than most of them.
	beforeEach(async () => {
		// Errors of one test do not count for the next.
		if (complaints.length > 0) await page.reload();
		complaints = [];
		await page.evaluate(() => {
			for (const dialog of document.querySelectorAll("dialog")) dialog.dispatchEvent(new Event("cancel"));
			if (document.querySelector(".hfis-side-panel") !== null) editor.run("panel.layers");
			editor.close();
			editor.run("tool.brush");
			(document.activeElement as HTMLElement | null)?.blur();
		});
		await page.waitForSelector(".hfis-editor-empty");
		await page.mouse.move(500, 690);
	});

	afterEach(() => {
		expect(complaints).toEqual([]);
	});

	describe("the mask menu", () => {
		test("grow with a typed radius grows the mask in one history entry", async () => {
			await openPicture();
			await stroke([150, 150], [250, 150]);
			const before = await editPixels();
			await openMenu();
			await button(/^Grow mask/).click();
			await page.getByRole("spinbutton", { name: "Radius" }).fill("20");
			await page.keyboard.press("Enter");
			await expect.poll(editPixels).toBeGreaterThan(before + 2 * 100 * 20);
			expect(await page.locator(".hfis-ui-menu").count()).toBe(0);
			await page.keyboard.press("Control+z");
			await expect.poll(editPixels).toBe(before);
			// The typed radius is used by the shortcut next time.
			await page.keyboard.press("Control+Alt+=");
			await expect.poll(editPixels).toBeGreaterThan(before + 2 * 100 * 20);
		});

		test("can be opened, used and closed with the keyboard alone", async () => {
			await openPicture();
			await button("Mask").focus();
			await page.keyboard.press("Enter");
			await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain("Mask entire image");
			// A letter in a menu does not choose a tool.
			await page.keyboard.press("e");
			await page.keyboard.press("ArrowDown");
			await page.keyboard.press("Escape");
			expect((await state()).activeTool).toBe("brush");
			const focused = () => page.evaluate(() => document.activeElement?.getAttribute("data-opens"));
			expect(await focused()).toBe("mask");
			await page.keyboard.press("Enter");
			await page.keyboard.press("Enter");
			expect(await editPixels()).toBe(SIZE.width * SIZE.height);
			expect(await focused()).toBe("mask");
		});

		test("a press on the canvas closes it and does not paint", async () => {
			await openPicture();
			await openMenu();
			await stroke([100, 150], [150, 150]);
			expect(await page.locator(".hfis-ui-menu").count()).toBe(0);
			expect((await state()).hasMask).toBe(false);
			await stroke([100, 150], [150, 150]);
			expect((await state()).hasMask).toBe(true);
		});

		test("lists every operation of the registry", async () => {
			await openPicture();
			await openMenu();
			const shown = await page
				.locator(".hfis-ui-menu [data-action]")
				.evaluateAll((items) => items.map((item) => item.getAttribute("data-action")));
			// Nothing around this page stores masks.
			const listed = ACTIONS.filter((action) => !STORED_MASK_ACTIONS.includes(action));
			expect(shown.sort()).toEqual(
				listed
					.filter(({ group }) => group === "mask")
					.map(({ id }) => id)
					.sort(),
			);
		});
	});

	describe("tool options", () => {
		test("a size can be typed exactly, stepped with arrow keys, and restored with Escape", async () => {
			await openPicture();
			const field = page.getByRole("spinbutton", { name: "Size" });
			await field.fill("137");
			await page.keyboard.press("Enter");
			const size = () => page.evaluate(() => editor.getState().preferences.tools.brush?.size);
			expect(await size()).toBe(137);
			await field.focus();
			await page.keyboard.press("ArrowUp");
			await page.keyboard.press("Shift+ArrowDown");
			expect(await size()).toBe(128);
			await field.fill("9");
			await page.keyboard.press("Escape");
			expect([await size(), await field.inputValue()]).toEqual([128, "128"]);
			await field.fill("99999");
			await page.keyboard.press("Tab");
			expect(await size()).toBe(1000);
			// The slider's keys reach every value, also on its square-root scale.
			await field.fill("1");
			await page.keyboard.press("Enter");
			await page.getByRole("slider", { name: "Size" }).focus();
			await page.keyboard.press("ArrowRight");
			expect(await size()).toBe(2);
		});

		test("rarely used options are behind More", async () => {
			await openPicture();
			await button("More options").click();
			await page.getByRole("switch", { name: "Pen pressure controls opacity" }).check();
			await page.getByRole("spinbutton", { name: "Flow" }).fill("40");
			await page.keyboard.press("Tab");
			expect((await state()).preferences.tools.brush).toMatchObject({ pressureOpacity: true, flow: 0.4 });
		});
	});

	describe("layers", () => {
		const names = () => page.locator(".hfis-side-panel .hfis-layers-name").allTextContents();

		async function paintTwo(): Promise<void> {
			await openPicture();
			await stroke([60, 60], [120, 60]);
			await page.keyboard.press("Shift+L");
			await button("New mask").click();
			await stroke([60, 240], [120, 240]);
		}

		test("hidden masks are not exported", async () => {
			await paintTwo();
			expect(await names()).toEqual(["Mask 2", "Mask 1"]);
			expect([await exportedAlpha(90, 60), await exportedAlpha(90, 240)]).toEqual([0, 0]);
			await button("Show Mask 2").click();
			expect([await exportedAlpha(90, 60), await exportedAlpha(90, 240)]).toEqual([0, 255]);
			await page.keyboard.press("Control+z");
			expect(await exportedAlpha(90, 240)).toBe(0);
		});

		test("dragging the opacity is one history entry", async () => {
			await paintTwo();
			await button("Appearance of Mask 2").click();
			const slider = page.getByRole("slider", { name: "Opacity" });
			const box = await slider.boundingBox();
			if (box === null) throw new Error("no slider");
			const y = box.y + box.height / 2;
			const opacity = async () => (await saved())?.[1]?.opacity;
			const drag = async (from: number, to: number) => {
				await page.mouse.move(box.x + box.width * from, y);
				await page.mouse.down();
				await page.mouse.move(box.x + box.width * to, y, { steps: 10 });
				await page.mouse.up();
			};
			await drag(0.5, 0.9);
			const first = await opacity();
			expect(first).toBeGreaterThan(0.8);
			await drag(0.9, 0.2);
			expect(await opacity()).toBeLessThan(0.3);
			await page.keyboard.press("Control+z");
			expect(await opacity()).toBe(first);
			await page.keyboard.press("Control+z");
			expect(await opacity()).toBe(0.55);
		});

		test("masks are renamed in place, reordered by key and by drag, merged and deleted", async () => {
			await paintTwo();
			await page.getByText("Mask 1", { exact: true }).dblclick();
			await page.keyboard.type("Sky");
			await page.keyboard.press("Enter");
			expect(await names()).toEqual(["Mask 2", "Sky"]);
			await page.getByText("Sky", { exact: true }).focus();
			await page.keyboard.press("F2");
			await page.keyboard.type("nothing");
			await page.keyboard.press("Escape");
			await page.getByText("Sky", { exact: true }).focus();
			await page.keyboard.press("Alt+ArrowUp");
			// The unnamed mask is now the lowest.
			expect(await names()).toEqual(["Sky", "Mask 1"]);
			expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Sky");
			const [from, to] = await Promise.all(
				["Sky", "Mask 1"].map((name) => page.getByText(name, { exact: true }).boundingBox()),
			);
			if (!from || !to) throw new Error("no rows");
			await page.mouse.move(from.x + 10, from.y + 10);
			await page.mouse.down();
			await page.mouse.move(from.x + 10, to.y + to.height - 2, { steps: 6 });
			await page.mouse.up();
			expect(await names()).toEqual(["Mask 2", "Sky"]);
			const before = await editPixels();
			await button("More actions for Mask 2").click();
			await button("Merge down").click();
			expect([await names(), await editPixels()]).toEqual([["Sky"], before]);
			await page.keyboard.press("Control+z");
			await page.getByText("Mask 2", { exact: true }).focus();
			await page.keyboard.press("Delete");
			expect(await names()).toEqual(["Sky"]);
		});

		test("Escape cancels a drag; rows and panel stay, and the drag is announced inside the root", async () => {
			await paintTwo();
			const before = await names();
			const [top, bottom] = await page.locator(".hfis-layers-name").all();
			const [from, to] = [await top?.boundingBox(), await bottom?.boundingBox()];
			if (!from || !to) throw new Error("no rows");
			await page.mouse.move(from.x + 10, from.y + 10);
			await page.mouse.down();
			await page.mouse.move(from.x + 10, to.y + to.height - 2, { steps: 6 });
			await page.locator(".hfis-layers-row[data-dragged=true]").waitFor();
			await page.keyboard.press("Escape");
			await page.locator(".hfis-layers-row[data-dragged=true]").waitFor({ state: "detached" });
			await page.mouse.up();
			expect(await names()).toEqual(before);
			expect(await page.locator(".hfis-side-panel").count()).toBe(1);
			const regions = await page
				.locator("[id^=DndLiveRegion]")
				.evaluateAll((all) => all.map((one) => one.closest(".hfis-editor") !== null));
			expect(regions.length).toBeGreaterThan(0);
			expect(regions).not.toContain(false);
		});

		test("painting on a locked mask shows a notice, which can unlock it", async () => {
			await paintTwo();
			await button("Lock Mask 2").click();
			const before = await editPixels();
			await stroke([300, 150], [340, 150]);
			expect(await page.getByRole("alert").textContent()).toContain("locked");
			expect(await editPixels()).toBe(before);
			await page.getByRole("alert").getByRole("button", { name: "Unlock" }).click();
			expect(await page.getByRole("alert").count()).toBe(0);
			await stroke([300, 150], [340, 150]);
			expect(await editPixels()).toBeGreaterThan(before);
		});

		test("selecting a mask is not a history entry, and strokes go to the selected mask", async () => {
			await paintTwo();
			const { revision } = await state();
			await page.getByText("Mask 1", { exact: true }).click();
			await stroke([200, 150], [240, 150]);
			await button("Show Mask 2").click();
			expect(await exportedAlpha(220, 150)).toBe(0);
			await page.keyboard.press("Control+z");
			await page.keyboard.press("Control+z");
			expect((await state()).revision).toBeGreaterThan(revision);
			expect(await exportedAlpha(90, 240)).toBe(0);
		});

		test("Escape closes the panel and returns the focus", async () => {
			await openPicture();
			await page.locator("[data-action='panel.layers']").focus();
			await page.keyboard.press("Enter");
			expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Mask 1");
			await page.keyboard.press("Escape");
			expect(await page.locator(".hfis-side-panel").count()).toBe(0);
			expect(await page.evaluate(() => document.activeElement?.getAttribute("data-action"))).toBe("panel.layers");
		});
	});

	describe("masks from files", () => {
		for (const [how, file, meaning] of [
			["transparent", EDIT_ALPHA, "Transparent pixels"],
			["light", EDIT_LIGHT, "Light pixels"],
		] as const) {
			test(`a mask file that edits ${how} pixels is detected, previewed and imported in one history entry`, async () => {
				await openPicture();
				await openMenu();
				await pick(() => button("Import mask…").click(), file);
				const dialog = page.getByRole("dialog", { name: "Import mask" });
				await dialog.waitFor();
				expect(await dialog.getByRole("radio", { name: meaning }).isChecked()).toBe(true);
				expect(await dialog.textContent()).toContain("17% of the image");
				await page.keyboard.press("Enter");
				expect([await exportedAlpha(200, 150), await exportedAlpha(50, 50)]).toEqual([0, 255]);
				await page.keyboard.press("Control+z");
				expect((await state()).hasMask).toBe(false);
			});
		}

		test("the other polarity can be chosen, and the mask can be replaced", async () => {
			await openPicture();
			await page.keyboard.press("Control+a");
			await openMenu();
			await pick(() => button("Import mask…").click(), EDIT_LIGHT);
			await page.getByRole("radio", { name: "Dark pixels" }).check();
			await page.getByText("83% of the image").waitFor();
			await page.getByRole("radio", { name: "Replace mask" }).check();
			await button("Apply").click();
			await expect.poll(() => exportedAlpha(200, 150)).toBe(255);
			expect(await exportedAlpha(50, 50)).toBe(0);
		});

		test("a file of another size is refused with both sizes", async () => {
			await openPicture();
			await stroke([100, 100], [200, 100]);
			const before = await state();
			await openMenu();
			await pick(
				() => button("Import mask…").click(),
				png(() => GREY, { width: 40, height: 30 }),
			);
			const words = await page.getByRole("alert").textContent();
			expect(words).toContain("40 × 30");
			expect(words).toContain("400 × 300");
			expect((await state()).revision).toBe(before.revision);
		});
	});

	describe("files dropped and pasted over a picture", () => {
		const references = () => page.evaluate(() => editor.save()?.references?.length ?? 0);

		test("drop zones name the purposes of a file, and the canvas itself places it", async () => {
			await openPicture();
			await drag("dragover", ".hfis-viewport", EDIT_LIGHT);
			await page.waitForSelector(".hfis-imports-drop-place[data-over=true]");
			await drag("drop", ".hfis-imports-drop-place", EDIT_LIGHT);
			await expect.poll(references).toBe(1);
			expect((await state()).activeTool).toBe("place");
			await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe("hfis-viewport");
			await page.keyboard.press("Delete");
			await expect.poll(references).toBe(0);
			for (const [zone, arrived] of [
				["reference", async () => (await references()) === 1],
				["mask", () => page.getByRole("dialog", { name: "Import mask" }).isVisible()],
				["picture", async () => (await state()).picture?.name === "dropped.png"],
			] as const) {
				await drag("dragover", ".hfis-viewport", EDIT_LIGHT);
				await page.waitForSelector(".hfis-imports-drop");
				await drag("dragover", `[data-purpose=${zone}]`, EDIT_LIGHT);
				await page.waitForSelector(`[data-purpose=${zone}][data-over=true]`);
				await drag("drop", `[data-purpose=${zone}]`, EDIT_LIGHT);
				await expect.poll(arrived).toBe(true);
				expect(await page.locator(".hfis-imports-drop").count()).toBe(0);
				await page.keyboard.press("Escape");
			}
		});

		test("a paste places the picture and replaces nothing; a drop beside the canvas asks for the purpose", async () => {
			await openPicture();
			await stroke([100, 100], [200, 100]);
			const before = await state();
			await page.evaluate(
				(bytes) => {
					const clipboardData = new DataTransfer();
					clipboardData.items.add(new File([Uint8Array.from(bytes)], "image.png", { type: "image/png" }));
					document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
				},
				[...png(() => GREY, { width: 40, height: 30 })],
			);
			await expect.poll(references).toBe(1);
			const { hasMask, picture } = await state();
			expect([hasMask, picture?.id]).toEqual([before.hasMask, before.picture?.id]);
			await page.keyboard.press("Control+z");
			await expect.poll(references).toBe(0);

			const settled = await state();
			const beside = () =>
				drag(
					"drop",
					".hfis-toolbar-bar",
					png(() => GREY, { width: 40, height: 30 }),
				);
			await beside();
			const dialog = page.getByRole("dialog", { name: "How do you want to use this image?" });
			await dialog.waitFor();
			// Its size differs from the picture's, which the mask choice says.
			await expect.poll(() => dialog.getByRole("button", { name: /Use as mask/ }).isDisabled()).toBe(true);
			expect(await dialog.textContent()).toContain("40 × 30");
			await page.keyboard.press("Escape");
			expect((await state()).revision).toBe(settled.revision);
			await beside();
			await dialog.waitFor();
			await page.keyboard.press("r");
			await expect.poll(references).toBe(1);
			expect((await state()).picture?.id).toBe(before.picture?.id);
		});
	});

	test("a held view button applies only while it is held", async () => {
		await openPicture();
		const toggle = button("Hide mask");
		await toggle.hover();
		await page.mouse.down();
		expect(await toggle.getAttribute("aria-pressed")).toBe("true");
		const start = Date.now();
		await expect.poll(() => Date.now() - start).toBeGreaterThan(400);
		await page.mouse.up();
		expect(await toggle.getAttribute("aria-pressed")).toBe("false");
		await toggle.click();
		expect(await toggle.getAttribute("aria-pressed")).toBe("true");
	});

	test("the shortcut sheet lists every key of the registry and can be searched", async () => {
		await openPicture();
		await page.keyboard.press("?");
		const sheet = page.getByRole("dialog", { name: "Keyboard and gestures" });
		const rows = await sheet
			.locator("dl > div")
			.evaluateAll((all) =>
				all.map((row) => [
					row.querySelector("dt")?.textContent ?? "",
					...[...row.querySelectorAll("kbd")].map((key) => key.textContent ?? ""),
				]),
			);
		const expected = ACTIONS.filter(
			({ shortcuts, variantOf }) => shortcuts.length > 0 && variantOf === undefined,
		).filter(({ id }) => !/opacity\d/.test(id));
		for (const { label, shortcuts } of expected) {
			expect(rows).toContainEqual([label.en, ...shortcuts.map((shortcut) => describeShortcut(shortcut, false))]);
		}
		expect(rows).toContainEqual(["Opacity 10% – 100%", "1", "…", "0"]);
		await page.keyboard.type("feath");
		expect(await sheet.locator("dl > div").count()).toBe(1);
		await page.keyboard.press("Escape");
		expect(await sheet.count()).toBe(0);
		expect((await state()).activeTool).toBe("brush");
	});

	test("no overlay changes anything outside the root, and axe finds no violation in any, dark and light", async () => {
		await openPicture();
		await stroke([100, 100], [200, 100]);
		await page.evaluate(axe.source);
		const growForm = async () => {
			await openMenu();
			await button(/^Grow mask/).click();
		};
		const look = async () => {
			await page.keyboard.press("Shift+L");
			await button("Appearance of Mask 1").click();
		};
		const importMask = async () => {
			await openMenu();
			await pick(() => button("Import mask…").click(), EDIT_LIGHT);
		};
		const overlays: readonly [name: string, open: () => Promise<void>][] = [
			["the mask menu", openMenu],
			["the mask menu's form", growForm],
			["more options", () => button("More options").click()],
			["the layers", () => page.locator("[data-action='panel.layers']").click()],
			["a mask's look", look],
			["the shortcuts", () => page.locator("[data-action='panel.shortcuts']").click()],
			["the question what for", () => drag("drop", ".hfis-toolbar-bar", EDIT_LIGHT)],
			["the mask import", importMask],
		];
		for (const theme of ["dark", "light"]) {
			await page.evaluate((name) => {
				document.documentElement.dataset.theme = name;
			}, theme);
			const before = await outside();
			for (const [name, open] of overlays) {
				await open();
				await page
					.locator(".hfis-editor :is(dialog[open], [popover]:popover-open, .hfis-side-panel)")
					.first()
					.waitFor();
				expect(await outside(), `with ${name} open`).toBe(before);
				const found = await page.evaluate(async () => {
					const { axe } = window as unknown as {
						axe: { run(scope: unknown, options: object): Promise<{ violations: Violation[] }> };
					};
					return (await axe.run({ include: [".hfis-editor"] }, { resultTypes: ["violations"] })).violations;
				});
				const words = found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
				expect(words, `${name}, ${theme}`).toEqual([]);
				await page.keyboard.press("Escape");
				await page.keyboard.press("Escape");
				expect(await outside(), `after ${name}`).toBe(before);
			}
		}
	});
});

interface Violation {
	id: string;
	nodes: { target: string[] }[];
}
