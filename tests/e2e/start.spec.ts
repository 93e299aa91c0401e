// Starting: the prompt takes text before the library is open, and keeps it.
import type { Page } from "@playwright/test";
import { decode, encode } from "fast-png";
import { expect, PROMPT, panel, test } from "./studio";
import { chooseFile } from "./userActions";

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

test("the last picture's thumbnail stands where the picture will be, until it is drawn", async ({ page, origin }) => {
	await page.goto(origin);
	const size = { width: 900, height: 600 };
	const data = new Uint8Array(size.width * size.height * 4);
	for (let at = 0; at < data.length; at += 4) data.set(at % (size.width * 4) < size.width * 2 ? ORANGE : BLUE, at);
	await chooseFile(page, "halves.png", "image/png", Buffer.from(encode({ ...size, data, channels: 4, depth: 8 })));
	await expect(panel(page).locator(".hfis-viewport canvas").first()).toBeVisible();
	await expect.poll(() => countThumbnails(page)).toBe(1);
	await page.addInitScript(holdDecoding);
	await page.reload();

	const viewport = panel(page).locator(".hfis-viewport");
	const thumbnail = viewport.locator(".hfis-viewport-opening img");
	await expect(thumbnail).toBeVisible();
	await thumbnail.evaluate((image: HTMLImageElement) => image.decode());
	await expect(panel(page).locator(".hfis-first-run-recent")).toHaveCount(0);
	const [before, place] = [await viewport.boundingBox(), await thumbnail.boundingBox()];
	const early = await viewport.screenshot();

	await page.evaluate(() => (window as unknown as { releaseDecoding(): void }).releaseDecoding());
	await expect(viewport.locator("canvas").first()).toBeVisible();
	await expect(thumbnail).toHaveCount(0);
	expect(await viewport.boundingBox()).toEqual(before);
	expect(place?.width).toBeGreaterThan(300);
	await expect.poll(async () => meanDifference(early, await viewport.screenshot())).toBeLessThan(2);
});

const ORANGE = [240, 140, 20, 255];
const BLUE = [20, 60, 220, 255];

function meanDifference(one: Buffer, other: Buffer): number {
	const [a, b] = [decode(one).data as Uint8Array, decode(other).data as Uint8Array];
	return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length;
}

/** The number of thumbnails in the library. */
const countThumbnails = (page: Page) =>
	page.evaluate(
		() =>
			new Promise<number>((resolve, failed) => {
				const opening = indexedDB.open("image-studio");
				opening.onerror = () => failed(opening.error);
				opening.onsuccess = () => {
					const counting = opening.result.transaction("thumbnails").objectStore("thumbnails").count();
					counting.onsuccess = () => {
						opening.result.close();
						resolve(counting.result);
					};
				};
			}),
	);

/** Pictures are decoded only when the test releases them. Runs in the page. */
function holdDecoding(): void {
	let release = (): void => {};
	const released = new Promise<void>((resolve) => {
		release = resolve;
	});
	const decodeNow = window.createImageBitmap.bind(window) as (...given: unknown[]) => Promise<ImageBitmap>;
	Object.assign(window, {
		releaseDecoding: release,
		createImageBitmap: (...given: unknown[]) => released.then(() => decodeNow(...given)),
	});
}

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
