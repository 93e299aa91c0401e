// Imports through the host: its file dialog, files dropped on its window, files opened with the studio. The development
// host sends the same events as HaloForge; the real backend reads the bytes.
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { encode } from "fast-png";
import type { HostControls } from "../../dev/page/main";
import { connectToDevhost } from "./servers";
import { test as base, canvasBox, expect, panel, withDevhost } from "./studio";
import { picturePng } from "./testPicture";
import { openPicture, paintMask } from "./userActions";

declare global {
	interface Window {
		__HOST__: HostControls;
	}
}

/** `folder` contains the user's files; the host's dialog always returns its chosen.png. */
const test = base.extend<{ folder: string; chosen: string }>({
	// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
	folder: async ({}, use) => {
		const folder = mkdtempSync(join(tmpdir(), "pictures-"));
		await use(folder);
		rmSync(folder, { recursive: true, force: true });
	},
	chosen: async ({ folder }, use) => use(join(folder, "chosen.png")),
	devhost: ({ origin, secrets, chosen }, use) =>
		withDevhost({ origin, secrets }, { args: ["--pick-file", chosen] }, use),
});

const editor = (page: Page) => panel(page).locator(".hfis-editor");
const name = (page: Page) => panel(page).locator(".hfis-documents-button");
const alerts = (page: Page) => panel(page).locator(".hfis-ui-toast-error, .hfis-editor [role=alert]");
const chooseButton = (page: Page) => editor(page).getByRole("button", { name: /choose/i });
const rows = (page: Page) => panel(page).locator(".hfis-documents").getByRole("listitem");
const connected = (page: Page) =>
	expect(panel(page).getByRole("button", { name: /Mock gateway|Not connected: no endpoint/ })).toBeVisible();

/** The name of the document that a new page opens. */
const storedCurrent = (page: Page) =>
	page.evaluate(
		() =>
			new Promise<string | undefined>((resolve, failed) => {
				const opening = indexedDB.open("image-studio");
				opening.onerror = () => failed(opening.error);
				opening.onsuccess = () => {
					const reading = opening.result.transaction(["meta", "documents"]);
					reading.objectStore("meta").get("currentDocument").onsuccess = (meta) => {
						const { value } = (meta.target as IDBRequest).result ?? {};
						const row = reading.objectStore("documents").get(value ?? "");
						row.onsuccess = () => resolve(row.result?.facts.name);
					};
					reading.oncomplete = () => opening.result.close();
				};
			}),
	);

function writePicture(folder: string, file: string, width: number, height: number): string {
	const path = join(folder, file);
	writeFileSync(path, picturePng(width, height));
	return path;
}

async function drop(page: Page, paths: string[], at?: { x: number; y: number }) {
	const box = await editor(page).boundingBox();
	if (!box) throw new Error("no editor");
	const place = at ?? { x: box.x + box.width / 2, y: box.y + box.height / 2 };
	await page.evaluate(([given, to]) => window.__HOST__.dropFiles(given, to), [paths, place] as const);
}

test("the host's dialog opens a picture larger than a chunk, and refuses other files without changing the document", async ({
	studio: page,
	chosen,
}) => {
	// Noise does not compress, so the file takes two chunks of at most 4 MiB.
	const bytes = encode({ width: 1500, height: 1200, channels: 3, depth: 8, data: randomBytes(1500 * 1200 * 3) });
	expect(bytes.length).toBeGreaterThan(4.5e6);
	writeFileSync(chosen, bytes);
	await connected(page);
	await chooseButton(page).click();
	await expect(name(page)).toContainText("chosen.png");
	await expect(panel(page)).toContainText("1500 × 1200");
	await paintMask(page);

	const refuse = async (what: string, says: RegExp) => {
		await page.keyboard.press("Control+o");
		await expect(alerts(page).last(), what).toContainText(says);
		await alerts(page).last().getByRole("button").last().click();
		await expect(alerts(page)).toHaveCount(0);
		await expect(panel(page).locator(".hfis-prompt-send"), `${what}: picture and mask stay`).toContainText("masked");
	};
	rmSync(chosen);
	await refuse("a file that is gone", /no longer exists/);
	mkdirSync(chosen);
	await refuse("a folder", /folder/);
	rmSync(chosen, { recursive: true });
	writeFileSync(chosen, "");
	await refuse("zero bytes", /empty/i);
	writeFileSync(chosen, "-----BEGIN OPENSSH PRIVATE KEY-----");
	await refuse("no picture", /not a PNG/i);
	writeFileSync(chosen, picturePng().subarray(0, 300));
	await refuse("half a picture", /damaged|incomplete|ends too early/i);
	truncateSync(chosen, 513 * 1024 * 1024);
	await refuse("a huge file", /100 MB/);
	if (process.getuid?.() !== 0) {
		writeFileSync(chosen, picturePng());
		chmodSync(chosen, 0);
		await refuse("a file without read permission", /not have permission to read/);
	}
});

