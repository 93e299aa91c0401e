// Actions on the selected objects, by the ids that menus, shortcuts and buttons use.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundsOfBoxes, boxBounds, commit, type ReferenceLayer, rectCentre } from "../../../document";
import type { Rect } from "../../../raster";
import { ACTIONS, findAction } from "../../registry";
import { TestEditor } from "../../testEditor";
import { objectActions } from ".";

const rect = (left: number, top: number, width: number, height: number): Rect => ({
	left,
	top,
	right: left + width,
	bottom: top + height,
});

type Object = Partial<ReferenceLayer> & { readonly place: Rect };

/** Objects with the ids a, b, c, … from bottom to top, on a picture of 1000 × 800 pixels. All of them are selected. */
function withObjects(...objects: readonly Object[]): TestEditor {
	const editor = new TestEditor(1000, 800);
	editor.history = commit(
		editor.history,
		objects.map((object, i) => ({
			type: "reference.add",
			reference: { id: "abcdefgh"[i] ?? "z", image: "i", name: "", opacity: 1, isVisible: true, ...object },
		})),
	);
	return select(editor, "abcdefgh".slice(0, objects.length));
}

function select(editor: TestEditor, ids: string): TestEditor {
	editor.selectedObjects = [...ids];
	return editor;
}

const steps = (editor: TestEditor) => editor.history.past.length;
const find = (editor: TestEditor, id: string) => {
	const found = editor.document.references.find((object) => object.id === id);
	if (found === undefined) throw new Error(`no object ${id}`);
	return found;
};
const places = (editor: TestEditor) => editor.document.references.map(({ place }) => place);
const order = (editor: TestEditor) => editor.document.references.map(({ id }) => id).join("");

const A = rect(100, 100, 200, 100);
const B = rect(400, 300, 50, 50);
const C = rect(700, 200, 100, 300);

describe("selecting", () => {
	test("all selects what the pointer could; none deselects; neither is a step of the history", () => {
		const editor = withObjects(
			{ place: A },
			{ place: B, isLocked: true },
			{ place: C, isVisible: false },
			{ place: A },
		);
		expect(editor.run("object.selectAll").selectedObjects).toEqual(["a", "d"]);
		expect(editor.run("object.selectNone").selectedObjects).toEqual([]);
		expect(steps(editor)).toBe(1);
	});

	test("next and previous go round, past hidden objects but not past locked ones", () => {
		const editor = withObjects({ place: A }, { place: B, isVisible: false }, { place: C, isLocked: true });
		select(editor, "");
		const next = () => editor.run("object.selectNext").selectedObjects.join("");
		const previous = () => editor.run("object.selectPrevious").selectedObjects.join("");
		expect([next(), next(), next()]).toEqual(["a", "c", "a"]);
		expect([previous(), previous()]).toEqual(["c", "a"]);
		select(editor, "");
		expect(previous()).toBe("c");
	});
});

describe("moving", () => {
	test("arrow keys move by 1 and 10 pixels; consecutive moves of the same objects are one step", () => {
		const editor = withObjects({ place: A }, { place: B });
		editor.run("object.moveRight").run("object.moveRight").run("object.moveDownFar").run("object.moveLeft");
		expect(places(editor)).toEqual([rect(101, 110, 200, 100), rect(401, 310, 50, 50)]);
		expect(steps(editor)).toBe(2);
		select(editor, "b").run("object.moveUp");
		expect(steps(editor)).toBe(3);
		expect(places(editor.undo())).toEqual([rect(101, 110, 200, 100), rect(401, 310, 50, 50)]);
		expect(places(editor.undo())).toEqual([A, B]);
	});

	test("locked objects stay", () => {
		const editor = withObjects({ place: A, isLocked: true }, { place: B }).run("object.moveRight");
		expect(places(editor)).toEqual([A, rect(401, 300, 50, 50)]);
		for (const { id } of objectActions.filter(({ id }) => id !== "object.lock" && id !== "object.duplicate")) {
			const only = withObjects({ place: A, isLocked: true, angle: 20, opacity: 0.35 });
			const before = only.document.references;
			expect(only.run(id).document.references, id).toEqual(before);
		}
	});
});

