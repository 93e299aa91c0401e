// The gateway chip and the connection test: they say only what is known of an endpoint, and an endpoint can be tested before it
// is saved.
import type { Page } from "@playwright/test";
import { startProvider } from "../../dev/provider/server";
import { expect, KEY, PROMPT, panel, test } from "./studio";
import { typeEndpoint } from "./userActions";

const chip = (page: Page) => panel(page).getByRole("button", { name: /Open endpoint settings/ });
const dialog = (page: Page) => panel(page).getByRole("dialog");
const typeKey = (page: Page, key: string) => dialog(page).getByLabel("API key").fill(key);

async function generate(page: Page, words: string) {
	await panel(page)
		.getByRole("textbox", { name: /Prompt/ })
		.fill(words);
	await panel(page).locator(".hfis-prompt-send").click();
}

test("tests an endpoint before it is saved, with the typed key, and stores neither", async ({
	studio: page,
	provider,
}) => {
	await panel(page).getByRole("button", { name: "Settings", exact: true }).click();
	await dialog(page)
		.getByLabel(/Base URL/)
		.fill(provider.url);
	await typeKey(page, "sk-wrong");
	const testConnection = dialog(page).getByRole("button", { name: "Test connection" });
	await testConnection.click();
	await expect(dialog(page)).toContainText("The key was rejected.");
	await typeKey(page, KEY);
	await testConnection.click();
	await expect(dialog(page)).toContainText("The key was accepted.");
	// The provider sends OpenAI's headers, as many compatible servers do, but is not OpenAI.
	await expect(dialog(page)).toContainText("The server answered after");

	await page.reload();
	await expect(dialog(page).getByLabel(/Base URL/)).toHaveValue("");
	await expect(chip(page)).not.toContainText("Custom endpoint");
});

test("the chip is neutral until something is known, and follows each request", async ({ studio: page, provider }) => {
	await typeEndpoint(page, provider.url, KEY);
	await expect(chip(page)).toHaveAccessibleName("Custom endpoint, not tested. Open endpoint settings");

	await generate(page, PROMPT);
	await expect(chip(page)).toHaveAccessibleName(/^Custom endpoint, reachable \(\d.+\)\. Open/);
	await generate(page, `${PROMPT} [fake: 401]`);
	await expect(chip(page)).toHaveText("Custom endpoint: key rejected");
	// The server answers again, although it refuses the request.
	await generate(page, `${PROMPT} [fake: moderation]`);
	await expect(chip(page)).toHaveText("Custom endpoint");

	await provider.close();
	await generate(page, PROMPT);
	await expect(chip(page)).toHaveText("Custom endpoint: unreachable");
	await expect(chip(page)).toHaveAttribute("title", /unreachable \(\d.+\): \S/);
});

test("says at once that a saved key is not sent to another host", async ({ studio: page, provider }) => {
	await typeEndpoint(page, provider.url, KEY);
	const other = await startProvider({ key: KEY });
	await chip(page).click();
	await dialog(page)
		.getByLabel(/Base URL/)
		.fill(other.url);
	const sentence = dialog(page).getByText(`The saved key belongs to ${new URL(provider.url).host}`);
	await expect(sentence).toBeVisible();
	await dialog(page)
		.getByLabel(/Base URL/)
		.fill(provider.url);
	await expect(sentence).toHaveCount(0);
	expect(other.requests).toEqual([]);
	await other.close();
});
