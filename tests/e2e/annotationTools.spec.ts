// Annotations in the studio: drawn and written, there after a reload, taken back by undo, and in no log,
// address or exported picture.
import type { Page } from "@playwright/test";
import { canvasBox, expect, PROMPT, panel, test } from "./studio";
import { openPicture } from "./userActions";

const rows = (page: Page) =>
	panel(page).getByRole("region", { name: "Annotations", exact: true }).locator(".hfis-layers-name");

async function openLayers(page: Page): Promise<void> {
	await panel(page).locator('[data-action="panel.layers"]').click();
}

test("a box and a text stay through a reload, and undo takes them back", async ({ studio: page }) => {
	await openPicture(page);
	const viewport = panel(page).locator(".hfis-viewport");
	await viewport.focus();
	await page.keyboard.press("Alt+Shift+M");
	const box = await canvasBox(page);
	const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
	await page.mouse.move(x - 60, y - 40);
	await page.mouse.down();
	await page.mouse.move(x + 60, y + 40, { steps: 4 });
	await page.mouse.up();
	await page.keyboard.press("Alt+Shift+I");
	await page.mouse.click(x - 50, y);
	const field = panel(page).getByRole("textbox", { name: "Text on the picture" });
	await field.pressSequentially(PROMPT);
	await field.press("Escape");
	await expect(field).toHaveCount(0);
	await openLayers(page);
	await expect(rows(page)).toHaveText([PROMPT, "Box"]);

	await page.reload();
	await expect(viewport).toHaveAttribute("tabindex", "0");
	await openLayers(page);
	await expect(rows(page)).toHaveText([PROMPT, "Box"]);

	await viewport.focus();
	await page.keyboard.press("Control+z");
	await expect(rows(page)).toHaveText(["Box"]);
	await page.keyboard.press("Control+z");
	await expect(rows(page)).toHaveCount(0);
});
