// Edits from request to accepted patch, without a browser: pixels outside the mask stay identical, accepted edits are sent
// with the next request, and every state can be rendered again from the stored answers.

import * as fc from "fast-check";
import { decode } from "fast-png";
import { expect, test, vi } from "vitest";
import { encodePicture } from "../codec";
import { commit, createDocument, createHistory, type DocumentTree, type History, redo, undo } from "../document";
import { prepareEdits } from "../edits/prepareEdit";
import type { SizeRules } from "../plan";
import { noisePicture } from "../plan/picturesForTests";
import { coverageAt, type Rect, rectCoverage } from "../raster";
import type { EditorError } from "../types";
import { createJobRunner } from "../work";
import { PatchCache } from "./patchCache";

const SIZE = { width: 260, height: 180 };
const PICTURE = noisePicture(SIZE, 5);
const SMALL: SizeRules = { kind: "flexible", multiple: 4, maxEdge: 96, maxRatio: 3, minPixels: 400, maxPixels: 4096 };
const WHOLE = { left: 0, top: 0, right: SIZE.width, bottom: SIZE.height };

function studio() {
	const images = new Map<string, Blob>();
	const store = {
		images,
		async put(bytes: Blob) {
			images.set(`i${images.size}`, bytes);
			return `i${images.size - 1}`;
		},
		get: async (id: string) => images.get(id),
	};
	const problems: EditorError[] = [];
	const patches = new PatchCache(store, createJobRunner(), (error) => error && problems.push(error));
	patches.reset(async () => PICTURE);
	const history = createHistory(createDocument("d", { image: "base", name: "n", ...SIZE }));
	return { store, patches, problems, history };
}

const paint = (history: History, rect: Rect, mask = "mask-1") =>
	commit(history, [{ type: "mask.setTiles", mask, tiles: rectCoverage(SIZE, rect).tiles }]);

async function answered(
	{ store, patches }: Pick<ReturnType<typeof studio>, "store" | "patches">,
	history: History,
	id: string,
	answer: (sent: Uint8Array) => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>,
	rules = SMALL,
) {
	const pictures = { sizeOf: () => undefined };
	const prepared = (await prepareEdits(history.document, { patches, pictures }, { rules }))[0]!;
	const image = await store.put(new Blob([await answer(prepared.picture)]));
	const result = { id, image, isVisible: true, edit: prepared.edit };
	const after = commit(history, [{ type: "result.add", result }]);
	await patches.sync(after.document);
	return { prepared, history: after, layer: after.document.results.at(-1)! };
}

const look = async (patches: PatchCache, document: DocumentTree, rect = WHOLE) =>
	(await patches.readRegion(document, rect)).rgba;
const accepted = async (patches: PatchCache, history: History, result: string) => {
	const next = commit(history, [{ type: "result.accept", result }]);
	await patches.sync(next.document);
	return next;
};
const repaint = (seed: number) => (sent: Uint8Array) => {
	const { width, height } = decode(sent);
	return encodePicture(noisePicture({ width, height }, seed));
};

test("an answer changes only masked pixels, at any size that the model accepts", async () => {
	const edge = (most: number) => fc.tuple(fc.nat(most - 2), fc.integer({ min: 2, max: most }));
	await fc.assert(
		fc.asyncProperty(edge(SIZE.width), edge(SIZE.height), fc.boolean(), async ([left, width], [top, height], isAny) => {
			const all = studio();
			const rect = {
				left,
				top,
				right: Math.min(SIZE.width, left + width),
				bottom: Math.min(SIZE.height, top + height),
			};
			if (rect.right - left === SIZE.width && rect.bottom - top === SIZE.height) return;
			const painted = paint(all.history, rect);
			const { prepared, history } = await answered(all, painted, "r", repaint(7), isAny ? { kind: "any" } : SMALL);
			expect(decode(prepared.picture)).toMatchObject(prepared.edit.plan.sent);
			expect(decode(prepared.mask!.png)).toMatchObject(prepared.edit.plan.sent);
			const after = await look(all.patches, (await accepted(all.patches, history, "r")).document);
			for (let i = 0; i < after.length; i++) {
				const x = (i >> 2) % SIZE.width;
				const y = Math.floor((i >> 2) / SIZE.width);
				const isInside = x >= rect.left && x < rect.right && y >= rect.top && y < rect.bottom;
				if (!isInside && after[i] !== PICTURE.rgba[i]) throw new Error(`changed at ${x}, ${y}`);
			}
		}),
		{ numRuns: 12 },
	);
});

