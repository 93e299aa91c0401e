// Adjustments from file to file: the export and the request contain them, with the same samples; switching one off brings every
// byte back; a kept answer changes no byte outside its mask. Read by an independent decoder.
import { decode, encode } from "fast-png";
import { describe, expect, test } from "vitest";
import { type AdjustmentLayer, type DocumentCommand, nextAdjustment } from "../document";
import { noisePicture } from "../plan/picturesForTests";
import {
	type Adjustment,
	type AdjustmentKind,
	adjustPixels,
	type Coverage,
	coverageAt,
	type Rect,
	type RgbaImage,
	rectCoverage,
	rectOf,
	runToEnd,
	TURN_RIGHT,
} from "../raster";
import type { EditorSession } from "./editorSession";
import { memoryStore, newSession } from "./sessionForTests";

const SIZE = { width: 120, height: 90 };
const PICTURE = noisePicture(SIZE, 1);
for (let i = 3; i < PICTURE.rgba.length; i += 4) PICTURE.rgba[i] = 255;
const RULES = { rules: { kind: "any" } } as const;
const INSIDE = { left: 30, top: 20, right: 80, bottom: 60 };

const SOME: Readonly<Record<AdjustmentKind, Omit<Adjustment, "kind">>> = {
	brightness: { values: { amount: 30 } },
	contrast: { values: { amount: -40 } },
	saturation: { values: { amount: 60 } },
	temperature: { values: { amount: 25 } },
	curves: {
		values: {},
		curves: {
			red: [
				{ x: 0, y: 0 },
				{ x: 100, y: 160 },
				{ x: 255, y: 230 },
			],
		},
	},
	levels: { values: { black: 20, white: 230, gamma: 1.4 } },
	blur: { values: { radius: 3 } },
	sharpen: { values: { amount: 120, radius: 2 } },
};
const KINDS = Object.keys(SOME) as readonly AdjustmentKind[];

