// Fill, invert and grow of a mask without uniform tiles: CPU time of the worker and the main thread from the command to
// the changed document. The main thread must have no long task.
import { type BenchPage, openBenchPage } from "../editor/editorBench";
import { median, round } from "../editor/trace";
import type { Row } from "../row";

const ROUNDS = 4;
const LONGEST_TASK = 16;
const OPERATIONS = ["fill", "invert", "grow"];

export const maskOps: Row = {
	id: "mask-ops",
	promise: "An operation on the whole mask is done within a quarter of a second.",
	method:
		"CPU time of worker and main thread for the slowest of fill, invert and grow by 8 px of a soft mask of 4096²; medians of four rounds.",
	unit: "ms",
	target: 250,
	async measure() {
		const page = await openBenchPage(4096, 4096);
		await page.page.bringToFront();
		await page.evaluate("editor.run('view.fit')");
		await page.fillMaskSoftly();
		const measured = [];
		for (const operation of OPERATIONS) {
			await run(page, operation);
			const rounds = [];
			for (let i = 0; i < ROUNDS; i++) rounds.push(await run(page, operation));
			measured.push({
				operation,
				work: median(rounds.map(({ work }) => work)),
				rounds: rounds.map(({ work }) => work),
				clock: median(rounds.map(({ clock }) => clock)),
				longest: Math.max(...rounds.map(({ longest }) => longest)),
			});
		}
		const each = measured.map(
			({ operation, work, clock }) => `${operation} ${round(work)} ms (${round(clock)} by the clock)`,
		);
		const longest = Math.max(...measured.map((operation) => operation.longest));
		const slowest = measured.reduce((slower, one) => (one.work > slower.work ? one : slower));
		return {
			value: round(slowest.work),
			rounds: slowest.rounds,
			note: `${each.join(", ")}; longest main-thread task ${round(longest)} ms (target ${LONGEST_TASK})`,
			isMet: longest <= LONGEST_TASK,
		};
	},
};

async function run(page: BenchPage, operation: string): Promise<{ work: number; clock: number; longest: number }> {
	let clock = 0;
	const { tasks, workers } = await page.traceAll(async () => {
		clock = await page.evaluate(`(async () => {
			const start = performance.now();
			editor.run("mask.${operation}");
			while (editor.getSnapshot().isWorking) {
				await new Promise((done) => {
					const stop = editor.subscribe(() => (stop(), done()));
				});
			}
			return performance.now() - start;
		})()`);
	});
	await page.evaluate("editor.run('edit.undo')");
	await page.waitForFrames(10);
	// Frames are excluded, because the undo row measures drawing.
	const mainThread = tasks.filter(({ isFrame }) => !isFrame).reduce((sum, { busy }) => sum + busy, 0);
	return { work: mainThread + workers, clock, longest: Math.max(...tasks.map(({ busy }) => busy)) };
}
