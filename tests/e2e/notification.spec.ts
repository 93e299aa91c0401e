// A task that ends while the panel is hidden is notified by the host, unless a setting forbids it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { Devhost } from "./servers";
import { expect, KEY, PROMPT, panel, test } from "./studio";
import { cards, connectEndpoint } from "./userActions";

const notifications = ({ dataDir }: Devhost): string[] =>
	readdirSync(join(dataDir, "logs"))
		.flatMap((name) => readFileSync(join(dataDir, "logs", name), "utf8").split("\n"))
		.filter((line) => /\bnotification\b/.test(line) && line.includes("Image Studio:"));

/** Sends a request whose answer arrives after the panel has been hidden, and shows the panel when it has. */
async function generateHidden(page: Page, count: number) {
	await panel(page).getByRole("textbox", { name: "Prompt" }).fill(PROMPT);
	await panel(page).locator(".hfis-prompt-send").click();
	await expect(cards(page)).toHaveCount(count);
	await page.evaluate(() => window.__HOST__.showModule("home"));
	await expect(panel(page)).toBeHidden();
}

test("a task that ends while the panel is hidden is notified, and no word of the prompt with it", async ({
	studio,
	devhost,
	provider,
}) => {
	await connectEndpoint(studio, provider.url, KEY);
	provider.misbehave({ how: "delay:3000" });
	await generateHidden(studio, 1);
	await expect.poll(() => notifications(devhost)).toEqual([expect.stringContaining("1 of 1 images are ready.")]);
	await studio.evaluate(() => window.__HOST__.showModule("image-studio"));
	await expect(cards(studio).first().locator("img")).toBeVisible();

	await studio.evaluate(() => window.__HOST__.navigate("/settings", { section: "appearance" }));
	await panel(studio)
		.getByRole("switch", { name: /Notify when a task ends/ })
		.click();
	await panel(studio).getByRole("dialog").getByRole("button", { name: "Close" }).click();
	await generateHidden(studio, 2);
	await expect.poll(() => provider.requests.filter(({ endedAt }) => endedAt !== undefined).length).toBe(2);
	await studio.evaluate(() => window.__HOST__.showModule("image-studio"));
	await expect(cards(studio).first().locator("img")).toBeVisible();
	expect(notifications(devhost), "switched off").toHaveLength(1);
});
