// Two windows with one library: changes appear in both, a request is sent once, and drafts are separate. With full
// storage a finished result is kept outside the library until there is space.
import type { Page } from "@playwright/test";
import { connectToDevhost, type Devhost } from "./servers";
import { expect, KEY, PROMPT, panel, test } from "./studio";
import { cards, connectEndpoint } from "./userActions";

const prompt = (page: Page) => panel(page).getByRole("textbox", { name: "Prompt" });
const generate = async (page: Page) => {
	await prompt(page).fill(PROMPT);
	await panel(page).locator(".hfis-prompt-send").click();
};
async function openOn(page: Page, devhost: Devhost, address: string) {
	await connectToDevhost(page, devhost);
	await page.goto(address);
}
const card = (page: Page) => cards(page).first();
const picture = (page: Page) => card(page).getByRole("img", { name: /^Result of/ });
const choose = async (page: Page, action: string) => {
	await card(page).click({ button: "right" });
	await panel(page).getByRole("menuitem", { name: action, exact: true }).click();
};

test("two windows show the same task, favourite and deletion, and keep separate drafts", async ({
	studio: one,
	devhost,
	provider,
}) => {
	await connectEndpoint(one, provider.url, KEY);
	const other = await one.context().newPage();
	await openOn(other, devhost, one.url());
	const sent = () => provider.requests.filter(({ path }) => path === "/v1/images/generations");

	provider.misbehave({ how: "delay:6000", match: { path: "/images/generations" } });
	await generate(one);
	await expect(card(other)).toContainText(PROMPT);
	// The second window finds the running job and leaves it to the first.
	await other.reload();
	for (const page of [one, other]) await expect(picture(page)).toBeVisible();
	for (const page of [one, other]) await expect(cards(page)).toHaveCount(1);
	expect(sent()).toHaveLength(1);

	await prompt(one).fill("a draft of one");
	await prompt(other).fill("a draft of the other");
	await one.reload();
	await expect(prompt(one)).toHaveValue("a draft of one");
	await expect(prompt(other)).toHaveValue("a draft of the other");

	await choose(other, "Add to favourites");
	await expect(card(one).getByRole("button", { name: "Remove from favourites" })).toHaveCount(1);

	await choose(other, "Delete");
	await expect(cards(one)).toHaveCount(0);
	await panel(other).getByRole("button", { name: "Undo", exact: true }).last().click();
	for (const page of [one, other]) await expect(picture(page)).toBeVisible();
	await expect(card(one).getByRole("button", { name: "Remove from favourites" })).toHaveCount(1);
	expect(sent()).toHaveLength(1);
});

test("full storage keeps a result outside the library, also after a reload, until there is space", async ({
	page,
	origin,
	devhost,
	provider,
}) => {
	const cdp = await page.context().newCDPSession(page);
	const sent = () => provider.requests.filter(({ path }) => path === "/v1/images/generations");
	const banner = panel(page).getByRole("alert").filter({ hasText: "Results waiting to be saved: 1" });
	// The remaining space holds tasks but not this picture.
	await cdp.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 160_000 });
	provider.misbehave({ how: "size:2048x2048", match: { path: "/images/generations" } });
	await openOn(page, devhost, origin);
	await connectEndpoint(page, provider.url, KEY);
	await generate(page);

	await expect(banner).toContainText("Nothing was deleted");
	await expect(card(page)).toContainText("Storage is full");
	await page.reload();
	// The attempt at start has failed again.
	await expect(banner).toBeVisible();
	await expect(card(page)).toContainText("Storage is full");
	await expect(picture(page)).toHaveCount(0);

	await cdp.send("Storage.overrideQuotaForOrigin", { origin });
	await banner.getByRole("button", { name: "Try again" }).click();
	await expect(picture(page)).toBeVisible();
	await expect(banner).toHaveCount(0);
	expect(sent(), "requested once").toHaveLength(1);
});