describe("copies and removal", () => {
	test("copies lie above the originals, are selected and unlocked, and one undo removes them", () => {
		const editor = withObjects({ place: A, angle: 30, isLocked: true }, { place: B }, { place: C });
		select(editor, "ab").run("object.duplicate");
		expect(order(editor)).toMatch(/^abobject-4object-5c$/);
		expect(editor.selectedObjects).toEqual(["object-4", "object-5"]);
		const copy = find(editor, "object-4");
		expect(copy).toMatchObject({ angle: 30, place: rect(116, 116, 200, 100) });
		expect(copy.isLocked).toBeUndefined();
		expect(order(editor.undo())).toBe("abc");
	});

	test("deleting leaves locked objects, is one step, and undo selects what it brings back", () => {
		const editor = withObjects({ place: A }, { place: B, isLocked: true }, { place: C }).run("object.delete");
		expect(order(editor)).toBe("b");
		expect(editor.selectedObjects).toEqual(["b"]);
		expect(order(editor.undo())).toBe("abc");
		expect(editor.selectedObjects).toEqual(["a", "c"]);
	});
});

describe("flipping and rotating", () => {
	test("a flipped object is mirrored where it is; flipping twice restores it", () => {
		const editor = withObjects({ place: A, angle: 30 }).run("object.flipHorizontal");
		expect(find(editor, "a")).toMatchObject({ place: A, angle: -30, isFlippedX: true });
		editor.run("object.flipVertical");
		expect(find(editor, "a")).toMatchObject({ place: A, angle: 30, isFlippedX: true, isFlippedY: true });
		editor.run("object.flipHorizontal").run("object.flipVertical");
		expect(find(editor, "a")).toEqual({ ...find(withObjects({ place: A, angle: 30 }), "a") });
	});

	test("several objects exchange their sides", () => {
		const editor = withObjects({ place: rect(0, 0, 100, 50) }, { place: rect(300, 20, 40, 40) });
		editor.run("object.flipHorizontal");
		expect(places(editor)).toEqual([rect(240, 0, 100, 50), rect(0, 20, 40, 40)]);
	});

	test("four quarter turns lead back exactly, and an upright object stays on whole pixels", () => {
		const editor = withObjects({ place: rect(10, 20, 31, 50) });
		for (const angle of [90, 180, -90]) {
			editor.run("object.rotateRight");
			expect(find(editor, "a").angle).toBe(angle);
			for (const edge of Object.values(boxBounds(find(editor, "a")))) expect(edge).toBe(Math.round(edge));
		}
		editor.run("object.rotateRight");
		expect(find(editor, "a")).toEqual(find(withObjects({ place: rect(10, 20, 31, 50) }), "a"));
		editor.run("object.rotateLeft");
		expect(find(editor, "a").angle).toBe(-90);
	});

	test("15 degrees turn several about their common centre", () => {
		const editor = withObjects({ place: rect(0, 0, 20, 20) }, { place: rect(100, 0, 20, 20) });
		for (let i = 0; i < 6; i++) editor.run("object.turnRight");
		const [a, b] = [find(editor, "a"), find(editor, "b")];
		expect([a.angle, b.angle]).toEqual([90, 90]);
		expect(rectCentre(a.place).x).toBeCloseTo(60, 9);
		expect(rectCentre(a.place).y).toBeCloseTo(-40, 9);
		expect(rectCentre(b.place).y).toBeCloseTo(60, 9);
		expect(steps(editor)).toBe(7);
	});
});

