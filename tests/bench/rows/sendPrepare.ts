// From the press of send until picture and mask can leave the page, against the least that a page can do: a worker draws the
// same region at the sent size and leaves it to the browser's PNG encoder. Alternating rounds; nothing is kept between them.

import { longestTask, measureAgainstDrawing } from "../editor/againstDrawing";
import { openFreshBenchPage } from "../editor/editorBench";
import { loadPhoto, openPhoto, paintLargeMask, sendOptions } from "../editor/sendScene";
import { round } from "../editor/trace";
import type { Row } from "../row";

const SIDE = 4096;
const ROUNDS = 5;
const LONGEST_TASK = 16;

export const sendPrepare: Row = {
	id: "send-prepare",
	promise: "Sending takes hardly longer than drawing and encoding the same region inexactly.",
	method:
		"From the press of send until picture and mask of about 8 MP out of 4096² can leave, against a worker that draws the region and encodes it with convertToBlob; medians of five alternating rounds.",
	unit: "×",
	target: 1.5,
	async measure() {
		const page = await openFreshBenchPage(64, 64);
		await loadPhoto(page, SIDE);
		await openPhoto(page);
		await paintLargeMask(page);
		const { ours, theirs, rounds } = await measureAgainstDrawing(page, ROUNDS, {
			ours: prepare,
			drawing: (turn) => `editor.planEdit(${optionsOf(turn)})`,
		});
		const longest = await longestTask(page, prepare(ROUNDS + 1));
		const again = await page.evaluate<number>(prepare(ROUNDS + 1));
		const { width, height } = await page.evaluate<{ width: number; height: number }>(
			`editor.planEdit(${optionsOf(0)}).sent`,
		);
		await page.page.close();
		return {
			value: round(ours / theirs, 2),
			rounds,
			note: `${round(ours)} ms for ${width}×${height}, drawn and encoded by the browser ${round(theirs)} ms; sent again unchanged ${round(again)} ms; longest main-thread task ${round(longest)} ms (target ${LONGEST_TASK})`,
			isMet: longest <= LONGEST_TASK,
		};
	},
};

/** Another size each round, so that no part of an earlier edit is used again. */
const optionsOf = (turn: number) => sendOptions(8_294_400 - turn * 100_000);

const prepare = (turn: number) => `(async () => {
	const start = performance.now();
	await editor.prepareEdit(${optionsOf(turn)});
	return performance.now() - start;
})()`;
