import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differingTiles, rectCoverage } from "../raster";
import { expectCanonical } from "../raster/testCoverage";
import { BRUSH_OPTIONS } from "./brushOptions";
import { choiceValue, rangeValue, snapToRange } from "./option";
import { ACTIONS, findTool, TOOLS } from "./registry";
import { type Point, TestEditor } from "./testEditor";

const maskOf = (editor: TestEditor) => {
	const [mask] = editor.document.masks;
	if (mask === undefined) throw new Error("no mask");
	return mask.coverage;
};

describe("brush and eraser", () => {
	test("a click paints a dab with a preview, and makes one history entry", () => {
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

	test("the eraser and the brush's right button remove from the mask", () => {
		for (const [tool, isSecondary] of [
			["eraser", false],
			["brush", true],
		] as const) {
			const editor = new TestEditor(300, 300).run("mask.fill").tool(tool, 20);
			editor.down([50, 50], isSecondary).move([100, 50]).up([100, 50]);
			expect([editor.at(50, 50), editor.at(75, 50), editor.at(75, 80)]).toEqual([0, 0, 255]);
		}
	});

	test("a cancelled stroke changes nothing", () => {
		const editor = new TestEditor(300, 300).tool("brush", 20).down([9, 9]).up([9, 9]);
		const before = editor.history;
		editor.down([50, 50]).move([250, 250]).cancel();
		expect(editor.history).toBe(before);
		expect(editor.preview).toBeNull();
		editor.move([60, 60]).up([60, 60]);
		expect(editor.history).toBe(before);
	});

	test("a stroke that changes nothing makes no history entry", () => {
		const editor = new TestEditor(300, 300).tool("eraser", 20).down([50, 50]).up([90, 90]);
		expect(editor.history.past).toHaveLength(0);
		editor.tool("brush", 20).down([50, 50]).up([90, 90]).down([50, 50]).up([90, 90]);
		expect(editor.history.past).toHaveLength(1);
	});

	test("a stroke outside the picture paints nothing", () => {
		const editor = new TestEditor(300, 300).tool("brush", 20).down([-500, 20]).move([-100, 900]).up([900, 900]);
		expect(maskOf(editor).tiles).toEqual({});
	});
});

describe("brush settings", () => {
	test("opacity is the maximum coverage of a stroke, even where it crosses itself", () => {
		const editor = new TestEditor(300, 300).tool("brush", 40).set({ opacity: 0.5 });
		editor.down([50, 50]).move([150, 50], [50, 50]).up([150, 50]);
		expect(editor.at(100, 50)).toBe(128);
	});

	test("digits set the opacity of the active brush only", () => {
		const editor = new TestEditor(300, 300).tool("brush").run("brush.opacity30");
		expect([editor.settings.brush?.opacity, editor.settings.eraser?.opacity]).toEqual([0.3, 1]);
		const before = editor.tool("rectangle").settings;
		expect(editor.run("brush.opacity30").settings).toBe(before);
	});

	test("pressure scales the size for a pen but not for a mouse", () => {
		const width = (editor: TestEditor) => {
			editor.down([20, 50]).move([150, 50]).up([280, 50]);
			return Array.from({ length: 100 }, (_, y) => editor.at(150, y)).filter((value) => value > 0).length;
		};
		expect(width(new TestEditor(300, 100).tool("brush", 40))).toBeGreaterThanOrEqual(40);
		expect(width(new TestEditor(300, 100).tool("brush", 40).press(0.5))).toBeLessThanOrEqual(22);
		expect(
			width(new TestEditor(300, 100).tool("brush", 40).press(0.5).set({ pressureSize: false })),
		).toBeGreaterThanOrEqual(40);
		const faint = new TestEditor(300, 100).tool("brush", 40).press(0.5).set({ pressureOpacity: true });
		expect(faint.down([50, 50]).up([60, 50]).at(55, 50)).toBe(128);
	});

	test("Shift draws a straight line from the end of the last stroke, as a history entry of its own", () => {
		const editor = new TestEditor(300, 300).tool("brush", 10).down([20, 20]).up([40, 40]);
		editor.down([200, 40]).cancel();
		editor.hold("shift").down([240, 40]).up([240, 40]);
		expect([editor.at(140, 40), editor.at(140, 60), editor.at(200, 41)]).toEqual([255, 0, 255]);
		expect(editor.history.past).toHaveLength(2);
		const fresh = new TestEditor(300, 300).tool("brush", 10).hold("shift").down([240, 40]).up([240, 40]);
		expect(fresh.at(140, 40)).toBe(0);
	});

	test("the stabiliser reduces tremor, and the stroke ends at the pointer", () => {
		const trembling = Array.from({ length: 120 }, (_, i): Point => [20 + 2 * i, 100 + (i % 2 === 0 ? 15 : -15)]);
		const height = (stabiliser: number) => {
			const editor = new TestEditor(300, 200).tool("brush", 4).set({ stabiliser });
			editor
				.down([20, 100])
				.move(...trembling)
				.up([258, 100]);
			expect(editor.at(257, 100)).toBeGreaterThan(0);
			return Array.from({ length: 200 }, (_, y) => editor.at(150, y)).filter((value) => value > 0).length;
		};
		expect(height(0)).toBeGreaterThan(25);
		expect(height(0.9)).toBeLessThan(12);
	});
});

describe("shapes", () => {
	const drag = (editor: TestEditor, from: Point, to: Point) => editor.down(from).move(to).up(to);

	test("a rectangle shows an outline, then masks whole pixels in one history entry", () => {
		const editor = new TestEditor(600, 300).tool("rectangle").down([20.4, 30]).move([300, 200]);
		expect(editor.outline).toMatchObject({ mode: "add", corners: [{ x: 20, y: 30 }, {}, { x: 300, y: 200 }, {}] });
		expect(editor.at(100, 100)).toBe(0);
		editor.up([300, 200]);
		const expected = rectCoverage({ width: 600, height: 300 }, { left: 20, top: 30, right: 300, bottom: 200 });
		expect(differingTiles(expected, maskOf(editor))).toEqual({});
		expect(editor.history.past).toHaveLength(1);
		expect(editor.undo().at(100, 100)).toBe(0);
	});

	test("an ellipse touches the sides of the dragged rectangle, not its corners", () => {
		const editor = drag(new TestEditor(600, 300).tool("ellipse"), [300, 200], [100, 100]);
		const at = [editor.at(200, 150), editor.at(102, 102), editor.at(101, 150), editor.at(98, 150)];
		expect(at).toEqual([255, 0, 255, 0]);
	});

	test("a lasso masks the area that it encircles", () => {
		const editor = new TestEditor(600, 300).tool("lasso").down([10, 10]).move([500, 10], [500, 200]).up([10, 200]);
		expect([editor.at(300, 150), editor.at(300, 250), editor.at(5, 50)]).toEqual([255, 0, 0]);
	});

	test.each([
		["add", [], [255, 255, 255]],
		["subtract", ["alt"], [255, 0, 0]],
		["intersect", ["shift", "alt"], [0, 255, 0]],
	] as const)("%s: by keys at the press, or by choice", (mode, keys, expected) => {
		const begun = () => drag(new TestEditor(600, 300).tool("rectangle"), [0, 0], [200, 200]);
		const seen = (editor: TestEditor) => [editor.at(50, 50), editor.at(150, 150), editor.at(250, 250)];
		expect(seen(drag(begun().hold(...keys), [100, 100], [300, 300]))).toEqual(expected);
		expect(seen(drag(begun().set({ mode }), [100, 100], [300, 300]))).toEqual(expected);
	});

	test("Shift held since the press chooses the mode and does not constrain the shape", () => {
		const editor = drag(new TestEditor(600, 300).tool("rectangle").hold("shift"), [100, 100], [300, 150]);
		expect([editor.at(200, 140), editor.at(200, 160)]).toEqual([255, 0]);
	});

	test("the right button subtracts", () => {
		const editor = new TestEditor(600, 300).run("mask.fill").tool("ellipse").down([100, 100], true).up([200, 200]);
		expect([editor.at(150, 150), editor.at(101, 101)]).toEqual([0, 255]);
	});

	test("Shift and Alt pressed during a drag give equal sides and draw from the centre", () => {
		const editor = new TestEditor(600, 300).tool("rectangle").down([200, 100]).hold("shift").move([260, 120]);
		expect(editor.outline?.corners[2]).toEqual({ x: 260, y: 160 });
		editor.hold("alt").move([260, 120]);
		expect(editor.outline?.corners[0]).toEqual({ x: 140, y: 80 });
		editor.hold("shift", "alt").up([260, 120]);
		expect([editor.at(141, 41), editor.at(259, 159), editor.at(139, 100)]).toEqual([255, 255, 0]);
	});

	test("a click or a drag outside the picture leaves the mask unchanged, also in the intersect mode", () => {
		const editor = drag(new TestEditor(600, 300).tool("rectangle"), [0, 0], [200, 200]);
		const before = editor.history;
		editor.set({ mode: "intersect" }).down([50, 50]).up([50, 50]);
		drag(editor, [-90, -90], [-10, -10]);
		expect(editor.history).toBe(before);
	});
});

describe("mask operations", () => {
	const square = () => new TestEditor(600, 600).tool("rectangle").down([200, 200]).up([400, 400]);

	test("grow and shrink use the radius option", () => {
		const editor = square().run("mask.grow");
		expect([editor.at(192, 300), editor.at(191, 300)]).toEqual([255, 0]);
		editor.settings = { ...editor.settings, "mask.shrink": { radius: 20 } };
		editor.run("mask.shrink");
		expect([editor.at(212, 300), editor.at(211, 300)]).toEqual([255, 0]);
		expect(editor.undo().undo().at(192, 300)).toBe(0);
	});

	test("feather softens an edge, smooth hardens it", () => {
		const editor = square().run("mask.feather");
		const soft = editor.at(199, 300);
		expect(soft).toBeGreaterThan(90);
		expect(soft).toBeLessThan(128);
		editor.run("mask.smooth");
		expect([editor.at(196, 300), editor.at(203, 300)]).toEqual([0, 255]);
	});

	test("specks are removed and holes filled; without any there is no history entry", () => {
		const editor = square().tool("brush", 4).down([20, 20]).up([20, 20]);
		editor.tool("eraser", 30).down([300, 300]).up([300, 300]);
		editor.run("mask.removeSpecks").run("mask.fillHoles");
		expect(differingTiles(maskOf(square()), maskOf(editor))).toEqual({});
		const steps = editor.history.past.length;
		editor.run("mask.removeSpecks").run("mask.fillHoles");
		expect(editor.history.past).toHaveLength(steps);
	});
});

type Gesture = (editor: TestEditor) => void;

const point = fc.tuple(fc.integer({ min: -30, max: 630 }), fc.integer({ min: -30, max: 330 })) as fc.Arbitrary<Point>;

const SLOW_OPERATIONS = [
	"mask.grow",
	"mask.shrink",
	"mask.feather",
	"mask.smooth",
	"mask.removeSpecks",
	"mask.fillHoles",
];

const gestures: fc.Arbitrary<Gesture> = fc.oneof(
	fc
		.record({
			tool: fc.constantFrom("brush", "eraser"),
			size: fc.integer({ min: 1, max: 200 }),
			hardness: fc.constantFrom(0, 0.5, 1),
			opacity: fc.constantFrom(0.4, 1),
			flow: fc.constantFrom(0.2, 1),
			points: fc.array(point, { minLength: 1, maxLength: 5 }),
			isSecondary: fc.boolean(),
			isCancelled: fc.boolean(),
		})
		.map(
			({ tool, size, hardness, opacity, flow, points, isSecondary, isCancelled }): Gesture =>
				(editor) => {
					const [first, ...rest] = points;
					if (first === undefined) return;
					editor
						.tool(tool, size, hardness)
						.set({ opacity, flow })
						.down(first, isSecondary)
						.move(...rest);
					if (isCancelled) editor.cancel();
					else editor.up(points.at(-1) ?? first);
				},
		),
	fc
		.record({
			tool: fc.constantFrom("rectangle", "ellipse", "lasso"),
			mode: fc.constantFrom("add", "subtract", "intersect"),
			keys: fc.subarray<"shift" | "alt">(["shift", "alt"]),
			points: fc.array(point, { minLength: 1, maxLength: 6 }),
			isSecondary: fc.boolean(),
			isCancelled: fc.boolean(),
		})
		.map(
			({ tool, mode, keys, points, isSecondary, isCancelled }): Gesture =>
				(editor) => {
					const [first, ...rest] = points;
					if (first === undefined) return;
					editor
						.tool(tool)
						.set({ mode })
						.down(first, isSecondary)
						.hold(...keys);
					editor.move(...rest);
					if (isCancelled) editor.cancel();
					else editor.up(points.at(-1) ?? first);
					editor.hold();
				},
		),
	fc.constantFrom("mask.clear", "mask.invert", "mask.fill", ...SLOW_OPERATIONS).map(
		(id): Gesture =>
			(editor) =>
				void editor.run(id),
	),
	fc.constant<Gesture>((editor) => void editor.undo()),
	fc.constant<Gesture>((editor) => void editor.redo()),
);

const withoutCoverage = ({ document }: TestEditor) => ({
	...document,
	masks: document.masks.map((mask) => ({ ...mask, coverage: null })),
});

test("after random gestures, undoing and redoing everything restores the document", async () => {
	await fc.assert(
		fc.property(fc.array(gestures, { minLength: 1, maxLength: 10 }), (all) => {
			const editor = new TestEditor(600, 300);
			for (const gesture of all) gesture(editor);
			expectCanonical(maskOf(editor));
			const end = editor.document;
			const rest = withoutCoverage(editor);
			const steps = editor.history.past.length;
			for (let i = 0; i < steps; i++) editor.undo();
			expect(maskOf(editor).tiles).toEqual({});
			for (let i = 0; i < steps; i++) editor.redo();
			expect(differingTiles(end.masks[0]!.coverage, maskOf(editor))).toEqual({});
			expect(withoutCoverage(editor)).toEqual(rest);
		}),
		{ numRuns: 20 },
	);
});

describe("registry", () => {
	test("tools have the customary shortcuts, each its own", () => {
		const keys = Object.fromEntries(TOOLS.map(({ id, shortcuts }) => [id, shortcuts[0]]));
		expect(keys).toMatchObject({ brush: "B", eraser: "E", rectangle: "M", lasso: "L", hand: "H", zoom: "Z" });
	});

	test("options have unique ids, initial values in range and labels in both languages", () => {
		for (const { options = [] } of [...TOOLS, ...ACTIONS]) {
			expect(new Set(options.map(({ id }) => id)).size).toBe(options.length);
			for (const option of options) {
				expect(option.label.zh).toMatch(/\p{Script=Han}/u);
				if (option.kind === "range") expect(rangeValue({ [option.id]: option.initial }, option)).toBe(option.initial);
				if (option.kind === "choice") expect(choiceValue({}, option)).toBe(option.initial);
			}
		}
	});

	test("invalid stored settings are clamped to the options' ranges", () => {
		const [size] = BRUSH_OPTIONS;
		if (size?.kind !== "range") throw new Error("no size");
		const stored = [5000, -1, Number.NaN, "64", undefined].map((value) => rangeValue({ size: value as never }, size));
		expect(stored).toEqual([1000, 1, 64, 64, 64]);
	});

	test("ids and shortcuts are unique, those of one tool among themselves", () => {
		const ids = ACTIONS.map(({ id }) => id);
		const shortcuts = ACTIONS.flatMap(({ tool = "", shortcuts }) => shortcuts.map((key) => `${tool} ${key}`));
		expect(new Set(ids).size).toBe(ids.length);
		expect(new Set(shortcuts).size).toBe(shortcuts.length);
	});

	test("each tool has a file of its own that opens with a description", () => {
		const files = [".", "annotate", "paint"].flatMap((folder) =>
			readdirSync(resolve(import.meta.dirname, folder))
				.filter((name) => /^\w+\.ts$/.test(name))
				.map((name) => `${folder}/${name}`),
		);
		const sources = files.map((name) => readFileSync(resolve(import.meta.dirname, name), "utf8"));
		for (const { id, label } of TOOLS) {
			const own = sources.filter((source) => source.includes(`en: "${label.en}"`) && source.includes(`"${id}"`));
			expect(own, id).toHaveLength(1);
			expect(own[0], id).toMatch(/^\/\/ [A-Z][^\n]{20,}/);
		}
	});

	test("every tool has an icon, and every icon has a drawing", () => {
		expect(TOOLS.filter(({ icon }) => icon === undefined)).toEqual([]);
		for (const { id, icon } of ACTIONS) if (icon !== undefined) expect(icon.node.length, id).toBeGreaterThan(0);
	});

	test("tools and actions have labels in both languages", () => {
		for (const { label } of [...ACTIONS, ...TOOLS]) {
			expect(label.en.trim()).not.toBe("");
			expect(label.zh).toMatch(/\p{Script=Han}/u);
		}
	});

	test("options of actions have unique ids, labels in both languages and valid initial values", () => {
		for (const { id, options = [] } of [...ACTIONS, ...TOOLS]) {
			expect(new Set(options.map((option) => option.id)).size, id).toBe(options.length);
			for (const option of options) {
				const choices = option.kind === "choice" ? option.choices : [];
				for (const { label } of [option, ...choices]) {
					expect(label.en.trim(), id).not.toBe("");
					// Ratios read the same in every language.
					expect(label.zh, id).toMatch(/\p{Script=Han}|^\d+:\d+$/u);
				}
				if (option.kind === "choice")
					expect(
						choices.map(({ value }) => value),
						id,
					).toContain(option.initial);
				if (option.kind === "range") expect(snapToRange(option.initial, option), id).toBe(option.initial);
			}
		}
	});

	test("selecting and leaving a tool without a gesture changes nothing", () => {
		for (const tool of TOOLS) {
			expect(ACTIONS.map(({ id }) => id)).toContain(`tool.${tool.id}`);
			expect(findTool(tool.id)).toBe(tool);
			const editor = new TestEditor(100, 100).tool(tool.id);
			editor.down([5, 5]).move([50, 50]).cancel();
			expect(editor.history.past).toHaveLength(0);
		}
	});
});

test("brush shortcuts change the size of the active tool, between 1 and 1000", () => {
	const editor = new TestEditor(10, 10).tool("brush", 64).run("brush.larger");
	expect(editor.settings.brush?.size).toBe(70);
	for (let i = 0; i < 60; i++) editor.run("brush.larger");
	expect(editor.settings.brush?.size).toBe(1000);
	for (let i = 0; i < 100; i++) editor.run("brush.smaller");
	expect(editor.settings.brush?.size).toBe(1);
	expect(editor.settings.eraser?.size).toBe(64);
});
