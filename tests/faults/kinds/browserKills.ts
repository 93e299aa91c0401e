// Kills the browser (SIGKILL), in some rounds together with the backend, at random moments while the user generates,
// edits and paints. Every task that the grid had shown as done must be there with its pictures after the restart.
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { createBackend } from "../../../src/host/backend";
import { callDevhost } from "../../backend/callDevhost";
import { connectToDevhost, type Devhost, startDevhost } from "../../e2e/servers";
import { panel } from "../../e2e/studio";
import { openPicture } from "../../e2e/userActions";
import { kill, panicLines } from "../backendProcess";
import { type FaultKind, HANG_MS, type Problem, toProblem, withoutHang } from "../faultKind";
import { type FaultSite, startFaultSite } from "../faultSite";
import { startKillableBrowser } from "../killableBrowser";
import type { Random } from "../random";
import { compareTasks, shownAsDone, storedTasks } from "../shownTasks";
import { stroke } from "../stroke";

const ACTIVITIES = ["generate", "edit", "paint"] as const;
/** A kill that waits for a result comes after this time at the latest. */
const LATEST_RESULT_MS = 15_000;

type Activity = (typeof ACTIVITIES)[number];

export const browserKills: FaultKind = {
	id: "browser-kills",
	title: "SIGKILL of the browser while the user generates, edits and paints",
	async run({ random, rounds }) {
		const site = await startFaultSite();
		const run = new BrowserKills(site, random);
		try {
			for (let round = 0; round < rounds && !run.isHanging; round++) await run.round(round);
			// The last start only checks.
			if (!run.isHanging) await run.visit(async () => {});
		} finally {
			await run.stop();
			await site.close();
		}
		const { shown, problems, discarded } = run;
		const note = `${run.backendKills} with the backend; library discarded by the browser ${discarded} times`;
		return { faults: rounds, checked: shown.size, problems, note };
	},
};

class BrowserKills {
	/** Prompts, which are different for each task. */
	readonly shown = new Set<string>();
	readonly problems: Problem[] = [];
	discarded = 0;
	backendKills = 0;
	isHanging = false;
	#devhost: Devhost | undefined;

	constructor(
		readonly site: FaultSite,
		readonly random: Random,
	) {}

	async round(round: number): Promise<void> {
		const { random } = this;
		const activity = ACTIVITIES[round % ACTIVITIES.length] as Activity;
		const [killAfter, delay] = [random.between(50, 5000), random.between(0, 600)];
		// Half of the kills come around the moment at which a result is stored and shown.
		const afterResult = random.chance(0.5) ? random.between(0, 500) : undefined;
		const isWithBackend = random.chance(0.25);
		await this.visit(async (page, killBrowser) => {
			let isKilled = false;
			const work = (async () => {
				const prompt = (index: number) => `harbour ${round}-${index} [fake: delay:${delay}]`;
				await act(page, activity, prompt, () => isKilled);
			})().catch((error) => {
				if (!isKilled) this.problems.push(toProblem(error));
			});
			const watch = (async () => {
				while (!isKilled) {
					for (const prompt of await shownAsDone(page)) this.shown.add(prompt);
					await pause(20);
				}
			})().catch((error) => {
				if (!isKilled) this.problems.push(toProblem(error));
			});
			if (afterResult === undefined) await pause(killAfter);
			else {
				const before = this.shown.size;
				const latest = performance.now() + LATEST_RESULT_MS;
				while (this.shown.size === before && performance.now() < latest) await pause(5);
				await pause(afterResult);
			}
			isKilled = true;
			await Promise.all([killBrowser(), isWithBackend ? this.#killBackend() : undefined]);
			await withoutHang("the actions in the killed browser", Promise.all([work, watch]));
		});
	}

	/** Starts backend and browser, checks that everything is there, and runs `use`. */
	async visit(use: (page: Page, kill: () => Promise<void>) => Promise<void>): Promise<void> {
		const devhost = await this.#startBackend();
		const browser = await withoutHang("the start of the browser", startKillableBrowser(this.site.profile));
		try {
			const { page } = browser;
			page.on("pageerror", (error) => this.problems.push({ kind: "panic", text: String(error) }));
			await connectToDevhost(page, devhost);
			await page.goto(this.site.origin);
			await panel(page).locator(".hfis-prompt").waitFor({ timeout: HANG_MS });
			await this.#check(page);
			await use(page, browser.kill);
		} catch (error) {
			this.problems.push(toProblem(error));
			this.isHanging = true;
		} finally {
			await browser.kill();
		}
	}

	async #check(page: Page): Promise<void> {
		const started = performance.now();
		for (;;) {
			const { problems, isSettled } = compareTasks(this.shown, await storedTasks(page));
			if (problems.length === 0 && isSettled) break;
			if (performance.now() - started > HANG_MS) {
				this.problems.push(...problems);
				if (!isSettled) this.problems.push({ kind: "hang", text: "a task is still running after the restart" });
				break;
			}
			// A task that runs, and a library that is restored, take their time.
			await pause(50);
		}
		const alert = panel(page)
			.getByRole("alert")
			.filter({ hasText: /discarded|earlier state/ });
		if ((await alert.count()) > 0) this.discarded++;
	}

	async #startBackend(): Promise<Devhost> {
		if (this.#devhost) return this.#devhost;
		const devhost = await withoutHang(
			"the start of the backend",
			startDevhost(this.site.origin, { dataDir: this.site.dataDir }),
		);
		const backend = createBackend(callDevhost(devhost, this.site.origin));
		await backend.setProfile({ id: "default", base_url: this.site.provider.url }, this.site.provider.key);
		this.#devhost = devhost;
		return devhost;
	}

	async #killBackend(): Promise<void> {
		this.backendKills++;
		if (this.#devhost) await kill(this.#devhost);
		this.#devhost = undefined;
	}

	async stop(): Promise<void> {
		await this.#devhost?.stop();
		for (const line of panicLines(join(this.site.dataDir, "logs"))) this.problems.push({ kind: "panic", text: line });
	}
}

/** Goes on until the browser is killed. */
async function act(page: Page, activity: Activity, prompt: (index: number) => string, isKilled: () => boolean) {
	if (activity !== "generate") await openPicture(page);
	for (let index = 0; !isKilled(); index++) {
		if (activity === "paint") await stroke(page, [0.4, 0.3 + (index % 8) * 0.05], [0.6, 0.35]);
		else if (activity === "edit") await stroke(page, [0.45, 0.5], [0.55, 0.5]);
		if (activity !== "paint" || index % 3 === 2) await send(page, prompt(index));
		if (index % 3 === 2) await expectSomeDone(page, isKilled);
	}
}

async function send(page: Page, prompt: string): Promise<void> {
	await panel(page)
		.getByRole("textbox", { name: /Prompt/ })
		.fill(prompt);
	await panel(page).locator(".hfis-prompt-send").click();
}

/** Keeps the number of running tasks small. */
async function expectSomeDone(page: Page, isKilled: () => boolean): Promise<void> {
	while (!isKilled() && (await page.locator('article[aria-busy="true"]').count()) > 1) await pause(30);
}
