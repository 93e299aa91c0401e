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
	/** In bytes. */
	logSize(): number;
}

declare global {
	interface Window {
		markAtLoad?: string | null;
	}
}

/** Runs in the page before its scripts. */
function rememberMark(): void {
	window.markAtLoad = localStorage.getItem("image-studio.libraryMark");
}

/** The studio has looked for a loss, filled the library again if there was one, and marked the library as complete. */
const startEnded = (page: Page) =>
	page.waitForFunction(() => localStorage.getItem("image-studio.libraryMark") !== window.markAtLoad);

const test = base.extend<{ profile: Profile }>({
	profile: async ({ origin, devhost }, use) => {
		const folder = mkdtempSync(join(tmpdir(), "profile-"));
		const logs = (): string[] => {
			const root = join(folder, "Default", "IndexedDB");
			const databases = readdirSync(root).filter((name) => name.endsWith(".leveldb"));
			return databases.flatMap((database) =>
				readdirSync(join(root, database))
					.filter((name) => name.endsWith(".log"))
					.map((log) => join(root, database, log)),
			);
		};
		await use({
			async visit(work) {
				const executablePath = findChromium() ?? "";
				const context = await chromium.launchPersistentContext(folder, { executablePath, args: [...CHROMIUM_ARGS] });
				const page = await context.newPage();
				await connectToDevhost(page, devhost);
				await page.addInitScript(rememberMark);
				await page.goto(origin);
				await work(page).finally(() => context.close());
			},
			cutLog() {
				for (const path of logs()) truncateSync(path, statSync(path).size - 10);
			},
			logSize: () => logs().reduce((sum, path) => sum + statSync(path).size, 0),
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
	const cutSize = profile.logSize();
	// The browser appends to the cut log, and finds the damage at the next start. A log to which nothing is appended is only
	// shorter by its last record, which may be a thumbnail: then nothing is lost and nothing is said.
	await profile.visit(async (page) => {
		await expect(panel(page).locator(".hfis-prompt")).toBeVisible();
		await startEnded(page);
		await expect.poll(() => profile.logSize()).toBeGreaterThan(cutSize);
	});
	await profile.visit(async (page) => {
		await expect(alerts(page).filter({ hasText: /library/ })).toContainText(/discarded|earlier state/);
		await expect(cards(page), "both results are back").toHaveCount(2);
		for (const card of await cards(page).all()) await expect(card.locator("img")).toBeVisible();
		expect(
			provider.requests.filter(({ path }) => path.includes("/images/")),
			"nothing was paid again",
		).toHaveLength(2);
		await startEnded(page);
	});
	await profile.visit(async (page) => {
		await startEnded(page);
		await expect(cards(page)).toHaveCount(2);
		await expect(alerts(page), "said once").toHaveCount(0);
	});
});
