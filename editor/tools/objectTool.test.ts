// Selecting, moving, scaling, rotating and cropping objects.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boxBounds, commit, objectAt, type PlacedBox, type ReferenceLayer, rectCentre, rotatePoint } from "../document";
import type { Rect } from "../raster";
import { handlePoint } from "./frameGeometry";
import { objectHandles } from "./objects/selectionBox";
import { type Point, TestEditor } from "./testEditor";
import type { Handle, HitTarget } from "./tool";

const rect = (left: number, top: number, width: number, height: number): Rect => ({
	left,
	top,
	right: left + width,
	bottom: top + height,
});

type Placed = Partial<ReferenceLayer> & Pick<ReferenceLayer, "place">;

/** The tool on a picture of 400 × 300 pixels with these objects, named r0, r1, …, from the bottom up. */
function withObjects(...objects: readonly Placed[]): TestEditor {
	const editor = new TestEditor(400, 300);
	const commands = objects.map((object, i) => {
		const reference = { id: `r${i}`, image: "i", name: "", opacity: 1, isVisible: true, ...object };
		return { type: "reference.add", reference } as const;
	});
	editor.history = { ...commit(editor.history, commands), past: [] };
	editor.hitTest = (point) => hitTest(editor, point);
	return editor.tool("place");
}

/** Stands in for the canvas: handles of 6 pixels around the selection, then objects. */
function hitTest({ document, selectedObjects, croppedObject }: TestEditor, [x, y]: Point): HitTarget | null {
	const shown = objectHandles(document.references, selectedObjects, {
		preview: null,
		isCropping: croppedObject !== null,
	});
	for (const handle of shown?.handles ?? []) {
		const at = positionOf(shown?.box ?? { place: rect(0, 0, 0, 0) }, handle);
		if (Math.max(Math.abs(at[0] - x), Math.abs(at[1] - y)) <= 6) return { kind: "handle", handle };
	}
	const object = objectAt(document.references, { x, y });
	return object === undefined ? null : { kind: "object", id: object.id };
}

function positionOf({ place, angle = 0 }: PlacedBox, handle: Handle): Point {
	const { x, y } =
		handle === "rotate" ? { x: (place.left + place.right) / 2, y: place.top - 30 } : handlePoint(place, handle);
	const at = rotatePoint({ x, y }, rectCentre(place), angle);
	return [at.x, at.y];
}

function drag(editor: TestEditor, from: Point, to: Point): TestEditor {
	return editor.down(from).move(to).up(to);
}

const object = (editor: TestEditor, id = "r0") => {
	const found = editor.document.references.find((layer) => layer.id === id);
	if (found === undefined) throw new Error(`no ${id}`);
	return found;
};
const placeOf = (editor: TestEditor, id?: string) => object(editor, id).place;
const steps = (editor: TestEditor) => editor.history.past.length;
const rounded = ({ left, top, right, bottom }: Rect) =>
	[left, top, right, bottom].map((value) => Math.round(value * 100) / 100);

describe("guides", () => {
	const withGuide = () => {
		const editor = withObjects({ place: rect(0, 0, 400, 300) });
		const guide = { id: "guide", axis: "x", at: 120 } as const;
		editor.history = { ...commit(editor.history, [{ type: "guide.add", guide }]), past: [] };
		return editor;
	};
	const positions = (editor: TestEditor) => editor.document.guides.map(({ at }) => at);

	test("a drag of the line moves the guide as one step, also over an object", () => {
		const editor = withGuide();
		drag(editor, [122, 40], [180, 90]);
		expect([positions(editor), steps(editor), editor.selectedObjects]).toEqual([[180], 1, []]);
		expect(positions(editor.undo())).toEqual([120]);
	});

	test("it snaps to the picture's centre, unless Ctrl is held, and is removed beside the canvas", () => {
		const editor = withGuide();
		expect(positions(drag(editor, [120, 40], [196, 40]))).toEqual([200]);
		editor.hold("mod");
		expect(positions(drag(editor, [200, 40], [197, 40]))).toEqual([197]);
		editor.hold();
		expect(positions(drag(editor, [197, 40], [-20, 40]))).toEqual([]);
	});

	test("a press beside the line, a press without a drag, a locked and a cancelled one leave it", () => {
		const editor = withGuide();
		drag(editor, [110, 40], [60, 40]);
		editor.undo();
		drag(editor, [120, 40], [120, 40]);
		editor.down([120, 40]).move([180, 40]).cancel();
		expect([positions(editor), steps(editor)]).toEqual([[120], 0]);
		editor.settings = { ...editor.settings, "view.lockGuides": { isLocked: true } };
		expect(positions(drag(editor, [120, 40], [180, 40]))).toEqual([120]);
	});
});

