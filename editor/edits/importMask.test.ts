// Importing mask files through the public interface: both polarities, one history step, refusals without a trace.
import { decode, encode } from "fast-png";
import { describe, expect, test } from "vitest";
import { createEditor } from "../createEditor";
import { EditorSession } from "../session/editorSession";
import type { EditorError } from "../types";

const SIZE = { width: 300, height: 40 };

type Rgba = readonly [number, number, number, number];

function png(pixel: (x: number) => Rgba, { width, height } = SIZE): Blob {
	const data = Uint8Array.from({ length: width * height }, (_, i) => i % width);
	const samples = Uint8Array.from([...data.keys()].flatMap((i) => [...pixel(i % width)]));
	return new Blob([encode({ width, height, data: samples, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>]);
}

/** The left third is masked. */
const isMasked = (x: number) => x < 100;
const ALPHA = png((x) => [0, 0, 0, isMasked(x) ? 0 : 255]);
const LIGHT = png((x) => (isMasked(x) ? [255, 255, 255, 255] : [0, 0, 0, 255]));
const STROKES = png((x) => (isMasked(x) ? [255, 255, 255, 255] : [0, 0, 0, 0]));

async function opened(): Promise<EditorSession> {
	const editor = createEditor();
	if (!(editor instanceof EditorSession)) throw new Error("not a session");
	await editor.open(
		png(() => [1, 2, 3, 255]),
		"grey.png",
	);
	return editor;
}

/** The edited pixels of the exported mask's first row. */
async function edited(editor: EditorSession): Promise<readonly boolean[]> {
	const { png, width } = await editor.exportMask({ allowEverything: true });
	const { data } = decode(png);
	return Array.from({ length: width }, (_, x) => data[x * 4 + 3] === 0);
}

const EXPECTED = Array.from({ length: SIZE.width }, (_, x) => isMasked(x));

const refusal = (promise: Promise<unknown>) =>
	promise.then(
		() => null,
		({ code, details }: EditorError) => ({ code, details }),
	);

describe("a mask from a file", () => {
	test.each([
		["transparent means edit", ALPHA],
		["light means edit", LIGHT],
	])("%s: the polarity is detected", async (_, file) => {
		const editor = await opened();
		await editor.importMask(file);
		expect(await edited(editor)).toEqual(EXPECTED);
		editor.run("edit.undo");
		expect(editor.getState()).toMatchObject({ hasMask: false, canUndo: false });
	});

	test("is added to the active mask or replaces it", async () => {
		const editor = await opened();
		await editor.importMask(ALPHA, { polarity: "opaque" });
		await editor.importMask(LIGHT);
		expect(await edited(editor)).toEqual(EXPECTED.map(() => true));
		await editor.importMask(LIGHT, { isReplacing: true });
		expect(await edited(editor)).toEqual(EXPECTED);
	});

	test("is refused with the reason and changes nothing", async () => {
		const editor = await opened();
		const small = png(() => [255, 255, 255, 0], { width: 9, height: 7 });
		expect(await refusal(editor.importMask(small))).toEqual({
			code: "mask-size-mismatch",
			details: { width: 9, height: 7, pictureWidth: 300, pictureHeight: 40 },
		});
		expect(await refusal(editor.importMask(STROKES))).toMatchObject({ code: "mask-unclear" });
		expect(await refusal(editor.importMask(new Blob(["no picture"])))).toMatchObject({ code: "not-an-image" });
		expect(await refusal(editor.importMask(new Blob([])))).toMatchObject({ code: "empty-file" });
		expect(editor.getState()).toMatchObject({ hasMask: false, canUndo: false });
		await editor.importMask(STROKES, { polarity: "opaque" });
		expect(await edited(editor)).toEqual(EXPECTED);
	});

	test("does not change a locked mask", async () => {
		const editor = await opened();
		const changes = { isLocked: true };
		editor.apply([{ type: "commands", commands: [{ type: "mask.set", mask: "mask-1", changes }] }]);
		expect(await refusal(editor.importMask(ALPHA))).toMatchObject({ code: "mask-locked" });
		expect(editor.getState().hasMask).toBe(false);
	});
});
