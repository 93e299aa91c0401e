// A library that the browser discards: the LevelDB log of a real Chromium profile is cut in the middle of a record, as a
// kill between two writes leaves it. Two starts later the browser deletes the database.
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "../../scripts/browsers";
import { connectToDevhost } from "./servers";
import { test as base, expect, KEY, panel } from "./studio";
import { alerts, cards, connectEndpoint } from "./userActions";

interface Profile {
	/** Starts the browser, runs `use` in the studio and ends the browser. */
	visit(use: (page: Page) => Promise<void>): Promise<void>;
	/** Cuts the end off the log of the page's IndexedDB. */
	cutLog(): void;
}

const test = base.extend<{ profile: Profile }>({
	profile: async ({ origin, devhost }, use) => {
		const folder = mkdtempSync(join(tmpdir(), "profile-"));
		await use({
			async visit(work) {
				const executablePath = findChromium() ?? "";
				const context = await chromium.launchPersistentContext(folder, { executablePath, args: [...CHROMIUM_ARGS] });
				const page = await context.newPage();
				await connectToDevhost(page, devhost);
				await page.goto(origin);
				await work(page).finally(() => context.close());
			},
			cutLog() {
				const root = join(folder, "Default", "IndexedDB");
				for (const database of readdirSync(root).filter((name) => name.endsWith(".leveldb"))) {
					for (const log of readdirSync(join(root, database)).filter((name) => name.endsWith(".log"))) {
						const path = join(root, database, log);
						truncateSync(path, statSync(path).size - 10);
					}
				}
			},
		});
		rmSync(folder, { recursive: true, force: true });
	},
});

test("a library that the browser discards is noticed, said, and filled again from the backend", async ({
	profile,
	provider,
}) => {
	await profile.visit(async (page) => {
		await connectEndpoint(page, provider.url, KEY);
		for (const [index, prompt] of ["a first fox", "a second fox"].entries()) {
			await panel(page).getByRole("textbox", { name: "Prompt" }).fill(prompt);
			await panel(page).locator(".hfis-prompt-send").click();
			await expect(cards(page)).toHaveCount(index + 1);
			await expect(cards(page).first().locator("img")).toBeVisible();
		}
	});
	profile.cutLog();
	// The browser appends to the cut log, and finds the damage at the next start.
	await profile.visit(async (page) => expect(panel(page).locator(".hfis-prompt")).toBeVisible());
	await profile.visit(async (page) => {
		await expect(alerts(page).filter({ hasText: /library/ })).toContainText(/discarded|earlier state/);
		await expect(cards(page), "both results are back").toHaveCount(2);
		for (const card of await cards(page).all()) await expect(card.locator("img")).toBeVisible();
		expect(
			provider.requests.filter(({ path }) => path.includes("/images/")),
			"nothing was paid again",
		).toHaveLength(2);
	});
	await profile.visit(async (page) => {
		await expect(cards(page)).toHaveCount(2);
		await expect(alerts(page), "said once").toHaveCount(0);
	});
});
