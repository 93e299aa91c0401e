// Result candidates and accepted edits through the public interface: accepting, comparing, branching, and answers that arrive
// after the canvas has changed.
import { decode, encode } from "fast-png";
import { describe, expect, test } from "vitest";
import { FLEXIBLE_SIZES } from "../plan";
import { editBounds } from "../raster";
import { paneAt, panesOf, sidesOf } from "../state/compare";
import type { SavedEdit } from "../types";
import type { EditorSession } from "./editorSession";
import { dab, newSession } from "./sessionForTests";

const SIZE = { width: 320, height: 240 };
const RULES = { ...FLEXIBLE_SIZES, multiple: 1, minPixels: 1 };
const png = (data: Uint8Array, size = SIZE) =>
	new Blob([encode({ ...size, data, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>]);

function flat(size: { width: number; height: number }, level: number) {
	return png(
		new Uint8Array(size.width * size.height * 4).fill(255).map((v, i) => (i % 4 === 3 ? v : level)),
		size,
	);
}

async function opened(): Promise<EditorSession> {
	const editor = newSession();
	await editor.open(flat(SIZE, 40), "grey.png");
	return editor;
}

async function prepared(editor: EditorSession): Promise<SavedEdit> {
	const [one] = await editor.prepareEdits({ rules: RULES });
	if (one === undefined) throw new Error("nothing prepared");
	return one.edit;
}

const answer = (editor: EditorSession, id: string, edit: SavedEdit, level: number) =>
	editor.showResult(id, flat(edit.plan.sent, level), edit);

const exported = async (editor: EditorSession) => decode((await editor.exportAs("picture")).png);

const edits = (editor: EditorSession) => editor.save()?.accepted?.map(({ id }) => id);
const frame = (editor: EditorSession, left: number) =>
	editor.apply([
		{ type: "commands", commands: [{ type: "frame.set", frame: { left, top: 0, right: 320, bottom: 240 } }] },
	]);

describe("accepting a result", () => {
	test("keeps the mask or clears it, as set, in one history step", async () => {
		const editor = await opened();
		dab(editor, 160, 120);
		await answer(editor, "t-0", await prepared(editor), 200);
		editor.run("result.keep");
		expect(editor.getState()).toMatchObject({ hasMask: true, results: [] });
		editor.run("edit.undo");
		editor.apply([{ type: "settings", tool: "result.keep", settings: { mask: "clear" } }]);
		editor.run("result.keep");
		expect(editor.getState()).toMatchObject({ hasMask: false, results: [] });
		expect(edits(editor)).toEqual(["t-0"]);
		editor.run("edit.undo");
		expect(editor.getState()).toMatchObject({ hasMask: true, results: [{ id: "t-0" }] });
	});

	test("does not clear a locked or hidden mask", async () => {
		const editor = await opened();
		dab(editor, 160, 120);
		editor.run("layer.lockMask");
		await answer(editor, "t-0", await prepared(editor), 200);
		editor.apply([{ type: "settings", tool: "result.keep", settings: { mask: "clear" } }]);
		editor.run("result.keep");
		expect(editor.getState().hasMask).toBe(true);
	});
});

describe("a new candidate", () => {
	test("hides the mask that it was requested with, but not a mask that was painted on since", async () => {
		const editor = await opened();
		dab(editor, 160, 120);
		const edit = await prepared(editor);
		await answer(editor, "a-0", edit, 200);
		expect(editor.getSnapshot().isMaskShown).toBe(false);
		dab(editor, 40, 40);
		await answer(editor, "b-0", edit, 90);
		expect(editor.getSnapshot().isMaskShown, "painted on since it was sent").toBe(true);
	});

	test("stays when gestures are undone, from before and after it; the undo shows the mask again and is named", async () => {
		const editor = await opened();
		const steps: unknown[] = [];
		editor.onStep((step) => steps.push(step));
		dab(editor, 160, 120);
		const edit = await prepared(editor);
		frame(editor, -40);
		await answer(editor, "a-0", edit, 200);
		const shown = () => editor.getSnapshot().isMaskShown;
		expect(shown()).toBe(false);
		editor.run("edit.undo");
		expect([editor.document?.frame, shown()], "no mask has changed").toEqual([null, false]);
		editor.run("edit.undo");
		expect([editor.getState().hasMask, shown(), editor.getState().canUndo]).toEqual([false, true, false]);
		editor.run("edit.undo");
		expect(editor.getState().results).toMatchObject([{ id: "a-0", visible: true }]);
		editor.run("edit.redo");
		editor.run("edit.redo");
		expect(editor.getState()).toMatchObject({ hasMask: true, results: [{ id: "a-0" }], canRedo: false });
		expect(editor.document?.frame?.left).toBe(-40);
		expect(steps).toEqual([
			{ way: "undo", name: "frame.set" },
			{ way: "undo", name: "mask.setTiles" },
			{ way: "redo", name: "mask.setTiles" },
			{ way: "redo", name: "frame.set" },
		]);
	});

	test("fits the canvas as it was when cropping or turning it is undone", async () => {
		const editor = await opened();
		dab(editor, 160, 120);
		const edit = await prepared(editor);
		editor.run("picture.rotateRight");
		await answer(editor, "a-0", edit, 200);
		expect(editor.document?.results[0]?.moved).toBeDefined();
		editor.run("edit.undo");
		expect(editor.document?.results.map(({ id, moved }) => [id, moved])).toEqual([["a-0", undefined]]);
	});

	test("does not replace the candidate that is being compared", async () => {
		const editor = await opened();
		dab(editor, 160, 120);
		const edit = await prepared(editor);
		await answer(editor, "a-0", edit, 200);
		editor.run("compare.slider");
		await answer(editor, "b-0", edit, 90);
		expect(editor.getState().results.map(({ id, visible }) => [id, visible])).toEqual([
			["a-0", true],
			["b-0", false],
		]);
		editor.run("result.discardAll");
		expect(editor.getState().results).toEqual([]);
		editor.run("edit.undo");
		expect(editor.getState().results).toHaveLength(2);
	});
});

describe("the area of the next edit", () => {
	test("is chosen by painting and framing, not by undo, by a result or by keeping one", async () => {
		const editor = await opened();
		const revision = () => editor.getState().editAreaRevision;
		const start = revision();
		dab(editor, 160, 120);
		expect(revision()).toBe(start + 1);
		frame(editor, -40);
		expect(revision()).toBe(start + 2);
		editor.run("edit.undo");
		editor.apply([{ type: "settings", tool: "result.keep", settings: { mask: "clear" } }]);
		await answer(editor, "t-0", await prepared(editor), 200);
		editor.run("result.keep");
		editor.run("mask.clear");
		expect(revision()).toBe(start + 2);
	});
});

describe("comparing", () => {
	test("two candidates with each other draws each on the whole picture, until the comparison ends", async () => {
		const editor = await opened();
		dab(editor, 160, 120);
		const edit = await prepared(editor);
		for (const id of ["a-0", "b-0"]) await answer(editor, id, edit, 200);
		editor.apply([{ type: "show", compare: "slider", against: "a-0" }]);
		const sides = () => {
			const { document, viewState, compare } = editor;
			if (document === null) throw new Error("no document");
			const { before, added, isOwnBase } = sidesOf(document, { ...viewState, compare });
			return [before.map(({ id }) => id), added.map(({ id }) => id), isOwnBase];
		};
		expect(sides()).toEqual([["a-0"], ["b-0"], true]);
		editor.run("compare.slider");
		expect(sides()).toEqual([[], ["b-0"], false]);
	});

	test("is no history step and ends when a candidate is accepted", async () => {
		const editor = await opened();
		editor.run("compare.slider");
		expect(editor.getSnapshot().compare, "without anything to compare").toBe("none");
		dab(editor, 160, 120);
		await answer(editor, "t-0", await prepared(editor), 200);
		const { revision } = editor.getState();
		editor.run("compare.side");
		editor.run("compare.onion");
		editor.run("compare.right");
		expect(editor.getSnapshot()).toMatchObject({ compare: "onion", position: 0.55 });
		expect(editor.getState().revision).toBe(revision);
		dab(editor, 40, 40);
		expect(editor.getSnapshot().compare, "painting does not end comparing").toBe("onion");
		expect(editor.getState().revision).toBe(revision + 1);
		editor.run("result.keep");
		expect(editor.getSnapshot().compare).toBe("none");
		editor.run("compare.slider");
		expect(editor.getSnapshot().compare, "accepted edits against the imported picture").toBe("slider");
	});

	test("side by side the camera fits one pane, and both panes show the same part of the picture", async () => {
		const editor = await opened();
		const alone = editor.camera.zoom;
		dab(editor, 160, 120);
		await answer(editor, "t-0", await prepared(editor), 200);
		editor.run("compare.side");
		expect(editor.viewSize).toEqual({ width: 400, height: 400 });
		expect(editor.camera.zoom).toBeLessThan(alone);
		const panes = panesOf({ width: 800, height: 400 }, "side");
		expect(paneAt(panes, { x: 100, y: 50 })).toMatchObject({ left: 0, side: "before" });
		expect(paneAt(panes, { x: 500, y: 50 })).toMatchObject({ left: 400, side: "after" });
		expect(panesOf({ width: 300, height: 400 }, "side").map(({ top }) => top)).toEqual([0, 200]);
		editor.run("compare.side");
		expect(editor.camera.zoom).toBe(alone);
	});
});

describe("accepted edits", () => {
	test("looking back is no history step and ends with the next stroke or undo", async () => {
		const editor = await opened();
		dab(editor, 160, 120);
		await answer(editor, "t-0", await prepared(editor), 200);
		editor.run("result.keep");
		const { revision } = editor.getState();
		editor.apply([{ type: "show", asOf: 0 }]);
		expect(editor.getState().revision).toBe(revision);
		dab(editor, 40, 40);
		expect(editor.getSnapshot().asOf, "a stroke ends looking back").toBeNull();
		editor.apply([{ type: "show", asOf: 1 }]);
		editor.run("edit.undo");
		editor.run("edit.undo");
		expect(editor.getSnapshot().asOf).toBeNull();
	});

	test("a branch has the bytes of the picture at that step, even if the canvas has grown since", async () => {
		const editor = await opened();
		const asImported = await exported(editor);
		dab(editor, 160, 120);
		await answer(editor, "a-0", await prepared(editor), 200);
		editor.run("result.keep");
		const afterFirst = await exported(editor);
		frame(editor, -80);
		await answer(editor, "b-0", await prepared(editor), 90);
		editor.run("result.keep");
		expect((await exported(editor)).width).toBe(400);
		for (const [id, was] of [
			[null, asImported],
			["a-0", afterFirst],
			["b-0", await exported(editor)],
		] as const) {
			const branch = editor.branch(id);
			if (branch === null) throw new Error("no branch");
			expect(branch.id).not.toBe(editor.getState().picture?.id);
			const here = editor.save();
			await editor.load(branch);
			const { width, height, data } = await exported(editor);
			expect([width, height], String(id)).toEqual([was.width, was.height]);
			expect(Buffer.compare(Buffer.from(data), Buffer.from(was.data)), String(id)).toBe(0);
			if (here) await editor.load(here);
		}
		expect(editor.branch("never")).toBeNull();
	});

	test("after keeping, the outpaint option adds nothing again, in this picture and in the next", async () => {
		const editor = await opened();
		const space = () => editor.getState().preferences.tools.frame?.room;
		const choose = async () => {
			editor.run("tool.frame");
			editor.apply([
				{ type: "settings", tool: "frame", settings: { ...editor.getSnapshot().settings.frame, room: "c" } },
			]);
			await expect.poll(() => editor.getState().frame).not.toBeNull();
			expect(space()).toBe("c");
		};
		await choose();
		await answer(editor, "a-0", await prepared(editor), 200);
		editor.run("result.keep");
		expect(editor.getState().frame).toBeNull();
		expect(space()).toBe("none");
		await choose();
		await editor.open(flat(SIZE, 10), "next.png");
		expect(space()).toBe("none");
	});

	test("an answer that arrives after the canvas has grown is placed where it was requested", async () => {
		const editor = await opened();
		dab(editor, 160, 120);
		const early = await prepared(editor);
		frame(editor, -80);
		await answer(editor, "b-0", await prepared(editor), 90);
		editor.run("result.keep");
		await answer(editor, "a-0", early, 200);
		editor.run("result.keep");
		const { width, data } = await exported(editor);
		const at = (x: number, y: number) => data[(y * width + x) * 4];
		expect(width).toBe(400);
		expect(at(80 + 160, 120)).toBe(200);
		expect(at(160, 120)).toBe(40);
	});

	test("restoring an edit's mask puts it where it was painted, on a canvas that has grown", async () => {
		const editor = await opened();
		dab(editor, 160, 120);
		await answer(editor, "a-0", await prepared(editor), 200);
		editor.apply([{ type: "settings", tool: "result.keep", settings: { mask: "clear" } }]);
		editor.run("result.keep");
		frame(editor, -80);
		await answer(editor, "b-0", await prepared(editor), 90);
		editor.run("result.keep");
		expect(editor.getState().hasMask).toBe(false);
		const layer = editor.document?.accepted[0];
		if (layer) void editor.masks.addFromEdit(layer);
		await expect.poll(() => editor.getState().hasMask).toBe(true);
		const coverage = editor.document?.masks[0]?.coverage;
		expect(coverage && editBounds(coverage)).toMatchObject({ left: 80 + 160 - 32, right: 80 + 160 + 32 });
	});
});
