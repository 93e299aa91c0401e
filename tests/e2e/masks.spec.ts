// A mask is transformed by mouse and by finger, saved in the mask library, and used on a picture of another size after a reload.
import type { Page } from "@playwright/test";
import { canvasBox, expect, panel, test } from "./studio";
import { picturePng } from "./testPicture";
import { chooseFile, openPicture } from "./userActions";

const button = (page: Page, name: string) => panel(page).getByRole("button", { name, exact: true });
const dialog = (page: Page) => panel(page).getByRole("dialog", { name: "Mask library" });
const item = (page: Page, name: string) => dialog(page).getByRole("button", { name: `Use ${name}` });

/** Opens the fields by numbers and fills or reads them. */
async function byNumbers(page: Page, work: (field: (name: string) => ReturnType<Page["getByRole"]>) => Promise<void>) {
	await button(page, "Enter by numbers").click();
	await work((name) => panel(page).getByRole("spinbutton", { name, exact: true }));
}

/** The numbers in the fields of the transform tool. */
async function expectBox(page: Page, [left, top, width, height]: readonly number[]): Promise<void> {
	await page.keyboard.press("Shift+T");
	await byNumbers(page, async (field) => {
		await expect(field("Left")).toHaveValue(String(left));
		await expect(field("Top")).toHaveValue(String(top));
		await expect(field("Width")).toHaveValue(String(width));
		await expect(field("Height")).toHaveValue(String(height));
	});
	await page.keyboard.press("Escape");
}

async function openLibrary(page: Page): Promise<void> {
	await button(page, "Mask").click();
	await button(page, "Mask library…").click();
	await expect(dialog(page)).toBeVisible();
}

test("a mask is transformed, saved, and used on a picture of another size after a reload", async ({ page, origin }) => {
	await page.goto(origin);
	await openPicture(page);
	// In the middle of a picture of 1024 × 768 pixels.
	await page.keyboard.press("m");
	await byNumbers(page, async (field) => {
		for (const [name, value] of Object.entries({ Left: "412", Top: "334", Width: "200", Height: "100" }))
			await field(name).fill(value);
		await button(page, "Apply").last().click();
	});

	// By mouse: Enter applies, and undo takes it back.
	await page.keyboard.press("Shift+T");
	const box = await canvasBox(page);
	const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
	await page.mouse.move(middle.x, middle.y);
	await page.mouse.down();
	await page.mouse.move(middle.x + 30, middle.y + 20, { steps: 4 });
	await page.mouse.up();
	await page.keyboard.press("Enter");
	await expect(button(page, "Apply").first()).toBeDisabled();
	await page.keyboard.press("Control+z");
	await expectBox(page, [412, 334, 200, 100]);

	// By finger: dragged away, and the button cancels; the numbers place it exactly.
	const input = await page.context().newCDPSession(page);
	const touch = (type: string, points: readonly { x: number; y: number }[]) =>
		input.send("Input.dispatchTouchEvent", { type: type as "touchStart", touchPoints: [...points] });
	await touch("touchStart", [middle]);
	await touch("touchMove", [{ x: middle.x + 20, y: middle.y }]);
	await touch("touchMove", [{ x: middle.x + 40, y: middle.y }]);
	await touch("touchEnd", []);
	await expect(button(page, "Apply").first()).toBeEnabled();
	await button(page, "Cancel").first().click();
	await expectBox(page, [412, 334, 200, 100]);
	await byNumbers(page, async (field) => {
		await field("Left").fill("100");
		await field("Left").press("Enter");
		await field("Top").fill("40");
		await field("Top").press("Enter");
		await expect(field("Top")).toHaveValue("40");
	});
	await page.keyboard.press("Escape");
	await button(page, "Apply").first().click();
	await expect(button(page, "Apply").first()).toBeDisabled();
	await expectBox(page, [100, 40, 200, 100]);

	await openLibrary(page);
	await expect(dialog(page)).toContainText("No saved masks yet");
	await dialog(page).getByRole("textbox", { name: "Name of the new mask" }).fill("Window");
	await dialog(page).getByRole("button", { name: "Save current mask" }).click();
	await expect(item(page, "Window")).toContainText("1024 × 768");
	await page.keyboard.press("Escape");

	// Another picture, of half the size, in a new page.
	await page.reload();
	await expect(button(page, "Mask")).toBeVisible();
	await chooseFile(page, "half.png", "image/png", picturePng(512, 384));
	await expect(
		panel(page)
			.getByRole("button", { name: /half\.png/ })
			.first(),
	).toBeVisible();
	await openLibrary(page);
	await expect(dialog(page)).toContainText("The current mask is empty");
	await item(page, "Window").click();
	await expect(dialog(page)).toBeHidden();
	await expectBox(page, [50, 20, 100, 50]);
	// The same pixels instead, in place of it: undo takes back that step alone.
	await openLibrary(page);
	await dialog(page).getByRole("radio", { name: "Original pixels" }).check();
	await dialog(page).getByRole("combobox", { name: "Use as" }).click();
	await dialog(page).getByRole("option", { name: "Replace" }).click();
	await item(page, "Window").click();
	await expect(dialog(page)).toBeHidden();
	await expectBox(page, [100, 40, 200, 100]);
	await page.keyboard.press("Control+z");
	await expectBox(page, [50, 20, 100, 50]);

	// Renamed and deleted by keys, and brought back.
	await openLibrary(page);
	await item(page, "Window").press("F2");
	await dialog(page).getByRole("textbox", { name: "Name", exact: true }).fill("Door");
	await page.keyboard.press("Enter");
	await item(page, "Door").press("Delete");
	await expect(item(page, "Door")).toBeHidden();
	await dialog(page).getByRole("button", { name: "Undo" }).click();
	await expect(item(page, "Door")).toContainText("1024 × 768");
});
