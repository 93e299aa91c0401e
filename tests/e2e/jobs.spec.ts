// Running jobs: previews, the automatic request for missing pictures, retries that may be billed twice, cancelling.
import type { Page } from "@playwright/test";
import { expect, KEY, PROMPT, panel, test } from "./studio";
import { cards, connectEndpoint, connectWith, openPicture, paintMask, sendEdit } from "./userActions";

async function ask(page: Page, count: number) {
	await panel(page).getByRole("textbox", { name: "Prompt" }).fill(PROMPT);
	await panel(page)
		.getByRole("combobox", { name: /^Count/ })
		.click();
	await panel(page)
		.getByRole("option", { name: count === 1 ? "1 image" : `${count} images`, exact: true })
		.click();
	await panel(page).locator(".hfis-prompt-send").click();
}

test("a stream shows previews on the card and among the results, and removes them afterwards", async ({
	studio,
	provider,
}) => {
	await openPicture(studio);
	await connectWith(studio, provider.url, "Streaming previews");
	provider.misbehave({ how: "pace:3000", match: { path: "/images/edits" } });
	await paintMask(studio);
	await sendEdit(studio);
	const card = cards(studio).first();
	await expect(card.getByRole("img", { name: /^Preview, unfinished/ })).toBeVisible();
	await expect(panel(studio).getByRole("toolbar", { name: "Candidates" }).locator("img").first()).toBeVisible();
	// The preview covers the masked area of the picture only.
	const onPicture = () =>
		studio.evaluate(() => {
			const results = document.querySelectorAll<HTMLCanvasElement>(".hfis-viewport-stage canvas")[1];
			const alpha = (x: number, y: number) =>
				results?.getContext("2d")?.getImageData(results.width * x, results.height * y, 1, 1).data[3];
			return {
				isRunning: document.querySelector("article[aria-busy=true]") !== null,
				at: alpha(0.5, 0.5),
				off: alpha(0.5, 0.3),
			};
		});
	await expect.poll(onPicture).toEqual({ isRunning: true, at: 255, off: 0 });
	await expect(card.getByRole("img", { name: /^Result of/ })).toBeVisible();
	await expect(card.getByRole("img", { name: /^Preview/ })).toHaveCount(0);
	expect(provider.requests.filter(({ path }) => path === "/v1/images/edits")).toHaveLength(1);
});

test("requests only the missing picture if three of four arrive", async ({ studio, provider }) => {
	await connectWith(studio, provider.url, "Codex CLI compatibility");
	const sent = () => provider.requests.filter(({ path }) => path === "/v1/images/generations");
	provider.misbehave({ how: "moderation", times: 1, match: { path: "/images/generations" } });
	await ask(studio, 4);
	const card = cards(studio).first();
	await expect(card).toContainText("3 of 4");
	expect(sent()).toHaveLength(4);
	await card.getByRole("button", { name: "Details" }).click();
	const dialog = panel(studio).getByRole("dialog", { name: "Details" });
	await expect(dialog).toContainText(/Image \d failed:/);
	await studio.keyboard.press("Escape");

	await card.getByRole("button", { name: "Retry 1 missing" }).click();
	await expect(card).not.toContainText("3 of 4");
	await expect(card.locator(".hfis-card-count")).toHaveText("4");
	expect(sent()).toHaveLength(5);
	expect(sent()[4]?.json).not.toHaveProperty("n");
	await expect(card.getByRole("button", { name: /missing|Retry/ })).toHaveCount(0);
});

test("a retry after an error that may have been billed shows a warning and is sent once", async ({
	studio,
	provider,
}) => {
	await connectEndpoint(studio, provider.url, KEY);
	const sent = () => provider.requests.filter(({ path }) => path === "/v1/images/generations");
	provider.misbehave({ how: "500", times: 1, match: { path: "/images/generations" } });
	await ask(studio, 1);
	const card = cards(studio).first();
	const retry = card.getByRole("button", { name: /^Retry\. Not retried automatically: the provider may have billed/ });
	await expect(retry).toBeVisible();
	await expect(card).toContainText("May be billed");
	expect(sent()).toHaveLength(1);
	await retry.click();
	await expect(card.getByRole("img", { name: /^Result of/ })).toBeVisible();
	expect(sent()).toHaveLength(2);
});

test("cancels a running task immediately and shows it as cancelled", async ({ studio, provider }) => {
	await connectEndpoint(studio, provider.url, KEY);
	provider.misbehave({ how: "hang", match: { path: "/images/generations" } });
	await ask(studio, 1);
	const card = cards(studio).first();
	await expect(card).toContainText("Waiting for the model");
	await card.getByRole("button", { name: "Cancel" }).click();
	await expect(card).toContainText("Cancelled");
	await expect(card.getByRole("button", { name: /^Retry/ })).toBeVisible();
});
