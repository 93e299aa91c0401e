// Files dragged over the panel: from a Tauri host, which reports them by events, at any display scale, and from a host
// whose web view handles drags itself.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { test as base, expect, panel } from "./studio";
import { picturePng } from "./testPicture";
import { cards, openPicture } from "./userActions";

const test = base.extend<{ file: string }>({
	// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
	file: async ({}, use) => {
		const folder = mkdtempSync(join(tmpdir(), "drags-"));
		const file = join(folder, "dragged.png");
		writeFileSync(file, picturePng(64, 40));
		await use(file);
		rmSync(folder, { recursive: true, force: true });
	},
});

const editor = (page: Page) => panel(page).locator(".hfis-editor");
const zone = (page: Page, purpose: string) => editor(page).locator(`.hfis-imports-drop [data-purpose="${purpose}"]`);
const prompt = (page: Page) => panel(page).locator(".hfis-prompt");
const attached = (page: Page) => panel(page).getByRole("list", { name: "Attached images" }).getByRole("listitem");

async function centre(locator: ReturnType<typeof panel>) {
	const box = await locator.boundingBox();
	if (!box) throw new Error("not visible");
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

for (const scale of [1, 2])
	test.describe(`at display scale ${scale}`, () => {
		test.use({ deviceScaleFactor: scale });

		test("a drag from the host shows the zones, and drops into the one under it", async ({ studio, file }) => {
			await openPicture(studio);
			const middle = await centre(editor(studio));
			await studio.evaluate(([path, at]) => window.__HOST__.dragFiles([path], at), [file, middle] as const);
			await expect(zone(studio, "reference")).toBeVisible();
			const at = await centre(zone(studio, "mask"));
			await studio.evaluate(([path, from, to]) => window.__HOST__.dragFiles([path], from, to), [
				file,
				middle,
				at,
			] as const);
			await expect(zone(studio, "mask")).toHaveAttribute("data-over", "true");
			await studio.evaluate(() => window.__HOST__.leaveWithFiles());
			await expect(zone(studio, "mask")).toHaveCount(0);

			await studio.evaluate(([path, from]) => window.__HOST__.dragFiles([path], from), [file, middle] as const);
			const reference = await centre(zone(studio, "reference"));
			await studio.evaluate(([path, to]) => window.__HOST__.dropFiles([path], to), [file, reference] as const);
			await expect(zone(studio, "reference"), "the zones are gone").toHaveCount(0);
			await expect(attached(studio)).toHaveCount(2);
			await expect(panel(studio).getByRole("dialog"), "no question about its purpose").toHaveCount(0);
		});

		test("a drag over the prompt of an empty canvas marks the prompt", async ({ studio, file }) => {
			await expect(prompt(studio)).toBeVisible();
			const at = await centre(prompt(studio));
			// The host reports every move of a drag; the panel may not listen yet when the prompt appears.
			await expect(async () => {
				await studio.evaluate(([path, to]) => window.__HOST__.dragFiles([path], to), [file, at] as const);
				await expect(prompt(studio)).toHaveAttribute("data-is-over", "true", { timeout: 1000 });
			}).toPass();
			await expect(editor(studio).locator(".hfis-imports-drop")).toHaveCount(0);
			await studio.evaluate(([path, to]) => window.__HOST__.dropFiles([path], to), [file, at] as const);
			await expect(prompt(studio)).not.toHaveAttribute("data-is-over");
			await expect(attached(studio)).toHaveCount(1);
		});
	});

/** The drag of a file as WebKitGTK reports it: without the type "Files". True if the browser would navigate. */
const wouldNavigate = (page: Page, selector: string) =>
	page.evaluate((where) => {
		const target = document.querySelector(where);
		if (!target) throw new Error(`no ${where}`);
		const data = new DataTransfer();
		data.setData("text/uri-list", "file:///home/person/picture.png");
		data.setData("text/html", "picture");
		const isPrevented = (type: string) =>
			!target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
		return !isPrevented("dragover") || !isPrevented("drop");
	}, selector);

test("a file dropped beside a zone never replaces the host's page", async ({ studio, file }) => {
	await openPicture(studio);
	await expect(cards(studio)).toHaveCount(0);
	for (const place of [".hfis-topbar", ".hfis-editor canvas", ".hfis-prompt", ".hfis textarea", ".hfis-tasks"])
		expect(await wouldNavigate(studio, place), place).toBe(false);
	await panel(studio).getByRole("button", { name: "Settings", exact: true }).click();
	for (const place of [".hfis dialog h2", ".hfis dialog input[name=base_url]"])
		expect(await wouldNavigate(studio, place), place).toBe(false);
	await panel(studio).getByRole("dialog").getByRole("button", { name: "Close" }).click();

	// A real drop through the browser, beside every zone.
	const cdp = await studio.context().newCDPSession(studio);
	const address = studio.url();
	const data = { items: [], files: [file], dragOperationsMask: 1 };
	for (const place of [".hfis-topbar", ".hfis-tasks"]) {
		const at = { ...(await centre(studio.locator(place).first())), data };
		for (const type of ["dragEnter", "dragOver", "drop"] as const)
			await cdp.send("Input.dispatchDragEvent", { type, ...at });
		await expect(panel(studio), "the panel is still there").toBeVisible();
	}
	expect(studio.url()).toBe(address);
});

test("text is still dragged into a text field", async ({ studio }) => {
	await expect(prompt(studio)).toBeVisible();
	const isPrevented = await studio.evaluate(() => {
		const data = new DataTransfer();
		data.setData("text/plain", "a fox");
		const event = new DragEvent("dragover", { bubbles: true, cancelable: true, dataTransfer: data });
		return !document.querySelector(".hfis textarea")?.dispatchEvent(event);
	});
	expect(isPrevented).toBe(false);
});
