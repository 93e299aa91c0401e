// Starting: the prompt takes text before the library is open, and keeps it.
import { expect, PROMPT, panel, test } from "./studio";

test("text that is typed before the library is open stays, with the caret", async ({ page, origin }) => {
	await page.addInitScript(holdLibrary);
	await page.goto(origin);
	const prompt = panel(page).getByRole("textbox", { name: "Prompt" });
	await prompt.click();
	await page.keyboard.type(`${PROMPT}, at noon`);
	// Nothing of the library is known yet.
	await expect(panel(page).getByText("Results appear here")).toHaveCount(0);
	for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowLeft");
	await page.evaluate(releaseLibrary);
	await expect(panel(page).getByText("Results appear here")).toBeVisible();
	await page.keyboard.type("early ");
	await expect(prompt).toBeFocused();
	await expect(prompt).toHaveValue(`${PROMPT}, at early noon`);
	await page.reload();
	await expect(prompt).toHaveValue(`${PROMPT}, at early noon`);
	await page.evaluate(releaseLibrary);
});

test("a file that is pasted before the library is open becomes a reference", async ({ page, origin }) => {
	await page.addInitScript(holdLibrary);
	await page.goto(origin);
	const prompt = panel(page).getByRole("textbox", { name: "Prompt" });
	await prompt.click();
	await prompt.evaluate(async (field) => {
		const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 64 });
		canvas.getContext("2d")?.fillRect(0, 0, 64, 64);
		const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done));
		const data = new DataTransfer();
		data.items.add(new File([blob ?? ""], "early.png", { type: "image/png" }));
		field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
	});
	await page.evaluate(releaseLibrary);
	await expect(panel(page).getByRole("button", { name: /early/ }).first()).toBeVisible();
});

const releaseLibrary = (): void => (window as unknown as { releaseLibrary(): void }).releaseLibrary();

/** Databases open only when the test releases them. Runs in the page. */
function holdLibrary(): void {
	const held: (() => void)[] = [];
	let isReleased = false;
	const open = IDBFactory.prototype.open;
	IDBFactory.prototype.open = function (...given) {
		const request = open.apply(this, given);
		request.addEventListener("success", (event) => {
			if (isReleased || !event.isTrusted) return;
			event.stopImmediatePropagation();
			held.push(() => request.dispatchEvent(new Event("success")));
		});
		return request;
	};
	Object.assign(window, {
		releaseLibrary() {
			isReleased = true;
			for (const tell of held.splice(0)) tell();
		},
	});
}
