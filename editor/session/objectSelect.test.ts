// Select object from the press to the mask: the prompt in the sent picture's pixels, candidates, Enter, Escape, and no model.
import { decode } from "fast-png";
import { expect, test, vi } from "vitest";
import { createEditor } from "../createEditor";
import { coverageAt } from "../raster";
import type { ObjectCandidate, SegmentationPrompt, SegmentationSource } from "../segmentationSource";
import type { Modifiers } from "../tools";
import { EditorSession } from "./editorSession";
import { memoryStore, redAndBlue } from "./sessionForTests";

const SIZE = { width: 300, height: 280 };
const SIDE = 150;
const NO_KEYS = { shift: false, alt: false, mod: false };

interface Asked {
	readonly picture: Blob;
	readonly prompt: SegmentationPrompt;
	readonly signal: AbortSignal;
	readonly answer: (candidates: readonly ObjectCandidate[] | null) => void;
}

class FakeModel implements SegmentationSource {
	readonly pictureSide = SIDE;
	readonly asked: Asked[] = [];
	readonly setUp = vi.fn();
	isNamed = true;
	#listeners: (() => void)[] = [];

	isReady = () => this.isNamed;
	subscribe(listener: () => void): () => void {
		this.#listeners.push(listener);
		return () => {};
	}
	name(isNamed: boolean): void {
		this.isNamed = isNamed;
		for (const listener of this.#listeners) listener();
	}
	segment(picture: Blob, prompt: SegmentationPrompt, signal: AbortSignal): Promise<readonly ObjectCandidate[] | null> {
		return new Promise((answer, fail) => {
			signal.addEventListener("abort", () => fail(signal.reason));
			this.asked.push({ picture, prompt, signal, answer });
		});
	}
	async latest(count: number): Promise<Asked> {
		await vi.waitFor(() => expect(this.asked).toHaveLength(count), { timeout: 60_000 });
		return this.asked[count - 1] as Asked;
	}
}

/** A rectangle in tenths of the picture, off by a few pixels as a small mask is. */
function candidate(left: number, top: number, right: number, bottom: number): ObjectCandidate {
	const [width, height] = [60, 56];
	const coverage = new Uint8Array(width * height);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++)
			if (x >= left * width && x < right * width && y >= top * height && y < bottom * height)
				coverage[y * width + x] = 200;
	return { width, height, coverage };
}

/** The red rectangle is at 20 to 120 and 20 to 260, the blue square at 180 to 280 and 20 to 120. */
const RED = candidate(0.06, 0.06, 0.41, 0.94);
const BLUE = candidate(0.59, 0.08, 0.94, 0.42);

async function begin(model = new FakeModel()) {
	const editor = createEditor({ images: memoryStore(), segmentation: model });
	if (!(editor instanceof EditorSession)) throw new Error("not a session");
	editor.resize({ width: 600, height: 560 });
	await editor.open(redAndBlue(SIZE, 260), "picture.png");
	editor.run("tool.objectSelect");
	const at = (x: number, y: number) => [{ image: { x, y }, view: { x, y }, pressure: 0.5 }];
	const press = (from: [number, number], to = from, modifiers: Modifiers = NO_KEYS) => {
		editor.tools.handleEvent({ type: "down", samples: at(...from), modifiers, isSecondary: false });
		if (to !== from) editor.tools.handleEvent({ type: "move", samples: at(...to), modifiers });
		editor.tools.handleEvent({ type: "up", samples: at(...to), modifiers });
	};
	const status = () => editor.getSnapshot().toolStatus?.en ?? null;
	const shows = (text: string) => vi.waitFor(() => expect(status()).toContain(text), { timeout: 60_000 });
	const covered = (x: number, y: number) => {
		const mask = editor.document?.masks[0];
		return mask === undefined ? -1 : coverageAt(mask.coverage, x, y);
	};
	const confirm = async () => {
		editor.tools.endOpenGesture("confirm");
		await vi.waitFor(() => expect(editor.getSnapshot().isWorking).toBe(false), { timeout: 60_000 });
	};
	return { editor, model, press, status, shows, covered, confirm };
}

