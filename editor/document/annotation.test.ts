// Annotations in the document: repair, history, stored form, the canvas that is cropped and turned, the clipboard.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	ANNOTATION_KINDS,
	type Annotation,
	commit,
	createAnnotation,
	createDocument,
	createHistory,
	MAX_TEXT_LENGTH,
	nextCalloutNumber,
	pasteCommands,
	readObjects,
	redo,
	repairAnnotation,
	restoreHistory,
	serializeDocument,
	undo,
	withAnnotationProperties,
	writeObjects,
} from ".";
import { findInvariantViolations } from "./invariantsForTests";

const PICTURE = { image: "sha", name: "p", width: 400, height: 300 };
const start = () => createHistory(createDocument("d", PICTURE));
const place = (left: number, top: number, width: number, height: number) => ({
	...{ left, top, right: left + width, bottom: top + height },
});

const make = (kind: Annotation["kind"], parts: Partial<Annotation> = {}): Annotation => {
	const points = [0.1, 0.1, 1, 0.9, 0.9, 1];
	const made = createAnnotation([], { kind, place: place(10, 20, 100, 50), colour: "#00ff00", points, ...parts });
	const repaired = repairAnnotation(made);
	if (repaired === null) throw new Error(kind);
	return repaired;
};

const add = (annotation: Annotation) => ({ type: "annotation.add", annotation }) as const;

describe("the document", () => {
	test("adding, changing, ordering and removing are undone and redone, and kept in the stored form", () => {
		let history = start();
		for (const [i, kind] of ANNOTATION_KINDS.entries()) history = commit(history, [add(make(kind, { id: `a${i}` }))]);
		history = commit(history, [
			{ type: "annotation.set", annotation: "a4", changes: { colour: "#123456", angle: 30 } },
		]);
		history = commit(history, [{ type: "annotation.move", annotation: "a0", to: 8 }]);
		history = commit(history, [{ type: "annotation.remove", annotation: "a1" }]);
		const end = history.document;
		expect(end.annotations.map(({ id }) => id)).toEqual(["a2", "a3", "a4", "a5", "a6", "a7", "a8", "a0"]);
		expect(end.annotations[2]).toMatchObject({ colour: "#123456", angle: 30 });
		let restored = restoreHistory(structuredClone(serializeDocument(history)));
		expect(restored.document).toEqual(end);
		for (let i = 0; i < 12; i++) restored = undo(restored);
		expect(restored.document.annotations).toEqual([]);
		for (let i = 0; i < 12; i++) restored = redo(restored);
		expect(restored.document).toEqual(end);
		expect(findInvariantViolations(restored)).toEqual([]);
	});

	test("a document from before annotations opens, and its steps apply", () => {
		const history = commit(start(), [{ type: "picture.rename", name: "q" }]);
		const { annotations: _, ...saved } = serializeDocument(history);
		expect("annotations" in serializeDocument(history)).toBe(false);
		const restored = restoreHistory(saved);
		expect(restored.document.annotations).toEqual([]);
		expect(undo(restored).document.picture.name).toBe("p");
	});

	test("cropping moves annotations, turning turns them, and undo leads back", () => {
		const text = make("text", { text: "up" });
		const before = commit(start(), [add(text), add(make("pen", { id: "pen" }))]);
		const cropped = commit(before, [{ type: "canvas.crop", canvas: place(5, 5, 200, 200) }]);
		expect(cropped.document.annotations[0]?.place).toEqual(place(5, 15, 100, 50));
		const turned = commit(before, [{ type: "canvas.orient", orientation: { turns: 1 } }]);
		expect(turned.document.annotations[0]).toMatchObject({ angle: 90, place: place(205, 35, 100, 50) });
		// Letters are not mirrored.
		const mirrored = commit(before, [{ type: "canvas.orient", orientation: { isFlipped: true } }]);
		expect(mirrored.document.annotations[0]).not.toHaveProperty("isFlippedX");
		expect(mirrored.document.annotations[1]).toHaveProperty("isFlippedX", true);
		expect(undo(turned).document).toEqual(before.document);
	});
});

