// Export of an edited picture of 4096² as PNG, against a worker that draws the same bitmap and leaves it to the browser's
// encoder. The picture is mirrored, so that its imported file cannot be given back. Alternating rounds.
import { openFreshBenchPage } from "../editor/editorBench";
import { loadPhoto, openPhoto } from "../editor/sendScene";
import { median, round } from "../editor/trace";
import type { Row } from "../row";
import { DRAW } from "./sendPrepare";

const SIDE = 4096;
const ROUNDS = 5;
const LONGEST_TASK = 16;

const EXPORT = `(async () => {
	const start = performance.now();
	await editor.exportAs("picture");
	return performance.now() - start;
})()`;

const DRAWN = `(async () => {
	const { drawer, photo } = exporting;
	const sent = { width: photo.width, height: photo.height };
	const start = performance.now();
	await new Promise((resolve) => {
		drawer.onmessage = resolve;
		drawer.postMessage({ photo, source: { left: 0, top: 0, right: sent.width, bottom: sent.height }, sent });
	});
	return performance.now() - start;
})()`;

export const exportPng: Row = {
	id: "export-png",
	unit: "×",
	target: 1.5,
	async measure() {
		const page = await openFreshBenchPage(64, 64);
		await loadPhoto(page, SIDE);
		await openPhoto(page);
		await page.evaluate(`(async () => {
			editor.run("picture.flipHorizontal");
			const drawer = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(DRAW)}])));
			window.exporting = { photo: await createImageBitmap(photo), drawer };
		})()`);
		const ours: number[] = [];
		const theirs: number[] = [];
		for (let i = 0; i <= ROUNDS; i++) {
			const one = await page.evaluate<number>(EXPORT);
			const other = await page.evaluate<number>(DRAWN);
			// The first round reads the samples and starts the workers.
			if (i === 0) continue;
			ours.push(one);
			theirs.push(other);
		}
		const tasks = await page.trace(() => page.evaluate(EXPORT));
		const longest = Math.max(...tasks.map(({ busy }) => busy));
		await page.page.close();
		return {
			value: round(median(ours) / median(theirs), 2),
			note: `${round(median(ours))} ms, drawn and encoded by the browser ${round(median(theirs))} ms; longest main-thread task ${round(longest)} ms (target ${LONGEST_TASK})`,
			isMet: longest <= LONGEST_TASK,
		};
	},
};
