// Documents keep painted masks through a crash in mid-stroke, a reload, another opened picture, a full disk and a
// second window. The documents menu opens, renames, copies, deletes and restores documents.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { decode } from "fast-png";
import { CHROMIUM_ARGS, findChromium } from "../../scripts/browsers";
import { canvasBox, expect, paintStroke, panel, test } from "./studio";
import { PICTURE, picturePng } from "./testPicture";
import { chooseFile, fillStorage, openPicture, storedDocuments } from "./userActions";

/** Number of records in a table of the library. */
const count = (page: Page, table: string) =>
	page.evaluate(
		(name) =>
			new Promise<number>((resolve, failed) => {
				const opening = indexedDB.open("image-studio");
				opening.onerror = () => failed(opening.error);
				opening.onsuccess = () => {
					const counting = opening.result.transaction(name).objectStore(name).count();
					counting.onsuccess = () => {
						opening.result.close();
						resolve(counting.result);
					};
				};
			}),
		table,
	);

const sendButton = (page: Page) => panel(page).locator(".hfis-prompt-send");
const menuButton = (page: Page) => panel(page).locator(".hfis-documents-button");
const menu = (page: Page) => panel(page).locator(".hfis-documents");
const rows = (page: Page) => menu(page).getByRole("listitem");

/** A screenshot of the picture's centre with the mask, without the pointer. */
async function canvasScreenshot(page: Page): Promise<Uint8Array> {
	const box = await canvasBox(page);
	await page.mouse.move(box.x + 5, box.y + box.height - 5);
	// A stroke is drawn in the next frame.
	await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
	const clip = {
		x: box.x + box.width * 0.3,
		y: box.y + box.height * 0.3,
		width: box.width * 0.4,
		height: box.height * 0.4,
	};
	return decode(await page.screenshot({ clip })).data as Uint8Array;
}

function difference(a: Uint8Array, b: Uint8Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
	return sum / a.length;
}

/** Polls, because a loaded picture is drawn over the next frames. */
const expectCanvas = (page: Page, expected: Uint8Array) =>
	expect.poll(async () => difference(await canvasScreenshot(page), expected)).toBeLessThan(0.05);

/** Starts a browser with a persistent profile that can be killed; Playwright would close it regularly. */
async function startBrowser(folder: string): Promise<{ page: Page; kill: () => Promise<void> }> {
	const portFile = join(folder, "DevToolsActivePort");
	rmSync(portFile, { force: true });
	const child: ChildProcess = spawn(
		findChromium() ?? "",
		["--headless", "--remote-debugging-port=0", `--user-data-dir=${folder}`, ...CHROMIUM_ARGS, "about:blank"],
		{ detached: true, stdio: "ignore" },
	);
	await expect.poll(() => existsSync(portFile) && readFileSync(portFile, "utf8").includes("\n/")).toBe(true);
	const [port] = readFileSync(portFile, "utf8").split("\n");
	const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
	const [context] = browser.contexts();
	const page = await context?.newPage();
	if (!page) throw new Error("no page");
	await page.setViewportSize({ width: 1280, height: 800 });
	return {
		page,
		kill: async () => {
			const gone = new Promise((ended) => child.once("exit", ended));
			// Killing the whole process group at once simulates a crash of the system.
			if (child.pid) process.kill(-child.pid, "SIGKILL");
			await gone;
			await browser.close().catch(() => {});
		},
	};
}

test("keeps all finished strokes, with undo and redo, when the browser is killed in mid-stroke", async ({ origin }) => {
	const folder = mkdtempSync(join(tmpdir(), "killed-"));
	let browser = await startBrowser(folder);
	try {
		let { page } = browser;
		await page.goto(origin);
		await openPicture(page);
		await paintStroke(page, [0.42, 0.44], [0.58, 0.44]);
		const one = await canvasScreenshot(page);
		await paintStroke(page, [0.42, 0.56], [0.58, 0.56]);
		const two = await canvasScreenshot(page);
		expect(difference(one, two)).toBeGreaterThan(0.3);

		const box = await canvasBox(page);
		await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.42);
		await page.mouse.down();
		await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.55, { steps: 8 });
		// documents.test.ts checks the limit of two seconds with a fake clock; this machine may be busy.
		await expect.poll(() => count(page, "parts")).toBe(2);
		await browser.kill();

		browser = await startBrowser(folder);
		({ page } = browser);
		await page.goto(origin);
		await expect(panel(page)).toContainText(PICTURE.name);
		await expect(sendButton(page)).toContainText("masked");
		await expectCanvas(page, two);
		await page.keyboard.press("Control+z");
		await expectCanvas(page, one);
		await page.keyboard.press("Control+z");
		await expect(sendButton(page)).not.toContainText("masked");
		await expect(panel(page).getByRole("button", { name: /^Undo/ })).toBeDisabled();
		await page.keyboard.press("Control+Shift+z");
		await page.keyboard.press("Control+Shift+z");
		await expectCanvas(page, two);

		// The same after a regular reload, from the middle of the history.
		await page.keyboard.press("Control+z");
		await expect.poll(async () => (await storedDocuments(page))[0]?.steps ?? -1).toBe(1);
		await page.reload();
		await expect(panel(page)).toContainText(PICTURE.name);
		await expect(sendButton(page)).toContainText("masked");
		await expectCanvas(page, one);
		await page.keyboard.press("Control+Shift+z");
		await expectCanvas(page, two);
	} finally {
		await browser.kill();
		rmSync(folder, { recursive: true, force: true });
	}
});

