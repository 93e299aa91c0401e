// Fills the browser's storage, so that it refuses every write to the library, while the user edits and paints. When there
// is space again, every result must be in the library.
import { setTimeout as pause } from "node:timers/promises";
import type { CDPSession, Page } from "@playwright/test";
import type { Provider } from "../../../dev/provider/server";
import { createBackend } from "../../../src/host/backend";
import { callDevhost } from "../../backend/callDevhost";
import { connectToDevhost, startDevhost } from "../../e2e/servers";
import { panel } from "../../e2e/studio";
import { fillStorage, openPicture } from "../../e2e/userActions";
import { type FaultKind, HANG_MS, type Problem, toProblem } from "../faultKind";
import { startFaultSite } from "../faultSite";
import { startKillableBrowser } from "../killableBrowser";
import { compareTasks, storedTasks } from "../shownTasks";
import { stroke } from "../stroke";

/** Stores of results and of canvas documents. Leases, favourites and meta hold nothing that could be lost. */
const STORES = ["tasks", "images", "thumbnails", "documents", "heads", "parts", "chunks"];
/** In bytes: enough for the results and the document of a round. */
const QUOTA_STEP = 6_000_000;

/** No write was refused by then: there was none, or it came before. */
const LATEST_REFUSAL_MS = 8000;

export const storageQuota: FaultKind = {
	id: "storage-quota",
	title: "the browser refuses every write to the library for a time",
	async run({ random, rounds }) {
		const site = await startFaultSite();
		const { provider, profile, dataDir } = site;
		const devhost = await startDevhost(site.origin, { dataDir });
		const backend = createBackend(callDevhost(devhost, site.origin));
		await backend.setProfile({ id: "default", base_url: provider.url }, provider.key);
		const browser = await startKillableBrowser(profile);
		const problems: Problem[] = [];
		const refused = new Set<string>();
		const prompts: string[] = [];
		try {
			const { page } = browser;
			page.on("pageerror", (error) => problems.push({ kind: "panic", text: String(error) }));
			await page.addInitScript(recordRefusals);
			await connectToDevhost(page, devhost);
			const cdp = await page.context().newCDPSession(page);
			let quota = QUOTA_STEP;
			await setQuota(cdp, site.origin, quota);
			await page.goto(site.origin);
			await panel(page).locator(".hfis-prompt").waitFor({ timeout: HANG_MS });
			await openPicture(page);
			for (let round = 0; round < rounds; round++) {
				const prompt = `harbour ${round} [fake: delay:${random.between(0, 400)}]`;
				const fillAfter = random.between(0, 600);
				await stroke(page, [0.4, random.between(30, 70) / 100], [0.6, 0.5]);
				await panel(page)
					.getByRole("textbox", { name: /Prompt/ })
					.fill(prompt);
				await panel(page).locator(".hfis-prompt-send").click();
				// In half of the rounds the task is stored first, and its result is refused.
				if (random.chance(0.5)) await pause(fillAfter);
				const refusals = await countRefusals(page);
				await fillStorage(page);
				await stroke(page, [0.4, 0.4], [0.6, random.between(30, 70) / 100]);
				await waitForRefusal(page, refusals);
				await pause(random.between(0, 1500));
				// Only a larger quota takes effect at once: the browser remembers for half a minute how much space is left.
				quota += QUOTA_STEP;
				await setQuota(cdp, site.origin, quota);
				await page.evaluate(() => void indexedDB.deleteDatabase("filler"));
				for (const store of await page.evaluate(() => window.refusedStores ?? [])) refused.add(store);
				prompts.push(prompt);
				await waitForResults(page, paidPrompts(provider, prompts), problems);
				if (problems.length > 0) break;
			}
			await browser.page.reload();
			await panel(page).locator(".hfis-prompt").waitFor({ timeout: HANG_MS });
			await waitForResults(page, paidPrompts(provider, prompts), problems);
		} catch (error) {
			problems.push(toProblem(error));
		} finally {
			await browser.kill();
			await devhost.stop();
			await site.close();
		}
		const untouched = STORES.filter((store) => !refused.has(store));
		const note = untouched.length > 0 ? `never refused: ${untouched.join(", ")}` : "every store was refused";
		return { faults: rounds, checked: paidPrompts(provider, prompts).size, problems, note };
	},
};

declare global {
	interface Window {
		/** Stores of the transactions that the quota has aborted. */
		refusedStores?: string[];
	}
}

/** Runs in the page before its scripts. */
function recordRefusals(): void {
	window.refusedStores = [];
	const start = IDBDatabase.prototype.transaction;
	IDBDatabase.prototype.transaction = function transaction(...args) {
		const started = start.apply(this, args);
		const record = (error: DOMException | null | undefined): void => {
			if (error?.name === "QuotaExceededError") window.refusedStores?.push(...started.objectStoreNames);
		};
		started.addEventListener("abort", () => record(started.error));
		// Of a request; Dexie then aborts the transaction itself, without this error.
		started.addEventListener("error", ({ target }) => record((target as IDBRequest | null)?.error));
		return started;
	};
}

const setQuota = (cdp: CDPSession, origin: string, quotaSize: number): Promise<unknown> =>
	cdp.send("Storage.overrideQuotaForOrigin", { origin, quotaSize });

/** Documents are saved some time after the last stroke. */
async function waitForRefusal(page: Page, before: number): Promise<void> {
	const latest = performance.now() + LATEST_REFUSAL_MS;
	while (performance.now() < latest && (await countRefusals(page)) === before) await pause(50);
}

const countRefusals = (page: Page): Promise<number> => page.evaluate(() => window.refusedStores?.length ?? 0);

/** The prompts that the provider has received: their results were paid for. */
const paidPrompts = ({ requests }: Provider, prompts: readonly string[]): Set<string> => {
	const received = requests.map(({ fields, json }) => JSON.stringify([fields, json]));
	return new Set(prompts.filter((prompt) => received.some((text) => text.includes(prompt))));
};

/** Results that were held in memory are stored when the user retries, or after a while. */
async function waitForResults(page: Page, paid: ReadonlySet<string>, problems: Problem[]): Promise<void> {
	const started = performance.now();
	for (;;) {
		const compared = compareTasks(paid, await storedTasks(page));
		if (compared.problems.length === 0) return;
		if (performance.now() - started > HANG_MS) {
			problems.push(...compared.problems);
			return;
		}
		const retry = panel(page).getByRole("alert").getByRole("button", { name: "Try again" }).first();
		if (await retry.isVisible()) await retry.click().catch(() => {});
		await pause(100);
	}
}
