// A library of ten thousand tasks against one of a hundred: opening it, marking a favourite, searching.

import { median, round } from "../editor/trace";
import { openStudio, type Studio } from "../library/studioPage";
import type { Row } from "../row";

const FEW = 100;
const MANY = 10_000;
const ROUNDS = 5;
const HEAP_RATIO = 1.5;
const MAX_BYTES = 4096;
const QUERIES = ["harbour crane", "number77", "violet copper lamp", "number9999", "fox"];

let opened: Promise<{ few: Studio; many: Studio }> | undefined;

/** Opens both libraries once before measuring, because thumbnails are created at the first opening and then stored. */
function studios(): Promise<{ few: Studio; many: Studio }> {
	opened ??= (async () => {
		const few = await openStudio(FEW);
		const many = await openStudio(MANY);
		for (const studio of [few, many]) await open(studio);
		return { few, many };
	})();
	return opened;
}

/** Time from navigation until the first row's pictures are loaded, and the heap size after that. */
async function open({ page, cdp, host }: Studio): Promise<{ ms: number; heap: number }> {
	await page.goto(host.url);
	const ms = await page.evaluate(
		() =>
			new Promise<number>((done) => {
				const look = (): void => {
					const pictures = [...document.querySelectorAll<HTMLImageElement>('[data-hfis-row="1"] img')];
					if (pictures.length > 0 && pictures.every((one) => one.complete)) done(performance.now());
					else requestAnimationFrame(look);
				};
				look();
			}),
	);
	await cdp.send("HeapProfiler.collectGarbage");
	const { usedSize } = await cdp.send("Runtime.getHeapUsage");
	return { ms, heap: usedSize };
}

export const openLibrary: Row = {
	id: "open-library",
	promise: "Ten thousand tasks open nearly as fast as a hundred.",
	method:
		"Opening the built plugin until the pictures of the first row are loaded, with 10,000 tasks against 100; medians of five alternating rounds.",
	unit: "×",
	target: 1.5,
	async measure() {
		const { few, many } = await studios();
		const rounds: Record<"few" | "many", { ms: number; heap: number }>[] = [];
		for (let i = 0; i < ROUNDS; i++) rounds.push({ few: await open(few), many: await open(many) });
		const middle = (pick: (one: (typeof rounds)[number]) => number) => median(rounds.map(pick));
		const heap = middle((one) => one.many.heap) / middle((one) => one.few.heap);
		return {
			value: round(middle((one) => one.many.ms) / middle((one) => one.few.ms), 2),
			rounds: rounds.map(({ many, few }) => many.ms / few.ms),
			isMet: heap <= HEAP_RATIO,
			note: `${Math.round(middle((one) => one.many.ms))} ms with ${MANY} tasks, ${Math.round(middle((one) => one.few.ms))} ms with ${FEW}; heap ${round(heap, 2)}× (target ${HEAP_RATIO})`,
		};
	},
};

export const favouriteWrite: Row = {
	id: "favourite-write",
	promise: "A favourite costs one small record.",
	method: "Bytes written to the library when one of 10,000 tasks becomes a favourite.",
	unit: "bytes",
	target: MAX_BYTES,
	async measure() {
		const { page } = (await studios()).many;
		await page.evaluate(() => {
			const written: string[] = [];
			Object.assign(window, { written });
			for (const name of ["put", "add"] as const) {
				const original = IDBObjectStore.prototype[name];
				IDBObjectStore.prototype[name] = function (this: IDBObjectStore, ...record: [unknown, IDBValidKey?]) {
					written.push(JSON.stringify(record[0]));
					return original.apply(this, record);
				};
			}
		});
		const cell = page.locator('[role="gridcell"]').nth(1);
		await cell.hover();
		await cell.getByRole("button", { name: "Add to favourites" }).click();
		await cell.getByRole("button", { name: "Remove from favourites" }).waitFor();
		const written = await page.evaluate(() => (window as unknown as { written: string[] }).written);
		return {
			value: written.reduce((sum, record) => sum + record.length, 0),
			isMet: written.length === 1,
			note: `${written.length} record (target 1)`,
		};
	},
};

export const search: Row = {
	id: "search",
	promise: "A search keeps up with typing.",
	method: "Keystroke to the frame with its matches in 10,000 tasks, 95th percentile of 57 keystrokes.",
	unit: "ms p95",
	target: 50,
	async measure() {
		const { page } = (await studios()).many;
		const field = page.getByRole("searchbox", { name: "Search tasks" });
		await field.click();
		// The first keystroke builds the index, which happens once.
		const first = performance.now();
		await field.press("h");
		await page.getByText(`of ${MANY.toLocaleString("en")}`).waitFor({ state: "attached" });
		const indexing = performance.now() - first;
		await page.evaluate(watchKeystrokes);
		for (const words of QUERIES) {
			await field.fill("");
			for (const letter of words) {
				await field.press(letter === " " ? "Space" : letter);
				await page.waitForFunction(() => (window as unknown as { isShown: () => boolean }).isShown());
			}
		}
		const times = await page.evaluate(() => (window as unknown as { shownAfter: number[] }).shownAfter);
		times.sort((a, b) => a - b);
		return {
			value: round(times[Math.floor(times.length * 0.95)] ?? Number.POSITIVE_INFINITY, 1),
			rounds: times,
			note: `${times.length} keystrokes over ${MANY} tasks, median ${round(median(times), 1)} ms; the first, which builds the index, ${Math.round(indexing)} ms`,
		};
	},
};

/** Measures the time from a key to the frame that shows its matches. Runs in the page. */
function watchKeystrokes(): void {
	const shownAfter: number[] = [];
	let pressedAt: number | null = null;
	document.addEventListener("keydown", (event) => {
		pressedAt = event.timeStamp;
	});
	const pane = document.querySelector("search")?.closest("aside") as HTMLElement;
	new MutationObserver(() => {
		if (pressedAt === null || pane.ariaBusy === "true") return;
		const since = pressedAt;
		pressedAt = null;
		requestAnimationFrame(() => {
			// The message arrives after the frame is drawn.
			const channel = new MessageChannel();
			channel.port1.onmessage = () => shownAfter.push(performance.now() - since);
			channel.port2.postMessage(null);
		});
	}).observe(pane, { attributes: true, attributeFilter: ["aria-busy"] });
	let count = 0;
	const isShown = (): boolean => {
		if (shownAfter.length === count) return false;
		count = shownAfter.length;
		return true;
	};
	Object.assign(window, { shownAfter, isShown });
}
