// Fixtures of the end-to-end tests: the development page, a devhost with the real cdylib for each test, and a fake
// provider that records requests. After each test leakSearch.ts searches everything that was written for key, prompt
// and picture.
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
import { connectToDevhost, type Devhost, type DevhostOptions, startDevhost, startStudioPage } from "./servers";

export { expect } from "@playwright/test";
export { KEY, PROMPT } from "./leakSearch";

interface Fixtures {
	origin: string;
	provider: Provider;
	devhost: Devhost;
	/** A page that shows the studio and is connected to the devhost. */
	studio: Page;
	/** The key and prompt that the test types and leakSearch.ts searches for. */
	secrets: Secrets;
}

export const test = base.extend<Omit<Fixtures, "origin">, Pick<Fixtures, "origin">>({
	origin: [
		// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
		async ({}, use) => {
			const page = await startStudioPage();
			await use(page.origin);
			await page.close();
		},
		{ scope: "worker", timeout: 120_000 },
	],
	secrets: { key: KEY, prompt: PROMPT },
	provider: async ({ secrets }, use) => {
		const provider = await startProvider({ key: KEY });
		await use(provider);
		expectNoLeaks([...searchRequests(provider, secrets)]);
		await provider.close();
	},
	devhost: ({ origin, secrets }, use) => withDevhost({ origin, secrets }, {}, use),
	page: async ({ page, secrets }, use) => {
		const output = await recordPageOutput(page);
		await use(page);
		const leaks = [...searchPageOutput(output, secrets)];
		if (!page.isClosed()) for await (const one of searchPage(page, secrets)) leaks.push(one);
		for await (const one of searchDownloads(output.downloads, secrets)) leaks.push(one);
		expectNoLeaks(leaks);
	},
	studio: async ({ page, origin, devhost }, use) => {
		const errors: string[] = [];
		page.on("pageerror", (error) => errors.push(String(error)));
		await connectToDevhost(page, devhost);
		await page.goto(origin);
		await use(page);
		expect(errors, "no uncaught error in the page").toEqual([]);
	},
});

const expectNoLeaks = (leaks: readonly Leak[]) => expect(leaks, "no secret leaks").toEqual([]);

/** Runs `use` with a devhost whose folder is searched for leaks and deleted afterwards. */
export async function withDevhost(
	{ origin, secrets }: Pick<Fixtures, "origin" | "secrets">,
	options: DevhostOptions,
	use: (devhost: Devhost) => Promise<void>,
): Promise<void> {
	const devhost = await startDevhost(origin, options);
	await use(devhost);
	await devhost.stop();
	expectNoLeaks([...searchFolder(devhost.dataDir, secrets)]);
	rmSync(devhost.dataDir, { recursive: true, force: true });
}

export const panel = (page: Page) => page.locator(".hfis").first();

/**
 * Returns the canvas's box on the page in CSS pixels; after "fit" its centre is the picture's centre. Waits until the box
 * is stable, because a bar that appears or disappears changes the layout in the next frame.
 */
export async function canvasBox(page: Page) {
	const canvas = panel(page).locator(".hfis-viewport canvas").first();
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

/** Waits until no closing dialog or notice covers the canvas at this point, because it would receive the gesture. */
async function expectCanvasOnTop(page: Page, x: number, y: number) {
	const isCanvas = () =>
		page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.closest('[role="application"]') != null, [
			x,
			y,
		] as const);
	await expect.poll(isCanvas, { message: "nothing covers the canvas at the start of the stroke" }).toBe(true);
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