describe("selecting", () => {
	const three = () =>
		withObjects({ place: rect(0, 0, 50, 50) }, { place: rect(100, 0, 50, 50) }, { place: rect(200, 0, 50, 50) });

	test("a click selects the topmost object, on an empty place none", () => {
		const editor = withObjects({ place: rect(0, 0, 100, 100) }, { place: rect(50, 50, 100, 100) });
		expect(drag(editor, [75, 75], [75, 75]).selectedObjects).toEqual(["r1"]);
		expect(drag(editor, [20, 20], [20, 20]).selectedObjects).toEqual(["r0"]);
		expect(drag(editor, [300, 200], [300, 200]).selectedObjects).toEqual([]);
		expect(steps(editor)).toBe(0);
	});

	test("Shift and click adds to the selection and takes out of it", () => {
		const editor = three();
		drag(editor, [25, 25], [25, 25]);
		editor.hold("shift");
		expect(drag(editor, [125, 25], [125, 25]).selectedObjects).toEqual(["r0", "r1"]);
		expect(drag(editor, [20, 20], [20, 20]).selectedObjects).toEqual(["r1"]);
	});

	test("a rubber band selects what it touches; with Shift in addition to the selected", () => {
		const editor = three();
		expect(drag(editor, [120, 80], [220, 40]).selectedObjects).toEqual(["r1", "r2"]);
		editor.hold("shift");
		expect(drag(editor, [20, 80], [30, 40]).selectedObjects).toEqual(["r1", "r2", "r0"]);
	});

	test("a rubber band beside a rotated object within its bounds does not touch it", () => {
		const editor = withObjects({ place: rect(100, 100, 100, 100), angle: 45 });
		expect(drag(editor, [84, 84], [95, 95]).selectedObjects).toEqual([]);
		expect(drag(editor, [84, 145], [95, 155]).selectedObjects).toEqual(["r0"]);
	});

	test("hidden and locked objects are left alone", () => {
		const editor = withObjects(
			{ place: rect(0, 0, 50, 50), isLocked: true },
			{ place: rect(100, 0, 50, 50), isVisible: false },
		);
		expect(drag(editor, [25, 25], [65, 25]).selectedObjects).toEqual([]);
		editor.selectedObjects = ["r0"];
		expect(placeOf(drag(editor, [25, 25], [65, 25]))).toEqual(rect(0, 0, 50, 50));
	});
});

