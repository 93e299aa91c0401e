// From an answer's arrival to its pixels in place on the canvas, against decoding it; and the memory that a picture, an edit
// and its answer hold. The sent part has about eight megapixels.
import { benchPhoto } from "../editor/benchPhoto";
import { openBlankPage } from "../editor/editorBench";
import { median, ratios, round } from "../editor/trace";
import type { TracedPage } from "../editor/tracedPage";
import type { Row } from "../row";

const SIDE = 4096;
const ROUNDS = 5;
const MEGABYTE = 2 ** 20;

/** Opens a photo, masks its middle and makes an answer with inverted colours. */
async function openWithAnswer(): Promise<TracedPage> {
	const page = await openBlankPage("");
	await page.page.route("**/photo.png", (route) => route.fulfill({ body: benchPhoto(SIDE, SIDE) }));
	await page.evaluate(`(async () => {
		await editor.open(await (await fetch("/photo.png")).blob(), "photo.png");
		editor.run("tool.rectangle");
	})()`);
	await page.waitForFrames(12);
	await page.stroke([
		{ x: -260, y: -210 },
		{ x: 260, y: 210 },
	]);
	await page.evaluate(`(async () => {
		const rules = { kind: "flexible", multiple: 16, maxEdge: 3840, maxRatio: 3, minPixels: 655360, maxPixels: 8294400 };
		const { edit, picture } = await editor.prepareEdit({ rules, extent: "region" });
		const sent = await createImageBitmap(new Blob([picture]));
		const canvas = new OffscreenCanvas(sent.width, sent.height);
		const context = canvas.getContext("2d");
		context.filter = "invert(1)";
		context.drawImage(sent, 0, 0);
		sent.close();
		window.received = { edit, answer: await canvas.convertToBlob(), count: 0 };
	})()`);
	return page;
}

/** Milliseconds until the middle of the results' canvas is opaque, and until the result can be accepted. */
const RECEIVE = `(async () => {
	const probe = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
	const isInPlace = () => {
		const canvas = document.querySelectorAll(".hfis-viewport canvas")[1];
		probe.clearRect(0, 0, 1, 1);
		probe.drawImage(canvas, canvas.width / 2, canvas.height / 2, 1, 1, 0, 0, 1, 1);
		return probe.getImageData(0, 0, 1, 1).data[3] === 255;
	};
	const start = performance.now();
	const added = editor.showResult("bench-" + received.count++, received.answer, received.edit);
	while (!isInPlace()) await new Promise((done) => requestAnimationFrame(done));
	const inPlace = performance.now() - start;
	await added;
	const whole = performance.now() - start;
	editor.run("result.discard");
	while (isInPlace()) await new Promise((done) => requestAnimationFrame(done));
	return [inPlace, whole];
})()`;

const DECODE = `(async () => {
	const start = performance.now();
	(await createImageBitmap(received.answer)).close();
	return performance.now() - start;
})()`;

export const receive: Row = {
	id: "receive",
	promise: "An answer is shown in its place soon after it has arrived.",
	method:
		"From showResult to the pixels of an answer of 8 MP on the canvas, against createImageBitmap of the same answer; medians of five rounds.",
	unit: "×",
	target: 2,
	async measure() {
		const page = await openWithAnswer();
		await page.page.bringToFront();
		const [inPlace, whole, decoded]: [number[], number[], number[]] = [[], [], []];
		for (let i = 0; i < ROUNDS; i++) {
			const [shown, added] = await page.evaluate<[number, number]>(RECEIVE);
			inPlace.push(shown);
			whole.push(added);
			decoded.push(await page.evaluate<number>(DECODE));
		}
		const tasks = await page.trace(() => page.evaluate(RECEIVE));
		const longest = Math.max(...tasks.map(({ busy }) => busy));
		await page.page.close();
		const note = `${round(median(inPlace))} ms until an answer of 8 MP is shown in place, decoding it ${round(median(decoded))} ms; ${round(median(whole))} ms until it is pasted exactly; longest main-thread task ${round(longest)} ms`;
		return { value: round(median(inPlace) / median(decoded), 2), rounds: ratios(inPlace, decoded), note };
	},
};

export const heap: Row = {
	id: "heap",
	promise: "An edited picture takes less than three times its own bytes.",
	method:
		"Bytes of array buffers, bitmaps and canvases with a picture of 4096² and an accepted edit of 8 MP, at rest, against the picture's bytes.",
	unit: "× the picture's bytes",
	// As before pictures were shown without their samples: 2.69, and 124 MiB after opening alone.
	target: 2.7,
	async measure() {
		const page = await openWithAnswer();
		const opened = await openOnly();
		await page.evaluate(`(async () => {
			await editor.showResult("bench", received.answer, received.edit);
			editor.run("result.keep");
			delete window.received;
		})()`);
		await page.waitForFrames(12);
		const edited = await heldBytes(page);
		await page.page.close();
		const note = `${round(edited / MEGABYTE)} MiB of arrays, bitmaps and canvases with a picture of ${SIDE}² and an accepted edit of 8 MP; ${round(opened / MEGABYTE)} MiB after opening alone`;
		return { value: round(edited / (4 * SIDE * SIDE), 2), note };
	},
};

async function openOnly(): Promise<number> {
	const page = await openBlankPage("");
	await page.page.route("**/photo.png", (route) => route.fulfill({ body: benchPhoto(SIDE, SIDE) }));
	await page.evaluate(`(async () => editor.open(await (await fetch("/photo.png")).blob(), "photo.png"))()`);
	await page.waitForFrames(12);
	const bytes = await heldBytes(page);
	await page.page.close();
	return bytes;
}

/** Bytes of array buffers, and of bitmaps and canvases as far as they are not closed, at rest. */
async function heldBytes(page: TracedPage): Promise<number> {
	await page.cdp.send("HeapProfiler.collectGarbage");
	const { backingStorageSize = 0 } = (await page.cdp.send("Runtime.getHeapUsage")) as { backingStorageSize?: number };
	const surfaces = await page.evaluate<number>(`[...window.surfaces].reduce((sum, reference) => {
		const { width = 0, height = 0 } = reference.deref() ?? {};
		return sum + 4 * width * height;
	}, 0)`);
	return backingStorageSize + surfaces;
}
