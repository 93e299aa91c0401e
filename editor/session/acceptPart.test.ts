// Painting the accepted part of an answer by hand, before and after it is accepted, without another request.
import { decode, encode } from "fast-png";
import { expect, test } from "vitest";
import { FLEXIBLE_SIZES } from "../plan";
import { emptyCoverage } from "../raster";
import { countEdited } from "../raster/measure";
import { changePasteEdge, changeSensitivity } from "../tools";
import type { EditorSession } from "./editorSession";
import { dab, memoryStore, newSession } from "./sessionForTests";

const SIZE = { width: 320, height: 240 };
const RULES = { ...FLEXIBLE_SIZES, multiple: 1, minPixels: 1 };

function flat(size: { width: number; height: number }, level: number): Blob {
	const data = new Uint8Array(size.width * size.height * 4).map((_, i) => (i % 4 === 3 ? 255 : level));
	return new Blob([encode({ ...size, data, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>]);
}

/** A grey picture with an answer to the left and the right of its middle. */
async function answered(store = memoryStore()) {
	const editor = newSession(store);
	await editor.open(flat(SIZE, 40), "grey.png");
	dab(editor, 80, 120);
	dab(editor, 240, 120);
	const { edit } = await editor.prepareEdit({ rules: RULES, extent: "whole" });
	await editor.showResult("r", flat(edit.plan.sent, 200), edit);
	return editor;
}

/** The levels at the two places, and between them. */
async function levels(editor: EditorSession): Promise<readonly (number | undefined)[]> {
	const { data, width } = decode((await editor.exportAs("picture")).png);
	return [80, 160, 240].map((x) => data[(120 * width + x) * 4]);
}

test("choosing what to keep of a candidate begins with everything, each stroke is one step, and the sent mask stays the same", async () => {
	const editor = await answered();
	const mask = await editor.exportMask();
	editor.run("result.takePart");
	// A stroke that is drawn before the sent mask has been read waits for it. The eraser is chosen.
	dab(editor, 240, 120);
	await expect.poll(() => editor.document?.masks.length).toBe(2);
	expect(await editor.exportMask()).toMatchObject({ editPixels: mask.editPixels });
	editor.run("result.keep");
	expect(await levels(editor)).toEqual([200, 40, 40]);
	expect(editor.getState().activeTool).toBe("brush");
	// The next stroke paints the edit mask again.
	dab(editor, 160, 120);
	expect(await levels(editor)).toEqual([200, 40, 40]);
	expect((await editor.exportMask()).editPixels).toBeGreaterThan(mask.editPixels);
	for (let step = 0; step < 4; step++) editor.run("edit.undo");
	expect(editor.getState().results).toHaveLength(1);
	editor.run("result.keep");
	expect(await levels(editor)).toEqual([200, 40, 200]);
});

test("the accepted part of an edit can be repainted without a request, also outside its mask, and survives a reload", async () => {
	const store = memoryStore();
	const editor = await answered(store);
	editor.run("result.keep");
	editor.run("result.repaint");
	await expect.poll(() => editor.document?.masks.length).toBe(2);
	// It begins with the part that is accepted.
	expect(await levels(editor)).toEqual([200, 40, 200]);
	editor.run("tool.brush");
	dab(editor, 160, 120);
	editor.run("tool.eraser");
	dab(editor, 240, 120);
	expect(await levels(editor)).toEqual([200, 200, 40]);
	const saved = editor.save();
	const later = newSession(store);
	if (saved === null) throw new Error("nothing saved");
	await later.load(structuredClone(saved));
	expect(await levels(later)).toEqual([200, 200, 40]);
	const branch = later.branch("r");
	if (branch === null) throw new Error("no branch");
	await later.load(branch);
	expect(await levels(later)).toEqual([200, 200, 40]);
	editor.run("result.takeAll");
	expect(await levels(editor)).toEqual([200, 40, 200]);
});

test("an edit on top of a repainted one is rendered again on the new base", async () => {
	const editor = await answered();
	editor.run("result.keep");
	editor.run("mask.clear");
	dab(editor, 160, 120);
	const { edit } = await editor.prepareEdit({ rules: RULES, extent: "whole" });
	await editor.showResult("s", flat(edit.plan.sent, 90), edit);
	editor.run("result.keep");
	expect(await levels(editor)).toEqual([200, 90, 200]);
	editor.apply([{ type: "repaint", result: "r" }]);
	await expect.poll(() => editor.document?.masks.length).toBe(2);
	editor.run("mask.clear");
	expect(await levels(editor)).toEqual([40, 90, 40]);
});

test("the difference of an edit is computed from the picture that lies under it now", async () => {
	const editor = await answered();
	editor.run("result.keep");
	editor.run("mask.clear");
	dab(editor, 160, 120);
	const { edit } = await editor.prepareEdit({ rules: RULES, extent: "whole" });
	await editor.showResult("s", flat(edit.plan.sent, 40), edit);
	editor.run("result.keep");
	const differing = async () => {
		editor.apply([{ type: "show", compare: "difference", asOf: 2 }]);
		await expect.poll(() => editor.getDifference()).toBeTruthy();
		const { width, rgba } = editor.getDifference()?.pixels ?? { width: 0, rgba: [] };
		return rgba[(120 * width + 80) * 4];
	};
	const before = await differing();
	editor.apply([{ type: "repaint", result: "r" }]);
	await expect.poll(() => editor.document?.masks.length).toBe(2);
	editor.run("mask.clear");
	expect(await differing(), "none instead of 160 levels").toBeLessThan(before ?? 0);
});

test.each([["picture.rotateRight"], ["picture.rotateLeft", "picture.flipHorizontal"]])(
	"the difference of an edit is that of the picture as it was sent, after %s too",
	async (...turns) => {
		const editor = newSession();
		// Four quarters of different levels.
		const level = (i: number) => 30 + 60 * Number(i % SIZE.width >= 160) + 90 * Number(i >= 120 * SIZE.width);
		const data = new Uint8Array(SIZE.width * SIZE.height * 4).map((_, i) => (i % 4 === 3 ? 255 : level(i >> 2)));
		const png = new Blob([encode({ ...SIZE, data, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>]);
		await editor.open(png, "quarters.png");
		dab(editor, 80, 60);
		const { edit } = await editor.prepareEdit({ rules: RULES, extent: "whole" });
		await editor.showResult("r", png, edit);
		editor.run("result.keep");
		for (const turn of turns) editor.run(turn);
		editor.apply([{ type: "show", compare: "difference", asOf: 1 }]);
		await expect.poll(() => editor.getDifference()).toBeTruthy();
		const { rgba } = editor.getDifference()?.pixels ?? { rgba: new Uint8Array() };
		expect(rgba.filter((value, i) => i % 4 !== 3 && value > 0)).toHaveLength(0);
	},
);

test("changed paste edges apply at once as one step and to later answers, and change no pixel outside the mask", async () => {
	const editor = await answered();
	const layer = () => editor.document?.results[0];
	const shown = layer();
	if (shown === undefined) throw new Error("no result");
	const taken = () => editor.getPatch(layer() ?? shown)?.planned;
	const before = taken();
	// A slider's way.
	for (const value of [3, 6, 9]) editor.apply(changePasteEdge(layer() ?? shown, "pasteErode", value));
	await expect.poll(() => taken()?.left).toBe((before?.left ?? 0) + 7);
	editor.run("result.keep");
	expect(await levels(editor)).toEqual([200, 40, 200]);
	editor.run("edit.undo");
	editor.run("edit.undo");
	expect(layer()?.paste).toBeUndefined();
	expect(taken()).toEqual(before);
	const { edit } = await editor.prepareEdit({ rules: RULES, extent: "whole" });
	await editor.showResult("s", flat(edit.plan.sent, 90), edit);
	expect(editor.document?.results.at(-1)?.paste).toEqual({ edges: { pasteErode: 9 } });
});

test("discarding a candidate removes its kept part; choosing goes on with another candidate that is shown", async () => {
	const editor = await answered();
	const { edit } = await editor.prepareEdit({ rules: RULES, extent: "whole" });
	await editor.showResult("s", flat(edit.plan.sent, 90), edit);
	const sent = editor.document?.masks[0]?.coverage;
	editor.run("result.takePart");
	await expect.poll(() => editor.document?.activeMask).toBe("taken s");
	editor.run("result.previous");
	await expect.poll(() => editor.document?.activeMask).toBe("taken r");
	dab(editor, 240, 120);
	expect(await levels(editor), "a candidate changes no saved picture").toEqual([40, 40, 40]);
	expect(editor.document?.masks[0]?.coverage, "the mask of the edit").toBe(sent);
	editor.run("result.next");
	editor.run("result.discard");
	expect(editor.document?.masks.map(({ id }) => id)).toEqual(["mask-1", "taken r"]);
});

test("undo takes back the strokes of a choice and never leaves it; keeping all or nothing stays in it, too", async () => {
	const editor = await answered();
	const sent = editor.document?.masks[0]?.coverage;
	const isChoosing = () => editor.document?.activeMask === "taken r";
	editor.run("result.takePart");
	await expect.poll(isChoosing).toBe(true);
	expect(editor.getState().activeTool, "the first stroke brushes away").toBe("eraser");
	const everything = editor.document?.masks[1]?.coverage.tiles;
	dab(editor, 240, 120);
	expect(editor.document?.masks[1]?.coverage.tiles).not.toEqual(everything);
	for (let step = 0; step < 3; step++) editor.run("edit.undo");
	expect(isChoosing()).toBe(true);
	expect(editor.document?.masks[1]?.coverage.tiles).toEqual(everything);
	editor.run("mask.clear");
	editor.run("result.takeAll");
	expect(isChoosing()).toBe(true);
	expect(editor.document?.masks[1]?.coverage.tiles).toEqual(everything);
	dab(editor, 240, 120);
	editor.run("result.stopTaking");
	expect(editor.getState().activeTool, "the tool from before").toBe("brush");
	expect(editor.document?.masks[0]?.coverage, "no stroke has reached the mask of the edit").toBe(sent);
});

test("choosing what to keep of an outpainted answer begins with the eraser, also from the frame tool; keeping enlarges the picture", async () => {
	const editor = newSession();
	await editor.open(flat(SIZE, 40), "grey.png");
	dab(editor, 80, 120);
	dab(editor, 240, 120);
	editor.run("tool.frame");
	editor.run("frame.expand");
	const { edit } = await editor.prepareEdit({ rules: RULES });
	await editor.showResult("r", flat(edit.plan.sent, 200), edit);
	editor.run("result.takePart");
	await expect.poll(() => editor.document?.activeMask).toBe("taken r");
	dab(editor, 240, 120);
	editor.run("result.stopTaking");
	expect(editor.getState().activeTool, "the tool from before").toBe("frame");
	editor.run("result.keep");
	const { data, width, height } = decode((await editor.exportAs("picture")).png);
	expect([width, height]).toEqual([400, 300]);
	const row = [2, 40 + 80, 40 + 160, 40 + 240, 397].map((x) => data[(150 * width + x) * 4]);
	expect(row, "the added sides, the part that stays and the part that was brushed away").toEqual([
		200, 200, 40, 40, 200,
	]);
});

test("only what changed is kept of an answer to an edit without a mask, and every other byte is the picture's", async () => {
	const editor = newSession();
	const level = (i: number) => 90 + ((i * 7919) % 61);
	const picture = new Uint8Array(SIZE.width * SIZE.height * 4).map((_, i) => (i % 4 === 3 ? 255 : level(i >> 6)));
	const png = (data: Uint8Array) =>
		new Blob([encode({ ...SIZE, data, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>]);
	await editor.open(png(picture), "stripes.png");
	const { edit } = await editor.prepareEdit({ rules: RULES, extent: "whole", allowEverything: true });
	expect(edit.plan.sent).toEqual(SIZE);
	const isChanged = (i: number) =>
		Math.hypot(((i >> 2) % SIZE.width) - 200, Math.floor((i >> 2) / SIZE.width) - 100) < 40;
	// Elsewhere it is a little lighter.
	const answer = picture.map((value, i) => (i % 4 === 3 ? 255 : isChanged(i) ? (i % 4) * 90 : value + 3 + (i % 5)));
	await editor.showResult("r", png(answer), edit);
	editor.run("result.takePart");
	await expect.poll(() => editor.document?.activeMask).toBe("taken r");
	editor.run("result.takeChanged");
	const tiles = () => editor.document?.masks.find(({ of }) => of === "r")?.coverage.tiles[0];
	await expect.poll(() => typeof tiles()).toBe("object");
	// A slider's way: what changed little is proposed too, and no longer, all in one step.
	const steps = () => editor.tools.core.documents.history?.past.length;
	const stepsBefore = steps();
	const kept = () => countEdited(editor.document?.masks.find(({ of }) => of === "r")?.coverage ?? emptyCoverage(SIZE));
	const usual = kept();
	for (const value of [60, 80, 100]) editor.apply(changeSensitivity(value));
	await editor.tools.core.queue.whenIdle();
	expect(kept()).toBeGreaterThan(usual);
	editor.apply(changeSensitivity(50));
	await editor.tools.core.queue.whenIdle();
	expect([kept(), steps()]).toEqual([usual, stepsBefore]);
	editor.run("result.keep");
	const { data } = decode((await editor.exportAs("picture")).png);
	let [inside, outside] = [0, 0];
	for (let i = 0; i < data.length; i++) {
		if (isChanged(i)) inside += data[i] === answer[i] ? 0 : 1;
		else if (Math.hypot(((i >> 2) % SIZE.width) - 200, Math.floor((i >> 2) / SIZE.width) - 100) > 50) {
			outside += data[i] === picture[i] ? 0 : 1;
		}
	}
	expect([inside, outside], "bytes that differ from the answer inside, from the picture outside").toEqual([0, 0]);
});
