// The cost of a stroke against the least that a page can do: the same dabs on the same tiles in the editor, on the reference
// page with Konva, and there on plain canvases, alternating.
import { openBenchPage, openLimitPage } from "../editor/editorBench";
import { median, percentile, ratios, round } from "../editor/trace";
import { circlePath, type TracedPage } from "../editor/tracedPage";
import type { Row } from "../row";
import { isStrokeFrame } from "./strokeScale";

const ROUNDS = 6;
const FRAMES = 30;
const SIZES = [4096, 1024] as const;

export const strokeLimit: Row = {
	id: "stroke-limit",
	promise: "A stroke costs hardly more than the least that the platform allows.",
	method:
		"Main-thread time of a frame of a stroke on 4096² and 1024² against a page that paints the same dabs with Konva and does nothing else; the worse of both, medians of six alternating rounds.",
	unit: "×",
	target: 1.2,
	async measure() {
		const notes: string[] = [];
		let worst = 0;
		let rounds: readonly number[] = [];
		for (const size of SIZES) {
			const studio = await openBenchPage(size, size);
			await studio.fillMaskSoftly();
			await studio.brush(100);
			await studio.evaluate("editor.run('view.actual')");
			const costs = await strokeCosts([studio, await openReference("konva", size)]);
			const [ours, limit] = [median(costs[0]), median(costs[1])];
			if (ours / limit > worst) [worst, rounds] = [ours / limit, ratios(...costs)];
			notes.push(`${size}²: ${round(ours, 2)} ms of the main thread a frame, reference ${round(limit, 2)} ms`);
		}
		return { value: round(worst, 2), rounds, note: notes.join("; ") };
	},
};

export const konvaCost: Row = {
	id: "konva-cost",
	promise: "Konva adds hardly anything to plain canvases.",
	method:
		"The same on the reference page with Konva against the reference page on plain canvases; medians of six alternating rounds.",
	unit: "×",
	target: 1.2,
	async measure() {
		const pages = [await openReference("konva", 4096), await openReference("plain", 4096)] as const;
		const costs = await strokeCosts(pages);
		const [konva, plain] = [median(costs[0]), median(costs[1])];
		const note = `${round(konva, 2)} ms of the main thread a frame with Konva, ${round(plain, 2)} ms on plain canvases`;
		return { value: round(konva / plain, 2), rounds: ratios(...costs), note };
	},
};

async function openReference(surface: "konva" | "plain", size: number): Promise<TracedPage> {
	const page = await openLimitPage(surface, size, size);
	await page.fillMaskSoftly();
	await page.evaluate("limit.showActualSize()");
	return page;
}

/** The main thread's time for one frame of a stroke, the median of each round. */
async function strokeCosts(pages: readonly [TracedPage, TracedPage]): Promise<[number[], number[]]> {
	const costs = [[], []] as [number[], number[]];
	for (let i = 0; i <= ROUNDS; i++) {
		for (const [index, page] of pages.entries()) {
			const tasks = await page.trace(() => page.stroke(circlePath(FRAMES, 120, 140)));
			const frames = tasks.filter(isStrokeFrame).map(({ busy }) => busy);
			// The first round is a warm-up.
			if (i > 0) costs[index as 0 | 1].push(median(frames));
		}
	}
	return costs;
}

export const pointerUp: Row = {
	id: "pointer-up",
	promise: "The end of a stroke does not make the page halt.",
	method:
		"Main-thread time in the 20 frames after a stroke ends, against the reference page with Konva; medians of six alternating rounds.",
	unit: "×",
	target: 2,
	async measure() {
		const studio = await openBenchPage(4096, 4096);
		await studio.fillMaskSoftly();
		await studio.brush(100);
		await studio.evaluate("editor.run('view.actual')");
		const pages = [studio, await openReference("konva", 4096)] as const;
		const times = [[], []] as [number[], number[]];
		for (let i = 0; i <= ROUNDS; i++) {
			for (const [index, page] of pages.entries()) {
				const moves = circlePath(FRAMES, 120, 140);
				const end = moves.at(-1) ?? { x: 0, y: 0 };
				await page.sendMouse("mousePressed", moves[0] ?? end);
				for (const move of moves) await page.sendMouse("mouseMoved", move);
				await page.waitForFrames(2);
				const tasks = await page.trace(async () => {
					await page.sendMouse("mouseReleased", end);
					// Work that is put off to a later frame counts as well.
					await page.waitForFrames(20);
				});
				if (i > 0) times[index as 0 | 1].push(tasks.reduce((sum, { busy }) => sum + busy, 0));
			}
		}
		const [ours, limit] = [median(times[0]), median(times[1])];
		const note = `${round(ours)} ms of the main thread within 20 frames of releasing, longest ${round(percentile(times[0], 1))}; reference ${round(limit)} ms`;
		return { value: round(ours / limit, 2), rounds: ratios(...times), note };
	},
};