describe("moving", () => {
	const one = () => withObjects({ place: rect(500, 0, 100, 50) });

	test("dragging inside moves a reference, also onto the picture", () => {
		const editor = drag(one(), [550, 25], [150, 75]);
		expect(placeOf(editor)).toEqual(rect(100, 50, 100, 50));
		expect(steps(editor)).toBe(1);
		expect(placeOf(editor.undo())).toEqual(rect(500, 0, 100, 50));
	});

	test("the topmost visible reference is dragged; outside all of them, none", () => {
		const place = rect(0, 0, 100, 100);
		const editor = withObjects({ place }, { place }, { place, isVisible: false });
		expect(placeOf(drag(editor, [50, 50], [60, 50]), "r1")).toEqual(rect(10, 0, 100, 100));
		expect(placeOf(editor)).toEqual(place);
		drag(editor, [250, 250], [260, 250]);
		expect(steps(editor)).toBe(1);
	});

	test("a press without a drag makes no history entry, and neither does a hand that trembles", () => {
		expect(steps(drag(one(), [550, 25], [550, 25]))).toBe(0);
		expect(steps(drag(one(), [550, 25], [552, 26]))).toBe(0);
	});

	test("every selected object moves, as one step; Shift keeps the move straight", () => {
		const editor = withObjects({ place: rect(0, 0, 50, 50) }, { place: rect(100, 60, 50, 50), angle: 30 });
		editor.selectedObjects = ["r0", "r1"];
		editor.hold("shift", "mod");
		drag(editor, [25, 25], [65, 35]);
		expect([placeOf(editor), placeOf(editor, "r1")]).toEqual([rect(40, 0, 50, 50), rect(140, 60, 50, 50)]);
		expect(object(editor, "r1").angle).toBe(30);
		expect(steps(editor)).toBe(1);
	});

	test("a cancelled drag leaves no trace", () => {
		const editor = one().down([550, 25]).move([150, 75]);
		expect(editor.objects?.changes).toEqual({ r0: { place: rect(100, 50, 100, 50) } });
		editor.cancel();
		expect([placeOf(editor), editor.objects, steps(editor)]).toEqual([rect(500, 0, 100, 50), null, 0]);
	});

	test("edges and centres snap to the picture and to other objects, and Ctrl or Cmd turns that off", () => {
		const editor = withObjects({ place: rect(150, 100, 60, 40) });
		editor.down([180, 120]).move([34, 120]);
		expect(editor.objects?.lines.map(({ axis, at }) => [axis, at])).toContainEqual(["x", 0]);
		editor.up([34, 120]);
		expect(placeOf(editor)).toEqual(rect(0, 100, 60, 40));
		editor.undo().hold("mod");
		expect(placeOf(drag(editor, [180, 120], [34, 120]))).toEqual(rect(4, 100, 60, 40));
	});

	test("edges snap to guides that are shown", () => {
		const guided = () => {
			const editor = withObjects({ place: rect(150, 100, 60, 40) });
			const guide = { id: "g", axis: "x", at: 301 } as const;
			editor.history = commit(editor.history, [{ type: "guide.add", guide }]);
			return editor;
		};
		expect(placeOf(drag(guided(), [180, 120], [268, 120]))).toEqual(rect(241, 100, 60, 40));
		const hidden = guided();
		hidden.settings = { ...hidden.settings, "view.guides": { isShown: false } };
		expect(placeOf(drag(hidden, [180, 120], [268, 120]))).toEqual(rect(238, 100, 60, 40));
	});
});

