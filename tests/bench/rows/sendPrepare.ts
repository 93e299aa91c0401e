// From the press of send until picture and mask can leave the page, against the least that a page can do: a worker draws the
// same region at the sent size and leaves it to the browser's PNG encoder. Alternating rounds; nothing is kept between them.
import { openFreshBenchPage } from "../editor/editorBench";
import { loadPhoto, openPhoto, paintLargeMask, sendOptions } from "../editor/sendScene";
import { median, round } from "../editor/trace";
import type { Row } from "../row";

const SIDE = 4096;
const ROUNDS = 5;
const LONGEST_TASK = 16;

/** Runs in a worker: draws a part of a bitmap at a size and encodes it. */
export const DRAW = `onmessage = async ({ data: { photo, source, sent } }) => {
	const canvas = new OffscreenCanvas(sent.width, sent.height);
	const context = canvas.getContext("2d");
	context.imageSmoothingQuality = "high";
	const { left, top, right, bottom } = source;
	context.drawImage(photo, left, top, right - left, bottom - top, 0, 0, sent.width, sent.height);
	const blob = await canvas.convertToBlob({ type: "image/png" });
	postMessage((await blob.arrayBuffer()).byteLength);
};`;

export const sendPrepare: Row = {
	id: "send-prepare",
	unit: "×",
	target: 1.5,
	async measure() {
		const page = await openFreshBenchPage(64, 64);
		await loadPhoto(page, SIDE);
		await openPhoto(page);
		await paintLargeMask(page);
		await page.evaluate(`(async () => {
			const drawer = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(DRAW)}])));
			window.sending = { photo: await createImageBitmap(photo), drawer };
		})()`);
		const ours: number[] = [];
		const theirs: number[] = [];
		for (let i = 0; i <= ROUNDS; i++) {
			const one = await page.evaluate<number>(prepare(i));
			const other = await page.evaluate<number>(draw(i));
			// The first round reads the samples and starts the workers.
			if (i === 0) continue;
			ours.push(one);
			theirs.push(other);
		}
		const tasks = await page.trace(() => page.evaluate(prepare(ROUNDS + 1)));
		const longest = Math.max(...tasks.map(({ busy }) => busy));
		const again = await page.evaluate<number>(prepare(ROUNDS + 1));
		const { width, height } = await page.evaluate<{ width: number; height: number }>(
			`editor.planEdit(${optionsOf(0)}).sent`,
		);
		await page.page.close();
		return {
			value: round(median(ours) / median(theirs), 2),
			note: `${round(median(ours))} ms for ${width}×${height}, drawn and encoded by the browser ${round(median(theirs))} ms; sent again unchanged ${round(again)} ms; longest main-thread task ${round(longest)} ms (target ${LONGEST_TASK})`,
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

const draw = (turn: number) => `(async () => {
	const { drawer, photo } = sending;
	const { source, sent } = editor.planEdit(${optionsOf(turn)});
	const start = performance.now();
	await new Promise((resolve) => {
		drawer.onmessage = resolve;
		drawer.postMessage({ photo, source, sent });
	});
	return performance.now() - start;
})()`;
