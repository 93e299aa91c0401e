// Typed numbers of objects: each field does what it says, and reading gives what was typed.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { commit, createDocument, createHistory, type ReferenceLayer } from "../../document";
import type { Rect } from "../../raster";
import { type ObjectNumbers, objectNumbers, setObjectNumber } from "./objectNumbers";

const rect = (left: number, top: number, width: number, height: number): Rect => ({
	left,
	top,
	right: left + width,
	bottom: top + height,
});

const object = (id: string, place: Rect, angle?: number): ReferenceLayer => ({
	...{ id, image: "i", name: "", place, opacity: 1, isVisible: true },
	...(angle ? { angle } : {}),
});

function after(objects: readonly ReferenceLayer[], field: keyof ObjectNumbers, value: number, keepsRatio = false) {
	const document = createDocument("d", { image: "p", name: "", width: 100, height: 100 });
	const history = createHistory({ ...document, references: objects });
	return commit(history, setObjectNumber(objects, field, value, keepsRatio)).document.references;
}

test("one object has its own size, and keeps its upper left corner when a side changes", () => {
	const one = [object("a", rect(10, 20, 200, 100))];
	expect(objectNumbers(one)).toEqual({ x: 10, y: 20, width: 200, height: 100, angle: 0 });
	expect(after(one, "width", 300)[0]?.place).toEqual(rect(10, 20, 300, 100));
	expect(after(one, "width", 300, true)[0]?.place).toEqual(rect(10, 20, 300, 150));
	expect(after(one, "height", 50, true)[0]?.place).toEqual(rect(10, 20, 100, 50));
	expect(after(one, "x", -5.5)[0]?.place).toEqual(rect(-5.5, 20, 200, 100));
	expect(after(one, "angle", 270)[0]).toMatchObject({ angle: -90, place: rect(10, 20, 200, 100) });
});

test("a rotated object has the position that is seen and the size before rotation", () => {
	const turned = [object("a", rect(0, 0, 200, 100), 90)];
	expect(objectNumbers(turned)).toEqual({ x: 50, y: -50, width: 200, height: 100, angle: 90 });
	const wider = after(turned, "width", 400);
	expect(objectNumbers(wider)).toEqual({ x: 50, y: -50, width: 400, height: 100, angle: 90 });
});

test("several objects are moved and scaled together", () => {
	const both = [object("a", rect(0, 0, 100, 50)), object("b", rect(200, 100, 100, 100))];
	expect(objectNumbers(both)).toEqual({ x: 0, y: 0, width: 300, height: 200, angle: 0 });
	expect(after(both, "y", 10).map(({ place }) => place)).toEqual([rect(0, 10, 100, 50), rect(200, 110, 100, 100)]);
	expect(after(both, "width", 150).map(({ place }) => place)).toEqual([rect(0, 0, 50, 25), rect(100, 50, 50, 50)]);
	expect(objectNumbers([])).toBeNull();
	expect(setObjectNumber([], "x", 3, true)).toEqual([]);
});

test("what is typed is what is read, for any objects", async () => {
	const any = fc
		.tuple(
			fc.nat(500),
			fc.nat(500),
			fc.integer({ min: 1, max: 400 }),
			fc.integer({ min: 1, max: 400 }),
			fc.integer({ min: -179, max: 180 }),
		)
		.map(([left, top, width, height, angle]) => ({ place: rect(left, top, width, height), angle }));
	const field = fc.constantFrom("x" as const, "y" as const, "width" as const, "height" as const);
	await fc.assert(
		fc.property(
			fc.array(any, { minLength: 1, maxLength: 4 }),
			field,
			fc.integer({ min: 1, max: 900 }),
			fc.boolean(),
			(boxes, changed, value, keepsRatio) => {
				const objects = boxes.map(({ place, angle }, i) => object(String(i), place, angle));
				const before = objectNumbers(objects);
				const numbers = objectNumbers(after(objects, changed, value, keepsRatio));
				expect(numbers?.[changed]).toBeCloseTo(value, 6);
				// The corner stays, except where it is what was typed.
				if (changed !== "x") expect(numbers?.x).toBeCloseTo(before?.x ?? 0, 6);
				if (changed !== "y") expect(numbers?.y).toBeCloseTo(before?.y ?? 0, 6);
			},
		),
	);
});
