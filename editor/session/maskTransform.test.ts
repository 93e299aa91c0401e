// Transforming the mask from the press to the history step: handles, keys, numbers, flips, cancelling, locked and empty masks.
import { describe, expect, test } from "vitest";
import { coverageAt, editBounds, polygonCoverage, type Rect, rectCorners, runToEnd } from "../raster";
import type { HitTarget } from "../tools";
import { EditorSession } from "./editorSession";
import { memoryStore, redAndBlue } from "./sessionForTests";

const SIZE = { width: 300, height: 280 };
const NO_KEYS = { shift: false, alt: false, mod: true };

type Point = readonly [x: number, y: number];
const samples = ([x, y]: Point) => [{ image: { x, y }, view: { x, y }, pressure: 0.5 }];
const START: Rect = { left: 40, top: 30, right: 101, bottom: 60 };

async function opened(rect: Rect | null = START): Promise<EditorSession> {
	const editor = new EditorSession(memoryStore());
	editor.resize({ width: 600, height: 560 });
	await editor.open(redAndBlue(SIZE, 270), "picture.png");
	if (rect !== null) paint(editor, rect);
	editor.run("tool.maskTransform");
	return editor;
}

function paint(editor: EditorSession, rect: Rect): void {
	const { tiles } = runToEnd(polygonCoverage(SIZE, rectCorners(rect)));
	const mask = editor.document?.activeMask ?? "";
	editor.apply([{ type: "commands", commands: [{ type: "mask.setTiles", mask, tiles }] }]);
}

function drag(editor: EditorSession, from: Point, to: Point, target: HitTarget | null = null): void {
	editor.tools.hitTest = () => target;
	editor.tools.handleEvent({ type: "down", samples: samples(from), modifiers: NO_KEYS, isSecondary: false });
	editor.tools.handleEvent({ type: "move", samples: samples(to), modifiers: NO_KEYS });
	editor.tools.handleEvent({ type: "up", samples: samples(to), modifiers: NO_KEYS });
}

const settled = (editor: EditorSession) =>
	new Promise<void>((resolve) => {
		const check = () => {
			if (editor.getSnapshot().isWorking) return;
			stop();
			resolve();
		};
		const stop = editor.subscribe(check);
		check();
	});

async function apply(editor: EditorSession): Promise<void> {
	editor.tools.endOpenGesture("confirm");
	await settled(editor);
}

const bounds = (editor: EditorSession) => {
	const coverage = editor.document?.masks[0]?.coverage;
	return coverage ? editBounds(coverage) : null;
};
const at = (editor: EditorSession, [x, y]: Point) => {
	const coverage = editor.document?.masks[0]?.coverage;
	return coverage === undefined ? 0 : coverageAt(coverage, x, y);
};
const corner = (handle: "se" | "rotate"): HitTarget => ({ kind: "handle", handle });

