// A saved picture carries what it was made with: dropped into an empty studio it gives its task back, and nothing of it is
// sent.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { decode } from "fast-png";
import { expect, KEY, PROMPT, panel, test } from "./studio";
import { cards, chooseFile, connectEndpoint, expectResult, openPicture, paintMask, sendEdit } from "./userActions";

const dialog = (page: Page, name: string) => panel(page).getByRole("dialog", { name });

async function exported(page: Page, ...switches: string[]): Promise<Buffer> {
	await panel(page).getByRole("button", { name: "Export as…" }).click();
	for (const name of switches) await dialog(page, "Export").getByRole("switch", { name }).click();
	const coming = page.waitForEvent("download");
	await dialog(page, "Export").getByRole("button", { name: "Save…" }).click();
	const download = await coming;
	await expect(dialog(page, "Export")).toHaveCount(0);
	return readFileSync(await download.path());
}

test("a saved picture gives its task back in an empty studio, and its text is never sent", async ({
	studio,
	provider,
	browser,
	origin,
}) => {
	await connectEndpoint(studio, provider.url, KEY);
	await openPicture(studio);
	const before = await exported(studio);
	expect(before.includes(PROMPT), "a picture that no request made says nothing").toBe(false);
	await paintMask(studio);
	await sendEdit(studio);
	await expectResult(studio);
	await panel(studio).getByRole("button", { name: "Keep", exact: true }).click();

	const saved = await exported(studio, "Include the mask");
	expect(saved.includes(PROMPT), "for programs that read the keyword “parameters”").toBe(true);
	for (const secret of [KEY, provider.url, new URL(provider.url).host]) expect(saved.includes(secret)).toBe(false);
	const bare = await exported(studio, "Include prompt and settings");
	expect(bare.includes(PROMPT)).toBe(false);
	expect(Buffer.from(decode(saved).data).equals(Buffer.from(decode(bare).data))).toBe(true);

	// The first page's own provider: an edit of the saved picture sends its pixels alone.
	await chooseFile(studio, "again.png", "image/png", saved);
	await expect(panel(studio)).toContainText("again.png");
	await paintMask(studio);
	await sendEdit(studio);
	await expect.poll(() => provider.requests.filter(({ files }) => files.length > 0).length).toBe(2);
	for (const { files } of provider.requests)
		for (const { bytes } of files) {
			expect(Buffer.from(bytes).includes("haloforge-image-studio")).toBe(false);
			expect(Buffer.from(bytes).includes(PROMPT)).toBe(false);
		}

	const empty = await browser.newContext();
	const page = await empty.newPage();
	await page.goto(origin);
	await chooseFile(page, "dropped.png", "image/png", saved);
	await expect(panel(page)).toContainText("“dropped.png” carries the prompt it was made with.");
	await panel(page).getByRole("button", { name: "Show", exact: true }).click();
	await expect(dialog(page, "How this image was made")).toContainText(PROMPT);
	await dialog(page, "How this image was made").getByRole("button", { name: "Restore task" }).click();
	await expect(cards(page)).toHaveCount(1);
	const detail = panel(page).getByRole("dialog");
	await expect(detail).toContainText(PROMPT);
	await expect(detail).toContainText("gpt-image");
	await empty.close();
});