describe("aligning and distributing", () => {
	test("several are aligned with their common bounds, a locked one among them", () => {
		const lefts = (editor: TestEditor) => places(editor).map(({ left }) => left);
		expect(lefts(withObjects({ place: A }, { place: B }, { place: C }).run("object.alignLeft"))).toEqual([
			100, 100, 100,
		]);
		expect(lefts(withObjects({ place: A }, { place: B }, { place: C }).run("object.alignRight"))).toEqual([
			600, 750, 700,
		]);
		expect(lefts(withObjects({ place: A }, { place: B, isLocked: true }).run("object.alignRight"))).toEqual([250, 400]);
		expect(lefts(withObjects({ place: A }, { place: B }, { place: C }).run("object.alignCentre"))).toEqual([
			350, 425, 400,
		]);
	});

	test("one is aligned with the picture, by its bounds as it is shown", () => {
		const upright = withObjects({ place: A });
		expect(places(upright.run("object.alignRight").run("object.alignBottom"))).toEqual([rect(800, 700, 200, 100)]);
		expect(places(upright.run("object.alignCentre").run("object.alignMiddle"))).toEqual([rect(400, 350, 200, 100)]);
		const turned = withObjects({ place: A, angle: 90 }).run("object.alignLeft").run("object.alignTop");
		expect(boxBounds(find(turned, "a"))).toEqual(rect(0, 0, 100, 200));
	});

	test("a centre that falls between pixels does not blur an upright object", () => {
		expect(places(withObjects({ place: rect(3, 3, 51, 51) }).run("object.alignCentre"))).toEqual([
			rect(475, 3, 51, 51),
		]);
	});

	test("distributing gives equal gaps and keeps the outermost in place; two are not enough", () => {
		const [a, b, c] = [rect(0, 0, 100, 10), rect(120, 45, 20, 10), rect(500, 90, 60, 10)];
		const editor = withObjects({ place: c }, { place: a }, { place: b }).run("object.distributeHorizontal");
		expect(places(editor)).toEqual([c, a, rect(290, 45, 20, 10)]);
		// They are evenly spaced already.
		editor.run("object.distributeVertical");
		expect(steps(editor)).toBe(2);
		const distribute = findAction("object.distributeHorizontal");
		expect(places(withObjects({ place: a }, { place: b }).run("object.distributeVertical"))).toEqual([a, b]);
		expect(distribute?.isEnabled(contextOf(withObjects({ place: a }, { place: b })))).toBe(false);
	});

	const contextOf = ({ document, selectedObjects }: TestEditor) =>
		({ document, selectedObjects }) as unknown as Parameters<(typeof ACTIONS)[number]["isEnabled"]>[0];

	test("aligned objects share the edge, whatever their rotation", async () => {
		const angle = fc.integer({ min: -179, max: 180 });
		const box = fc
			.tuple(fc.nat(900), fc.nat(700), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }))
			.map(([left, top, width, height]) => rect(left, top, width, height));
		const object = fc.record({ place: box, angle });
		await fc.assert(
			fc.property(fc.array(object, { minLength: 2, maxLength: 5 }), (objects) => {
				const editor = withObjects(...objects);
				const before = boundsOfBoxes(editor.document.references);
				editor.run("object.alignRight");
				for (const { right } of editor.document.references.map(boxBounds)) {
					// At most half a pixel off, where an upright object stays on whole pixels.
					expect(Math.abs(right - (before?.right ?? 0))).toBeLessThanOrEqual(0.5 + 1e-6);
				}
			}),
		);
	});
});

