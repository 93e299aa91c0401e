import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Rect } from "../raster";
import {
	dragFrame,
	expandRect,
	FRAME_HANDLES,
	type FrameGrip,
	frameSnapLines,
	gripAt,
	handlePoint,
	MAX_AREA,
	withRatio,
} from "./frameGeometry";
import { findTool } from "./registry";
import { type Point, TestEditor, UPRIGHT_VIEW } from "./testEditor";

const rect = (left: number, top: number, right: number, bottom: number): Rect => ({ left, top, right, bottom });
/** An editor with a frame. */
const inHand = (frame: Rect | null = null) => {
	const editor = new TestEditor(600, 400).tool("frame");
	return frame === null ? editor : drag(editor, [frame.left, frame.top], [frame.right, frame.bottom]);
};
const drag = (editor: TestEditor, from: Point, ...points: readonly Point[]) => {
	editor.down(from).move(...points);
	return editor.up(points.at(-1) ?? from);
};
const frameOf = ({ document }: TestEditor) => document.frame;

describe("edit frame", () => {
	test("dragging a side beyond the picture makes one history entry, which can be undone", () => {
		const editor = drag(inHand(), [600, 200], [700, 210], [856, 230]);
		expect(frameOf(editor)).toEqual(rect(0, 0, 856, 400));
		drag(editor, [0, 0], [-128, -64]);
		expect(frameOf(editor)).toEqual(rect(-128, -64, 856, 400));
		expect(editor.history.past).toHaveLength(2);
		expect(frameOf(editor.undo())).toEqual(rect(0, 0, 856, 400));
		expect(frameOf(editor.undo())).toBeNull();
	});

	test("a drag shows a preview, and cancelling it changes nothing", () => {
		const editor = inHand().down([600, 200]).move([700, 200]);
		expect(editor.frame).toEqual(rect(0, 0, 700, 400));
		editor.cancel();
		expect([editor.frame, frameOf(editor), editor.history.past.length]).toEqual([null, null, 0]);
	});

	test("dragging without a frame, or outside it, draws a new one; a click draws none", () => {
		const editor = drag(inHand(), [100, 100], [250, 220]);
		expect(frameOf(editor)).toEqual(rect(100, 100, 250, 220));
		drag(editor, [500, 350], [400, 300]);
		expect(frameOf(editor)).toEqual(rect(400, 300, 500, 350));
		drag(editor, [50, 50], [52, 51]);
		expect(frameOf(editor)).toEqual(rect(400, 300, 500, 350));
	});

	test("dragging inside moves the frame", () => {
		const editor = drag(inHand(rect(100, 100, 250, 220)), [170, 160], [210, 190]);
		expect(frameOf(editor)).toEqual(rect(140, 130, 290, 250));
	});

	test("sides snap to the picture's edges and centre, and a frame around the whole picture is stored as none", () => {
		const editor = drag(inHand(rect(100, 100, 250, 220)), [250, 160], [597, 160]);
		expect(frameOf(editor)).toEqual(rect(100, 100, 600, 220));
		drag(editor, [100, 160], [304, 160]);
		expect(frameOf(editor)?.left).toBe(300);
		const small = drag(inHand(rect(100, 100, 200, 200)), [150, 150], [303, 152]);
		expect(frameOf(small)).toEqual(rect(250, 102, 350, 202));
		const whole = drag(drag(inHand(), [600, 200], [500, 200]), [500, 200], [603, 200]);
		expect(frameOf(whole)).toBeNull();
	});

	test("Shift keeps the aspect ratio and Alt the centre during a drag", () => {
		const editor = inHand(rect(100, 100, 300, 200)).down([300, 200]);
		editor.hold("shift").move([500, 210]);
		expect(editor.frame).toEqual(rect(100, 100, 500, 300));
		editor.hold("alt").move([350, 220]);
		expect(editor.frame).toEqual(rect(50, 80, 350, 220));
		editor.hold("shift", "alt").move([400, 200]).hold();
		expect(editor.frame).toEqual(rect(0, 50, 400, 250));
		editor.cancel();
	});

	test("the ratio option applies to drawing and dragging", () => {
		const editor = drag(inHand().set({ ratio: "16:9" }), [100, 100], [420, 130]);
		expect(frameOf(editor)).toEqual(rect(100, 100, 420, 280));
		drag(editor, [100, 190], [20, 190]);
		expect(frameOf(editor)).toEqual(rect(20, 78, 420, 303));
		drag(editor.set({ ratio: "original" }), [420, 303], [420, 403]);
		const { left, top, right, bottom } = frameOf(editor) ?? rect(0, 0, 1, 1);
		expect((right - left) / (bottom - top)).toBeCloseTo(1.5, 2);
	});

	test("selecting a ratio changes the frame, or makes the largest one that fits", () => {
		const picture = { width: 600, height: 400 };
		expect(withRatio(null, 1, picture)).toEqual(rect(100, 0, 500, 400));
		const there = rect(100, 100, 300, 200);
		const wide = withRatio(there, 16 / 9, picture);
		expect((wide.right - wide.left) / (wide.bottom - wide.top)).toBeCloseTo(16 / 9, 1);
		expect(Math.abs((wide.left + wide.right) / 2 - 200)).toBeLessThan(1);
		expect(Math.abs((wide.top + wide.bottom) / 2 - 150)).toBeLessThan(1);
		// There and back again is where it was, but for whole pixels.
		const back = withRatio(wide, 2, picture);
		expect(Math.abs(back.right - back.left - 200)).toBeLessThanOrEqual(2);
	});

	test("space is added on the selected sides: a quarter, or as much as the ratio needs", () => {
		const picture = rect(0, 0, 600, 400);
		expect(expandRect(picture, null, "c")).toEqual(rect(-75, -50, 675, 450));
		expect(expandRect(picture, null, "w")).toEqual(rect(0, 0, 750, 400));
		expect(expandRect(picture, null, "n")).toEqual(rect(0, 0, 600, 500));
		expect(expandRect(picture, null, "se")).toEqual(rect(-150, -100, 600, 400));
		expect(expandRect(picture, 1, "c")).toEqual(rect(0, -100, 600, 500));
		expect(expandRect(picture, 1, "n")).toEqual(rect(0, 0, 600, 600));
		expect(expandRect(picture, 2, "e")).toEqual(rect(-200, 0, 600, 400));
		const { right, bottom } = expandRect(rect(0, 0, 12_000, 8000), null, "nw");
		expect(right * bottom).toBeLessThanOrEqual(MAX_AREA);
	});

	test("expanding repeatedly adds a quarter each time, one history entry each", () => {
		const editor = inHand().run("frame.expand");
		expect(frameOf(editor)).toEqual(rect(-75, -50, 675, 450));
		expect(frameOf(editor.run("frame.expand"))).toEqual(rect(-169, -113, 769, 512));
		expect(frameOf(editor.undo().undo())).toBeNull();
	});

	test("arrow keys move the frame in one history entry, and Delete removes it", () => {
		const editor = inHand(rect(100, 100, 250, 220));
		const steps = editor.history.past.length;
		editor.run("frame.moveLeft").run("frame.moveLeft").run("frame.moveUpFar");
		expect(frameOf(editor)).toEqual(rect(98, 90, 248, 210));
		expect(editor.history.past).toHaveLength(steps + 1);
		expect(frameOf(editor.run("frame.remove"))).toBeNull();
		expect(frameOf(editor.undo().undo())).toEqual(rect(100, 100, 250, 220));
	});

	test("the cursor shows the effect of a press, and touch has larger handles", () => {
		const { document, settings } = inHand(rect(100, 100, 300, 200));
		const at = (x: number, y: number, pointer = "mouse") => {
			const modifiers = { shift: false, alt: false, mod: false };
			const cursor = findTool("frame").cursor(
				{ document, settings, zoom: 1, view: UPRIGHT_VIEW, selectedObjects: [], imageSize: () => undefined },
				{ image: { x, y }, modifiers, pointer },
				null,
			);
			return cursor.kind === "css" ? cursor.idle : cursor.kind;
		};
		expect([at(200, 95), at(305, 150), at(98, 98), at(302, 97), at(200, 150), at(50, 50)]).toEqual([
			"ns-resize",
			"ew-resize",
			"nwse-resize",
			"nesw-resize",
			"move",
			"crosshair",
		]);
		expect([at(318, 150), at(318, 150, "touch")]).toEqual(["crosshair", "ew-resize"]);
	});

	test("a press on a handle drags it from wherever the handle was hit", () => {
		const editor = inHand(rect(100, 100, 250, 220));
		// 20 pixels beside the side, where only the area of the handle reaches.
		editor.hitTest = () => ({ kind: "handle", handle: "e" });
		drag(editor, [270, 160], [310, 190]);
		expect(frameOf(editor)).toEqual(rect(100, 100, 290, 220));
	});

	test("with Ctrl or Cmd nothing snaps", () => {
		const editor = inHand(rect(100, 100, 250, 220)).hold("mod");
		drag(editor, [250, 160], [597, 160]);
		expect(frameOf(editor)).toEqual(rect(100, 100, 597, 220));
	});

	test("sides and the centre of a moved frame snap to guides, and the lines that moved sides meet are shown", () => {
		const picture = { width: 600, height: 400 };
		const guides = [{ axis: "x", at: 270 } as const, { axis: "y", at: 90 } as const];
		const start = rect(100, 100, 250, 220);
		const shared = { start, ratio: null, isFromCentre: false, picture, snap: 6, guides };
		expect(dragFrame({ ...shared, grip: "e", dx: 16, dy: 0 })).toEqual(rect(100, 100, 270, 220));
		expect(dragFrame({ ...shared, grip: "move", dx: 22, dy: -13 })).toEqual(rect(120, 90, 270, 210));
		expect(dragFrame({ ...shared, grip: "move", dx: 98, dy: 40 })).toEqual(rect(195, 140, 345, 260));
		expect(dragFrame({ ...shared, snap: 0, grip: "e", dx: 16, dy: 0 })).toEqual(rect(100, 100, 266, 220));
		expect(frameSnapLines(rect(100, 90, 270, 220), start, picture, guides)).toEqual([
			{ axis: "x", at: 270, from: 0, to: 400 },
			{ axis: "y", at: 90, from: 0, to: 600 },
		]);
		expect(frameSnapLines(start, start, picture, [{ axis: "x", at: 100 }])).toEqual([]);
	});

	test("every handle can be dragged at its drawn position, even in a small frame", () => {
		for (const frame of [rect(0, 0, 600, 400), rect(10, 10, 26, 26)]) {
			for (const grip of FRAME_HANDLES) expect(gripAt(frame, handlePoint(frame, grip), 12)).toBe(grip);
			const middle = { x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2 };
			expect(gripAt(frame, middle, 12)).toBe("move");
		}
	});
});

