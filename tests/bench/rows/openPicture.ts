// From a file to a picture on the canvas that can be painted on: a file, a stored document and an answer, in the editor, on the
// reference page with Konva, and as one whole canvas; fresh pages, alternating.
import { benchPhoto } from "../editor/benchPhoto";
import { openBlankPage } from "../editor/editorBench";
import { median, ratios, round } from "../editor/trace";
import type { TracedPage } from "../editor/tracedPage";
import type { Row } from "../row";

const SIDE = 4096;
const ROUNDS = 5;
let photo: Buffer | undefined;
const REFERENCES = 4;

/** The frame at whose end the picture is drawn: three points of a canvas have one of its colours, which are no greys. */
const UNTIL_DRAWN = `(canvas) => new Promise((done) => {
	const probe = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
	const isDrawn = (at) => {
		const drawn = canvas();
		if (!drawn || drawn.width === 0) return false;
		probe.clearRect(0, 0, 1, 1);
		probe.drawImage(drawn, drawn.width / 2 + at, drawn.height / 2 + at, 1, 1, 0, 0, 1, 1);
		const [r, g, b, a] = probe.getImageData(0, 0, 1, 1).data;
		return a === 255 && (r !== g || g !== b);
	};
	const look = () => [-150, 0, 150].every(isDrawn) ? setTimeout(done) : requestAnimationFrame(look);
	requestAnimationFrame(look);
})`;

/** Milliseconds from the call until the picture is drawn. */
const timed = (act: string, canvas: string) => `(async () => {
	const start = performance.now();
	void ${act};
	await (${UNTIL_DRAWN})(() => ${canvas});
	return performance.now() - start;
})()`;

const FIRST_CANVAS = "document.querySelector('.hfis-viewport canvas, #view canvas')";
const IN_EDITOR = timed("editor.open(photo, 'photo.png')", FIRST_CANVAS);
const ON_REFERENCE_PAGE = timed("limit.open(photo)", FIRST_CANVAS);
/** As an editor that decodes the whole picture into one canvas, and draws that. */
const ON_ONE_CANVAS = timed(
	`(async () => {
		const bitmap = await createImageBitmap(photo);
		const whole = Object.assign(document.createElement("canvas"), { width: bitmap.width, height: bitmap.height });
		whole.getContext("2d").drawImage(bitmap, 0, 0);
		window.drawn = Object.assign(document.createElement("canvas"), { width: 1280, height: 800 });
		document.body.append(drawn);
		drawn.getContext("2d").drawImage(whole, 240, 0, 800, 800);
	})()`,
	"window.drawn",
);

async function openWithPhoto(path: "" | "limit/"): Promise<TracedPage> {
	const page = await openBlankPage(path);
	photo ??= benchPhoto(SIDE, SIDE);
	await page.page.route("**/photo.png", (route) => route.fulfill({ body: photo ?? "" }));
	await page.evaluate(`(async () => {
		window.photo = await (await fetch("/photo.png")).blob();
		await photo.arrayBuffer();
		// The page has come to rest, as it has when a file is dropped on it.
		await new Promise((done) => setTimeout(done, 2500));
		await new Promise((done) => requestIdleCallback(done));
	})()`);
	return page;
}

/** The times of each measurement, each in a page of its own. */
async function alternate(
	measurements: readonly { readonly path: "" | "limit/"; readonly prepare?: string; readonly run: string }[],
): Promise<number[][]> {
	const times = measurements.map(() => [] as number[]);
	for (let i = 0; i < ROUNDS; i++) {
		for (const [index, { path, prepare, run }] of measurements.entries()) {
			const page = await openWithPhoto(path);
			if (prepare !== undefined) await page.evaluate(prepare);
			await page.page.bringToFront();
			times[index]?.push(await page.evaluate<number>(run));
			await page.page.close();
		}
	}
	return times;
}

export const openPicture: Row = {
	id: "open-picture",
	promise:
		"A picture can be painted on soon after it was dropped, and not later than where it is decoded into one canvas.",
	method:
		"From a file of 4096² to a picture that is drawn, against the reference page with Konva; fresh pages, medians of five alternating rounds.",
	unit: "×",
	target: 2,
	async measure() {
		const times = await alternate([
			{ path: "", run: IN_EDITOR },
			{ path: "limit/", run: ON_REFERENCE_PAGE },
			{ path: "limit/", run: ON_ONE_CANVAS },
		]);
		const [ours = 0, reference = 0, whole = 0] = times.map(median);
		const note = `${round(ours)} ms until a picture of ${SIDE}² can be painted on, reference page ${round(reference)} ms, one whole canvas ${round(whole)} ms (target: not longer than that)`;
		return {
			value: round(ours / reference, 2),
			rounds: ratios(times[0] ?? [], times[1] ?? []),
			note,
			isMet: ours <= whole,
		};
	},
};

/** A document with a mask and references of 12 megapixels, and another document over it. */
const STORE_DOCUMENT = `(async () => {
	await editor.open(photo, "photo.png");
	const reference = new OffscreenCanvas(4000, 3000);
	reference.getContext("2d").fillRect(9, 9, 2000, 2000);
	const file = await reference.convertToBlob({ type: "image/jpeg" });
	for (let i = 0; i < ${REFERENCES}; i++) await editor.addReference(new Blob([file, String(i)], { type: "image/jpeg" }), "reference");
	editor.run("mask.fill");
	window.saved = editor.save();
	editor.close();
	await new Promise((done) => setTimeout(done, 500));
})()`;

export const openDocument: Row = {
	id: "open-document",
	promise: "A stored document opens as fast as a picture.",
	method:
		"From a stored document with a mask and four references of 12 MP to a picture that is drawn, against the reference page with the picture alone; fresh pages, medians of five alternating rounds.",
	unit: "×",
	target: 2,
	async measure() {
		const times = await alternate([
			{ path: "", prepare: STORE_DOCUMENT, run: timed("editor.load(saved)", FIRST_CANVAS) },
			{ path: "limit/", run: ON_REFERENCE_PAGE },
		]);
		const [ours = 0, reference = 0] = times.map(median);
		const note = `${round(ours)} ms until a stored document of ${SIDE}² with a mask and ${REFERENCES} references of 12 MP can be painted on, reference page with the picture alone ${round(reference)} ms`;
		return { value: round(ours / reference, 2), rounds: ratios(times[0] ?? [], times[1] ?? []), note };
	},
};
