// Starting with a library of a thousand tasks, until a letter can be typed, against the same page with the prompt bar alone.
import { resolve } from "node:path";
import type { Browser, BrowserContext } from "@playwright/test";
import type { BareHost } from "../../e2e/bareHost";
import { buildBundle } from "../buildPlugin";
import { median, ratios, round } from "../editor/trace";
import { VIEWPORT, withHostPages } from "../hostPages";
import { seedStudio } from "../library/studioPage";
import type { Row } from "../row";
import { timeToPrompt } from "../start/timeToPrompt";

const TASKS = 1000;
const ROUNDS = 11;
const PROMPT_ONLY = resolve(import.meta.dirname, "../start/promptOnly.tsx");

interface Opened {
	readonly prompt: number;
	/** Until the first row's pictures are there. */
	readonly cards: number;
	/** The longest task of the main thread until then. */
	readonly longest: number;
}

export const start: Row = {
	id: "start",
	promise: "A library of a thousand tasks does not delay the first letter.",
	method:
		"From the request of the script to a prompt that accepts a letter, with 1,000 tasks, against the panel's root with the prompt bar alone; medians of eleven alternating rounds.",
	unit: "×",
	target: 1.5,
	async measure() {
		return withHostPages(await buildBundle(PROMPT_ONLY), async ({ browser, studio, other: bare }) => {
			const context = await newContext(browser);
			await seedStudio(context, studio, TASKS);
			const bareContext = await newContext(browser);
			const ours: Opened[] = [];
			const theirs: number[] = [];
			for (let i = 0; i < ROUNDS; i++) {
				theirs.push((await openOnce(bareContext, bare, false)).prompt);
				ours.push(await openOnce(context, studio, true));
			}
			const middle = (pick: (one: Opened) => number) => Math.round(median(ours.map(pick)));
			return {
				value: round(middle(({ prompt }) => prompt) / median(theirs), 2),
				rounds: ratios(
					ours.map(({ prompt }) => prompt),
					theirs,
				),
				note: `${middle(({ prompt }) => prompt)} ms with ${TASKS} tasks, the prompt bar alone ${Math.round(median(theirs))} ms, medians of ${ROUNDS} rounds; first cards after ${middle(({ cards }) => cards)} ms, longest main-thread task ${middle(({ longest }) => longest)} ms`,
			};
		});
	},
};

const newContext = (browser: Browser): Promise<BrowserContext> => browser.newContext({ viewport: VIEWPORT });

/** The draft that was typed is removed, so that the next round begins with an empty prompt. */
async function openOnce(context: BrowserContext, host: BareHost, hasCards: boolean): Promise<Opened> {
	const page = await context.newPage();
	await page.addInitScript(() => {
		const tasks: number[] = [];
		Object.assign(window, { longTasks: tasks });
		new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
			type: "longtask",
			buffered: true,
		});
	});
	const prompt = await timeToPrompt(page, host);
	const cards = hasCards ? await page.evaluate(whenCardsShown) : 0;
	const longest = await page.evaluate(() =>
		Math.max(0, ...(window as unknown as { longTasks: readonly number[] }).longTasks),
	);
	await page.evaluate(() => {
		localStorage.clear();
		sessionStorage.clear();
	});
	await page.close();
	return { prompt, cards, longest };
}

/** Resolves with the time since the request of the script. Runs in the page. */
function whenCardsShown(): Promise<number> {
	return new Promise((done) => {
		const look = (): void => {
			const pictures = [...document.querySelectorAll<HTMLImageElement>('[data-hfis-row="1"] img')];
			const [script] = performance.getEntriesByName(`${location.origin}/index.js`) as PerformanceResourceTiming[];
			if (script && pictures.length > 0 && pictures.every(({ complete }) => complete))
				done(performance.now() - script.requestStart);
			else requestAnimationFrame(look);
		};
		look();
	});
}
