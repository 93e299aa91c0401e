// Routes: Back and Forward, reloads, the search query, launch URLs and windows of their own.
import type { Page } from "@playwright/test";
import type { HostControls } from "../../dev/page/main";
import { SEEDED_PROMPTS, SEEDED_SIZE, seedTasks } from "./seededTasks";
import { expect, panel, test } from "./studio";
import { openPicture } from "./userActions";

declare global {
	interface Window {
		__HOST__: HostControls;
	}
}

const pane = (page: Page) => panel(page).getByRole("complementary", { name: "Tasks" });
const cards = (page: Page) => pane(page).getByRole("article");
const search = (page: Page) => pane(page).getByRole("searchbox");
const prompt = (page: Page) => panel(page).getByRole("textbox", { name: /Prompt/ });
const canvas = (page: Page) => panel(page).getByRole("region", { name: "Canvas" });
const dialog = (page: Page) => panel(page).getByRole("dialog");
const currentRoute = (page: Page) => page.evaluate(() => location.hash.slice(1));
const historyLength = (page: Page) => page.evaluate(() => history.length);
const link = (page: Page, rest: string) =>
	page.evaluate((url) => window.__HOST__.deepLink(url), `haloforge://plugin/dev.haloforge.image-studio${rest}`);

/** Writes ten tasks, one for each day until today; every second one failed. */
async function seedTenTasks(page: Page) {
	await expect(pane(page)).toContainText("Results appear here");
	await page.evaluate(async () => {
		const database = await new Promise<IDBDatabase>((opened, failed) => {
			const request = indexedDB.open("image-studio");
			request.onsuccess = () => opened(request.result);
			request.onerror = () => failed(request.error);
		});
		const transaction = database.transaction("tasks", "readwrite");
		for (let i = 0; i < 10; i++) {
			const at = Date.now() - i * 86_400_000;
			transaction.objectStore("tasks").put({
				id: `task-${i}`,
				createdAt: at,
				startedAt: at,
				changedAt: at,
				images: [],
				status: i % 2 === 0 ? "failed" : "cancelled",
				operation: "generate",
				prompt: `number ${i} of the harbour`,
				params: { model: i < 5 ? "gpt-image-2" : "dall-e-3", size: "1024x1024", n: 1 },
				gateway: "custom",
				requestId: `hfis-${i}`,
				inputs: { references: [] },
				outputs: [],
			});
		}
		await new Promise((done) => {
			transaction.oncomplete = done;
		});
		database.close();
	});
	await page.reload();
	await expect(cards(page).first()).toBeVisible();
}

test("Back and Forward go through gallery, task and settings, and a reload keeps the route", async ({
	studio: page,
}) => {
	await seedTenTasks(page);
	await openPicture(page);
	await expect(page).toHaveTitle(/^planted\.png · Image Studio/);
	const before = await canvas(page).boundingBox();
	await prompt(page).fill("half a thought");
	await page.keyboard.press("Escape");
	await panel(page).getByRole("application").focus();
	await page.keyboard.press("g");
	await expect(canvas(page)).toHaveCount(0);
	await expect(page).toHaveTitle(/^Gallery · Image Studio/);
	const [whole, shown] = [await panel(page).boundingBox(), await pane(page).boundingBox()];
	expect(shown?.width, "the gallery fills the workspace").toBe(whole?.width);
	await expect(prompt(page), "the prompt bar stays").toHaveValue("half a thought");
	const bar = await prompt(page).boundingBox();
	expect((shown?.y ?? 0) + (shown?.height ?? 0), "below the gallery").toBeLessThanOrEqual(bar?.y ?? 0);
	await expect(pane(page).locator("[role=gridcell] :focus"), "a card has the focus").toHaveCount(1);
	await cards(page).first().locator(".hfis-card-failure").click();
	await expect(dialog(page)).toContainText("number 0 of the harbour");
	expect(await currentRoute(page)).toBe("/task?id=task-0&over=gallery");
	await page.reload();
	await expect(dialog(page)).toContainText("number 0 of the harbour");
	await expect(canvas(page), "the gallery is still open").toHaveCount(0);
	await page.keyboard.press("Escape");
	await expect(dialog(page)).toHaveCount(0);
	await panel(page).getByRole("button", { name: "Settings", exact: true }).click();
	await expect(dialog(page)).toBeVisible();
	await page.goBack();
	await expect(dialog(page)).toHaveCount(0);
	await page.goBack();
	await expect(dialog(page)).toContainText("number 0");
	await page.goBack();
	await page.goBack();
	await expect(canvas(page)).toBeVisible();
	await expect(page).toHaveTitle(/^planted\.png · Image Studio/);
	expect(await canvas(page).boundingBox(), "the layout is unchanged").toEqual(before);
	await expect(prompt(page), "the draft is unchanged").toHaveValue("half a thought");
	await page.goForward();
	await expect(canvas(page)).toHaveCount(0);
	await page.evaluate(() => window.__HOST__.navigate("/task", { id: "deleted" }));
	await expect(dialog(page)).toContainText("not in the library");
	await page.evaluate(() => window.__HOST__.navigate("/nowhere"));
	await expect(canvas(page)).toBeVisible();
	await expect.poll(() => currentRoute(page)).toBe("/");
});

