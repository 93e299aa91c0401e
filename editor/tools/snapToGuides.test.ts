import { expect, test } from "vitest";
import { commit } from "../document";
import { coverageAt } from "../raster";
import { snapToGuides } from "./snapToGuides";
import { TestEditor, UPRIGHT_VIEW } from "./testEditor";

function withGuides(): TestEditor {
	const editor = new TestEditor(600, 300);
	for (const [axis, at] of [
		["x", 100],
		["x", 400],
		["y", 200],
	] as const) {
		const guide = { id: `${axis}${at}`, axis, at };
		editor.history = commit(editor.history, [{ type: "guide.add", guide }]);
	}
	return editor;
}

const NO_KEYS = { shift: false, alt: false, mod: false };

test("each axis snaps to its nearest guide, as far on the screen at every zoom", () => {
	const { document, settings } = withGuides();
	const context = (zoom: number) => ({
		...{ document, settings, zoom, view: UPRIGHT_VIEW, selectedObjects: [] },
		imageSize: () => undefined,
	});
	expect(snapToGuides({ x: 105, y: 205.5 }, context(1), NO_KEYS)).toEqual({ x: 100, y: 200 });
	expect(snapToGuides({ x: 107, y: 150 }, context(1), NO_KEYS)).toEqual({ x: 107, y: 150 });
	expect(snapToGuides({ x: 105, y: 205.5 }, context(4), NO_KEYS)).toEqual({ x: 105, y: 205.5 });
	expect(snapToGuides({ x: 130, y: 180 }, context(0.1), NO_KEYS)).toEqual({ x: 100, y: 200 });
	expect(snapToGuides({ x: 105, y: 205 }, context(1), { ...NO_KEYS, mod: true })).toEqual({ x: 105, y: 205 });
});

test("the corners of rectangle and ellipse snap to guides, unless guides are hidden or Ctrl is held", () => {
	const drawn = (prepare: (editor: TestEditor) => TestEditor, tool = "rectangle") => {
		const editor = prepare(withGuides().tool(tool)).down([103, 40]).move([250, 150]).up([397, 204]);
		return (x: number, y: number) => coverageAt(editor.document.masks[0]!.coverage, x, y);
	};
	const snapped = drawn((editor) => editor);
	expect([snapped(100, 100), snapped(99, 100), snapped(399, 199), snapped(400, 199), snapped(399, 200)]).toEqual([
		255, 0, 255, 0, 0,
	]);
	const hidden = drawn((editor) => {
		editor.settings = { ...editor.settings, "view.guides": { isShown: false } };
		return editor;
	});
	expect([hidden(102, 100), hidden(103, 100), hidden(399, 100)]).toEqual([0, 255, 0]);
	const free = drawn((editor) => editor.hold("mod"));
	expect([free(102, 100), free(103, 100)]).toEqual([0, 255]);
	// The ellipse inside 100 to 400 and 40 to 200.
	const ellipse = drawn((editor) => editor, "ellipse");
	expect([ellipse(101, 120), ellipse(398, 120), ellipse(400, 120)].map((value) => value > 0)).toEqual([
		true,
		true,
		false,
	]);
});

test("the edit frame snaps to guides", () => {
	const editor = withGuides().tool("frame").down([40, 40]).move([200, 100]).up([397, 203]);
	expect(editor.document.frame).toMatchObject({ right: 400, bottom: 200 });
	const hidden = withGuides().tool("frame");
	hidden.settings = { ...hidden.settings, "view.guides": { isShown: false } };
	expect(hidden.down([40, 40]).move([200, 100]).up([397, 203]).document.frame).toMatchObject({
		right: 397,
		bottom: 203,
	});
});
