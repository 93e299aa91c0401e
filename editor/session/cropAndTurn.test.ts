// Cropping, turning and mirroring the picture from file to file: the saved PNG has the imported samples, moved, outside of
// masks, and every result goes along exactly. Read by an independent decoder.
import * as fc from "fast-check";
import { decode, encode } from "fast-png";
import { describe, expect, test } from "vitest";
import { noisePicture } from "../plan/picturesForTests";
import { coverageAt, type Rect, type RgbaImage } from "../raster";
import type { SavedDocument } from "../types";
import type { EditorSession } from "./editorSession";
import { memoryStore, newSession } from "./sessionForTests";

const SIZE = { width: 60, height: 44 };
const PICTURE = noisePicture(SIZE, 4);

/** One word per pixel. */
interface Pixels {
	readonly width: number;
	readonly height: number;
	readonly words: readonly number[];
}

const pixels = ({ width, height, rgba }: RgbaImage): Pixels => ({
	...{ width, height },
	words: [...new Uint32Array(rgba.slice().buffer)],
});
const reordered = (
	size: { width: number; height: number },
	from: (x: number, y: number) => number | undefined,
): Pixels => ({
	...{ width: size.width, height: size.height },
	words: Array.from(
		{ length: size.width * size.height },
		(_, i) => from(i % size.width, Math.floor(i / size.width)) ?? 0,
	),
});
const at = ({ width, height, words }: Pixels, x: number, y: number) =>
	x < 0 || y < 0 || x >= width || y >= height ? 0 : words[y * width + x];

/** The first pixel that differs; null: none. */
function difference(actual: Pixels, expected: Pixels) {
	const sizes = [actual, expected].map(({ width, height }) => `${width} × ${height}`);
	if (sizes[0] !== sizes[1]) return sizes;
	const index = actual.words.findIndex((word, i) => word !== expected.words[i]);
	if (index < 0) return null;
	return {
		x: index % actual.width,
		y: Math.floor(index / actual.width),
		is: actual.words[index],
		not: expected.words[index],
	};
}

/** The expected effect of each action, pixel by pixel. */
const TURNS: Readonly<Record<string, (before: Pixels) => Pixels>> = {
	"picture.rotateRight": (p) => reordered({ width: p.height, height: p.width }, (x, y) => at(p, y, p.height - 1 - x)),
	"picture.rotateLeft": (p) => reordered({ width: p.height, height: p.width }, (x, y) => at(p, p.width - 1 - y, x)),
	"picture.flipHorizontal": (p) => reordered(p, (x, y) => at(p, p.width - 1 - x, y)),
	"picture.flipVertical": (p) => reordered(p, (x, y) => at(p, x, p.height - 1 - y)),
};

const cropped = (before: Pixels, { left, top, right, bottom }: Rect) =>
	reordered({ width: right - left, height: bottom - top }, (x, y) => at(before, x + left, y + top));

