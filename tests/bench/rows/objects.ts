// The cost of placed objects: dragging one of sixteen references of 12 megapixels on a picture of 48 megapixels against dragging
// one alone; the frames from a move of the pointer to its drawing; and the memory that sixteen references take, against their
// pixels on the screen.

import { benchPicture } from "../editor/benchPicture";
import { type BenchPage, openFreshBenchPage } from "../editor/editorBench";
import { median, percentile, ratios, round } from "../editor/trace";
import type { Point } from "../editor/tracedPage";
import type { Row } from "../row";
import { isStrokeFrame } from "./strokeScale";

const PICTURE = { width: 8000, height: 6000 };
const REFERENCE = { width: 4000, height: 3000 };
const COLUMNS = 4;
const COUNT = COLUMNS * COLUMNS;
const ROUNDS = 6;
const MOVES: readonly Point[] = Array.from({ length: 30 }, (_, i) => ({ x: 3 * i, y: 2 * i }));

/** Opens the picture with references in a grid that covers it, the first one last in the order, so that it is on top. */
async function openWithReferences(count: number): Promise<BenchPage> {
	const page = await openFreshBenchPage(PICTURE.width, PICTURE.height);
	for (let i = 0; i < count; i++) {
		const buffer = benchPicture(REFERENCE.width, REFERENCE.height, i + 1).toString("base64");
		await page.evaluate(`(async () => {
			const bytes = Uint8Array.from(atob("${buffer}"), (letter) => letter.charCodeAt(0));
			await editor.addReference(new Blob([bytes], { type: "image/png" }), "reference ${i}.png");
			const { id } = editor.document.references.at(-1);
			const [width, height] = [${PICTURE.width / COLUMNS}, ${PICTURE.height / COLUMNS}];
			const [left, top] = [${i % COLUMNS} * width, ${Math.floor(i / COLUMNS)} * height];
			const place = { left, top, right: left + width, bottom: top + height };
			editor.apply([{ type: "commands", commands: [{ type: "reference.set", reference: id, changes: { place } }] }]);
		})()`);
	}
	await page.evaluate("editor.run('view.fit'), editor.run('tool.place')");
	// The samples of a changed picture are read when the page is idle; they and their halvings must not count for one page only.
	await page.page.waitForFunction("editor.getPicture(editor.document.picture.image)?.samples != null");
	// Every reference has a bitmap that fits its place. Closed bitmaps have no width.
	const shown = PICTURE.width / COLUMNS;
	await page.page.waitForFunction(`(() => {
		const width = Math.round(${shown} * editor.camera.zoom);
		const bitmaps = window.surfaces.filter((one) => Math.abs((one.deref()?.width ?? 0) - width) <= 1);
		return bitmaps.length >= ${count};
	})()`);
	return page;
}

/** From the middle of the first reference, relative to the viewport's centre, and back. */
async function dragFirst(page: BenchPage): Promise<void> {
	const zoom = await page.evaluate<number>("editor.camera.zoom");
	const start = { x: -0.375 * PICTURE.width * zoom, y: -0.375 * PICTURE.height * zoom };
	const path = MOVES.map(({ x, y }) => ({ x: start.x + x, y: start.y + y }));
	await page.stroke([...path, ...[...path].reverse()]);
}

export const objectsDrag: Row = {
	id: "objects-drag",
	promise: "Dragging a reference costs the same beside fifteen others.",
	method:
		"Main-thread time of a frame in which one of 16 references of 12 MP is dragged on a picture of 48 MP, against dragging one alone; medians of six alternating rounds.",
	unit: "×",
	target: 1.3,
	async measure() {
		const pages = [await openWithReferences(COUNT), await openWithReferences(1)] as const;
		const costs = [[], []] as [number[], number[]];
		for (let i = 0; i <= ROUNDS; i++) {
			for (const [index, page] of pages.entries()) {
				const tasks = await page.trace(() => dragFirst(page));
				// The first round is a warm-up.
				if (i > 0) costs[index as 0 | 1].push(median(tasks.filter(isStrokeFrame).map(({ busy }) => busy)));
			}
		}
		for (const page of pages) await page.page.close();
		const [many, one] = [median(costs[0]), median(costs[1])];
		const note = `${round(many, 2)} ms of the main thread a frame with ${COUNT} references, ${round(one, 2)} ms with one`;
		return { value: round(many / one, 2), rounds: ratios(...costs), note };
	},
};

export const transformLatency: Row = {
	id: "transform-latency",
	promise: "A dragged object follows the pointer in the same frame.",
	method: "Frames from a move of the pointer to the drawing of the object, 95th percentile of 60 moves.",
	unit: "frames",
	target: 1,
	async measure() {
		const page = await openWithReferences(1);
		await page.evaluate(`(() => {
			window.latencies = [];
			let [frame, moved] = [0, null];
			const count = () => { frame++; requestAnimationFrame(count); };
			requestAnimationFrame(count);
			addEventListener("pointermove", ({ buttons }) => { if (buttons > 0) moved ??= frame; }, true);
			const { drawImage } = CanvasRenderingContext2D.prototype;
			CanvasRenderingContext2D.prototype.drawImage = function (...args) {
				if (moved !== null) window.latencies.push(frame - moved);
				moved = null;
				return drawImage.apply(this, args);
			};
		})()`);
		await dragFirst(page);
		const latencies = await page.evaluate<number[]>("window.latencies");
		await page.page.close();
		if (latencies.length < MOVES.length) throw new Error(`${latencies.length} moves were drawn`);
		const note = `${latencies.length} moves, 95th percentile ${percentile(latencies, 0.95)}, longest ${Math.max(...latencies)}`;
		return { value: percentile(latencies, 0.95), rounds: latencies, note };
	},
};

export const objectsMemory: Row = {
	id: "objects-memory",
	promise: "Placed references take the memory of their pixels on the screen.",
	method:
		"Bytes of array buffers, bitmaps and canvases that 15 more references of 12 MP take, against their pixels on the screen.",
	unit: "×",
	target: 1.2,
	async measure() {
		const [with16, with1] = [await measureMemory(COUNT), await measureMemory(1)];
		const pixels = 4 * with16.shownPixels * ((COUNT - 1) / COUNT);
		const bytes = with16.bytes - with1.bytes;
		const note = `${COUNT - 1} more references take ${round(bytes / 2 ** 20, 2)} MiB; on the screen they have ${round(pixels / 2 ** 20, 2)} MiB`;
		return { value: round(bytes / pixels, 2), note };
	},
};

/** Bytes of array buffers, of bitmaps and of canvases outside of the document, at rest. */
async function measureMemory(count: number): Promise<{ readonly bytes: number; readonly shownPixels: number }> {
	const page = await openWithReferences(count);
	const heap = await page.heldBytes();
	const bitmaps = await page.evaluate<number>(`(() => {
		let bytes = 0;
		for (const reference of window.surfaces) {
			const surface = reference.deref();
			if (surface && !surface.isConnected) bytes += 4 * surface.width * surface.height;
		}
		return bytes;
	})()`);
	const zoom = await page.evaluate<number>("editor.camera.zoom");
	await page.page.close();
	return { bytes: heap + bitmaps, shownPixels: PICTURE.width * PICTURE.height * zoom * zoom };
}