const place = fc.integer({ min: -30_000, max: 30_000 });

test("after any drag a frame has whole pixels, keeps the size limits and overlaps the picture", async () => {
	const grips: readonly FrameGrip[] = [...FRAME_HANDLES, "move"];
	const drags = fc.record({
		picture: fc.record({ width: fc.integer({ min: 1, max: 12_000 }), height: fc.integer({ min: 1, max: 8000 }) }),
		grip: fc.constantFrom(...grips),
		steps: fc.array(fc.record({ dx: place, dy: place, grip: fc.constantFrom(...grips) }), {
			minLength: 1,
			maxLength: 4,
		}),
		ratio: fc.constantFrom(null, 1, 16 / 9, 9 / 16, 21 / 9, 0.01, 300),
		isFromCentre: fc.boolean(),
		snap: fc.constantFrom(0, 0.4, 12),
	});
	await fc.assert(
		fc.property(drags, ({ picture, steps, ...drag }) => {
			let start = rect(0, 0, picture.width, picture.height);
			for (const step of steps) {
				start = dragFrame({ ...drag, ...step, start, picture });
				const { left, top, right, bottom } = start;
				for (const edge of [left, top, right, bottom]) expect(Number.isInteger(edge)).toBe(true);
				const isWhole = left === 0 && top === 0 && right === picture.width && bottom === picture.height;
				const least = isWhole || step.grip === "move" ? Math.min(16, picture.width, picture.height) : 16;
				expect(Math.min(right - left, bottom - top)).toBeGreaterThanOrEqual(least);
				expect(Math.max(right - left, bottom - top)).toBeLessThanOrEqual(16_384);
				expect((right - left) * (bottom - top)).toBeLessThanOrEqual(MAX_AREA);
				expect(left < picture.width && right > 0 && top < picture.height && bottom > 0).toBe(true);
			}
		}),
		{ numRuns: 400 },
	);
});