async function opened(store = memoryStore()): Promise<EditorSession> {
	const editor = newSession(store, { width: 400, height: 300 });
	const file = encode({ ...SIZE, data: PICTURE.rgba, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>;
	await editor.open(new Blob([file]), "picture.png");
	return editor;
}

function read(png: Uint8Array): RgbaImage {
	const { data, width, height, channels } = decode(png);
	const rgba = new Uint8Array(width * height * 4).fill(255);
	for (let i = 0; i < width * height; i++) {
		for (let c = 0; c < channels; c++) rgba[i * 4 + c] = data[i * channels + c] as number;
	}
	return { width, height, rgba };
}

const exported = async (editor: EditorSession) => pixels(read((await editor.exportAs("picture")).png));

function masked(editor: EditorSession): Pixels {
	const { coverage } = editor.document!.masks[0]!;
	return reordered(coverage, (x, y) => coverageAt(coverage, x, y));
}

function paint(editor: EditorSession, { left, top, right, bottom }: Rect): void {
	const modifiers = { shift: false, alt: false, mod: false };
	const sample = (x: number, y: number) => [{ image: { x, y }, view: { x, y }, pressure: 0.5 }];
	editor.run("tool.rectangle");
	editor.tools.handleEvent({ type: "down", samples: sample(left, top), modifiers, isSecondary: false });
	editor.tools.handleEvent({ type: "move", samples: sample(right, bottom), modifiers });
	editor.tools.handleEvent({ type: "up", samples: sample(right, bottom), modifiers });
}

function cropTo(editor: EditorSession, frame: Rect): void {
	editor.apply([{ type: "commands", commands: [{ type: "frame.set", frame }] }]);
	editor.run("picture.crop");
}

/** Sends an edit and shows an answer of noise. */
async function answer(editor: EditorSession, id: string, seed: number): Promise<void> {
	const { edit, picture } = await editor.prepareEdit({ rules: { kind: "any" } });
	const { width, height } = decode(picture);
	const { rgba } = noisePicture({ width, height }, seed);
	await editor.showResult(
		id,
		new Blob([encode({ width, height, data: rgba, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>]),
		edit,
	);
}

async function reloaded(editor: EditorSession, store: ReturnType<typeof memoryStore>): Promise<EditorSession> {
	const saved = structuredClone(editor.save()) as SavedDocument;
	const later = newSession(store, { width: 400, height: 300 });
	await later.load(saved);
	return later;
}

describe("turning and mirroring", () => {
	test.each(Object.entries(TURNS))(
		"%s moves every sample of picture, mask and accepted edit exactly",
		async (action, turn) => {
			const store = memoryStore();
			const editor = await opened(store);
			paint(editor, { left: 10, top: 8, right: 30, bottom: 26 });
			await answer(editor, "r", 9);
			editor.run("result.keep");
			const [before, mask] = [await exported(editor), masked(editor)];
			expect(difference(before, pixels(PICTURE))).not.toBeNull();
			editor.run(action);
			expect(difference(await exported(editor), turn(before))).toBeNull();
			expect(difference(masked(editor), turn(mask))).toBeNull();
			// After a reload the edit is rendered again, on the turned picture.
			expect(difference(await exported(await reloaded(editor, store)), turn(before))).toBeNull();
			editor.run("edit.undo");
			expect(difference(await exported(editor), before)).toBeNull();
			expect(difference(masked(editor), mask)).toBeNull();
		},
	);

	test("four turns and two mirror images save the picture as imported", async () => {
		const editor = await opened();
		for (const action of ["picture.rotateRight", "picture.flipVertical"]) {
			for (let i = 0; i < 4; i++) editor.run(action);
		}
		expect(difference(await exported(editor), pixels(PICTURE))).toBeNull();
		expect(editor.document!.picture.orientation).toBeUndefined();
	});

	test("an answer that arrives after a turn is placed where its area is now", async () => {
		const editor = await opened();
		paint(editor, { left: 10, top: 8, right: 30, bottom: 26 });
		const { edit, picture } = await editor.prepareEdit({ rules: { kind: "any" } });
		const { width, height } = decode(picture);
		const { rgba } = noisePicture({ width, height }, 9);
		const bytes = encode({ width, height, data: rgba, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>;
		await editor.showResult("r", new Blob([bytes]), edit);
		editor.run("result.keep");
		const upright = await exported(editor);
		editor.run("edit.undo");
		editor.run("edit.undo");
		editor.run("picture.rotateRight");
		editor.run("picture.flipHorizontal");
		await editor.showResult("r", new Blob([bytes]), edit);
		editor.run("result.keep");
		expect(
			difference(await exported(editor), TURNS["picture.flipHorizontal"]!(TURNS["picture.rotateRight"]!(upright))),
		).toBeNull();
	});
});

describe("cropping", () => {
	test("to the frame saves the imported samples of the frame; undo and showing all again restore the rest", async () => {
		const store = memoryStore();
		const editor = await opened(store);
		const frame = { left: 16, top: 5, right: 50, bottom: 30 };
		paint(editor, { left: 10, top: 8, right: 30, bottom: 26 });
		const mask = masked(editor);
		cropTo(editor, frame);
		expect(editor.getState().picture).toMatchObject({ width: 34, height: 25 });
		expect(editor.document!.frame).toBeNull();
		expect(difference(await exported(editor), cropped(pixels(PICTURE), frame))).toBeNull();
		expect(difference(masked(editor), cropped(mask, frame))).toBeNull();
		expect(difference(await exported(await reloaded(editor, store)), cropped(pixels(PICTURE), frame))).toBeNull();
		editor.run("picture.reveal");
		expect(difference(await exported(editor), pixels(PICTURE))).toBeNull();
		editor.run("edit.undo");
		editor.run("edit.undo");
		expect(difference(await exported(editor), pixels(PICTURE))).toBeNull();
		expect(difference(masked(editor), mask)).toBeNull();
	});

	test("changes no pixel of an accepted edit, even where its part was painted by hand and is cropped through", async () => {
		const store = memoryStore();
		const editor = await opened(store);
		paint(editor, { left: 10, top: 8, right: 40, bottom: 30 });
		await answer(editor, "r", 9);
		editor.apply([{ type: "repaint", result: "r" }]);
		await expect.poll(() => editor.document?.masks.length, { timeout: 60_000 }).toBe(2);
		editor.run("result.stopTaking");
		editor.run("result.keep");
		const before = await exported(editor);
		const frame = { left: 25, top: 15, right: 58, bottom: 40 };
		cropTo(editor, frame);
		expect(difference(await exported(editor), cropped(before, frame))).toBeNull();
		editor.run("picture.rotateLeft");
		const turned = TURNS["picture.rotateLeft"]!(cropped(before, frame));
		expect(difference(await exported(editor), turned)).toBeNull();
		expect(difference(await exported(await reloaded(editor, store)), turned)).toBeNull();
		editor.run("picture.reveal");
		expect(difference(await exported(editor), TURNS["picture.rotateLeft"]!(before))).toBeNull();
	});

	test("a cropped picture is sent without what was cropped away, and keeps its size when the result is accepted", async () => {
		const editor = await opened();
		paint(editor, { left: 20, top: 12, right: 30, bottom: 20 });
		await answer(editor, "early", 6);
		const frame = { left: 16, top: 5, right: 50, bottom: 30 };
		cropTo(editor, frame);
		// A frame beyond the canvas asks for new content where pixels were cropped away.
		editor.apply([
			{ type: "commands", commands: [{ type: "frame.set", frame: { left: -10, top: 0, right: 34, bottom: 25 } }] },
		]);
		const { picture } = await editor.prepareEdit({ rules: { kind: "any" } });
		const sent = read(picture);
		expect(sent.width).toBe(44);
		const hidden = PICTURE.rgba.subarray((5 * SIZE.width + 6) * 4, (5 * SIZE.width + 16) * 4);
		expect([...sent.rgba.subarray(0, 40)]).not.toEqual([...hidden]);
		// The candidate from before covers the whole picture of its time.
		editor.run("result.keep");
		expect(editor.getState().picture).toMatchObject({ width: 34, height: 25 });
	});
});

test("random steps save what they should, pixel by pixel, and undo to the start", async () => {
	const side = fc.integer({ min: -4, max: 12 });
	const crop = fc.tuple(side, side, side, side).map((sides) => ({ sides }));
	const step = fc.oneof(fc.constantFrom(...Object.keys(TURNS)), crop);
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
			const editor = await opened();
			let expected = pixels(PICTURE);
			// The part that a crop has hidden appears again when the canvas is enlarged over it.
			let [hidden, origin] = [expected, { x: 0, y: 0 }];
			for (const one of steps) {
				if (typeof one === "string") {
					const { width, height } = expected;
					editor.run(one);
					const corner = { width: hidden.width - origin.x - width, height: hidden.height - origin.y - height };
					hidden = TURNS[one]!(hidden);
					origin = {
						"picture.rotateRight": { x: corner.height, y: origin.x },
						"picture.rotateLeft": { x: origin.y, y: corner.width },
						"picture.flipHorizontal": { x: corner.width, y: origin.y },
						"picture.flipVertical": { x: origin.x, y: corner.height },
					}[one] as { x: number; y: number };
					expected = TURNS[one]!(expected);
				} else {
					const [left, top, right, bottom] = one.sides as [number, number, number, number];
					const frame = { left, top, right: expected.width - right, bottom: expected.height - bottom };
					if (frame.right - left < 2 || frame.bottom - top < 2) continue;
					cropTo(editor, frame);
					expected = cropped(hidden, {
						...{ left: left + origin.x, right: frame.right + origin.x },
						...{ top: top + origin.y, bottom: frame.bottom + origin.y },
					});
					origin = { x: origin.x + left, y: origin.y + top };
				}
			}
			expect(difference(await exported(editor), expected)).toBeNull();
			while (editor.getState().canUndo) editor.run("edit.undo");
			expect(difference(await exported(editor), pixels(PICTURE))).toBeNull();
		}),
		{ numRuns: 25 },
	);
});
