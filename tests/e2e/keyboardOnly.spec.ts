// Makes and saves an edit with the keyboard only: the focus is always visible, and the saved picture changes only
// within the mask.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { type DecodedPng, decode } from "fast-png";
import { expect, PROMPT, panel, test } from "./studio";

const focused = (page: Page) =>
	page.evaluate(() => {
		const element = document.activeElement as HTMLElement;
		const { outlineStyle, outlineWidth } = getComputedStyle(element);
		const box = element.getBoundingClientRect();
		const isInView =
			box.width > 0 && box.top >= -1 && box.left >= -1 && box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1;
		const name = element.getAttribute("aria-label") ?? element.textContent ?? element.tagName;
		return {
			name: name.trim(),
			isFocusVisible: isInView && outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1,
			pane: element.closest(".hfis-topbar, .hfis-editor, .hfis-prompt, .hfis-tasks, .hfis-notices")?.classList[0],
		};
	});

async function press(page: Page, key: string) {
	await page.keyboard.press(key);
	const at = await focused(page);
	expect(at.isFocusVisible, `the focus is visible after ${key}, on ${at.name}`).toBe(true);
	return at;
}

/** Moves along the Tab order; fails after more than eight stops. */
async function tabTo(page: Page, name: RegExp, key = "Tab") {
	let at = await focused(page);
	for (let stops = 0; stops < 8 && !name.test(at.name); stops++) at = await press(page, key);
	if (name.test(at.name)) return;
	throw new Error(`${name} is more than 8 stops away`);
}

async function savePicture(page: Page) {
	await tabTo(page, /^Save image$/);
	const downloading = page.waitForEvent("download");
	await page.keyboard.press("Enter");
	return decode(readFileSync(await (await downloading).path()));
}

/** The bounds of the pixels that differ in colour between two pictures of 1536 × 1024. */
function changedBounds(before: DecodedPng, after: DecodedPng) {
	for (const { width, height } of [before, after]) expect([width, height]).toEqual([1536, 1024]);
	const changed = { left: 1536, top: 1024, right: 0, bottom: 0 };
	for (let i = 0; i < 1536 * 1024; i++) {
		const [a, b] = [i * before.channels, i * after.channels];
		if ([0, 1, 2].every((channel) => before.data[a + channel] === after.data[b + channel])) continue;
		const [x, y] = [i % 1536, Math.floor(i / 1536)];
		changed.left = Math.min(changed.left, x);
		changed.top = Math.min(changed.top, y);
		changed.right = Math.max(changed.right, x + 1);
		changed.bottom = Math.max(changed.bottom, y + 1);
	}
	return changed;
}

test("the keyboard alone takes the empty studio to a kept, retouched and saved edit", async ({ page, origin }) => {
	await page.goto(origin);
	const editor = panel(page).locator(".hfis-editor");
	const prompt = panel(page).getByRole("textbox", { name: "Prompt" });
	await expect(panel(page).getByText("Connected", { exact: true })).toBeVisible();

	const panes: (string | undefined)[] = [];
	for (let i = 0; i < 5; i++) panes.push((await press(page, "F6")).pane);
	expect(panes).toEqual(["hfis-topbar", "hfis-editor", "hfis-prompt", "hfis-tasks", "hfis-topbar"]);
	expect((await press(page, "F6")).name).toBe("Try the sample image");
	await page.keyboard.press("Enter");
	await expect(panel(page)).toContainText("1536 × 1024");
	await expect(prompt).toBeFocused();
	await expect(prompt, "a matching prompt is filled in").toHaveValue(/paper boat/);

	// Saves the original for comparison.
	await press(page, "Shift+F6");
	await press(page, "Shift+F6");
	const before = await savePicture(page);

	// A rectangle drawn with the keyboard pointer replaces the sample mask.
	expect((await press(page, "F6")).name).toBe("Image and mask");
	for (const key of ["Control+d", "m", "k", "Enter", ...Array(3).fill("Shift+ArrowRight"), "Shift+ArrowDown"])
		await press(page, key);
	await press(page, "Enter");

	await press(page, "F6");
	await expect(prompt).toBeFocused();
	await page.keyboard.press("Control+a");
	await page.keyboard.type(PROMPT);
	await tabTo(page, /^Count/);
	for (const key of ["ArrowDown", "ArrowDown", "Enter"]) await press(page, key);
	await tabTo(page, /^Prompt$/, "Shift+Tab");
	await press(page, "Control+Enter");
	await expect(prompt, "the prompt stays").toHaveValue(PROMPT);
	await expect(editor).toHaveAttribute("data-results", "2");
	await expect(prompt, "the focus stays").toBeFocused();

	// Views both results and keeps one.
	expect((await press(page, "Shift+F6")).name).toBe("Image and mask");
	const count = panel(page).locator(".hfis-results-count");
	const first = await count.textContent();
	await press(page, "Alt+ArrowLeft");
	await expect(count).not.toHaveText(first ?? "");
	await press(page, "Shift+Enter");
	await expect(editor).toHaveAttribute("data-results", "0");

	await press(page, "Shift+F6");
	const after = await savePicture(page);
	const changed = changedBounds(before, after);
	// The rectangle starts at the centre and measures 192 × 64 CSS pixels at any zoom.
	expect(changed.left).toBeGreaterThan(700);
	expect(changed.top).toBeGreaterThan(460);
	const ratio = (changed.right - changed.left) / (changed.bottom - changed.top);
	expect(ratio, "the proportions of the rectangle").toBeGreaterThan(2.6);
	expect(ratio).toBeLessThan(3.4);

	// A brush stroke above and left of the rectangle replaces the mask and is edited with the same prompt.
	expect((await press(page, "F6")).name).toBe("Image and mask");
	for (const key of ["Control+d", "b", ...Array(6).fill("Shift+ArrowLeft"), ...Array(3).fill("Shift+ArrowUp")])
		await press(page, key);
	for (const key of ["Enter", "Shift+ArrowRight", "Enter"]) await press(page, key);
	await press(page, "F6");
	await expect(prompt).toBeFocused();
	await press(page, "Control+Enter");
	await expect(editor).toHaveAttribute("data-results", "2");
	expect((await press(page, "Shift+F6")).name).toBe("Image and mask");
	await press(page, "Shift+Enter");
	await expect(editor).toHaveAttribute("data-results", "0");
	await press(page, "Shift+F6");
	const retouched = changedBounds(after, await savePicture(page));
	expect(retouched.right, "something has changed").toBeGreaterThan(retouched.left);
	expect(retouched.right, "nothing of the first edit has changed").toBeLessThan(changed.left);
	expect(retouched.bottom).toBeLessThan(changed.top);
});
