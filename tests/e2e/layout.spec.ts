// The layout at five sizes, by geometry: no bar covers the canvas or another bar, no control another or is cut off, the canvas
// has half of the panel's height, a fitted picture is in sight as a whole, and every icon has a tooltip.
import type { Page } from "@playwright/test";
import { lakeAtDuskPng } from "./samplePhoto";
import { expect, KEY, paintStroke, panel, test } from "./studio";
import { chooseFile, connectEndpoint } from "./userActions";

const SIZES = [
	[420, 800],
	[720, 450],
	[1024, 768],
	[1440, 900],
	[2560, 1440],
] as const;
const LAST = { width: 1440, height: 900 };
const TWO_LINES = "a paper lantern above the lake, warm light\nsoft fog between the far trees, no people";

/** In the page: everything that is wrong with the layout, one line each. Empty while there is nothing to complain about. */
const findFaults = (page: Page, isHalf: boolean) =>
	page.evaluate((isHalf) => {
		type Box = { left: number; top: number; right: number; bottom: number };
		const faults: string[] = [];
		const all = (selector: string) =>
			[...document.querySelectorAll<HTMLElement>(selector)].filter((one) =>
				one.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
			);
		const overlap = (a: Box, b: Box) =>
			Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
			Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
		const nameOf = (one: Element) =>
			one.getAttribute("aria-label") || one.textContent?.trim().slice(0, 30) || one.className || one.tagName;
		/** The part that scrolling ancestors leave visible. */
		const clip = (one: Element): Box => {
			let { left, top, right, bottom } = one.getBoundingClientRect();
			for (let up = one.parentElement; up; up = up.parentElement) {
				if (getComputedStyle(up).overflow === "visible") continue;
				const box = up.getBoundingClientRect();
				left = Math.max(left, box.left);
				top = Math.max(top, box.top);
				right = Math.min(right, box.right);
				bottom = Math.min(bottom, box.bottom);
			}
			return { left, top, right, bottom };
		};
		const [root] = all(".hfis");
		const [view] = all(".hfis-editor-view");
		if (!root || !view) return ["the studio is not shown"];
		const rootBox = root.getBoundingClientRect();
		const viewBox = view.getBoundingClientRect();

		const bars = all(
			".hfis-topbar, .hfis-toolbar-bar, .hfis-toolbar-rail, .hfis-toolbar-view, .hfis-results-bar, .hfis-side-panel, .hfis-prompt, .hfis-tasks",
		);
		for (const [at, bar] of bars.entries()) {
			const box = bar.getBoundingClientRect();
			if (overlap(box, viewBox)) faults.push(`${bar.className} covers the canvas`);
			for (const other of bars.slice(at + 1))
				if (overlap(box, other.getBoundingClientRect())) faults.push(`${bar.className} covers ${other.className}`);
		}
		const { scrollWidth, clientWidth } = document.documentElement;
		if (scrollWidth > clientWidth) faults.push("the page scrolls sideways");
		if (isHalf && viewBox.height < rootBox.height / 2)
			faults.push(`the canvas has ${Math.round(viewBox.height)} of ${Math.round(rootBox.height)} px`);

		// Things on the canvas itself, such as the tabs of the sent areas, belong to the picture.
		const controls = all(".hfis :is(button, input, select, textarea, [role=separator])").filter(
			(one) => !view.contains(one) && !one.closest(".hfis-ui-visually-hidden, .hfis-notices"),
		);
		const shown = controls
			.map((one) => ({ one: one.matches("input[type=radio]") ? (one.closest("label") ?? one) : one }))
			.map(({ one }) => ({ one, box: clip(one) }))
			.filter(({ box }) => box.right - box.left > 1 && box.bottom - box.top > 1);
		for (const [at, { one, box }] of shown.entries()) {
			for (const other of shown.slice(at + 1))
				if (overlap(box, other.box) && !one.contains(other.one) && !other.one.contains(one))
					faults.push(`${nameOf(one)} covers ${nameOf(other.one)}`);
		}
		for (const one of controls) {
			// These scroll, and a pressed edge of the panes may lie over their borders.
			if (one.closest(".hfis-tasks, .hfis-side-panel-body, .hfis-results-strip, .hfis-prompt-text")) continue;
			const [whole, box] = [one.getBoundingClientRect(), clip(one)];
			const isCut = box.right - box.left < whole.width - 1 || box.bottom - box.top < whole.height - 1;
			const bar = bars.find((bar) => bar.contains(one))?.getBoundingClientRect() ?? rootBox;
			if (isCut || whole.left < bar.left - 1 || whole.right > bar.right + 1 || whole.bottom > bar.bottom + 1)
				faults.push(`${nameOf(one)} is cut off`);
		}
		for (const one of all(".hfis button")) {
			const hasText = [...one.querySelectorAll("*"), one].some(
				(part) =>
					part.checkVisibility() && [...part.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim()),
			);
			const isPicture = one.querySelector("img, canvas, [role=img]") !== null;
			if (!hasText && !isPicture && !one.dataset.tooltip && !one.title) faults.push(`${nameOf(one)} has no tooltip`);
			if (one.getAttribute("aria-keyshortcuts") && one.dataset.action && !one.dataset.tooltipKeys)
				faults.push(`${nameOf(one)} does not show its key`);
		}
		return [...new Set(faults)];
	}, isHalf);

