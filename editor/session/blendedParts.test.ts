// Parts of the picture with a blend mode and a mask of their own: what is exported and sent holds them by the formulae; answers
// become layers where they belong.
import { decode, encode } from "fast-png";
import { expect, test } from "vitest";
import { type ReferenceProperties, withReferenceProperties } from "../document";
import { noisePicture } from "../plan/picturesForTests";
import { BLEND_FUNCTIONS, BLEND_MODES, blendPixelOver, type Rect, type RgbaImage } from "../raster";
import type { EditorSession } from "./editorSession";
import { memoryStore, newSession } from "./sessionForTests";

const PICTURE = noisePicture({ width: 120, height: 90 }, 1);
for (let i = 3; i < PICTURE.rgba.length; i += 4) PICTURE.rgba[i] = 255;
const PART = noisePicture({ width: 30, height: 20 }, 2);
const PLACE = { left: 50, top: 30, right: 80, bottom: 50 };
const RULES = { rules: { kind: "any" } } as const;

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
const settled = (editor: EditorSession) => editor.exportAs("picture");

function set(editor: EditorSession, changes: Partial<ReferenceProperties>): void {
	const reference = editor.document?.references[0]?.id ?? "";
	editor.apply([{ type: "commands", commands: [{ type: "reference.set", reference, changes }] }]);
}

async function opened(changes: Partial<ReferenceProperties> = {}, store = memoryStore()): Promise<EditorSession> {
	const editor = newSession(store);
	await editor.open(file(PICTURE), "picture.png");
	await editor.addReference(file(PART), "part.png");
	set(editor, { place: PLACE, isPart: true, ...changes });
	return editor;
}

function drag(editor: EditorSession, { left, top, right, bottom }: Rect): void {
	const modifiers = { shift: false, alt: false, mod: false };
	const at = (x: number, y: number) => [{ image: { x, y }, view: { x, y }, pressure: 0.5 }];
	editor.run("tool.rectangle");
	editor.tools.handleEvent({ type: "down", samples: at(left, top), modifiers, isSecondary: false });
	editor.tools.handleEvent({ type: "move", samples: at(right, bottom), modifiers });
	editor.tools.handleEvent({ type: "up", samples: at(right, bottom), modifiers });
}

/** The picture with the part over it, pixel by pixel. */
function composed(mode: (typeof BLEND_MODES)[number], shown: (x: number, y: number) => number, opacity = 1): RgbaImage {
	const rgba = PICTURE.rgba.slice();
	for (let y = 0; y < PART.height; y++)
		for (let x = 0; x < PART.width; x++) {
			const from = (y * PART.width + x) * 4;
			const source = [...PART.rgba.subarray(from, from + 4)];
			source[3] = Math.round(((source[3] as number) * shown(x, y)) / 255);
			const to = ((y + PLACE.top) * PICTURE.width + x + PLACE.left) * 4;
			blendPixelOver(source, 0, opacity, rgba, to, BLEND_FUNCTIONS[mode]);
		}
	return { ...PICTURE, rgba };
}

function expectClose(found: RgbaImage, wanted: RgbaImage): void {
	const off = found.rgba.findIndex((value, i) => Math.abs(value - (wanted.rgba[i] as number)) > 1);
	expect(off === -1 ? null : { off, found: found.rgba[off], wanted: wanted.rgba[off] }).toBeNull();
}

test.each(BLEND_MODES)("%s is in what is exported and sent, and as a reference it is not", async (blend) => {
	const editor = await opened({ blend, opacity: 0.7 });
	const whole = await exported(editor);
	expectClose(
		whole,
		composed(blend, () => 255, 0.7),
	);
	expect(image((await editor.prepareEdit(RULES)).picture).rgba).toEqual(whole.rgba);
	set(editor, { isPart: false });
	expect((await exported(editor)).rgba).toEqual(PICTURE.rgba);
});

test("the active mask becomes the mask of a layer, in its own pixels, and goes back", async () => {
	const store = memoryStore();
	const editor = await opened({}, store);
	drag(editor, { left: 40, top: 20, right: 60, bottom: 60 });
	editor.selectObjects([editor.document?.references[0]?.id ?? ""]);
	editor.run("object.takeMask");
	await settled(editor);
	expectClose(
		await exported(editor),
		composed("normal", (x) => (x < 10 ? 255 : 0)),
	);
	expect(editor.getState().hasMask, "the mask has become the layer's").toBe(false);

	set(editor, { place: { left: 10, top: 30, right: 40, bottom: 50 } });
	editor.run("object.releaseMask");
	await settled(editor);
	const mask = image((await editor.exportAs("mask-white")).png);
	const edited = (x: number, y: number) => mask.rgba[(y * mask.width + x) * 4];
	expect([edited(9, 40), edited(10, 30), edited(19, 49), edited(20, 40), edited(15, 50)]).toEqual([0, 255, 255, 0, 0]);

	const saved = structuredClone(editor.save());
	if (saved === null) throw new Error("no document");
	const again = newSession(store);
	await again.load(saved);
	expect((await exported(again)).rgba).toEqual((await exported(editor)).rgba);
	editor.run("object.resetMask");
	expect(editor.document?.references[0]).not.toHaveProperty("coverage");
});

test("an answer becomes a layer where it was sent from, under the mask that was sent", async () => {
	const editor = newSession();
	await editor.open(file(PICTURE), "picture.png");
	drag(editor, { left: 40, top: 20, right: 70, bottom: 60 });
	const { edit, picture } = await editor.prepareEdit(RULES);
	const { width, height } = image(picture);
	const answer = file(noisePicture({ width, height }, 7));
	await editor.showResult("r", answer, edit);
	await editor.placeLayer(answer, "answer.png", { edit, result: "r" });
	const [layer] = editor.document?.references ?? [];
	expect(layer).toMatchObject({ name: "answer.png", isPart: true, place: edit.plan.source });
	expect(editor.document?.results.map(({ isVisible }) => isVisible)).toEqual([false]);
	expect(editor.getSnapshot().selectedObjects).toEqual([layer?.id]);
	const whole = await exported(editor);
	const differs = (x: number, y: number) =>
		[0, 1, 2].some((c) => whole.rgba[(y * 120 + x) * 4 + c] !== PICTURE.rgba[(y * 120 + x) * 4 + c]);
	for (const [x, y] of [
		[39, 40],
		[70, 40],
		[50, 19],
		[50, 60],
	] as const)
		expect(differs(x, y)).toBe(false);
	expect(differs(55, 40)).toBe(true);
	editor.run("edit.undo");
	expect(editor.document?.references).toEqual([]);
	expect(editor.document?.results.map(({ isVisible }) => isVisible)).toEqual([true]);
});

test("a layer that answers no edit lies in view, without a mask", async () => {
	const editor = newSession();
	await editor.open(file(PICTURE), "picture.png");
	await editor.placeLayer(file(PART), "part.png");
	const [layer] = editor.document?.references ?? [];
	expect(layer).toMatchObject({ isPart: true });
	expect(layer).not.toHaveProperty("coverage");
	expect(withReferenceProperties(layer as never, { blend: "normal", coverage: null })).toBe(layer);
});