describe("scaling", () => {
	const one = (placed: Partial<ReferenceLayer> = {}) => {
		const editor = withObjects({ place: rect(500, 0, 100, 50), ...placed });
		editor.selectedObjects = ["r0"];
		return editor.hold("mod");
	};

	test("dragging a corner scales it, keeping the opposite corner and the aspect ratio", () => {
		expect(placeOf(drag(one(), [600, 50], [700, 60]))).toEqual(rect(500, 0, 200, 100));
		expect(placeOf(drag(one(), [500, 0], [550, 25]))).toEqual(rect(550, 25, 50, 25));
		expect(placeOf(drag(one(), [600, 50], [100, -900]))).toMatchObject({ left: 500, top: 0 });
	});

	test("Shift frees the ratio, Alt scales from the centre, a side changes one direction", () => {
		expect(placeOf(drag(one().hold("mod", "shift"), [600, 50], [700, 60]))).toEqual(rect(500, 0, 200, 60));
		expect(placeOf(drag(one().hold("mod", "alt"), [600, 50], [650, 60]))).toEqual(rect(450, -25, 200, 100));
		expect(placeOf(drag(one(), [600, 25], [640, 90]))).toEqual(rect(500, 0, 140, 50));
		expect(placeOf(drag(one(), [550, 0], [550, -10]))).toEqual(rect(500, -10, 100, 60));
	});

	test("a rotated object keeps its angle and the corner opposite of the dragged one", () => {
		const editor = one({ angle: 90 });
		// Upright: from (525, -25) to (575, 75).
		drag(editor, positionOf(object(editor), "se"), [475, 175]);
		expect(object(editor).angle).toBe(90);
		expect(rounded(boxBounds(object(editor)))).toEqual([475, -25, 575, 175]);
	});

	test("several objects are scaled together and keep their distances in proportion", () => {
		const editor = withObjects({ place: rect(0, 0, 50, 50) }, { place: rect(100, 50, 50, 50) });
		editor.selectedObjects = ["r0", "r1"];
		drag(editor.hold("mod"), [150, 100], [300, 200]);
		expect([placeOf(editor), placeOf(editor, "r1")]).toEqual([rect(0, 0, 100, 100), rect(200, 100, 100, 100)]);
		expect(steps(editor)).toBe(1);
	});

	test("the dragged edge snaps to other objects, and with a fixed ratio to the nearer line", () => {
		const editor = withObjects({ place: rect(20, 20, 100, 50) }, { place: rect(223, 200, 100, 50) });
		editor.selectedObjects = ["r0"];
		drag(editor, [120, 45], [221, 45]);
		expect(placeOf(editor)).toEqual(rect(20, 20, 203, 50));
		editor.undo();
		drag(editor, [120, 70], [220, 120]);
		expect(rounded(placeOf(editor))).toEqual([20, 20, 223, 121.5]);
	});
});

describe("rotating", () => {
	const one = () => {
		const editor = withObjects({ place: rect(100, 100, 100, 50) });
		editor.selectedObjects = ["r0"];
		return editor;
	};

	test("the handle above turns it about its centre, with Shift by steps of 15 degrees", () => {
		const editor = drag(one(), [150, 70], [205, 125]);
		expect(object(editor)).toMatchObject({ angle: 90, place: rect(100, 100, 100, 50) });
		editor.undo().hold("shift");
		drag(editor, [150, 70], [190, 80]);
		expect(object(editor).angle).toBe(45);
	});

	test("several objects turn about the centre of their box", () => {
		const editor = withObjects({ place: rect(0, 100, 50, 50) }, { place: rect(150, 100, 50, 50), angle: 10 });
		editor.selectedObjects = ["r0", "r1"];
		const box = boxBounds({ place: rect(150, 100, 50, 50), angle: 10 });
		const centre = { x: box.right / 2, y: (box.top + box.bottom) / 2 };
		drag(editor, [centre.x, box.top - 30], [centre.x + 60, centre.y]);
		expect([object(editor).angle, object(editor, "r1").angle]).toEqual([90, 100]);
		const [left] = rounded(placeOf(editor));
		expect(left).toBeCloseTo(centre.x - 25, 0);
	});
});

