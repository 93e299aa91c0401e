// What an end-to-end test stands on: the development page, a devhost of its own with the real cdylib, and a fake
// provider that records what it got. One planted key, prompt and picture run through every test; after each test
// everything that was written is searched for them.
import { rmSync } from "node:fs";
import { test as base, expect, type Page } from "@playwright/test";
import { type Provider, startProvider } from "../../dev/provider/server";
import {
	KEY,
	type Leak,
	PROMPT,
	recordPageOutput,
	type Secrets,
	searchDownloads,
	searchFolder,
	searchPage,
	searchPageOutput,
	searchRequests,
} from "./leakSearch";
import { type Devhost, type DevhostOptions, startDevhost, startStudioPage } from "./servers";

export { expect } from "@playwright/test";
export { KEY, PROMPT } from "./leakSearch";

interface Fixtures {
	origin: string;
	provider: Provider;
	devhost: Devhost;
	/** The page, opened on the studio, connected to the devhost. */
	studio: Page;
	/** What the test typed, and what must be found nowhere it does not belong. */
	planted: Secrets;
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
	planted: { key: KEY, prompt: PROMPT },
	provider: async ({ planted }, use) => {
		const provider = await startProvider({ key: KEY });
		await use(provider);
		expectNoLeaks([...searchRequests(provider, planted)]);
		await provider.close();
	},
	devhost: ({ origin, planted }, use) => withDevhost({ origin, planted }, {}, use),
	page: async ({ page, planted }, use) => {
		const heard = await recordPageOutput(page);
		await use(page);
		const found = [...searchPageOutput(heard, planted)];
		if (!page.isClosed()) for await (const one of searchPage(page, planted)) found.push(one);
		for await (const one of searchDownloads(heard.downloads, planted)) found.push(one);
		expectNoLeaks(found);
	},
	studio: async ({ page, origin, devhost }, use) => {
		const errors: string[] = [];
		page.on("pageerror", (error) => errors.push(String(error)));
		await page.addInitScript(([url, token]) => Object.assign(window, { __DEVHOST__: { url, token } }), [
			devhost.url,
			devhost.token,
		] as const);
		await page.goto(origin);
		await use(page);
		expect(errors, "no uncaught error in the page").toEqual([]);
	},
});

const expectNoLeaks = (found: readonly Leak[]) => expect(found, "what was planted lies where it may not").toEqual([]);

/** With a folder of its own, which is searched and deleted afterwards. */
export async function withDevhost(
	{ origin, planted }: Pick<Fixtures, "origin" | "planted">,
	options: DevhostOptions,
	use: (devhost: Devhost) => Promise<void>,
): Promise<void> {
	const devhost = await startDevhost(origin, options);
	await use(devhost);
	await devhost.stop();
	expectNoLeaks([...searchFolder(devhost.dataDir, planted)]);
	rmSync(devhost.dataDir, { recursive: true, force: true });
}

export const panel = (page: Page) => page.locator(".hfis").first();

/**
 * Where the picture's pixels lie on the page, in CSS pixels: the canvas's middle is the picture's middle after "fit".
 * Once it rests: where a bar has just come or gone the next frame may lay everything out anew.
 */
export async function canvasBox(page: Page) {
	const canvas = panel(page).locator(".hfis-editor canvas").first();
	return canvas.evaluate(async (element) => {
		for (let last = ""; ; ) {
			await new Promise(requestAnimationFrame);
			const { x, y, width, height } = element.getBoundingClientRect();
			const now = [x, y, width, height].join();
			if (now === last && width > 0) return { x, y, width, height };
			last = now;
		}
	});
}

/** A dialog that is still closing, or the next notice, would take the gesture. */
async function expectCanvasOnTop(page: Page, x: number, y: number) {
	const isCanvas = () =>
		page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.closest('[role="application"]') != null, [
			x,
			y,
		] as const);
	await expect.poll(isCanvas, { message: "the canvas lies open where the stroke begins" }).toBe(true);
}

export async function paintStroke(page: Page, from: [number, number], to: [number, number]) {
	const box = await canvasBox(page);
	const at = ([x, y]: [number, number]) => [box.x + box.width * x, box.y + box.height * y] as const;
	await expectCanvasOnTop(page, ...at(from));
	await page.mouse.move(...at(from));
	await page.mouse.down();
	await page.mouse.move(...at(to), { steps: 12 });
	await page.mouse.up();
}
