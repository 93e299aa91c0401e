// Export of the mask from tiles to checked PNG bytes, against the browser's PNG encoder with the same mask.
import { openBenchPage } from "../editor/editorBench";
import { ratios, round } from "../editor/trace";
import type { Row } from "../row";

const ROUNDS = 7;
const LONGEST_TASK = 16;

export const maskPng: Row = {
	id: "mask-png",
	promise: "A mask is written in less than half of the browser's time.",
	method:
		"exportMask (union, encoding, checking, two threads) against canvas.toBlob of the same typical mask of 4096²; the shortest of seven rounds each.",
	unit: "×",
	target: 0.5,
	async measure() {
		const page = await openBenchPage(4096, 4096);
		await page.page.bringToFront();
		await page.paintTypicalMask();
		const bytes = await page.evaluate<number>(`(async () => {
			const { png, width, height } = await editor.exportMask();
			window.canvas = Object.assign(document.createElement("canvas"), { width, height });
			canvas.getContext("2d").drawImage(await createImageBitmap(new Blob([png])), 0, 0);
			return png.length;
		})()`);
		const ours: number[] = [];
		const theirs: number[] = [];
		for (let i = 0; i < ROUNDS; i++) {
			ours.push(
				await page.evaluate(`(async () => {
				const start = performance.now();
				await editor.exportMask();
				return performance.now() - start;
			})()`),
			);
			theirs.push(
				await page.evaluate(`(async () => {
				const start = performance.now();
				await new Promise((done) => canvas.toBlob(done, "image/png"));
				return performance.now() - start;
			})()`),
			);
		}
		const tasks = await page.trace(() =>
			page.evaluate("editor.exportMask().then(() => editor.exportMask()).then(() => 0)"),
		);
		const longest = Math.max(...tasks.map(({ busy }) => busy));
		await page.evaluate("delete window.canvas");
		return {
			// Wall-clock time, because both work in other threads. The minimum is the time with the least other load.
			value: round(Math.min(...ours) / Math.min(...theirs), 2),
			rounds: ratios(ours, theirs),
			note: `ours ${round(Math.min(...ours))} ms, toBlob ${round(Math.min(...theirs))} ms; longest main-thread task ${round(longest)} ms (target ${LONGEST_TASK}); ${bytes} bytes`,
			isMet: longest <= LONGEST_TASK,
		};
	},
};