describe("order, lock, opacity and resetting", () => {
	test("objects go forward and backward past the next one that stays, and keep their own order", () => {
		const all = [{ place: A }, { place: A }, { place: A }, { place: A }];
		const ordered = (ids: string, id: string) => order(select(withObjects(...all), ids).run(id));
		expect(ordered("a", "object.forward")).toBe("bacd");
		expect(ordered("ab", "object.forward")).toBe("cabd");
		expect(ordered("bd", "object.forward")).toBe("acbd");
		expect(ordered("ac", "object.toFront")).toBe("bdac");
		expect(ordered("d", "object.backward")).toBe("abdc");
		expect(ordered("ac", "object.backward")).toBe("acbd");
		expect(ordered("bd", "object.toBack")).toBe("bdac");
		const top = select(withObjects(...all), "d")
			.run("object.toFront")
			.run("object.forward");
		expect(steps(top)).toBe(1);
	});

	test("locking a mixed selection locks all of it; locking it again unlocks it", () => {
		const editor = withObjects({ place: A, isLocked: true }, { place: B });
		const locked = () => editor.document.references.map(({ isLocked = false }) => isLocked);
		editor.run("object.lock");
		expect(locked()).toEqual([true, true]);
		editor.run("object.lock");
		expect(locked()).toEqual([false, false]);
	});

	test("digits set the opacity", () => {
		const editor = withObjects({ place: A }, { place: B }).run("object.opacity30");
		expect(editor.document.references.map(({ opacity }) => opacity)).toEqual([0.3, 0.3]);
		expect(find(editor.run("object.opacity100"), "a").opacity).toBe(1);
	});

	test("size, crop and angle are reset each by itself, about the object's centre", () => {
		const crop = rect(100, 0, 200, 150);
		const changed = { place: rect(0, 0, 100, 75), crop, angle: 90, isFlippedX: true };
		// The test's source pictures have 400 × 300 pixels.
		expect(find(withObjects(changed).run("object.resetSize"), "a").place).toEqual(rect(-50, -37.5, 200, 150));
		expect(find(withObjects(changed).run("object.resetAngle"), "a")).not.toHaveProperty("angle");
		const whole = find(withObjects(changed).run("object.resetCrop"), "a");
		expect(whole).not.toHaveProperty("crop");
		// The scale and the shown part stay: the picture is 200 × 150, and turned, it reaches further down and left.
		expect(boxBounds(whole)).toEqual(rect(12.5 - 75, -12.5 - 50, 150, 200));
	});
});

test("every object action has its shortcuts to itself, apart from those it takes over with its tool", () => {
	const general = new Map(
		ACTIONS.filter(({ tool }) => tool === undefined).flatMap(({ id, shortcuts }) =>
			shortcuts.map((key): [string, string] => [key, id]),
		),
	);
	const taken = objectActions.flatMap(({ shortcuts }) => shortcuts.flatMap((key) => general.get(key) ?? []));
	// With the tool that places objects these keys do to objects what they otherwise do to the mask, the brush or the view.
	const expected = /^(mask\.(fill|clear)|brush\.opacity\d+|view\.go(Left|Right|Up|Down)(Far)?)$/;
	expect(taken.filter((id) => !expected.test(id))).toEqual([]);
});

test("after random actions, undo leads back to the start and redo to the end", async () => {
	const object = fc.record({
		place: fc
			.tuple(fc.nat(900), fc.nat(700), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }))
			.map(([left, top, width, height]) => rect(left, top, width, height)),
		angle: fc.integer({ min: -179, max: 180 }),
		isLocked: fc.boolean(),
		isVisible: fc.boolean(),
	});
	const action = fc.oneof(
		fc.constantFrom(...objectActions.map(({ id }) => id)),
		fc.constantFrom("undo" as const, "redo" as const),
		fc.subarray([..."abcde"]),
	);
	await fc.assert(
		fc.property(
			fc.array(object, { minLength: 1, maxLength: 5 }),
			fc.array(action, { maxLength: 25 }),
			(objects, all) => {
				const editor = withObjects(...objects);
				const start = withObjects(...objects).document;
				editor.history = { ...editor.history, past: [] };
				// TestEditor checks the document's invariants after each.
				for (const one of all) {
					if (one === "undo" || one === "redo") editor[one]();
					else if (typeof one === "string") editor.run(one);
					else
						select(editor, one.filter((id) => editor.document.references.some((object) => object.id === id)).join(""));
					const ids = editor.document.references.map(({ id }) => id);
					if (typeof one === "string") expect(ids).toEqual(expect.arrayContaining([...editor.selectedObjects]));
				}
				const end = editor.document;
				const count = steps(editor);
				for (let i = 0; i < count; i++) editor.undo();
				expect(editor.document.references).toEqual(start.references);
				for (let i = 0; i < count; i++) editor.redo();
				expect(editor.document.references).toEqual(end.references);
			},
		),
		{ numRuns: 200 },
	);
});