const file = ({ width, height, rgba }: RgbaImage) =>
	new Blob([encode({ width, height, data: rgba, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>]);

function image(png: Uint8Array): RgbaImage {
	const { width, height, data, channels } = decode(png);
	const rgba = new Uint8Array(width * height * 4).fill(255);
	for (let i = 0; i < width * height; i++)
		for (let c = 0; c < channels; c++) rgba[i * 4 + c] = data[i * channels + c] as number;
	return { width, height, rgba };
}

const exported = async (editor: EditorSession) => image((await editor.exportAs("picture")).png);
const apply = (editor: EditorSession, command: DocumentCommand, merge?: string) =>
	editor.apply([{ type: "commands", commands: [command], ...(merge === undefined ? {} : { merge }) }]);

function adjust(editor: EditorSession, kind: AdjustmentKind, extra: Partial<AdjustmentLayer> = {}): AdjustmentLayer {
	if (editor.document === null) throw new Error("no document");
	const adjustment = { ...nextAdjustment(editor.document, kind), ...SOME[kind], ...extra };
	apply(editor, { type: "adjustment.add", adjustment });
	return adjustment;
}

async function opened(store = memoryStore()): Promise<EditorSession> {
	const editor = newSession(store);
	await editor.open(file(PICTURE), "picture.png");
	return editor;
}

/** The whole picture adjusted by the pure function. */
function adjusted(picture: RgbaImage, adjustments: readonly Adjustment[], coverage?: Coverage): RgbaImage {
	const copy = { ...picture, rgba: picture.rgba.slice() };
	const plane =
		coverage &&
		new Uint8Array(copy.width * copy.height).map((_, i) =>
			coverageAt(coverage, i % copy.width, Math.floor(i / copy.width)),
		);
	const passes = adjustments.map((adjustment) => {
		return { adjustment, coverage: plane ?? null, extent: rectOf(copy), isSideways: false };
	});
	runToEnd(adjustPixels(copy, passes));
	return copy;
}

/** The number of pixels that differ inside a rectangle, or outside of it. */
function differences(a: RgbaImage, b: RgbaImage, counts: (x: number, y: number) => boolean = () => true): number {
	let count = 0;
	for (let i = 0; i < a.width * a.height; i++) {
		if (!counts(i % a.width, Math.floor(i / a.width))) continue;
		if ([0, 1, 2, 3].some((c) => a.rgba[i * 4 + c] !== b.rgba[i * 4 + c])) count++;
	}
	return count + (a.width === b.width && a.height === b.height ? 0 : Number.POSITIVE_INFINITY);
}

const isIn =
	({ left, top, right, bottom }: Rect) =>
	(x: number, y: number) =>
		x >= left && x < right && y >= top && y < bottom;
const isOut = (rect: Rect) => (x: number, y: number) => !isIn(rect)(x, y);

function maskRect(editor: EditorSession, { left, top, right, bottom }: Rect): void {
	const modifiers = { shift: false, alt: false, mod: false };
	const at = (x: number, y: number) => [{ image: { x, y }, view: { x, y }, pressure: 0.5 }];
	editor.run("tool.rectangle");
	editor.tools.handleEvent({ type: "down", samples: at(left, top), modifiers, isSecondary: false });
	editor.tools.handleEvent({ type: "move", samples: at(right, bottom), modifiers });
	editor.tools.handleEvent({ type: "up", samples: at(right, bottom), modifiers });
}

describe("an adjustment", () => {
	for (const kind of KINDS) {
		test(`${kind} is in the export and the request exactly as computed; hidden, every byte is back`, async () => {
			const editor = await opened();
			const layer = adjust(editor, kind);
			const expected = adjusted(PICTURE, [layer]);
			expect(differences(PICTURE, expected)).toBeGreaterThan(1000);
			expect(differences(await exported(editor), expected)).toBe(0);
			const { picture } = await editor.prepareEdit(RULES);
			expect(differences(image(picture), expected)).toBe(0);
			expect(differences(await editor.readPixels("picture"), expected)).toBe(0);
			expect(differences(image((await editor.exportAs("imported")).png), PICTURE)).toBe(0);
			apply(editor, { type: "adjustment.set", adjustment: layer.id, changes: { isVisible: false } });
			expect(differences(await exported(editor), PICTURE)).toBe(0);
		});
	}

	test("of one drag is one step of the history; undo and redo restore its samples", async () => {
		const editor = await opened();
		const { id } = adjust(editor, "brightness");
		const before = await exported(editor);
		for (const amount of [31, 40, 55])
			apply(editor, { type: "adjustment.set", adjustment: id, changes: { values: { amount } } }, "drag 1");
		const after = await exported(editor);
		expect(differences(before, after)).toBeGreaterThan(1000);
		editor.run("edit.undo");
		expect(differences(await exported(editor), before)).toBe(0);
		editor.run("edit.undo");
		expect(editor.document?.adjustments).toBeUndefined();
		expect(differences(await exported(editor), PICTURE)).toBe(0);
		editor.run("edit.redo");
		editor.run("edit.redo");
		expect(differences(await exported(editor), after)).toBe(0);
	});

	test("inside a mask leaves every byte outside of it; several apply in their order", async () => {
		const editor = await opened();
		const coverage = rectCoverage(SIZE, INSIDE);
		const layers = [adjust(editor, "blur", { coverage }), adjust(editor, "contrast", { coverage })];
		const shown = await exported(editor);
		expect(differences(shown, PICTURE, isOut(INSIDE))).toBe(0);
		expect(differences(shown, adjusted(PICTURE, layers, coverage))).toBe(0);
		apply(editor, { type: "adjustment.move", adjustment: layers[0]?.id ?? "", to: 1 });
		expect(differences(await exported(editor), adjusted(PICTURE, [...layers].reverse(), coverage))).toBe(0);
	});

	test("is stored and loaded with the document", async () => {
		const store = memoryStore();
		const editor = await opened(store);
		adjust(editor, "curves", { coverage: rectCoverage(SIZE, INSIDE, 128), name: "Warmer" });
		adjust(editor, "sharpen");
		const saved = structuredClone(editor.save());
		if (saved === null) throw new Error("no document");
		const reopened = newSession(store);
		await reopened.load(saved);
		expect(reopened.document?.adjustments).toEqual(editor.document?.adjustments);
		expect(differences(await exported(reopened), await exported(editor))).toBe(0);
		reopened.run("edit.undo");
		expect(reopened.document?.adjustments).toHaveLength(1);
	});

	test("moves with the canvas: turned and cropped, the samples are the same", async () => {
		const editor = await opened();
		adjust(editor, "blur", { coverage: rectCoverage(SIZE, INSIDE, 200) });
		adjust(editor, "sharpen");
		const before = await exported(editor);
		apply(editor, { type: "canvas.orient", orientation: TURN_RIGHT });
		const turned = await exported(editor);
		const { width, height } = SIZE;
		let wrong = 0;
		for (let y = 0; y < height; y++)
			for (let x = 0; x < width; x++) {
				const [from, to] = [(y * width + x) * 4, (x * height + height - 1 - y) * 4];
				if ([0, 1, 2, 3].some((c) => before.rgba[from + c] !== turned.rgba[to + c])) wrong++;
			}
		expect(wrong).toBe(0);
		editor.run("edit.undo");
		apply(editor, { type: "canvas.crop", canvas: { left: 40, top: 30, right: 100, bottom: 80 } });
		const cropped = await exported(editor);
		wrong = 0;
		for (let y = 0; y < 50; y++)
			for (let x = 0; x < 60; x++) {
				const [from, to] = [((y + 30) * width + x + 40) * 4, (y * 60 + x) * 4];
				if ([0, 1, 2, 3].some((c) => before.rgba[from + c] !== cropped.rgba[to + c])) wrong++;
			}
		expect(wrong).toBe(0);
	});
});

describe("an answer to an adjusted picture", () => {
	test("changes no byte outside its mask, and keeping it keeps the adjustments under it", async () => {
		const editor = await opened();
		adjust(editor, "temperature");
		adjust(editor, "blur");
		const hidden = adjust(editor, "contrast", { isVisible: false });
		const before = await exported(editor);
		maskRect(editor, INSIDE);
		const { edit, picture } = await editor.prepareEdit(RULES);
		expect(differences(image(picture), before)).toBe(0);
		const { width, height } = image(picture);
		await editor.showResult("r", file(noisePicture({ width, height }, 7)), edit);
		expect(differences(await exported(editor), before), "a candidate is not exported").toBe(0);
		editor.run("result.keep");
		expect(editor.document?.adjustments).toEqual([hidden]);
		expect(editor.document?.accepted.map(({ adjust }) => adjust?.kind)).toEqual(["temperature", "blur", undefined]);
		const after = await exported(editor);
		expect(differences(after, before, isOut(INSIDE))).toBe(0);
		expect(differences(after, before, isIn(INSIDE))).toBeGreaterThan(500);

		editor.run("edit.undo");
		expect(editor.document?.adjustments).toHaveLength(3);
		expect(differences(await exported(editor), before)).toBe(0);
		editor.run("edit.redo");
		expect(differences(await exported(editor), after)).toBe(0);
	});

	test("can itself be adjusted once it is kept", async () => {
		const editor = await opened();
		maskRect(editor, INSIDE);
		const { edit } = await editor.prepareEdit(RULES);
		await editor.showResult("r", file(noisePicture(SIZE, 7)), edit);
		editor.run("result.keep");
		const kept = await exported(editor);
		const layer = adjust(editor, "brightness");
		expect(differences(await exported(editor), adjusted(kept, [layer]))).toBe(0);
	});
});
