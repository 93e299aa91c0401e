// Tooltips of the editor's icon buttons in Chromium, with real mouse and keyboard.
import type { Page } from "@playwright/test";
import { encode } from "fast-png";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Editor } from "../../editor";
import { type BarePage, hasChromium, openBarePage } from "./barePage";

declare const editor: Editor;

/** Milliseconds; the tooltip's delay lies between them. */
const BEFORE_DELAY = 150;
const AFTER_DELAY = 900;
const PICTURE = Buffer.from(
	encode({ width: 400, height: 300, data: new Uint8Array(400 * 300 * 4).fill(150), channels: 4, depth: 8 }),
);

let bare: BarePage;
let page: Page;

const tooltip = () => page.locator(".hfis-ui-tooltip");
const button = (name: string) => page.getByRole("button", { name, exact: true });

describe.skipIf(!hasChromium)("tooltips", () => {
	beforeAll(async () => {
		bare = await openBarePage();
		page = await bare.browser.newPage({ viewport: { width: 1000, height: 700 } });
		await page.clock.install();
		await page.goto(bare.url);
		await page.setInputFiles("input[type=file]", { name: "picture.png", mimeType: "image/png", buffer: PICTURE });
		await page.waitForFunction(() => editor.getState().picture !== null);
		// From here on the tests advance the page's timers.
		await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
	});

	afterAll(async () => {
		await bare?.close();
	});

	beforeEach(async () => {
		await page.mouse.move(500, 350);
		await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
		await tooltip().waitFor({ state: "hidden" });
		// Without this delay the next tooltip would come at once.
		await page.clock.runFor(400);
	});

	test("every button without text has one, and no native title beside it", async () => {
		await page.evaluate(() => editor.run("panel.layers"));
		await page.locator(".hfis-side-panel").waitFor();
		const buttons = await page.locator(".hfis-editor button").evaluateAll((all) =>
			all
				.filter((one) => one.textContent?.trim() === "")
				.map((one) => ({
					name: one.getAttribute("aria-label"),
					tooltip: one.getAttribute("data-tooltip"),
					title: one.getAttribute("title"),
				})),
		);
		await page.evaluate(() => editor.run("panel.layers"));
		expect(buttons.length).toBeGreaterThan(25);
		for (const { name, tooltip, title } of buttons) expect({ tooltip, title }).toEqual({ tooltip: name, title: null });
	});

	test("hovering shows name and shortcut after a delay; leaving hides them", async () => {
		await button("Eraser").hover();
		await page.clock.runFor(BEFORE_DELAY);
		expect(await tooltip().isVisible(), "not yet").toBe(false);
		await page.clock.runFor(AFTER_DELAY);
		await tooltip().waitFor();
		expect(await tooltip().locator("span").allTextContents()).toEqual(["Eraser", "E"]);
		await page.mouse.move(500, 350);
		await tooltip().waitFor({ state: "hidden" });
	});

	test("a disabled button has one", async () => {
		expect(await button("Redo").isDisabled()).toBe(true);
		const box = await button("Redo").boundingBox();
		await page.mouse.move((box?.x ?? 0) + 8, (box?.y ?? 0) + 8, { steps: 4 });
		await page.clock.runFor(AFTER_DELAY);
		await tooltip().waitFor();
		expect(await tooltip().locator("span").first().textContent()).toBe("Redo");
	});

	test("keyboard focus shows it, Escape hides it and leaves the focus where it is", async () => {
		await button("Eraser").focus();
		await page.keyboard.press("ArrowDown");
		await page.clock.runFor(AFTER_DELAY);
		await tooltip().waitFor();
		const focused = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
		expect(await tooltip().locator("span").first().textContent()).toBe(focused);
		await page.keyboard.press("Escape");
		await tooltip().waitFor({ state: "hidden" });
		expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(focused);
	});

	test("the focus that a click brings shows none", async () => {
		await button("Eraser").click();
		await page.clock.runFor(AFTER_DELAY);
		expect(await tooltip().isVisible()).toBe(false);
	});

	test("it covers neither its button nor the button's popover, and takes no press", async () => {
		await button("More options").hover();
		await page.clock.runFor(AFTER_DELAY);
		await tooltip().waitFor();
		const [over, under] = [await tooltip().boundingBox(), await button("More options").boundingBox()];
		if (over === null || under === null) throw new Error("not shown");
		expect(over.y >= under.y + under.height || over.y + over.height <= under.y).toBe(true);
		expect(await tooltip().evaluate((element) => getComputedStyle(element).pointerEvents)).toBe("none");
		await button("More options").click();
		await page.clock.runFor(AFTER_DELAY);
		expect(await tooltip().isVisible(), "while the popover is open").toBe(false);
		await page.keyboard.press("Escape");
	});

	test("there is one in the root, and it stays inside the window", async () => {
		expect(await tooltip().count()).toBe(1);
		expect(await tooltip().evaluate((element) => element.closest(".hfis-editor") !== null)).toBe(true);
		await button("Keyboard shortcuts").hover();
		await page.clock.runFor(AFTER_DELAY);
		await tooltip().waitFor();
		const box = await tooltip().boundingBox();
		if (box === null) throw new Error("not shown");
		expect(box.x + box.width).toBeLessThanOrEqual(1000);
		expect(box.y + box.height).toBeLessThanOrEqual(700);
	});

	test("in a dialog it is shown above the dialog", async () => {
		await button("Keyboard shortcuts").click();
		await button("Close").hover();
		await page.clock.runFor(AFTER_DELAY);
		await tooltip().waitFor();
		const box = await tooltip().boundingBox();
		if (box === null) throw new Error("not shown");
		const top = await tooltip().evaluate((element) => element.matches(":popover-open"));
		expect(top).toBe(true);
		await page.keyboard.press("Escape");
		await page.locator("dialog").waitFor({ state: "detached" });
	});
});
