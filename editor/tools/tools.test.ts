import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differingTiles } from "../raster";
import { ACTIONS, findTool, TOOLS } from "./registry";
import { type Point, TestEditor } from "./testEditor";

const maskOf = (editor: TestEditor) => {
	const [mask] = editor.document.masks;
	if (mask === undefined) throw new Error("no mask");
	return mask.coverage;
};

describe("brush and eraser", () => {
	test("a click is a dab, seen at once, one step to undo", () => {
		const editor = new TestEditor(300, 300).tool("brush", 20).down([50, 50]);
		expect(editor.previewAt(50, 50)).toBe(255);
		expect(editor.at(50, 50)).toBe(0);
		editor.up([50, 50]);
		expect(editor.at(50, 50)).toBe(255);
		expect(editor.at(62, 50)).toBe(0);
		expect(editor.history.past).toHaveLength(1);
		expect(editor.undo().at(50, 50)).toBe(0);
		expect(editor.redo().at(50, 50)).toBe(255);
	});

	test("the eraser takes away, and so does the brush's right button", () => {
		for (const [tool, isSecondary] of [
			["eraser", false],
			["brush", true],
		] as const) {
			const editor = new TestEditor(300, 300).run("mask.fill").tool(tool, 20);
			editor.down([50, 50], isSecondary).move([100, 50]).up([100, 50]);
			expect([editor.at(50, 50), editor.at(75, 50), editor.at(75, 80)]).toEqual([0, 0, 255]);
		}
	});

	test("cancel leaves no trace", () => {
		const editor = new TestEditor(300, 300).tool("brush", 20).down([9, 9]).up([9, 9]);
		const before = editor.history;
		editor.down([50, 50]).move([250, 250]).cancel();
		expect(editor.history).toBe(before);
		expect(editor.preview).toBeNull();
		editor.move([60, 60]).up([60, 60]);
		expect(editor.history).toBe(before);
	});

	test("a stroke that changes nothing is not a step", () => {
		const editor = new TestEditor(300, 300).tool("eraser", 20).down([50, 50]).up([90, 90]);
		expect(editor.history.past).toHaveLength(0);
		editor.tool("brush", 20).down([50, 50]).up([90, 90]).down([50, 50]).up([90, 90]);
		expect(editor.history.past).toHaveLength(1);
	});

	test("outside the picture nothing is painted", () => {
		const editor = new TestEditor(300, 300).tool("brush", 20).down([-500, 20]).move([-100, 900]).up([900, 900]);
		expect(maskOf(editor).tiles).toEqual({});
	});
});

type Gesture = (editor: TestEditor) => void;

const point = fc.tuple(fc.integer({ min: -30, max: 630 }), fc.integer({ min: -30, max: 330 })) as fc.Arbitrary<Point>;

const gestures: fc.Arbitrary<Gesture> = fc.oneof(
	fc
		.record({
			tool: fc.constantFrom("brush", "eraser"),
			size: fc.integer({ min: 1, max: 200 }),
			hardness: fc.constantFrom(0, 0.5, 1),
			points: fc.array(point, { minLength: 1, maxLength: 5 }),
			isSecondary: fc.boolean(),
			isCancelled: fc.boolean(),
		})
		.map(
			({ tool, size, hardness, points, isSecondary, isCancelled }): Gesture =>
				(editor) => {
					const [first, ...rest] = points;
					if (first === undefined) return;
					editor
						.tool(tool, size, hardness)
						.down(first, isSecondary)
						.move(...rest);
					if (isCancelled) editor.cancel();
					else editor.up(points.at(-1) ?? first);
				},
		),
	fc.constantFrom("mask.clear", "mask.invert", "mask.fill").map(
		(id): Gesture =>
			(editor) =>
				void editor.run(id),
	),
	fc.constant<Gesture>((editor) => void editor.undo()),
	fc.constant<Gesture>((editor) => void editor.redo()),
);

test("after any gestures, undoing all and redoing all ends where it began", async () => {
	await fc.assert(
		fc.property(fc.array(gestures, { minLength: 1, maxLength: 10 }), (all) => {
			const editor = new TestEditor(600, 300);
			for (const gesture of all) gesture(editor);
			const end = editor.document;
			const steps = editor.history.past.length;
			for (let i = 0; i < steps; i++) editor.undo();
			expect(maskOf(editor).tiles).toEqual({});
			for (let i = 0; i < steps; i++) editor.redo();
			expect(differingTiles(end.masks[0]!.coverage, maskOf(editor))).toEqual({});
			expect(editor.document).toEqual(end);
		}),
		{ numRuns: 30 },
	);
});

describe("registry", () => {
	test("ids and shortcuts are unique", () => {
		const ids = ACTIONS.map(({ id }) => id);
		const shortcuts = ACTIONS.flatMap((action) => action.shortcuts);
		expect(new Set(ids).size).toBe(ids.length);
		expect(new Set(shortcuts).size).toBe(shortcuts.length);
	});

	test("everything has a name in both languages", () => {
		for (const { label } of [...ACTIONS, ...TOOLS]) {
			expect(label.en.trim()).not.toBe("");
			expect(label.zh).toMatch(/\p{Script=Han}/u);
		}
	});

	test("every tool can be chosen and let go of without a trace", () => {
		for (const tool of TOOLS) {
			expect(ACTIONS.map(({ id }) => id)).toContain(`tool.${tool.id}`);
			expect(findTool(tool.id)).toBe(tool);
			const editor = new TestEditor(100, 100).tool(tool.id);
			editor.down([5, 5]).move([50, 50]).cancel();
			expect(editor.history.past).toHaveLength(0);
		}
	});
});

test("brush keys change the size of the tool in hand, between 1 and 1000", () => {
	const editor = new TestEditor(10, 10).tool("brush", 64).run("brush.larger");
	expect(editor.settings.brush?.size).toBe(70);
	for (let i = 0; i < 60; i++) editor.run("brush.larger");
	expect(editor.settings.brush?.size).toBe(1000);
	for (let i = 0; i < 100; i++) editor.run("brush.smaller");
	expect(editor.settings.brush?.size).toBe(1);
	expect(editor.settings.eraser?.size).toBe(64);
});
