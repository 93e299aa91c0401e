// JavaScript time in a frame of a stroke: 12 dabs of 100 px on 4096², including pointer events, recolouring and
// drawing.
import { openBenchPage } from "../editor/editorBench";
import { percentile, round } from "../editor/trace";
import { circlePath } from "../editor/tracedPage";
import type { Row } from "../row";
import { isStrokeFrame } from "./strokeScale";

const P95_TARGET = 6;

export const strokeJs: Row = {
	id: "stroke-js",
	promise: "Scripts leave most of a frame of a stroke to the browser.",
	method:
		"JavaScript time in a frame with 12 dabs of 100 px on 4096²; median of 150 frames, of which the 95th percentile is at most 6 ms.",
	unit: "ms p50",
	target: 2,
	async measure() {
		const page = await openBenchPage(4096, 4096);
		await page.page.bringToFront();
		await page.evaluate("editor.run('view.actual')");
		await page.brush(100);
		await page.stroke(circlePath(40, 120, 200));
		// 120 px a frame are 12 dabs at a spacing of 10 px.
		const tasks = await page.trace(() => page.stroke(circlePath(150, 120, 200)));
		const script = tasks.filter(isStrokeFrame).map((task) => task.script);
		const p95 = percentile(script, 0.95);
		const note = `p95 ${round(p95, 2)} ms (target ${P95_TARGET}) over ${script.length} frames`;
		return { value: round(percentile(script, 0.5), 2), rounds: script, note, isMet: p95 <= P95_TARGET };
	},
};
