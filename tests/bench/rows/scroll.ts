// Scrolling through a library of a thousand tasks against a grid of the same pictures and nothing else.
import { resolve } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { buildBundle } from "../buildPlugin";
import { median, round } from "../editor/trace";
import { VIEWPORT, withHostPages } from "../hostPages";
import { benchPictures, seedStudio } from "../library/studioPage";
import type { Row } from "../row";

const TASKS = 1000;
const SCREENS = 20;
const ROUNDS = 5;
const BARE_GRID = resolve(import.meta.dirname, "../scroll/bareGrid.tsx");

interface Scrolled {
	/** Milliseconds of the main thread's CPU for one screen. */
	readonly cpu: number;
	/** Milliseconds from the last turn of the wheel until all pictures in view are there. */
	readonly rest: number;
}

export const scroll: Row = {
	id: "scroll",
	promise: "Scrolling through a library costs hardly more than a bare grid of the same pictures.",
	method:
		"Main-thread CPU for a screen of a library of 1,000 tasks against a grid of the same pictures and nothing else; medians of five alternating rounds.",
	unit: "×",
	target: 1.5,
	async measure() {
		return withHostPages(await buildBundle(BARE_GRID), async ({ browser, studio, other: bare }) => {
			const context = await browser.newContext({ viewport: VIEWPORT });
			await seedStudio(context, studio, TASKS);
			const ours = await openPage(context, studio.url);
			await ours.locator(".hfis-tasks-scroll img").first().waitFor();
			const theirs = await openPage(context, "about:blank");
			await theirs.addInitScript(decodePictures, benchPictures());
			await theirs.goto(bare.url);
			await theirs.locator("img").first().waitFor();
			// Makes the thumbnails, which happens once.
			const unseen = await scrollThrough(ours, ".hfis-tasks-scroll");
			await scrollThrough(theirs, ".bench-scroller");
			const rounds: Record<"ours" | "theirs", Scrolled>[] = [];
			for (let i = 0; i < ROUNDS; i++)
				rounds.push({
					theirs: await scrollThrough(theirs, ".bench-scroller"),
					ours: await scrollThrough(ours, ".hfis-tasks-scroll"),
				});
			const middle = (pick: (one: (typeof rounds)[number]) => number) => median(rounds.map(pick));
			const [mine, bareCpu] = [middle((one) => one.ours.cpu), middle((one) => one.theirs.cpu)];
			const nodes = await ours.locator(".hfis-tasks *").count();
			return {
				value: round(mine / bareCpu, 2),
				rounds: rounds.map(({ ours, theirs }) => ours.cpu / theirs.cpu),
				note: `${round(mine, 1)} ms of the main thread for a screen, the bare grid ${round(bareCpu, 1)} ms; pictures stand ${Math.round(middle((one) => one.ours.rest))} ms after the wheel (${Math.round(unseen.rest)} ms with thumbnails to be made, ${round(unseen.cpu, 1)} ms a screen); ${nodes} nodes`,
			};
		});
	},
};

async function openPage(context: BrowserContext, url: string): Promise<Page> {
	const page = await context.newPage();
	await page.goto(url);
	return page;
}

async function scrollThrough(page: Page, scroller: string): Promise<Scrolled> {
	await page.bringToFront();
	await page.locator(scroller).evaluate((element) => element.scrollTo(0, 0));
	const box = await page.locator(scroller).boundingBox();
	if (!box) throw new Error("the grid has no box");
	await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
	await page.evaluate(whenPicturesStand, scroller);
	const cdp = await page.context().newCDPSession(page);
	await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
	const taskSeconds = async (): Promise<number> =>
		(await cdp.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
	const before = await taskSeconds();
	for (let i = 0; i < SCREENS; i++) {
		await page.mouse.wheel(0, box.height);
		await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
	}
	const rest = await page.evaluate(whenPicturesStand, scroller);
	const cpu = ((await taskSeconds()) - before) * 1000;
	await cdp.detach();
	return { cpu: cpu / SCREENS, rest };
}

/** Resolves with the time until every cell in view has its picture, in two frames running. Runs in the page. */
function whenPicturesStand(scroller: string): Promise<number> {
	const started = performance.now();
	return new Promise((done) => {
		let stood = 0;
		const look = (): void => {
			const element = document.querySelector(scroller) as HTMLElement;
			const { top, bottom } = element.getBoundingClientRect();
			const isInView = (one: Element): boolean => {
				const box = one.getBoundingClientRect();
				return box.bottom > top && box.top < bottom;
			};
			const places = [...element.querySelectorAll(".hfis-card, .hfis-card-blank, img")].filter(isInView);
			const pictures = places.filter((one): one is HTMLImageElement => one instanceof HTMLImageElement);
			const cards = places.length - pictures.length;
			stood =
				pictures.length > 0 && pictures.length >= cards && pictures.every(({ complete }) => complete) ? stood + 1 : 0;
			if (stood === 2) done(performance.now() - started);
			else requestAnimationFrame(look);
		};
		look();
	});
}

/** Runs in the page. */
function decodePictures(pictures: readonly string[]): void {
	Object.assign(window, {
		pictures: pictures.map(
			(b64) => new Blob([Uint8Array.from(atob(b64), (letter) => letter.charCodeAt(0))], { type: "image/png" }),
		),
	});
}
