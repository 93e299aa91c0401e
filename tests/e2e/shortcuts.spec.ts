// Changing keyboard shortcuts: a conflict is said and swapped, tooltips show the keys, and they survive a reload and a file.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, panel, test } from "./studio";
import { openPicture } from "./userActions";

const sheet = (page: Page) => panel(page).getByRole("dialog", { name: "Keyboard and gestures" });
const tool = (page: Page, name: string) => panel(page).locator(`[data-action='tool.${name}']`);
const previewButton = (page: Page) => panel(page).getByRole("button", { name: "Open request preview" });
const isActive = (page: Page, name: string) => expect(tool(page, name)).toHaveAttribute("aria-pressed", "true");

async function change(page: Page, name: string, from: string, to: string) {
	await sheet(page)
		.getByRole("button", { name: `Change ${from} for ${name}` })
		.click();
	await page.keyboard.press(to);
}

test("shortcuts are changed, swapped, exported, reset and imported", async ({ studio: page }) => {
	await openPicture(page);
	await panel(page).locator(".hfis-viewport").focus();
	await page.keyboard.press("?");
	await change(page, "Brush", "B", ";");
	await change(page, "Rectangle", "M", "l");
	await expect(sheet(page).getByText("L is used by Lasso.")).toBeVisible();
	await sheet(page).getByRole("button", { name: "Swap", exact: true }).click();
	await change(page, "Eraser", "E", "g");
	await expect(sheet(page).getByText("G is used by Toggle gallery.")).toBeVisible();
	await page.keyboard.press("Escape");
	await expect(sheet(page).getByText("G is used by")).toHaveCount(0);
	await change(page, "Open request preview", "Ctrl+Shift+P", "p");
	await expect(sheet(page).getByText(/P types text here/)).toBeVisible();
	await page.keyboard.press("Control+Shift+K");
	const downloading = page.waitForEvent("download");
	await sheet(page).getByRole("button", { name: "Export…" }).click();
	const file = await (await downloading).path();
	await page.keyboard.press("Escape");
	await expect(sheet(page)).toHaveCount(0);

	for (const [key, name] of [
		["m", "lasso"],
		["l", "rectangle"],
		["b", "rectangle"],
		[";", "brush"],
	] as const) {
		await page.keyboard.press(key);
		await isActive(page, name);
	}
	await expect(tool(page, "brush")).toHaveAttribute("aria-keyshortcuts", ";");
	await expect(previewButton(page)).toHaveAttribute("data-tooltip-keys", "Ctrl+Shift+K");

	await page.reload();
	await expect(previewButton(page)).toHaveAttribute("data-tooltip-keys", "Ctrl+Shift+K");
	await expect(tool(page, "brush")).toHaveAttribute("aria-keyshortcuts", ";");

	await panel(page).locator(".hfis-viewport").focus();
	await page.keyboard.press("?");
	await sheet(page).getByRole("button", { name: "Reset Rectangle" }).click();
	await expect(sheet(page).getByRole("button", { name: "Change M for Rectangle" })).toBeVisible();
	await sheet(page).getByRole("button", { name: "Reset all" }).click();
	await expect(sheet(page).getByRole("button", { name: "Change B for Brush" })).toBeVisible();
	const json = readFileSync(file, "utf8");
	await sheet(page)
		.locator("input[type=file]")
		.setInputFiles({ name: "keys.json", mimeType: "application/json", buffer: Buffer.from(json) });
	await expect(sheet(page).getByText("Shortcuts imported. Changed: 4.")).toBeVisible();
	await expect(sheet(page).getByRole("button", { name: "Change ; for Brush" })).toBeVisible();
	await sheet(page)
		.locator("input[type=file]")
		.setInputFiles({ name: "keys.json", mimeType: "application/json", buffer: Buffer.from("{}") });
	await expect(sheet(page).getByText(/contains no shortcuts/)).toBeVisible();
	await expect(sheet(page).getByRole("button", { name: "Change ; for Brush" })).toBeVisible();
});

test("keys act on the canvas after buttons, menus and popovers that the pointer has used", async ({ studio: page }) => {
	await openPicture(page);
	const canvas = panel(page).locator(".hfis-viewport");
	const frame = panel(page).locator("[data-action='picture.crop']");
	await canvas.focus();
	await page.keyboard.press("c");
	await isActive(page, "frame");
	const popovers = ["More settings", "Mask", /^Count/, "Images, open: planted.png"] as const;
	for (const name of popovers) {
		await page.keyboard.press("Shift+C");
		await expect(frame, `a frame before ${name}`).toBeEnabled();
		const opener = panel(page).getByRole(name === popovers[2] ? "combobox" : "button", { name, exact: true });
		await opener.click();
		await expect(opener).toHaveAttribute("aria-expanded", "true");
		await page.keyboard.press("Escape");
		await expect(canvas, `the focus is back after ${name}`).toBeFocused();
		await page.keyboard.press("Delete");
		await expect(frame, `Delete acts after ${name}`).toBeDisabled();
	}
	await panel(page).getByRole("button", { name: "Hide tasks" }).click();
	await expect(canvas).toBeFocused();

	// Opened with the keyboard, a popover gives the focus back to its button; tool letters act there, too.
	const settings = panel(page).getByRole("button", { name: "More settings" });
	await settings.focus();
	await page.keyboard.press("Enter");
	await expect(settings).toHaveAttribute("aria-expanded", "true");
	await page.keyboard.press("Escape");
	await expect(settings).toBeFocused();
	await page.keyboard.press("e");
	await isActive(page, "eraser");
	await expect(settings).toBeFocused();
});