test("opens, renames, copies, deletes and restores documents by keyboard", async ({ studio: page }) => {
	await openPicture(page);
	await paintStroke(page, [0.45, 0.5], [0.55, 0.5]);
	const name = "一张名字很长的图片 the harbour at dusk with all its cranes and ships, seen from the old lighthouse.png";
	await chooseFile(page, name, "image/png", picturePng(64, 80));
	await expect(menuButton(page)).toContainText(name);

	await menuButton(page).focus();
	await page.keyboard.press("Enter");
	await expect(rows(page)).toHaveCount(2);
	await expect(rows(page).nth(0)).toContainText("64 × 80");
	await expect(rows(page).nth(1)).toContainText(PICTURE.name);
	await expect(rows(page).nth(1).locator("img")).toBeVisible();
	// The focus is on the open document; Down moves to the other.
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Enter");
	await expect(menuButton(page)).toContainText(PICTURE.name);
	await expect(menu(page)).toBeHidden();
	await expect(sendButton(page)).toContainText("masked");

	await menuButton(page).click();
	await rows(page).nth(1).getByRole("button").first().focus();
	await page.keyboard.press("F2");
	await page.keyboard.press("Control+a");
	await page.keyboard.type("Lighthouse");
	await page.keyboard.press("Enter");
	await expect(rows(page).nth(1)).toContainText("Lighthouse");
	await rows(page)
		.nth(0)
		.getByRole("button", { name: /^Duplicate/ })
		.click();
	await expect(rows(page)).toHaveCount(3);
	await expect(rows(page).nth(0)).toContainText("(copy)");

	// Both painted documents share a picture; the third has another.
	expect([await count(page, "images"), await count(page, "documents")]).toEqual([2, 3]);
	await rows(page).filter({ hasText: "Lighthouse" }).getByRole("button").first().focus();
	await page.keyboard.press("Delete");
	await expect(rows(page)).toHaveCount(2);
	await page.keyboard.press("Escape");
	await panel(page).locator(".hfis-notices").getByRole("button", { name: "Undo", exact: true }).click();
	await menuButton(page).click();
	await expect(rows(page)).toHaveCount(3);
	await rows(page)
		.filter({ hasText: "Lighthouse" })
		.getByRole("button", { name: /^Delete/ })
		.click();
	await expect(rows(page)).toHaveCount(2);
	// The focus is on another row. The key undoes the deletion once it is done, and redoes it.
	await expect(panel(page).locator(".hfis-notices")).toContainText("Lighthouse");
	await page.keyboard.press("Control+z");
	await expect(rows(page)).toHaveCount(3);
	await expect(panel(page)).toContainText("Undone: Delete Lighthouse");
	await page.keyboard.press("Control+Shift+z");
	await expect(rows(page)).toHaveCount(2);
	expect([await count(page, "images"), await count(page, "documents")], "all of it lies in the bin").toEqual([2, 3]);
	await menu(page).getByRole("button", { name: "Show bin" }).click();
	const bin = panel(page).getByRole("dialog", { name: "Bin" });
	await expect(bin.getByRole("listitem")).toHaveCount(1);
	await bin.getByRole("button", { name: "Delete Lighthouse permanently" }).click();
	await expect(bin).toContainText("The bin is empty.");
	await expect.poll(() => count(page, "documents")).toBe(2);
	expect(await count(page, "images")).toBe(1);
	await page.keyboard.press("Escape");
	await menuButton(page).click();
	// Deleting the open document empties the canvas, also after a reload.
	await rows(page)
		.filter({ hasText: "(copy)" })
		.getByRole("button", { name: /^Delete/ })
		.click();
	await rows(page)
		.first()
		.getByRole("button", { name: /^Delete/ })
		.click();
	await expect(menu(page)).toContainText("No images yet");
	await menu(page).getByRole("button", { name: "Show bin" }).click();
	await expect(bin.getByRole("listitem")).toHaveCount(2);
	await bin.getByRole("button", { name: "Empty bin" }).click();
	await bin.getByRole("button", { name: "Delete permanently", exact: true }).click();
	await expect(bin).toContainText("The bin is empty.");
	for (const table of ["documents", "heads", "parts", "chunks", "images"]) {
		await expect.poll(() => count(page, table), table).toBe(0);
	}
});

