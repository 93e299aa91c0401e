// Routes of the built bundle in a host without the navigation bridge.
import type { Page } from "@playwright/test";
import { startBareHost } from "./bareHost";
import { SEEDED_PROMPTS, seedTasks } from "./seededTasks";
import { expect, panel, test } from "./studio";

const pane = (page: Page) => panel(page).getByRole("complementary", { name: "Tasks" });
const canvas = (page: Page) => panel(page).getByRole("region", { name: "Canvas" });
const dialog = (page: Page) => panel(page).getByRole("dialog");

test("without the host's bridge the browser's Back works, and no window is offered", async ({ page }) => {
	const host = await startBareHost({ react: "19.2" });
	await page.goto(host.url);
	await expect(canvas(page)).toBeVisible();
	await panel(page)
		.getByRole("button", { name: /All images/ })
		.click();
	await expect(canvas(page)).toHaveCount(0);
	await expect(page).toHaveTitle("Gallery · Image Studio");
	await panel(page).getByRole("button", { name: "Settings", exact: true }).click();
	await expect(dialog(page)).toBeVisible();
	await page.reload();
	await expect(dialog(page)).toBeVisible();
	await page.goBack();
	await expect(dialog(page)).toHaveCount(0);
	await expect(canvas(page)).toHaveCount(0);
	await page.goBack();
	await expect(canvas(page)).toBeVisible();
	await page.goForward();
	await expect(canvas(page)).toHaveCount(0);
	await page.goBack();
	await seedTasks(page);
	await pane(page).getByRole("article", { name: SEEDED_PROMPTS.pair }).click({ button: "right" });
	await expect(panel(page).getByRole("menuitem").first()).toBeVisible();
	await expect(panel(page).getByRole("menuitem", { name: /window/ })).toHaveCount(0);
	await host.close();
});
