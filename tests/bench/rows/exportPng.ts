// Export of an edited picture of 4096² as PNG, against a worker that draws the same bitmap and leaves it to the browser's
// encoder. The picture is mirrored, so that its imported file cannot be given back. Alternating rounds.

import { longestTask, measureAgainstDrawing } from "../editor/againstDrawing";
import { openFreshBenchPage } from "../editor/editorBench";
import { loadPhoto, openPhoto } from "../editor/sendScene";
import { round } from "../editor/trace";
import type { Row } from "../row";

const SIDE = 4096;
const ROUNDS = 5;
const LONGEST_TASK = 16;

const EXPORT = `(async () => {
	const start = performance.now();
	await editor.exportAs("picture");
	return performance.now() - start;
})()`;

const WHOLE = JSON.stringify({
	source: { left: 0, top: 0, right: SIDE, bottom: SIDE },
	sent: { width: SIDE, height: SIDE },
});

export const exportPng: Row = {
	id: "export-png",
	promise: "An exact export takes hardly longer than the browser's own.",
	method:
		"Export of a mirrored picture of 4096² as PNG against a worker that draws it and encodes it with convertToBlob; medians of five alternating rounds.",
	unit: "×",
	target: 1.5,
	async measure() {
		const page = await openFreshBenchPage(64, 64);
		await loadPhoto(page, SIDE);
		await openPhoto(page);
		await page.evaluate('editor.run("picture.flipHorizontal")');
		const { ours, theirs, rounds } = await measureAgainstDrawing(page, ROUNDS, {
			ours: () => EXPORT,
			drawing: () => WHOLE,
		});
		const longest = await longestTask(page, EXPORT);
		await page.page.close();
		return {
			value: round(ours / theirs, 2),
			rounds,
			note: `${round(ours)} ms, drawn and encoded by the browser ${round(theirs)} ms; longest main-thread task ${round(longest)} ms (target ${LONGEST_TASK})`,
			isMet: longest <= LONGEST_TASK,
		};
	},
};