test("an accepted edit is sent with the next request; undo, redo and reload restore the same bytes", async () => {
	const all = studio();
	const { patches } = all;
	const rect = { left: 40, top: 30, right: 120, bottom: 100 };
	const first = await answered(all, paint(all.history, rect), "a", repaint(11), { kind: "any" });
	const once = await accepted(patches, first.history, "a");
	const onceLooks = await look(patches, once.document);
	expect(Buffer.compare(onceLooks, PICTURE.rgba)).not.toBe(0);
	const second = await answered(all, once, "b", (sent) => sent as Uint8Array<ArrayBuffer>, { kind: "any" });
	expect(Buffer.compare(decode(second.prepared.picture).data as Uint8Array, onceLooks)).toBe(0);
	const twice = await accepted(patches, second.history, "b");
	// An answer that equals the picture that was sent changes nothing.
	expect(Buffer.compare(await look(patches, twice.document), onceLooks)).toBe(0);
	const back = undo(undo(undo(undo(twice))));
	await patches.sync(back.document);
	expect(Buffer.compare(await look(patches, back.document), PICTURE.rgba)).toBe(0);
	const again = redo(redo(redo(redo(back))));
	const later = new PatchCache(all.store, createJobRunner(), () => {});
	later.reset(async () => PICTURE);
	await later.sync(again.document);
	expect(Buffer.compare(await look(later, again.document), onceLooks)).toBe(0);
});

test("the imported samples are read when a region or a patch needs them, not to show a document", async () => {
	const { patches, history } = studio();
	const read = vi.fn(async () => PICTURE);
	patches.reset(read);
	await patches.sync(history.document);
	expect(read).not.toHaveBeenCalled();
	expect(Buffer.compare(await look(patches, history.document), PICTURE.rgba)).toBe(0);
	expect(read).toHaveBeenCalled();
});

test("without a mask the answer replaces the whole picture", async () => {
	const all = studio();
	const { prepared, history } = await answered(all, all.history, "r", repaint(3), { kind: "any" });
	expect([prepared.mask, prepared.edit.coverage]).toEqual([null, null]);
	const after = await look(all.patches, (await accepted(all.patches, history, "r")).document);
	expect(Buffer.compare(after, noisePicture(SIZE, 3).rgba)).toBe(0);
});

test("twenty edits on top of each other leave pixels outside the union of their masks identical", async () => {
	const all = studio();
	let history = all.history;
	for (let i = 0; i < 20; i++) {
		const rect = { left: 20 + i * 3, top: 20, right: 60 + i * 3, bottom: 90 };
		history = commit(history, [{ type: "mask.setTiles", mask: "mask-1", tiles: { 0: 0, 1: 0 } }]);
		const edit = await answered(all, paint(history, rect), `r${i}`, repaint(i + 1));
		history = await accepted(all.patches, edit.history, `r${i}`);
	}
	const after = await look(all.patches, history.document);
	const union = rectCoverage(SIZE, { left: 20, top: 20, right: 60 + 57, bottom: 90 });
	for (let i = 0; i < after.length; i += 4) {
		const at = i >> 2;
		if (coverageAt(union, at % SIZE.width, Math.floor(at / SIZE.width)) > 0) continue;
		expect([after[i], after[i + 1], after[i + 2], after[i + 3]]).toEqual([...PICTURE.rgba.subarray(i, i + 4)]);
	}
	expect(all.problems).toEqual([]);
});

