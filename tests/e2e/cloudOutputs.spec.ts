// Imports outputs that are stored in the managed gateway's account into the library, with the mock gateway.
import type { Page } from "@playwright/test";
import { expect, PROMPT, panel, test } from "./studio";
import { cards } from "./userActions";

const dialog = (page: Page) => panel(page).getByRole("dialog", { name: "HaloForge Cloud outputs" });
const show = (page: Page) => panel(page).getByRole("button", { name: "Show HaloForge Cloud outputs" });

test("lists cloud outputs, imports and opens them", async ({ page, origin }) => {
	await page.goto(origin);
	await show(page).click();
	await expect(dialog(page)).toContainText("No saved outputs in your account yet.");
	await page.keyboard.press("Escape");
	await expect(show(page)).toBeFocused();

	await panel(page).getByRole("textbox", { name: "Prompt" }).fill(PROMPT);
	await page.keyboard.press("Control+Enter");
	await expect(cards(page).first().locator("img")).toBeVisible();
	await show(page).click();
	await expect(dialog(page).getByRole("listitem")).toHaveCount(1);
	await expect(dialog(page)).toContainText("In your library");
	await page.keyboard.press("Escape");

	// The picture is not in the library.
	await page.evaluate(
		() =>
			new Promise((done) => {
				const opening = indexedDB.open("image-studio");
				opening.onsuccess = () => {
					const stores = ["tasks", "images", "thumbnails"];
					const transaction = opening.result.transaction(stores, "readwrite");
					for (const store of stores) transaction.objectStore(store).clear();
					transaction.oncomplete = () => {
						opening.result.close();
						done(undefined);
					};
				};
			}),
	);
	await show(page).click();
	await dialog(page).getByRole("button", { name: "Add to library" }).click();
	await expect(dialog(page)).toContainText("In your library");
	await page.keyboard.press("Escape");
	await page.reload();
	await expect(cards(page)).toHaveCount(1);
	await expect(cards(page).first()).toContainText("Imported from HaloForge Cloud");
	await expect(cards(page).first().locator("img")).toBeVisible();
});
