// The geometry of placed objects: rotated boxes, hit tests, and the matrix from source pixels to the canvas.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyMatrix, invertMatrix, normalizeAngle, type Rect } from "../raster";
import {
	boundsOfBoxes,
	boxBounds,
	boxCorners,
	centreOfBoxes,
	isInBox,
	objectAt,
	objectMatrix,
	type ReferenceLayer,
	rotateBox,
	touchesBox,
	touchesRect,
} from ".";

const rect = (left: number, top: number, width: number, height: number): Rect => ({
	left,
	top,
	right: left + width,
	bottom: top + height,
});

const layer = (place: Rect, more: Partial<ReferenceLayer> = {}): ReferenceLayer => ({
	id: "r",
	image: "i",
	name: "",
	place,
	opacity: 1,
	isVisible: true,
	...more,
});

const SOURCE = { width: 200, height: 100 };

test("an angle is kept above -180 and up to 180 degrees", () => {
	expect([0, 180, -180, 270, -270, 360, 540, -725, -0].map(normalizeAngle)).toEqual([
		0, 180, 180, -90, 90, 0, 180, -5, 0,
	]);
});

describe("a rotated box", () => {
	test("a quarter turn is exact and clockwise", () => {
		const box = { place: rect(0, 0, 200, 100), angle: 90 };
		expect(boxCorners(box)).toEqual([
			{ x: 150, y: -50 },
			{ x: 150, y: 150 },
			{ x: 50, y: 150 },
			{ x: 50, y: -50 },
		]);
		expect(boxBounds(box)).toEqual(rect(50, -50, 100, 200));
	});

	test("it is hit where it is shown, not where it was before rotation", () => {
		const box = { place: rect(0, 0, 200, 100), angle: 90 };
		expect(isInBox(box, { x: 100, y: -40 })).toBe(true);
		expect(isInBox(box, { x: 10, y: 50 })).toBe(false);
		expect(isInBox(box, { x: 45, y: 50 })).toBe(false);
		expect(isInBox(box, { x: 45, y: 50 }, 6)).toBe(true);
	});

	test("the bounds of several enclose each of them; of none there are none", () => {
		expect(boundsOfBoxes([])).toBeNull();
		expect(boundsOfBoxes([{ place: rect(0, 0, 10, 10) }, { place: rect(50, 20, 200, 100), angle: 90 }])).toEqual({
			left: 0,
			top: -30,
			right: 200,
			bottom: 170,
		});
	});

	test("several that are rotated together keep their common centre", () => {
		const boxes = [{ place: rect(0, 0, 10, 10) }, { place: rect(50, 20, 200, 100), angle: 30 }];
		const centre = centreOfBoxes(boxes);
		const after = centreOfBoxes(boxes.map((box) => rotateBox(box, centre, 15)));
		expect(after.x).toBeCloseTo(centre.x, 9);
		expect(after.y).toBeCloseTo(centre.y, 9);
	});
});

test("the topmost object is picked; a hidden or a locked one is not", () => {
	const at = { x: 5, y: 5 };
	const place = rect(0, 0, 10, 10);
	const all = [
		layer(place, { id: "low" }),
		layer(place, { id: "turned", angle: 45 }),
		layer(place, { id: "locked", isLocked: true }),
		layer(place, { id: "hidden", isVisible: false }),
	];
	expect(objectAt(all, at)?.id).toBe("turned");
	expect(objectAt(all, { x: 0.5, y: 0.5 })?.id).toBe("low");
	expect(objectAt(all, { x: 20, y: 5 })).toBeUndefined();
});