describe("cropping", () => {
	/** Its source picture has 400 × 300 pixels. */
	const cropping = (placed: Partial<ReferenceLayer> = {}) => {
		const editor = withObjects({ place: rect(100, 100, 200, 150), ...placed });
		editor.selectedObjects = ["r0"];
		editor.croppedObject = "r0";
		return editor;
	};

	test("a handle hides a part at that side and leaves the rest where it was", () => {
		const editor = drag(cropping(), [100, 175], [150, 175]);
		expect(object(editor)).toMatchObject({ place: rect(150, 100, 150, 150), crop: rect(100, 0, 300, 300) });
		expect(steps(editor)).toBe(1);
		drag(editor, [150, 175], [60, 175]);
		expect(placeOf(editor)).toEqual(rect(100, 100, 200, 150));
		expect(object(editor).crop).toBeUndefined();
	});

	test("of a flipped object the side that is seen is cropped; a rotated one keeps the rest in place", () => {
		expect(object(drag(cropping({ isFlippedX: true }), [100, 175], [150, 175]))).toMatchObject({
			place: rect(150, 100, 150, 150),
			crop: rect(0, 0, 300, 300),
		});
		const rotated = cropping({ angle: 90 });
		const fixed = positionOf(object(rotated), "se");
		drag(rotated, positionOf(object(rotated), "nw"), [250, 100]);
		const [x, y] = positionOf(object(rotated), "se");
		expect([x, y]).toEqual([expect.closeTo(fixed[0]), expect.closeTo(fixed[1])]);
	});

	test("dragging inside moves the picture behind the crop, never beyond its edges", () => {
		const editor = cropping({ crop: rect(100, 50, 200, 150), place: rect(100, 100, 200, 150) });
		drag(editor, [200, 175], [220, 165]);
		expect(object(editor)).toMatchObject({ place: rect(100, 100, 200, 150), crop: rect(80, 60, 200, 150) });
		drag(editor, [200, 175], [900, 175]);
		expect(object(editor).crop).toEqual(rect(0, 60, 200, 150));
	});

	test("a double click begins it; a press that becomes a drag moves the object instead", () => {
		const editor = withObjects({ place: rect(100, 100, 200, 150) });
		drag(editor, [150, 150], [150, 150]);
		editor.hold("mod").down([150, 150], false, 2).move([190, 150]).up([190, 150]);
		expect([editor.croppedObject, placeOf(editor)]).toEqual([null, rect(140, 100, 200, 150)]);
		editor.down([150, 150], false, 2).up([150, 150]);
		expect(editor.croppedObject).toBe("r0");
	});

	test("a press outside ends cropping and changes nothing else", () => {
		const editor = drag(cropping(), [10, 10], [60, 60]);
		expect([editor.croppedObject, editor.selectedObjects, steps(editor)]).toEqual([null, ["r0"], 0]);
	});
});

describe("any sequence of drags", () => {
	const point = fc.tuple(fc.integer({ min: -50, max: 450 }), fc.integer({ min: -50, max: 350 }));
	const keys = fc.subarray(["shift", "alt", "mod"] as const);
	const gesture = fc.record({
		from: point,
		to: point,
		keys,
		onHandle: fc.option(fc.nat(8)),
		isCancelled: fc.boolean(),
	});

	test("keeps the document valid, makes at most one step a drag, and undoes to the start", () => {
		const start = [
			{ place: rect(20, 30, 100, 60) },
			{ place: rect(200, 100, 80, 120), angle: 33, isFlippedX: true },
			{ place: rect(90, 150, 60, 60), crop: rect(10, 10, 200, 200) },
		];
		fc.assert(
			fc.property(fc.array(gesture, { maxLength: 12 }), (gestures) => {
				const editor = withObjects(...start);
				const before = editor.document.references;
				for (const { from, to, keys, onHandle, isCancelled } of gestures) {
					const taken = steps(editor);
					const shown = objectHandles(editor.document.references, editor.selectedObjects, {
						preview: null,
						isCropping: false,
					});
					const handle = onHandle === null ? undefined : shown?.handles[onHandle];
					const pressed = shown && handle ? positionOf(shown.box, handle) : from;
					editor
						.hold(...keys)
						.down(pressed)
						.move(to);
					if (isCancelled) editor.cancel();
					else editor.up(to);
					expect(steps(editor) - taken).toBeLessThanOrEqual(isCancelled ? 0 : 1);
				}
				while (steps(editor) > 0) editor.undo();
				expect(editor.document.references).toEqual(before);
			}),
		);
	});
});
