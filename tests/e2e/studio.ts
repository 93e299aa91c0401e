// What an end-to-end test stands on: the development page, a devhost of its own with the real cdylib, and a fake
// provider that records what it got. One planted key, prompt and picture run through every test; after each test
// everything that was written is searched for them.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { type Provider, startProvider } from "../../dev/provider/server";
import { type Devhost, startDevhost, startStudioPage } from "./servers";

export { expect } from "@playwright/test";

/** Planted: neither may be found where it is forbidden. */
export const KEY = "sk-planted-7f3a91c0d25e4b68";
export const PROMPT = "a planted prompt about a red harbour crane";

/** Every file below a folder, with its bytes. */
function* filesBelow(folder: string): Generator<[path: string, bytes: Buffer]> {
	if (!existsSync(folder)) return;
	for (const name of readdirSync(folder)) {
		const path = join(folder, name);
		if (statSync(path).isDirectory()) yield* filesBelow(path);
		else yield [path, readFileSync(path)];
	}
}

/** Everything that the page has stored: localStorage, sessionStorage and every record of IndexedDB, as one text. */
async function pageStorage(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const parts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), location.href];
		for (const { name } of await indexedDB.databases()) {
			if (!name) continue;
			const database = await new Promise<IDBDatabase>((opened, failed) => {
				const request = indexedDB.open(name);
				request.onsuccess = () => opened(request.result);
				request.onerror = () => failed(request.error);
			});
			for (const store of database.objectStoreNames) {
				const records = await new Promise<unknown[]>((got, failed) => {
					const request = database.transaction(store).objectStore(store).getAll();
					request.onsuccess = () => got(request.result);
					request.onerror = () => failed(request.error);
				});
				parts.push(JSON.stringify(records));
			}
			database.close();
		}
		return parts.join("\n");
	});
}

interface Fixtures {
	origin: string;
	provider: Provider;
	devhost: Devhost;
	/** The page, opened on the studio, connected to the devhost. */
	studio: Page;
	/** Strings that must not be in the log, whatever the test typed. */
	planted: { key: string; prompt: string };
}

export const test = base.extend<Omit<Fixtures, "origin">, Pick<Fixtures, "origin">>({
	origin: [
		// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
		async ({}, use, worker) => {
			const page = await startStudioPage(`e2e-${worker.parallelIndex}`);
			await use(page.origin);
			await page.close();
		},
		{ scope: "worker", timeout: 120_000 },
	],
	// biome-ignore lint/correctness/noEmptyPattern: as above
	provider: async ({}, use) => {
		const provider = await startProvider({ key: KEY });
		await use(provider);
		await provider.close();
	},
	devhost: async ({ origin }, use) => {
		const devhost = await startDevhost(origin);
		await use(devhost);
		await devhost.stop();
		rmSync(devhost.dataDir, { recursive: true, force: true });
	},
	planted: { key: KEY, prompt: PROMPT },
	studio: async ({ page, origin, devhost, planted }, use) => {
		const errors: string[] = [];
		page.on("pageerror", (error) => errors.push(String(error)));
		await page.addInitScript(([url, token]) => Object.assign(window, { __DEVHOST__: { url, token } }), [
			devhost.url,
			devhost.token,
		] as const);
		await page.goto(origin);
		await use(page);
		expect(errors, "no uncaught error in the page").toEqual([]);

		const stored = await pageStorage(page);
		expect(stored.includes(planted.key), "the key is in the page's storage").toBe(false);
		for (const [path, bytes] of filesBelow(devhost.dataDir)) {
			const isKeyFile = path === join(devhost.dataDir, "plugin", "secrets.json");
			if (!isKeyFile) expect(bytes.includes(planted.key), `the key is in ${path}`).toBe(false);
			if (path.includes("/logs/")) {
				expect(bytes.includes(planted.prompt), `the prompt is in ${path}`).toBe(false);
				expect(/[A-Za-z0-9+/]{200}/.test(bytes.toString("latin1")), `base64 is in ${path}`).toBe(false);
			}
		}
	},
});

export const panel = (page: Page) => page.locator(".hfis").first();

/** Where the picture's pixels lie on the page, in CSS pixels: the canvas's middle is the picture's middle after "fit". */
export async function canvasBox(page: Page) {
	const box = await panel(page).locator(".hfis-editor canvas").first().boundingBox();
	if (!box) throw new Error("no canvas on the page");
	return box;
}

export async function paintStroke(page: Page, from: [number, number], to: [number, number]) {
	const box = await canvasBox(page);
	const at = ([x, y]: [number, number]) => [box.x + box.width * x, box.y + box.height * y] as const;
	await page.mouse.move(...at(from));
	await page.mouse.down();
	await page.mouse.move(...at(to), { steps: 12 });
	await page.mouse.up();
}