base("where the host has no dialog the browser's picker opens", async ({ studio: page }) => {
	await connected(page);
	const choosing = page.waitForEvent("filechooser");
	await chooseButton(page).click();
	const chooser = await choosing;
	await chooser.setFiles({ name: "picked.png", mimeType: "image/png", buffer: picturePng() });
	await expect(name(page)).toContainText("picked.png");
});

test("files can be dropped on the empty canvas, into a zone and beside the panel", async ({ studio: page, folder }) => {
	const [first, second, third] = ["one.png", "two.png", "三.png"].map((file, i) =>
		writePicture(folder, file, 64, 40 + i),
	);
	if (!first || !second || !third) throw new Error("three files");
	await drop(page, [first, second]);
	await expect(name(page), "the first file becomes the picture").toContainText("one.png");
	await expect(panel(page)).toContainText("64 × 40");

	// A drag over a picture shows zones. The page receives the drag events but no drop event.
	const cdp = await page.context().newCDPSession(page);
	const box = await canvasBox(page);
	const data = { items: [], files: [third], dragOperationsMask: 1 };
	const over = { x: box.x + box.width / 2, y: box.y + box.height / 2, data };
	await cdp.send("Input.dispatchDragEvent", { type: "dragEnter", ...over });
	await cdp.send("Input.dispatchDragEvent", { type: "dragOver", ...over });
	const zone = await editor(page).locator('[data-purpose="picture"]').boundingBox();
	if (!zone) throw new Error("no zones");
	await drop(page, [third], { x: zone.x + zone.width / 2, y: zone.y + zone.height / 2 });
	await expect(name(page)).toContainText("三.png");
	await expect(editor(page).locator(".hfis-imports-drop"), "the zones are gone").toHaveCount(0);

	// A drop on the canvas places the picture there, as a layer, and replaces nothing.
	const placed = panel(page)
		.getByRole("list", { name: "Attached images" })
		.getByTitle(/two\.png/);
	await drop(page, [second]);
	await expect(placed.first()).toBeVisible();
	await expect(name(page)).toContainText("三.png");
	await page.keyboard.press("Delete");
	await expect(placed).toHaveCount(0);
	// A drop beside the canvas asks for the file's purpose and replaces nothing by itself.
	const bar = await editor(page).locator(".hfis-toolbar-actions").boundingBox();
	if (!bar) throw new Error("no toolbar");
	await drop(page, [second], { x: bar.x + bar.width / 2, y: bar.y + 2 });
	const dialog = panel(page).getByRole("dialog").last();
	await expect(dialog).toContainText("two.png");
	await page.keyboard.press("Escape");
	await expect(name(page)).toContainText("三.png");

	// A folder among the files is reported, and the pictures are imported.
	await drop(page, [folder]);
	await expect(alerts(page).last()).toContainText(/folder/);
	// A drop on the host's navigation is ignored.
	await drop(page, [first], { x: 3, y: 3 });
	await page.evaluate(() => new Promise((done) => setTimeout(done, 600)));
	await expect(name(page)).toContainText("三.png");
});

test("a file opened with the studio becomes one new document and keeps the previous one", async ({
	studio: page,
	folder,
}) => {
	await openPicture(page);
	await paintMask(page);
	const path = writePicture(folder, "routed.png", 80, 60);
	await page.evaluate((file) => window.__HOST__.openFile(file), path);
	await expect(name(page)).toContainText("routed.png");
	await expect.poll(() => storedCurrent(page)).toBe("routed.png");
	await page.reload();
	await expect(name(page)).toContainText("routed.png");
	await name(page).click();
	await expect(rows(page), "opened once, despite route, intent and reload").toHaveCount(2);
	await page.keyboard.press("Escape");
	// A host may send a file intent without a route.
	await page.keyboard.press("g");
	await expect(panel(page).getByRole("region", { name: "Canvas" })).toHaveCount(0);
	await page.evaluate(
		(file) => window.__DEV_HOST_APP__.change({ pendingFileIntent: { kind: "open", path: file } }),
		writePicture(folder, "intended.png", 70, 60),
	);
	await expect(name(page)).toContainText("intended.png");
	await expect(panel(page).getByRole("region", { name: "Canvas" })).toBeVisible();
	await page.evaluate((file) => window.__HOST__.openFile(file), join(folder, "gone.png"));
	await expect(alerts(page).last()).toContainText(/gone\.png.*no longer exists/);
	// An intent for another plugin is ignored.
	await page.evaluate((file) => window.__HOST__.openFile(file), join(folder, "notes.md"));
	await page.evaluate(() => new Promise((done) => setTimeout(done, 1200)));
	expect(await page.evaluate(() => window.__DEV_HOST_APP__.snapshot)).toMatchObject({
		pendingFileIntent: { path: join(folder, "notes.md") },
	});
});

test("opens the file with which the studio is started", async ({ page, devhost, origin, folder }) => {
	const path = writePicture(folder, "first.png", 80, 60);
	await connectToDevhost(page, devhost);
	await page.goto(`${origin}/#/edit?path=${encodeURIComponent(path)}`);
	await expect(name(page)).toContainText("first.png");
});
