// The cost of a stroke must depend on its area and not on the size of the picture: the same stroke at 100 % on a large
// and a small picture, alternating, both filled with a soft mask.
import { type BenchPage, openBenchPage } from "../editor/editorBench";
import { median, ratios, round, type Task } from "../editor/trace";
import { circlePath } from "../editor/tracedPage";
import type { Row } from "../row";

const ROUNDS = 6;
const FRAMES = 30;

export const strokeScale: Row = {
	id: "stroke-scale",
	promise: "A stroke costs the same on a large picture as on a small one.",
	method:
		"Main-thread time of a frame of the same stroke at 100 % on 4096² against 512², both with soft masks; median of six alternating rounds.",
	unit: "×",
	target: 1.15,
	async measure() {
		const pages = [await openBenchPage(4096, 4096), await openBenchPage(512, 512)] as const;
		const atFit = [[], []] as [number[], number[]];
		const atActual = [[], []] as [number[], number[]];
		for (const page of pages) {
			await page.fillMaskSoftly();
			await page.brush(100);
		}
		for (let i = 0; i <= ROUNDS; i++) {
			for (const [index, page] of pages.entries()) {
				await page.page.bringToFront();
				await page.evaluate("editor.run('view.actual')");
				const frames = await strokeFrames(page, 120, 140);
				// The first round is a warm-up.
				if (i > 0) atActual[index as 0 | 1].push(median(frames));
			}
		}
		await pages[0].evaluate("editor.run('view.fit')");
		for (let i = 0; i < 2; i++) atFit[0].push(median(await strokeFrames(pages[0], 22, 140)));
		const [large, small] = [median(atActual[0]), median(atActual[1])];
		const note = `${round(large, 2)} ms of the main thread a frame on 4096², ${round(small, 2)} ms on 512²; with all of the 4096² in view ${round(median(atFit[0]), 2)} ms`;
		return { value: round(large / small, 2), rounds: ratios(...atActual), note };
	},
};

async function strokeFrames(page: BenchPage, length: number, radius: number): Promise<number[]> {
	const tasks = await page.trace(() => page.stroke(circlePath(FRAMES, length, radius)));
	return tasks.filter(isStrokeFrame).map(({ busy }) => busy);
}

export const isStrokeFrame = ({ isFrame, events }: Task) => isFrame && events.includes("pointermove");
