// Intent is explicit: the next request does what the switch beside the send button says, and only the user changes it. A
// result never opens as a document by itself.
import type { Page } from "@playwright/test";
import { expect, KEY, PROMPT, panel, test } from "./studio";
import { cards, connectEndpoint, openPicture, paintMask } from "./userActions";

const prompt = (page: Page) => panel(page).getByRole("textbox", { name: "Prompt" });
const intent = (page: Page, name: "Generate" | "Edit") => panel(page).getByRole("radio", { name, exact: true });
const strip = (page: Page) => panel(page).getByRole("toolbar", { name: "Candidates" });
const candidates = (page: Page) => strip(page).getByRole("button", { name: /^Generated image \d+$/ });
const dock = (page: Page) => panel(page).getByRole("toolbar", { name: "Results" });
const shown = (page: Page) => panel(page).getByRole("region", { name: /^Generated image: / });
const send = (page: Page) => panel(page).locator(".hfis-prompt-send");
const documentsButton = (page: Page) => panel(page).locator(".hfis-documents-button");

async function chooseCount(page: Page, count: number) {
	await panel(page)
		.getByRole("combobox", { name: /^Count/ })
		.click();
	await panel(page)
		.getByRole("option", { name: `${count} images` })
		.click();
}

test("after four pictures from words, Ctrl+Enter makes four more, and none of them becomes a document", async ({
	studio: page,
	provider,
}) => {
	const sent = (path: string) => provider.requests.filter((request) => request.path === `/v1/images/${path}`);
	await connectEndpoint(page, provider.url, KEY);
	await chooseCount(page, 4);
	await prompt(page).fill(PROMPT);
	await page.keyboard.press("Control+Enter");
	await expect(candidates(page)).toHaveCount(4);
	await expect(shown(page).getByRole("img", { name: "Generated image 1" })).toBeVisible();
	await expect(documentsButton(page), "no document has been made").toHaveText("Images");
	await expect(intent(page, "Generate")).toBeChecked();
	await expect(intent(page, "Edit"), "there is nothing to edit").toBeDisabled();

	await expect(prompt(page), "one key sends the same again").toBeFocused();
	await page.keyboard.press("Control+Enter");
	await expect(candidates(page)).toHaveCount(8);
	expect(sent("generations").map(({ json }) => json)).toMatchObject([{ n: 4 }, { n: 4 }]);
	expect(sent("edits")).toEqual([]);

	// The third of the new four goes onto the canvas with one press; a reload keeps the strip.
	await page.reload();
	await expect(candidates(page)).toHaveCount(8);
	await candidates(page).nth(6).hover();
	await strip(page).getByRole("button", { name: "Open image 7", exact: true }).click();
	await expect(documentsButton(page)).toContainText(PROMPT.slice(0, 20));
	await expect(shown(page)).toHaveCount(0);
	await expect(intent(page, "Edit"), "opening a picture sets Edit").toBeChecked();
	await documentsButton(page).click();
	await expect(panel(page).locator(".hfis-documents-item"), "only the opened one is listed").toHaveCount(1);
});

test("a choice of Generate stays, and painting sets Edit", async ({ studio: page, provider }) => {
	const sent = (path: string) => provider.requests.filter((request) => request.path === `/v1/images/${path}`);
	await openPicture(page);
	await connectEndpoint(page, provider.url, KEY);
	await expect(intent(page, "Edit")).toBeChecked();
	await prompt(page).fill(PROMPT);
	await page.keyboard.press("Control+Shift+E");
	await expect(intent(page, "Generate")).toBeChecked();
	await expect(send(page)).toHaveText("Generate");
	await page.keyboard.press("Control+Enter");
	await expect(candidates(page)).toHaveCount(1);
	await expect(shown(page)).toBeVisible();
	await expect(intent(page, "Generate"), "the result changes nothing").toBeChecked();
	await page.keyboard.press("Control+Enter");
	await expect(candidates(page)).toHaveCount(2);
	expect(sent("generations")).toHaveLength(2);
	await page.reload();
	await expect(intent(page, "Generate"), "nor does a reload").toBeChecked();
	await expect(send(page)).toHaveText("Generate");

	await expect(panel(page).locator(".hfis-viewport canvas").first()).toBeVisible();
	await paintMask(page);
	await expect(intent(page, "Edit")).toBeChecked();
	await expect(send(page)).toHaveText("Edit masked area");
	await page.keyboard.press("Control+z");
	await expect(intent(page, "Edit"), "undo takes back the stroke, not the choice").toBeChecked();
	expect(sent("edits")).toEqual([]);
});

test("a generated picture can be repeated, varied, used as a reference and taken off the strip", async ({
	studio: page,
	provider,
}) => {
	await connectEndpoint(page, provider.url, KEY);
	await prompt(page).fill(PROMPT);
	await page.keyboard.press("Control+Enter");
	await expect(candidates(page)).toHaveCount(1);
	await dock(page).getByRole("button", { name: "Another", exact: true }).click();
	await expect(candidates(page)).toHaveCount(2);
	await dock(page).getByRole("button", { name: "Change words" }).click();
	const dialog = panel(page).getByRole("dialog", { name: "Edit prompt and resend" });
	const words = dialog.getByRole("textbox");
	await expect(words).toHaveValue(PROMPT);
	const selected = () => words.evaluate((field: HTMLTextAreaElement) => [field.selectionStart, field.selectionEnd]);
	await expect.poll(selected, { message: "the words are selected" }).toEqual([0, PROMPT.length]);
	await words.fill("a calmer sea");
	await dialog.getByRole("button", { name: "Send" }).click();
	await expect(candidates(page)).toHaveCount(3);
	expect(provider.requests.at(-1)?.json).toMatchObject({ prompt: "a calmer sea" });

	await dock(page).getByRole("button", { name: "Use as reference" }).click();
	await expect(panel(page).getByRole("list", { name: "Attached images" }).getByRole("listitem")).toHaveCount(1);
	await dock(page).getByRole("button", { name: "Discard", exact: true }).click();
	await expect(candidates(page)).toHaveCount(2);
	await expect(cards(page), "the task keeps its picture").toHaveCount(3);
});