test("a new canvas has the chosen size and background", async ({ studio: page }) => {
	await menuButton(page).click();
	await menu(page).getByRole("button", { name: "New canvas" }).click();
	const dialog = panel(page).getByRole("dialog", { name: "New canvas" });
	await dialog.getByRole("radio", { name: "3:2" }).check();
	await expect(dialog.getByRole("spinbutton", { name: "Width" })).toHaveValue(/1536/);
	await expect(dialog.getByRole("spinbutton", { name: "Height" })).toHaveValue(/1024/);
	await dialog.getByRole("spinbutton", { name: "Width" }).fill("600");
	await page.keyboard.press("Enter");
	await dialog.getByRole("switch", { name: "Transparent" }).check();
	await dialog.getByRole("button", { name: "Create" }).click();
	await expect(dialog).toHaveCount(0);
	await expect(panel(page).locator(".hfis-topbar-size")).toHaveText("600 × 1024");
	await expect(panel(page).getByRole("radio", { name: "Edit", exact: true })).toBeChecked();
});

test("the documents menu fits a narrow panel and stays inside its root", async ({ studio: page }) => {
	await chooseFile(page, "一张名字很长很长很长很长很长很长很长很长很长的图片.png", "image/png", picturePng(64, 80));
	await expect(panel(page).locator(".hfis-viewport canvas").first()).toBeVisible();
	await page.setViewportSize({ width: 420, height: 700 });
	await menuButton(page).click();
	await expect(rows(page)).toHaveCount(1);
	const box = await menu(page).boundingBox();
	expect(box?.x).toBeGreaterThanOrEqual(0);
	expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(420);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(420);
	expect(await page.evaluate(() => document.querySelector(":popover-open")?.closest(".hfis") !== null)).toBe(true);
	await page.keyboard.press("Escape");
	await expect(menu(page)).toBeHidden();
	await expect(menuButton(page)).toBeFocused();
});

test("full storage shows a banner until saving works again, and loses nothing", async ({ page, origin }) => {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 4_000_000 });
	await page.goto(origin);
	const banner = panel(page).locator(".hfis-save-banner");
	await openPicture(page);
	await paintStroke(page, [0.45, 0.5], [0.55, 0.5]);
	await expect.poll(() => count(page, "parts")).toBe(1);

	await fillStorage(page);
	await paintStroke(page, [0.45, 0.55], [0.55, 0.55]);
	await expect(banner).toContainText(/storage is full/i);
	const two = await canvasScreenshot(page);
	await paintStroke(page, [0.45, 0.45], [0.55, 0.45]);
	expect(difference(two, await canvasScreenshot(page)), "painting continues").toBeGreaterThan(0.3);
	await page.keyboard.press("Control+z");
	await expectCanvas(page, two);
	await banner.getByRole("button", { name: "Try again" }).click();
	await expect(banner, "still full").toBeVisible();
	await banner.getByRole("button", { name: /delete/ }).click();
	await expect(menu(page)).toContainText("not saved");
	await page.keyboard.press("Escape");

	await cdp.send("Storage.overrideQuotaForOrigin", { origin });
	// The next change saves again without user action.
	await page.keyboard.press("Control+Shift+z");
	await expect(banner).toHaveCount(0);
	await page.reload();
	await expect(sendButton(page)).toContainText("masked");
	for (let undone = 0; undone < 3; undone++) await page.keyboard.press("Control+z");
	await expect(sendButton(page), "three strokes were kept").not.toContainText("masked");
	await expect(panel(page).getByRole("button", { name: /^Undo/ })).toBeDisabled();
});

test("two windows never overwrite each other's document", async ({ studio: page }) => {
	const other = await page.context().newPage();
	await other.goto(page.url());
	await openPicture(other);
	await paintStroke(other, [0.45, 0.5], [0.55, 0.5]);
	await expect.poll(() => count(other, "parts")).toBe(1);
	const openThere = async () => {
		await menuButton(page).click();
		await rows(page).first().getByRole("button").first().click();
	};
	await openThere();
	await expect(panel(page)).toContainText(/open in another Image Studio window/);
	await expect(sendButton(page)).not.toContainText("masked");
	await other.close();
	await openThere();
	await expect(sendButton(page)).toContainText("masked");
});
