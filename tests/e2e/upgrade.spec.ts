// The first start after the earlier plugin: its history appears in the grid, its key works and is deleted from the
// page.
import type { Page } from "@playwright/test";
import {
	BROKEN_RECORDS,
	PREVIOUS_TASKS,
	plantPreviousDatabase,
	previousTask,
} from "../../src/upgrade/previousPlugin.fixture";
import { test as base, expect, KEY, panel } from "./studio";

/** Writes the earlier plugin's data before any script of the studio runs, on the first visit only. */
const test = base.extend({
	page: async ({ page, provider }, use) => {
		const records = [...PREVIOUS_TASKS, ...BROKEN_RECORDS, ...many()];
		await page.addInitScript(`globalThis.plantFormer = ${plantPreviousDatabase.toString()}`);
		await page.addInitScript(
			([records, base, key]) => {
				if (localStorage.getItem("hfis.settings.v1") !== null) return;
				const settings = { defaultModel: "gpt-image-2", gatewayMode: "custom", customBaseUrl: base, customApiKey: key };
				localStorage.setItem("hfis.settings.v1", JSON.stringify({ ...settings, clearPromptAfterSubmit: true }));
				const { plantFormer } = globalThis as unknown as { plantFormer(records: object[]): Promise<void> };
				void plantFormer(records);
			},
			[records, provider.url, KEY] as const,
		);
		await use(page);
	},
});

const many = () => Array.from({ length: 12 }, (_, n) => previousTask(`many-${n}`, 20_000 + n));

const card = (page: Page, prompt: string) => panel(page).getByRole("article", { name: prompt, exact: true });

const formerSettings = (page: Page) => page.evaluate(() => localStorage.getItem("hfis.settings.v1"));

const formerCount = (page: Page) =>
	page.evaluate(
		() =>
			new Promise<number>((resolve) => {
				const opening = indexedDB.open("haloforge-image-studio");
				opening.onsuccess = () => {
					const counting = opening.result.transaction("tasks").objectStore("tasks").count();
					counting.onsuccess = () => {
						opening.result.close();
						resolve(counting.result);
					};
				};
			}),
	);

test("imports history and key once", async ({ studio, provider }) => {
	await expect(panel(studio)).toContainText("Tasks imported from the earlier version: 20.");
	await expect(panel(studio)).toContainText("Unreadable records, left unchanged: 3.");
	await expect(panel(studio)).toContainText("to the backend's key store");
	await expect(card(studio, "former prompt many-11").locator("img")).toBeVisible();
	await expect(panel(studio).getByRole("button", { name: /Custom endpoint/ })).toBeVisible();
	expect(await formerSettings(studio)).not.toContain(KEY);
	expect(JSON.parse((await formerSettings(studio)) ?? "")).toMatchObject({ clearPromptAfterSubmit: true });
	expect(await formerCount(studio)).toBe(PREVIOUS_TASKS.length + BROKEN_RECORDS.length + 12);

	// A request that needs the key succeeds, so the backend has it.
	await panel(studio)
		.getByRole("textbox", { name: /Prompt/ })
		.fill("a lighthouse");
	await panel(studio)
		.getByRole("button", { name: /^Generate/ })
		.click();
	await expect(card(studio, "a lighthouse").locator("img")).toBeVisible();
	expect(provider.requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);

	await studio.reload();
	await expect(card(studio, "a lighthouse")).toBeVisible();
	await expect(card(studio, "former prompt many-11")).toHaveCount(1);
	await expect(panel(studio)).not.toContainText("earlier version");
});