test("a click asks with the reduced picture, and Enter applies the best candidate up to the edges of the thing", async () => {
	const { editor, model, press, shows, covered, confirm } = await begin();
	press([60, 100]);
	await shows("Looking");
	const { picture, prompt, answer } = await model.latest(1);
	expect(prompt).toEqual({ kind: "point", x: 30, y: 50 });
	const { width, height, data } = decode(new Uint8Array(await picture.arrayBuffer()));
	expect([width, height]).toEqual([150, 140]);
	expect(data[(50 * width + 30) * (data.length / (width * height))]).toBeGreaterThan(200);
	answer([RED, BLUE]);
	await shows("Candidate 1 of 2");
	expect(editor.getState().hasMask).toBe(false);
	await confirm();
	// The small mask was off by 2 pixels and more; the edge is the picture's.
	expect([covered(21, 100), covered(118, 100), covered(70, 257)]).toEqual([255, 255, 255]);
	expect([covered(17, 100), covered(123, 100), covered(230, 60)]).toEqual([0, 0, 0]);
	editor.run("edit.undo");
	expect(editor.getState().hasMask).toBe(false);
	expect(editor.getState().canUndo).toBe(false);
});

test("candidates are cycled by keys of the tool, and Shift adds another object", async () => {
	const { editor, model, press, shows, covered, confirm } = await begin();
	press([60, 100]);
	(await model.latest(1)).answer([BLUE, RED]);
	await shows("1 of 2");
	editor.run("objectSelect.next");
	await shows("2 of 2");
	editor.run("objectSelect.next");
	await shows("1 of 2");
	editor.run("objectSelect.previous");
	await shows("2 of 2");
	await confirm();
	expect([covered(70, 100), covered(230, 60)]).toEqual([255, 0]);
	press([230, 60], [230, 60], { ...NO_KEYS, shift: true });
	const { picture, answer } = await model.latest(2);
	expect(picture).toBe(model.asked[0]?.picture);
	answer([BLUE]);
	await shows("One candidate");
	await confirm();
	expect([covered(70, 100), covered(230, 60)]).toEqual([255, 255]);
	press([70, 100], [70, 100], { ...NO_KEYS, alt: true });
	(await model.latest(3)).answer([RED]);
	await shows("One candidate");
	await confirm();
	expect([covered(70, 100), covered(230, 60)]).toEqual([0, 255]);
});

test("a box is asked for as it was dragged, and Enter before the answer applies it as it comes", async () => {
	const { editor, model, press, covered } = await begin();
	press([290, 130], [170, 10]);
	const { prompt, answer } = await model.latest(1);
	expect(prompt).toEqual({ kind: "box", left: 85, top: 5, right: 145, bottom: 65 });
	editor.tools.endOpenGesture("confirm");
	answer([BLUE]);
	await vi.waitFor(() => expect(covered(230, 60)).toBe(255), { timeout: 60_000 });
});

test("Escape, another press and a failure leave no trace", async () => {
	const { editor, model, press, status, shows } = await begin();
	press([60, 100]);
	const first = await model.latest(1);
	editor.tools.cancelGesture();
	expect(first.signal.aborted).toBe(true);
	press([60, 100]);
	const second = await model.latest(2);
	second.answer([RED]);
	await shows("One candidate");
	press([230, 60]);
	const third = await model.latest(3);
	third.answer([]);
	await shows("Nothing found");
	expect(editor.getSnapshot().isGestureOpen).toBe(false);
	press([230, 60]);
	(await model.latest(4)).answer(null);
	await vi.waitFor(() => expect(editor.getSnapshot().isGestureOpen).toBe(false), { timeout: 60_000 });
	expect(status()).toBeNull();
	press([-50, 60]);
	expect(editor.getSnapshot().isGestureOpen).toBe(false);
	expect([editor.getState().hasMask, editor.getState().canUndo, model.asked.length]).toEqual([false, false, 4]);
});

test("without a model a press changes nothing and says what is missing, until one is named", async () => {
	const model = new FakeModel();
	model.isNamed = false;
	const { editor, press } = await begin(model);
	const segmentation = () => editor.getSnapshot().segmentation;
	expect(segmentation()).toBe("unset");
	press([60, 100]);
	expect(editor.getSnapshot().notice?.code).toBe("no-segmentation-model");
	expect([editor.getSnapshot().isGestureOpen, model.asked.length]).toEqual([false, 0]);
	model.name(true);
	expect(segmentation()).toBe("ready");
	press([60, 100]);
	await model.latest(1);
	expect(createEditor() instanceof EditorSession && (createEditor() as EditorSession).getSnapshot().segmentation).toBe(
		"none",
	);
});