describe("the mask's box", () => {
	test("is moved by a drag, applied by Enter, and is one step of the history", async () => {
		const editor = await opened();
		drag(editor, [50, 40], [150, 140]);
		expect(bounds(editor)).toEqual(START);
		expect(editor.getSnapshot().isGestureOpen).toBe(true);
		await apply(editor);
		expect(bounds(editor)).toEqual({ left: 140, top: 130, right: 201, bottom: 160 });
		expect(at(editor, [141, 131])).toBe(255);
		expect(editor.tools.gesture.preview).toBeNull();
		editor.run("edit.undo");
		expect(bounds(editor)).toEqual(START);
		editor.run("edit.redo");
		expect(bounds(editor)?.left).toBe(140);
	});

	test("is scaled by a corner and rotated by its handle", async () => {
		const editor = await opened();
		drag(editor, [101, 60], [162, 90], corner("se"));
		await apply(editor);
		expect(bounds(editor)).toEqual({ left: 40, top: 30, right: 162, bottom: 90 });
		drag(editor, [101, 10], [200, 60], corner("rotate"));
		await apply(editor);
		const turned = bounds(editor);
		// A pixel of it lies above the canvas.
		expect(turned).toEqual({ left: 71, top: 0, right: 131, bottom: 121 });
	});

	test("keeps what was beyond the canvas until it is applied, and cuts it then", async () => {
		const editor = await opened();
		drag(editor, [50, 40], [-150, 40]);
		drag(editor, [-150, 40], [50, 40]);
		await apply(editor);
		expect(bounds(editor)).toEqual(START);
		expect(editor.getSnapshot().isGestureOpen).toBe(false);
		drag(editor, [50, 40], [0, 40]);
		await apply(editor);
		expect(bounds(editor)).toEqual({ left: 0, top: 30, right: 51, bottom: 60 });
	});

	test("leaves no trace after Escape, and none without a change", async () => {
		const editor = await opened();
		const before = editor.document;
		const { revision } = editor.getState();
		drag(editor, [50, 40], [150, 140]);
		expect(editor.tools.cancelGesture()).toBe(true);
		await settled(editor);
		expect(editor.document).toBe(before);
		expect(editor.tools.gesture.preview).toBeNull();
		expect(editor.tools.gesture.maskBox).toBeNull();
		drag(editor, [50, 40], [50, 40]);
		await apply(editor);
		expect(editor.document).toBe(before);
		expect(editor.getState().revision).toBe(revision);
	});

	test("is moved by the arrow keys, and Backspace takes the last change back", async () => {
		const editor = await opened();
		editor.run("mask.moveRight");
		editor.run("mask.moveDownFar");
		editor.run("mask.moveDownFar");
		editor.tools.endOpenGesture("back");
		await apply(editor);
		expect(bounds(editor)).toEqual({ left: 41, top: 40, right: 102, bottom: 70 });
		editor.run("edit.undo");
		expect(bounds(editor)).toEqual(START);
	});

	test("takes numbers, flips, quarter turns and alignment before it is applied", async () => {
		const editor = await opened();
		editor.apply([{ type: "changeMaskBox", change: { kind: "number", field: "x", value: 7 } }]);
		editor.apply([{ type: "changeMaskBox", change: { kind: "number", field: "width", value: 122, keepsRatio: true } }]);
		editor.run("mask.turnRight");
		editor.run("mask.alignRight");
		editor.run("mask.alignTop");
		await apply(editor);
		expect(bounds(editor)).toEqual({ left: 240, top: 0, right: 300, bottom: 122 });
		editor.run("edit.undo");
		expect(bounds(editor)).toEqual(START);
	});

	test("holds the part in the frame alone, where that is chosen", async () => {
		const editor = await opened();
		const frame = { left: 0, top: 0, right: 60, bottom: 280 };
		editor.apply([{ type: "commands", commands: [{ type: "frame.set", frame }] }]);
		editor.apply([{ type: "settings", tool: "maskTransform", settings: { part: "frame" } }]);
		drag(editor, [50, 40], [50, 140]);
		await apply(editor);
		expect([at(editor, [45, 35]), at(editor, [45, 135]), at(editor, [61, 35]), at(editor, [61, 135])]).toEqual([
			0, 255, 255, 0,
		]);
	});
});

test("flips, turns and alignment work on the mask at once with other tools", async () => {
	const editor = await opened();
	editor.run("tool.brush");
	const run = (id: string) => {
		editor.run(id);
		return settled(editor);
	};
	for (let turn = 0; turn < 4; turn++) await run("mask.turnRight");
	expect(bounds(editor)).toEqual(START);
	await run("mask.alignCentre");
	await run("mask.alignBottom");
	expect(bounds(editor)).toEqual({ left: 120, top: 250, right: 181, bottom: 280 });
});

test("a locked mask says so, and an empty one has no box", async () => {
	const editor = await opened();
	editor.run("layer.lockMask");
	drag(editor, [50, 40], [150, 140]);
	expect(editor.getSnapshot().isGestureOpen).toBe(false);
	expect(editor.getSnapshot().notice?.code).toBe("mask-locked");
	const empty = await opened(null);
	drag(empty, [50, 40], [150, 140]);
	empty.run("mask.moveRight");
	expect(empty.getSnapshot().isGestureOpen).toBe(false);
	expect(bounds(empty)).toBeNull();
});

test("another change of the mask ends the gesture instead of being lost", async () => {
	const editor = await opened();
	drag(editor, [50, 40], [150, 140]);
	editor.run("mask.clear");
	await settled(editor);
	expect(bounds(editor)).toBeNull();
	expect(editor.getSnapshot().isGestureOpen).toBe(false);
});