/** The box of the drawn picture, in CSS pixels of the canvas, and the canvas's size. */
const drawnPicture = (page: Page) =>
	page.evaluate(() => {
		const layer = document.querySelector<HTMLCanvasElement>(".hfis-viewport canvas");
		if (!layer) return null;
		const { width, height } = layer;
		const data = layer.getContext("2d")?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
		const box = { left: width, top: height, right: 0, bottom: 0 };
		for (let y = 0; y < height; y++)
			for (let x = 0; x < width; x++) {
				if (data[(y * width + x) * 4 + 3] === 0) continue;
				box.left = Math.min(box.left, x);
				box.top = Math.min(box.top, y);
				box.right = Math.max(box.right, x + 1);
				box.bottom = Math.max(box.bottom, y + 1);
			}
		return { ...box, width, height };
	});

/** The picture is whole and fills the canvas up to the margin of fitting. */
async function expectFitted(page: Page, what: string) {
	await expect(async () => {
		const box = await drawnPicture(page);
		if (!box) throw new Error("no canvas");
		const [beside, above] = [Math.min(box.left, box.width - box.right), Math.min(box.top, box.height - box.bottom)];
		expect(Math.min(beside, above), `${what}: no edge of the picture is cut off`).toBeGreaterThanOrEqual(7);
		expect(Math.min(beside, above), `${what}: the picture fills the canvas`).toBeLessThanOrEqual(25);
	}).toPass();
}

/** At each size in turn. */
async function visitSizes(page: Page, what: string, look: (at: string) => Promise<void>) {
	for (const [width, height] of SIZES) {
		await page.setViewportSize({ width, height });
		await look(`${what} at ${width} × ${height}`);
	}
	await page.setViewportSize(LAST);
}

const expectNoFaults = (page: Page, at: string, isHalf = true) =>
	expect.poll(() => findFaults(page, isHalf), { message: at }).toEqual([]);

async function press(page: Page, ...keys: string[]) {
	await panel(page).getByRole("application").focus();
	for (const key of keys) await page.keyboard.press(key);
}

test("at five sizes no bar covers the picture, no control another, and the canvas has half of the height", async ({
	studio: page,
	provider,
}) => {
	await page.setViewportSize(LAST);
	const editor = panel(page).locator(".hfis-editor");
	await editor.waitFor();
	await connectEndpoint(page, provider.url, KEY);
	const prompt = panel(page).getByRole("textbox", { name: /Prompt/ });
	await prompt.fill(TWO_LINES);
	await visitSizes(page, "empty", (at) => expectNoFaults(page, at, false));

	await chooseFile(page, "lake.png", "image/png", lakeAtDuskPng());
	await expect(editor.locator(".hfis-viewport canvas").first()).toBeVisible();
	await visitSizes(page, "picture", async (at) => {
		await expectNoFaults(page, at);
		await expectFitted(page, at);
	});
	await paintStroke(page, [0.4, 0.45], [0.6, 0.5]);
	const tools = await panel(page).locator(".hfis-toolbar-rail button").count();
	await visitSizes(page, "tools", async (at) => {
		for (let tool = 0; tool < tools; tool++) {
			const button = panel(page).locator(".hfis-toolbar-rail button").nth(tool);
			await button.click();
			await expectNoFaults(page, `${at}, ${await button.getAttribute("aria-label")}`);
			if ((await button.getAttribute("aria-haspopup")) === null) continue;
			const items = panel(page).locator(".hfis-toolbar-rail [role=menuitemradio]");
			await button.click({ button: "right" });
			for (let item = (await items.count()) - 1; item >= 0; item--) {
				await items.nth(item).click();
				await expectNoFaults(page, `${at}, ${await button.getAttribute("aria-label")}`);
				if (item > 0) await button.click();
			}
		}
	});
	await press(page, "b");
	for (const [what, keys] of [
		["layers", "Shift+L"],
		["history", "Shift+H"],
	] as const) {
		await press(page, keys);
		await panel(page).locator(".hfis-side-panel").waitFor();
		await visitSizes(page, what, (at) => expectNoFaults(page, at));
		await press(page, keys);
	}
	await press(page, "Control++", "Control++", "Control+0");
	await expectFitted(page, "zoomed and fitted");

	await prompt.press("Control+Enter");
	await expect(editor).toHaveAttribute("data-results", "1");
	await prompt.press("Control+Enter");
	await expect(editor).toHaveAttribute("data-results", "2");
	await visitSizes(page, "results", async (at) => {
		await expectNoFaults(page, at);
		await expectFitted(page, at);
	});
	await press(page, "Shift+Y");
	await visitSizes(page, "side by side", (at) => expectNoFaults(page, at));
	await press(page, "Shift+Y", "Alt+b");
	await panel(page).locator(".hfis-results-title").waitFor();
	await visitSizes(page, "choose what to keep", async (at) => {
		await expectNoFaults(page, at);
		for (const name of ["Keep all", "Clear", "Done"])
			await expect(panel(page).locator(".hfis-results-bar").getByRole("button", { name }), at).toBeVisible();
	});
});
