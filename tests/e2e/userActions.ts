// User actions that many end-to-end tests share: opening a picture, connecting an endpoint, painting, sending.
import type { Page } from "@playwright/test";
import { expect, KEY, PROMPT, paintStroke, panel } from "./studio";
import { PICTURE, picturePng } from "./testPicture";

export async function chooseFile(page: Page, name: string, mimeType: string, buffer: Buffer) {
	await panel(page).locator(".hfis-editor input[type=file]").first().setInputFiles({ name, mimeType, buffer });
}

export async function openPicture(page: Page) {
	await chooseFile(page, PICTURE.name, "image/png", picturePng());
	await expect(panel(page).locator(".hfis-viewport canvas").first()).toBeVisible();
	await expect(panel(page)).toContainText(PICTURE.name);
}

/** Drags a file over the canvas and drops it. */
export async function dropPicture(page: Page) {
	const transfer = await page.evaluateHandle(
		([name, b64]) => {
			const data = new DataTransfer();
			const bytes = Uint8Array.from(atob(b64), (letter) => letter.charCodeAt(0));
			data.items.add(new File([bytes], name, { type: "image/png" }));
			return data;
		},
		[PICTURE.name, picturePng().toString("base64")] as const,
	);
	const editor = panel(page).locator(".hfis-editor");
	// The browser's input protocol cannot drag files, so the drag events are dispatched.
	for (const type of ["dragenter", "dragover", "drop"]) await editor.dispatchEvent(type, { dataTransfer: transfer });
	await expect(editor.locator(".hfis-viewport canvas").first()).toBeVisible();
	await expect(panel(page)).toContainText(PICTURE.name);
}

/** Connects an endpoint as a user does. */
export async function typeEndpoint(page: Page, url: string, key: string) {
	await panel(page).getByRole("button", { name: "Settings", exact: true }).click();
	const dialog = panel(page).getByRole("dialog");
	await dialog.getByLabel(/Base URL/).fill(url);
	await dialog.getByLabel(/API key/).fill(key);
	await dialog.getByRole("button", { name: "Save" }).click();
	await expect(dialog).toContainText("A key is set");
	await dialog.getByRole("button", { name: "Close" }).click();
	await expect(dialog).toHaveCount(0);
	await expect(panel(page).getByRole("button", { name: /Custom endpoint/ })).toBeVisible();
}

/**
 * Connects an endpoint as another window of the studio would: through the backend, and this window reads it when it has the
 * focus again. The form takes a second of processor time in each test.
 */
export async function connectEndpoint(page: Page, url: string, key: string) {
	await expect(panel(page).getByRole("button", { name: "Settings", exact: true })).toBeVisible();
	await page.evaluate(
		async ([command, profile, key]) => {
			type Internals = { invoke(command: string, args: unknown): Promise<unknown> };
			const { __TAURI_INTERNALS__: host } = window as unknown as { __TAURI_INTERNALS__: Internals };
			const call = (name: string, args: unknown) =>
				host.invoke(command, { args: { wire_name: `plugin_dev_haloforge_image_studio_${name}`, args } });
			await call("profile_set", { profile, key });
			await call("profile_activate", { id: profile.id });
			dispatchEvent(new Event("focus"));
		},
		[["plugin", "invoke"].join("_"), { id: "default", base_url: url }, key] as const,
	);
	await expect(panel(page).getByRole("button", { name: /Custom endpoint/ })).toBeVisible();
}

/** Connects the endpoint and switches on these options. */
export async function connectWith(page: Page, url: string, ...switches: string[]) {
	await connectEndpoint(page, url, KEY);
	await panel(page).getByRole("button", { name: "Settings", exact: true }).click();
	const dialog = panel(page).getByRole("dialog");
	await dialog.getByText("Advanced server settings").click();
	for (const name of switches) await dialog.getByRole("checkbox", { name }).check();
	await dialog.getByRole("button", { name: "Save" }).click();
	await expect(dialog).toContainText("Settings saved");
	await dialog.getByRole("button", { name: "Close" }).click();
	await expect(dialog).toHaveCount(0);
}

export const paintMask = (page: Page) => paintStroke(page, [0.45, 0.5], [0.55, 0.5]);

export async function sendEdit(page: Page) {
	await panel(page)
		.getByRole("textbox", { name: /Prompt/ })
		.fill(PROMPT);
	await panel(page)
		.getByRole("button", { name: /Edit masked area/ })
		.click();
}

/** Alerts with text. The live region for announcements is also an alert, which is usually empty. */
export const alerts = (page: Page) => panel(page).getByRole("alert").filter({ hasText: /\S/ });

export const cards = (page: Page) => panel(page).getByRole("article");

export async function expectResult(page: Page) {
	await expect(cards(page)).toHaveCount(1);
	await expect(cards(page).first().locator("img")).toBeVisible();
	await expect(cards(page).first()).toContainText(PROMPT);
	await expect(panel(page).locator(".hfis-editor")).toHaveAttribute("data-results", "1");
}

/** Numbers of candidates and of steps that can be undone, of each stored document. */
export const storedDocuments = (page: Page) =>
	page.evaluate(
		() =>
			new Promise<readonly { readonly results: number; readonly steps: number }[]>((got, failed) => {
				const opening = indexedDB.open("image-studio");
				opening.onerror = () => failed(opening.error);
				opening.onsuccess = () => {
					const heads = opening.result.transaction("heads").objectStore("heads").getAll();
					heads.onsuccess = () => {
						opening.result.close();
						type Stored = { head: { results: unknown[]; history: { past: unknown[] } } };
						const documents = (heads.result as Stored[]).map(({ head }) => head);
						got(documents.map(({ results, history }) => ({ results: results.length, steps: history.past.length })));
					};
				};
			}),
	);

/** Waits until the results are saved, so that they survive a reload. */
export async function expectStored(page: Page, results = 1) {
	await expect.poll(async () => (await storedDocuments(page))[0]?.results ?? -1).toBe(results);
}

/** Fills the storage quota with a database beside the library. */
export const fillStorage = (page: Page) =>
	page.evaluate(async () => {
		const opening = indexedDB.open("filler", 1);
		const database = await new Promise<IDBDatabase>((opened) => {
			opening.onupgradeneeded = () => opening.result.createObjectStore("filler", { autoIncrement: true });
			opening.onsuccess = () => opened(opening.result);
		});
		const put = (size: number) =>
			new Promise<boolean>((done) => {
				const bytes = new Uint8Array(size);
				for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
				const writing = database.transaction("filler", "readwrite");
				writing.objectStore("filler").put(bytes);
				writing.oncomplete = () => done(true);
				writing.onabort = () => done(false);
			});
		for (const size of [262_144, 32_768, 8192]) for (let i = 0; i < 60 && (await put(size)); i++);
		database.close();
	});