test("flattening many large edits keeps their bytes through undo, redo and reload", async () => {
	const all = studio();
	const roomy = new PatchCache(all.store, createJobRunner(), () => {});
	roomy.reset(async () => PICTURE);
	// Two patches fit.
	const patches = new PatchCache(all.store, createJobRunner(), () => {}, 90_000);
	patches.reset(async () => PICTURE);
	let history = all.history;
	const states: { readonly document: DocumentTree; readonly looks: Uint8Array }[] = [];
	for (let i = 0; i < 8; i++) {
		history = commit(history, [{ type: "mask.setTiles", mask: "mask-1", tiles: { 0: 0, 1: 0 } }]);
		const painted = paint(history, { left: i * 9, top: 10, right: 100 + i * 9, bottom: 110 });
		const edit = await answered({ ...all, patches }, painted, `r${i}`, repaint(i + 1));
		history = await accepted(patches, edit.history, `r${i}`);
		await roomy.sync(history.document);
		states.push({ document: history.document, looks: await look(roomy, history.document) });
	}
	const later = new PatchCache(all.store, createJobRunner(), () => {}, 90_000);
	later.reset(async () => PICTURE);
	for (const at of [7, 2, 5, 0, 7]) {
		const { document, looks } = states[at]!;
		for (const one of [patches, later]) {
			await one.sync(document);
			expect(Buffer.compare(await look(one, document), looks), `after ${at + 1}`).toBe(0);
		}
	}
	const { document } = states[7]!;
	// The last edit is not flattened, because undo removes it first.
	expect(patches.getFlattened(document, document.accepted)?.count).toBeGreaterThan(4);
	expect(patches.get(document, document.accepted[0]!)).toBeUndefined();
	expect(patches.get(document, document.accepted[7]!)).toBeTruthy();
	expect(roomy.getFlattened(document, document.accepted)).toBeNull();
});

test("a missing answer is reported and leaves the picture unchanged", async () => {
	const all = studio();
	const { history } = await answered(
		all,
		paint(all.history, { left: 9, top: 9, right: 50, bottom: 50 }),
		"r",
		repaint(2),
	);
	all.store.images.clear();
	const later = studio();
	await later.patches.sync(history.document);
	expect(later.problems.map(({ code }) => code)).toEqual(["result-missing"]);
	expect(Buffer.compare(await look(later.patches, history.document), PICTURE.rgba)).toBe(0);
});

test("a frame extends the canvas and keeps the old picture exact; undo removes the extension", async () => {
	const all = studio();
	const frame = { left: -40, top: 0, right: SIZE.width, bottom: SIZE.height + 30 };
	const framed = commit(paint(all.history, { left: 100, top: 50, right: 140, bottom: 90 }), [
		{ type: "frame.set", frame },
	]);
	const { prepared, history } = await answered(all, framed, "r", repaint(4), { kind: "any" });
	const mask = decode(prepared.mask!.png);
	const alpha = (x: number, y: number) => mask.data[((y - frame.top) * mask.width + x - frame.left) * 4 + 3];
	expect([mask.width, mask.height]).toEqual([SIZE.width + 40, SIZE.height + 30]);
	expect([alpha(-20, 50), alpha(120, 70), alpha(200, SIZE.height + 10), alpha(60, 30)]).toEqual([0, 0, 0, 255]);
	const kept = commit(history, [
		{ type: "result.accept", result: "r" },
		{ type: "canvas.grow", canvas: prepared.edit.plan.canvas },
	]);
	await all.patches.sync(kept.document);
	expect(kept.document.picture).toMatchObject({ width: SIZE.width + 40, height: SIZE.height + 30 });
	const whole = { left: 0, top: 0, right: SIZE.width + 40, bottom: SIZE.height + 30 };
	const answer = noisePicture({ width: whole.right, height: whole.bottom }, 4);
	const check = async (patches: PatchCache, document: DocumentTree) => {
		const now = await look(patches, document, whole);
		for (let y = 0; y < whole.bottom; y++) {
			for (let x = 0; x < whole.right; x++) {
				const at = (y * whole.right + x) * 4;
				const inOld = x >= 40 && y < SIZE.height;
				const isPainted = x >= 140 && x < 180 && y >= 50 && y < 90;
				if (isPainted) continue;
				const from = ((y * SIZE.width + x - 40) * 4) as number;
				const expected = inOld ? PICTURE.rgba.subarray(from, from + 4) : answer.rgba.subarray(at, at + 4);
				if (Buffer.compare(now.subarray(at, at + 4), expected) !== 0) throw new Error(`wrong at ${x}, ${y}`);
			}
		}
	};
	await check(all.patches, kept.document);
	// The mask keeps its place on the extended canvas, and so do later edits.
	expect(coverageAt(kept.document.masks[0]!.coverage, 160, 70)).toBe(255);
	const next = await answered(all, kept, "s", (sent) => sent as Uint8Array<ArrayBuffer>, { kind: "any" });
	const later = new PatchCache(all.store, createJobRunner(), () => {});
	later.reset(async () => PICTURE);
	const twice = await accepted(later, next.history, "s");
	await check(later, twice.document);
	const back = undo(kept);
	await all.patches.sync(back.document);
	expect((await look(all.patches, back.document)).length).toBe(PICTURE.rgba.length);
	expect(back.document.picture).not.toHaveProperty("imported");
});
