// Polygons that are set point by point through the session: closing, moving points, curves, taking back, and the view meanwhile.

import { encode } from "fast-png";
import { describe, expect, test } from "vitest";
import { coverageAt } from "../raster";
import { EditorSession } from "../session/editorSession";
import { memoryStore } from "../session/sessionForTests";
import type { Modifiers } from "./tool";

const SIZE = { width: 300, height: 280 };
const NO_KEYS = { shift: false, alt: false, mod: false };
type Point = readonly [x: number, y: number];

async function opened() {
	const editor = new EditorSession(memoryStore());
	editor.resize(SIZE);
	const data = new Uint8Array(SIZE.width * SIZE.height * 4).fill(255);
	const png = encode({ ...SIZE, data, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>;
	await editor.open(new Blob([png]), "picture.png");
	editor.run("view.actual");
	editor.run("tool.polygon");
	return editor;
}

const samples = ([x, y]: Point) => [{ image: { x, y }, view: { x, y }, pressure: 0.5 }];

function drag(editor: EditorSession, from: Point, to: Point, modifiers: Modifiers = NO_KEYS, clicks = 1): void {
	const { tools } = editor;
	tools.handleEvent({ type: "down", samples: samples(from), modifiers, isSecondary: false, clicks });
	if (from !== to) tools.handleEvent({ type: "move", samples: samples(to), modifiers: NO_KEYS });
	tools.handleEvent({ type: "up", samples: samples(to), modifiers: NO_KEYS });
}
const click = (editor: EditorSession, at: Point, modifiers = NO_KEYS, clicks = 1) =>
	drag(editor, at, at, modifiers, clicks);

const masked = (editor: EditorSession, ...points: readonly Point[]) => {
	const coverage = editor.document?.masks[0]?.coverage;
	return points.map(([x, y]) => (coverage === undefined ? 0 : coverageAt(coverage, x, y)));
};

const SQUARE: readonly Point[] = [
	[50, 50],
	[250, 50],
	[250, 250],
	[50, 250],
];

describe("a polygon", () => {
	test.each(["Enter", "a press on the first point", "a double click"])(
		"is closed by %s, as one history step",
		async (way) => {
			const editor = await opened();
			for (const corner of SQUARE) click(editor, corner);
			expect(editor.getState().hasMask).toBe(false);
			if (way === "Enter") editor.tools.endOpenGesture("confirm");
			else if (way === "a double click") click(editor, [50, 250], NO_KEYS, 2);
			else click(editor, [52, 51]);
			expect(masked(editor, [150, 150], [51, 51], [249, 249], [40, 150])).toEqual([255, 255, 255, 0]);
			expect(editor.tools.gesture.outline).toBeNull();
			editor.run("edit.undo");
			expect(editor.getSnapshot().canUndo).toBe(false);
		},
	);

	test("has points that can be moved and taken back before it is closed", async () => {
		const editor = await opened();
		for (const corner of SQUARE) click(editor, corner);
		drag(editor, [250, 250], [150, 150]);
		click(editor, [20, 150]);
		editor.run("edit.undo");
		editor.tools.endOpenGesture("confirm");
		expect(masked(editor, [100, 100], [200, 200], [40, 150])).toEqual([255, 0, 0]);
	});

	test("bends its lines where a point is dragged", async () => {
		const editor = await opened();
		click(editor, [50, 150]);
		drag(editor, [150, 150], [200, 150]);
		click(editor, [250, 150]);
		click(editor, [150, 260]);
		const straight = editor.tools.gesture.outline?.corners.length ?? 0;
		expect(straight).toBeGreaterThan(8);
		editor.tools.endOpenGesture("confirm");
		expect(masked(editor, [150, 200])).toEqual([255]);
	});

	test("leaves no trace when it is cancelled, by Escape or by another tool", async () => {
		const editor = await opened();
		const before = editor.document;
		for (const corner of SQUARE) click(editor, corner);
		expect(editor.tools.cancelGesture()).toBe(true);
		for (const corner of SQUARE) click(editor, corner);
		editor.run("tool.brush");
		expect(editor.document).toBe(before);
		expect(editor.tools.gesture.outline).toBeNull();
	});

	test("goes on while the view is panned, and after a press that was cancelled", async () => {
		const editor = await opened();
		for (const corner of SQUARE.slice(0, 3)) click(editor, corner);
		editor.tools.handleEvent(
			{ type: "down", samples: samples([10, 10]), modifiers: NO_KEYS, isSecondary: false },
			true,
		);
		editor.tools.handleEvent({ type: "up", samples: samples([10, 10]), modifiers: NO_KEYS });
		editor.tools.handleEvent({ type: "down", samples: samples([5, 5]), modifiers: NO_KEYS, isSecondary: false });
		editor.tools.cancelPress();
		click(editor, [50, 250]);
		editor.tools.endOpenGesture("confirm");
		expect(masked(editor, [150, 150], [20, 20])).toEqual([255, 0]);
	});

	test("takes away with Alt at its first press", async () => {
		const editor = await opened();
		editor.run("mask.fill");
		for (const [i, corner] of SQUARE.entries()) click(editor, corner, { ...NO_KEYS, alt: i === 0 });
		editor.tools.endOpenGesture("confirm");
		expect(masked(editor, [150, 150], [20, 20])).toEqual([0, 255]);
	});
});