test("the search query replaces the route, adds no history entries and survives a reload", async ({ studio: page }) => {
	await seedTenTasks(page);
	const before = await historyLength(page);
	await search(page).pressSequentially("harbour", { delay: 30 });
	await pane(page).getByRole("button", { name: "Filters" }).click();
	await dialog(page).getByRole("radio", { name: "7 days" }).check();
	await expect(cards(page)).toHaveCount(7);
	await dialog(page).getByRole("combobox", { name: /Model/ }).click();
	await dialog(page).getByRole("option", { name: "dall-e-3" }).click();
	await expect(cards(page)).toHaveCount(2);
	await expect.poll(() => currentRoute(page)).toBe("/?q=harbour&model=dall-e-3&days=7");
	expect(await historyLength(page)).toBe(before);
	await page.reload();
	await expect(cards(page)).toHaveCount(2);
	await expect(search(page)).toHaveValue("harbour");
	await expect(pane(page)).toContainText("2 of 10 found");
	await pane(page).getByRole("button", { name: "Filters, active: 2" }).click();
	await dialog(page).getByRole("radio", { name: "Range" }).check();
	const day = (ago: number) => {
		const date = new Date(Date.now() - ago * 86_400_000);
		return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
	};
	await dialog(page).getByLabel("From", { exact: true }).fill(day(8));
	await dialog(page).getByLabel("To", { exact: true }).fill(day(5));
	await expect(cards(page)).toHaveCount(4);
	await dialog(page).getByRole("radio", { name: "With a mask" }).check();
	await expect(cards(page)).toHaveCount(0);
	await dialog(page).getByRole("button", { name: "Show all" }).click();
	await expect(cards(page)).toHaveCount(10);
	await expect.poll(() => currentRoute(page)).toBe("/");
});

test("a launch URL fills in the prompt once, sends nothing, and the replaced draft can be restored", async ({
	studio: page,
	provider,
}) => {
	await openPicture(page);
	await prompt(page).fill("typed by hand");
	await page.keyboard.press("Escape");
	await link(page, "/generate?prompt=a%20quiet%20bay&size=1536x1024&n=3&quality=best");
	await expect(prompt(page)).toHaveValue("a quiet bay");
	await expect(prompt(page)).toBeFocused();
	await expect(panel(page)).toContainText("Ignored because of invalid values: Quality.");
	await expect(panel(page).getByRole("button", { name: /1536 ?[x×] ?1024/ })).toBeVisible();
	await expect(panel(page).locator(".hfis-prompt-send"), "a new picture, not an edit").toContainText("Generate");
	await panel(page).getByRole("button", { name: "Restore previous prompt" }).click();
	await expect(prompt(page)).toHaveValue("typed by hand");
	await expect(panel(page).locator(".hfis-documents-button")).toContainText("planted.png");
	await page.reload();
	await expect(prompt(page), "the link is not applied again").toHaveValue("typed by hand");
	// A link that arrives while the studio is not shown.
	await page.evaluate(() => window.__HOST__.showModule("home"));
	await expect(panel(page)).toHaveCount(0);
	await expect(page).not.toHaveTitle(/planted/);
	await link(page, "/generate?prompt=waited");
	await expect(prompt(page)).toHaveValue("waited");
	expect(provider.requests).toEqual([]);
	await expect(panel(page).getByRole("button", { name: "Restore previous prompt" })).toBeVisible();
	await expect(prompt(page)).toBeFocused();
	// A press while the gateway is still being asked is refused with the reason.
	await expect(panel(page).locator(".hfis-prompt-send")).toHaveAttribute("aria-disabled", "false");
	await page.keyboard.press("Control+Enter");
	await expect(cards(page)).toHaveCount(1);
	await expect(
		panel(page).getByRole("button", { name: "Restore previous prompt" }),
		"not offered after sending",
	).toHaveCount(0);
});

test("a result opens in a new window as a document of its own", async ({ studio: page }) => {
	await seedTasks(page);
	await pane(page).getByRole("article", { name: SEEDED_PROMPTS.pair }).click({ button: "right" });
	const opening = page.context().waitForEvent("page");
	await panel(page).getByRole("menuitem", { name: "Open in a new window" }).click();
	const other = await opening;
	await expect(panel(other).locator(".hfis-documents-button")).toContainText(SEEDED_PROMPTS.pair);
	await expect(panel(other)).toContainText(`${SEEDED_SIZE.width} × ${SEEDED_SIZE.height}`);
	expect(await currentRoute(other), "a reload does not open it again").toBe("/");
	await expect(canvas(page).locator(".hfis-viewport canvas"), "nothing opens in this window").toHaveCount(0);
	await other.close();
});
