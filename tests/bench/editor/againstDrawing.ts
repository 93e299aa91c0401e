// Measures work on the opened photo against the least that a page can do: a worker that draws a part of the same bitmap at a size
// and leaves it to the browser's PNG encoder.
import type { BenchPage } from "./editorBench";
import { median, ratios } from "./trace";

/** Runs in a worker. */
const DRAW = `onmessage = async ({ data: { photo, source, sent } }) => {
	const canvas = new OffscreenCanvas(sent.width, sent.height);
	const context = canvas.getContext("2d");
	context.imageSmoothingQuality = "high";
	const { left, top, right, bottom } = source;
	context.drawImage(photo, left, top, right - left, bottom - top, 0, 0, sent.width, sent.height);
	const blob = await canvas.convertToBlob({ type: "image/png" });
	postMessage((await blob.arrayBuffer()).byteLength);
};`;

interface Compared {
	/** An expression that resolves with the milliseconds of our work. */
	readonly ours: (turn: number) => string;
	/** An expression for the part to draw and its size: { source, sent }. */
	readonly drawing: (turn: number) => string;
}

/** Alternating rounds; returns medians in milliseconds, and the ratio of each round. */
export async function measureAgainstDrawing(page: BenchPage, rounds: number, compared: Compared) {
	await page.evaluate(`(async () => {
		const drawer = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(DRAW)}])));
		window.drawing = { photo: await createImageBitmap(photo), drawer };
	})()`);
	const ours: number[] = [];
	const theirs: number[] = [];
	for (let i = 0; i <= rounds; i++) {
		const one = await page.evaluate<number>(compared.ours(i));
		const other = await page.evaluate<number>(draw(compared.drawing(i)));
		// The first round reads the samples and starts the workers.
		if (i === 0) continue;
		ours.push(one);
		theirs.push(other);
	}
	return { ours: median(ours), theirs: median(theirs), rounds: ratios(ours, theirs) };
}

const draw = (part: string) => `(async () => {
	const { drawer, photo } = drawing;
	const { source, sent } = ${part};
	const start = performance.now();
	await new Promise((resolve) => {
		drawer.onmessage = resolve;
		drawer.postMessage({ photo, source, sent });
	});
	return performance.now() - start;
})()`;

/** The longest task of the main thread while an expression is evaluated, in milliseconds. */
export async function longestTask(page: BenchPage, expression: string): Promise<number> {
	const tasks = await page.trace(() => page.evaluate(expression));
	return Math.max(...tasks.map(({ busy }) => busy));
}