describe("the matrix from source pixels", () => {
	test("scales the crop to the place, flips it, then rotates it", () => {
		const shown = layer(rect(0, 0, 200, 100), { crop: rect(100, 0, 100, 50), isFlippedX: true, angle: 90 });
		const matrix = objectMatrix(shown, SOURCE);
		const to = (x: number, y: number) => applyMatrix(matrix, { x, y });
		// The crop's upper right corner is the box's upper left before rotation, and its upper right after it.
		expect(to(200, 0)).toEqual({ x: 150, y: -50 });
		expect(to(100, 0)).toEqual({ x: 150, y: 150 });
		expect(to(200, 50)).toEqual({ x: 50, y: -50 });
	});

	test("a crop beyond the picture shows its part inside; one outside of it shows everything", () => {
		const beyond = objectMatrix(layer(rect(0, 0, 100, 100), { crop: rect(100, 0, 900, 100) }), SOURCE);
		expect(applyMatrix(beyond, { x: 200, y: 100 })).toEqual({ x: 100, y: 100 });
		const outside = objectMatrix(layer(rect(0, 0, 100, 100), { crop: rect(300, 0, 50, 50) }), SOURCE);
		expect(applyMatrix(outside, { x: 0, y: 0 })).toEqual({ x: 0, y: 0 });
	});

	const coordinate = fc.double({ min: -1000, max: 1000, noNaN: true });
	const length = fc.double({ min: 1, max: 1000, noNaN: true });
	const place = fc.tuple(coordinate, coordinate, length, length).map((values) => rect(...values));
	const anyLayer = fc
		.record({
			place,
			angle: fc.integer({ min: -179, max: 180 }),
			isFlippedX: fc.boolean(),
			isFlippedY: fc.boolean(),
			crop: fc.constantFrom(rect(0, 0, 200, 100), rect(10, 20, 50, 60), rect(0.5, 0.25, 0.5, 0.5)),
		})
		.map(({ place, ...more }) => layer(place, more));

	test("maps the crop's corners to the box's corners, and its inverse maps them back", async () => {
		await fc.assert(
			fc.property(anyLayer, (object) => {
				const matrix = objectMatrix(object, SOURCE);
				const back = invertMatrix(matrix);
				const { left, top, right, bottom } = object.crop ?? rect(0, 0, 200, 100);
				const [x0, x1] = object.isFlippedX ? [right, left] : [left, right];
				const [y0, y1] = object.isFlippedY ? [bottom, top] : [top, bottom];
				const corners = [
					{ x: x0, y: y0 },
					{ x: x1, y: y0 },
					{ x: x1, y: y1 },
					{ x: x0, y: y1 },
				];
				boxCorners(object).forEach((corner, i) => {
					const from = corners[i] as { x: number; y: number };
					const to = applyMatrix(matrix, from);
					expect(Math.hypot(to.x - corner.x, to.y - corner.y)).toBeLessThan(1e-6);
					const again = applyMatrix(back, to);
					expect(Math.hypot(again.x - from.x, again.y - from.y)).toBeLessThan(1e-6);
				});
			}),
		);
	});

	// Never at the very edge, where rounding decides.
	const share = fc.integer({ min: -32, max: 96 }).map((step) => (step + 0.5) / 64);

	test("a point is hit exactly if it shows a pixel of the crop", async () => {
		await fc.assert(
			fc.property(anyLayer, share, share, (object, u, v) => {
				const { left, top, right, bottom } = object.crop ?? rect(0, 0, 200, 100);
				const from = { x: left + u * (right - left), y: top + v * (bottom - top) };
				const isInside = u > 0 && u < 1 && v > 0 && v < 1;
				expect(isInBox(object, applyMatrix(objectMatrix(object, SOURCE), from))).toBe(isInside);
			}),
		);
	});
});

describe("two boxes that are rotated", () => {
	const [at, length] = [fc.integer({ min: -200, max: 200 }), fc.integer({ min: 1, max: 150 })];
	const boxes = fc.record({
		place: fc.tuple(at, at, length, length).map(([left, top, width, height]) => rect(left, top, width, height)),
		angle: fc.integer({ min: -179, max: 180 }),
	});
	test("touch as an upright one does, if one of them is upright", async () => {
		await fc.assert(
			fc.property(boxes, boxes, (box, { place }) => touchesBox(box, { place }) === touchesRect(box, place)),
		);
	});

	test("touch in the same way when both are turned together by quarters", async () => {
		await fc.assert(
			fc.property(boxes, boxes, fc.constantFrom(90, 180, -90), (box, band, degrees) => {
				const about = { x: 7, y: -3 };
				const turned = [box, band].map((one) => rotateBox(one, about, degrees)) as [typeof box, typeof band];
				return touchesBox(box, band) === touchesBox(...turned);
			}),
		);
	});

	test("a band along a rotated view touches what lies in it and not what is only within its bounds", () => {
		const band = { place: rect(0, 40, 200, 20), angle: 45 };
		expect(touchesBox({ place: rect(95, 45, 10, 10) }, band)).toBe(true);
		expect(touchesBox({ place: rect(150, 100, 10, 10) }, band)).toBe(true);
		expect(touchesBox({ place: rect(150, -10, 10, 10) }, band)).toBe(false);
	});
});