describe("repair", () => {
	test("values that make no sense are left out or ignored; what cannot be drawn is refused", () => {
		const text = make("text", {
			text: "x".repeat(MAX_TEXT_LENGTH + 5),
			colour: "red",
			fontSize: -1,
			opacity: 7,
			fill: "url(x)",
		});
		expect(text).toMatchObject({ colour: "#ff3b30", fontSize: 24, opacity: 1 });
		expect(text.text).toHaveLength(MAX_TEXT_LENGTH);
		expect(text).not.toHaveProperty("fill");
		for (const broken of [
			{ kind: "cloud" },
			{ place: place(0, 0, 0, 10) },
			{ kind: "pen", points: [1, 2] },
			{ kind: "pen", points: [Number.NaN, 0, 1] },
		]) {
			expect(repairAnnotation({ ...make("box"), ...(broken as Partial<Annotation>) })).toBeNull();
		}
		const box = make("box");
		expect(withAnnotationProperties(box, { width: -3, colour: "#zzz", place: place(0, 0, -1, 1) })).toBe(box);
	});

	test("a line's box is as broad as the line, a callout's is a square", () => {
		expect(make("line", { width: 6 }).place).toEqual(place(10, 42, 100, 6));
		expect(make("callout").place).toEqual(place(10, -5, 100, 100));
	});

	test("repair is stable: what it returns it returns again", () => {
		const value = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.array(fc.double()));
		const saved = fc.record(
			{
				kind: fc.constantFrom(...ANNOTATION_KINDS),
				...Object.fromEntries(
					["name", "angle", "opacity", "colour", "fill", "width", "points", "text", "fontSize", "number", "align"].map(
						(key) => [key, value],
					),
				),
			},
			{ requiredKeys: ["kind"] },
		);
		fc.assert(
			fc.property(saved, (parts) => {
				const once = repairAnnotation({ ...make("box"), ...(parts as Partial<Annotation>) });
				if (once !== null) expect(repairAnnotation(once)).toBe(once);
			}),
		);
	});
});

test("a new callout gets the lowest free number; the others keep theirs", () => {
	const numbered = (number: number) => make("callout", { id: `c${number}`, number });
	expect(nextCalloutNumber([])).toBe(1);
	expect(nextCalloutNumber([numbered(1), numbered(3)])).toBe(2);
});

describe("the clipboard", () => {
	const document = commit(start(), [add(make("callout", { number: 1 }))]).document;

	test("objects are pasted with ids and numbers of their own, beside the ones that are there", () => {
		const pasted = readObjects(writeObjects(document.annotations));
		const after = commit(createHistory(document), pasteCommands(pasted, document)).document.annotations;
		expect(after.map(({ number }) => number)).toEqual([1, 2]);
		expect(new Set(after.map(({ id }) => id)).size).toBe(2);
		expect(after[1]?.place.left).toBeGreaterThan(after[0]?.place.left ?? 0);
	});

	test("in another picture they lie where they were, or in its middle where that is beside it", () => {
		const other = createDocument("e", { ...PICTURE, width: 4000, height: 3000 });
		const far = make("box", { place: place(3000, 2000, 100, 50) });
		const paste = (into: typeof other) =>
			commit(createHistory(into), pasteCommands(readObjects(writeObjects([far])), into)).document.annotations[0]?.place;
		expect(paste(other)).toEqual(far.place);
		const small = createDocument("f", PICTURE);
		expect(paste(small)).toEqual(place(150, 125, 100, 50));
	});

	test("text of other programs is none", () => {
		for (const text of ["", "hello", "[1,2]", '{"objects":[1,null,{"kind":"box"},{"image":7}]}']) {
			expect(readObjects(text)).toEqual([]);
		}
	});
});
