// A stroke has the same bytes however the browser batches its events, at every zoom and pixel ratio.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { differingTiles } from "../raster";
import { type Point, TestEditor } from "../tools/testEditor";
import { type Camera, toSample, toView, UNTURNED } from "./camera";

const SIZE = { width: 600, height: 400 };
const UNZOOMED: Camera = { ...UNTURNED, zoom: 1, left: 0, top: 0, isFitted: false };

const cameras = fc
	.record({
		zoom: fc.oneof(
			fc.constantFrom(0.02, 1 / 3, 1.7433333333333334, 64),
			fc.double({ min: 0.02, max: 64, noNaN: true }),
		),
		ratio: fc.constantFrom(1, 1.25, 1.5, 2, 3),
		left: fc.integer({ min: -9000, max: 9000 }),
		top: fc.integer({ min: -9000, max: 9000 }),
		angle: fc.oneof(fc.constantFrom(0, 15, 90, -90, 180), fc.double({ min: -179, max: 180, noNaN: true })),
		isMirrored: fc.boolean(),
	})
	.map(
		({ ratio, left, top, ...camera }): Camera => ({
			...camera,
			left: left / ratio,
			top: top / ratio,
			isFitted: false,
		}),
	);

const gestures = fc.record({
	tool: fc.constantFrom("brush", "eraser", "rectangle", "ellipse", "lasso"),
	size: fc.integer({ min: 1, max: 90 }),
	values: fc.record({
		hardness: fc.constantFrom(0, 0.7, 1),
		opacity: fc.constantFrom(0.4, 1),
		flow: fc.constantFrom(0.3, 1),
		stabiliser: fc.constantFrom(0, 0.8),
	}),
	pressure: fc.constantFrom(null, 0.3),
	points: fc.array(fc.tuple(fc.integer({ min: -160, max: 4960 }), fc.integer({ min: -160, max: 3360 })), {
		minLength: 2,
		maxLength: 9,
	}),
	cuts: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
	camera: cameras,
});

test("a stroke has the same bytes however its samples are batched, at any zoom, pixel ratio and orientation of the view", async () => {
	await fc.assert(
		fc.property(gestures, ({ tool, size, values, pressure, points, cuts, camera }) => {
			const drawn = (camera: Camera, isCut: (at: number) => boolean) => {
				const editor = new TestEditor(SIZE.width, SIZE.height);
				if (tool === "eraser") editor.run("mask.fill");
				editor
					.tool(tool, size)
					.set(tool === "brush" || tool === "eraser" ? { ...values, size } : {})
					.press(pressure);
				const seen = points.map(([x, y]): Point => {
					const sample = toSample(camera, toView(camera, { x: x / 8, y: y / 8 }));
					return [sample.x, sample.y];
				});
				const [first = [0, 0] as const, ...rest] = seen;
				editor.down(first);
				let batch: Point[] = [];
				for (const [i, point] of rest.entries()) {
					batch.push(point);
					if (!isCut(i)) continue;
					editor.move(...batch);
					batch = [];
				}
				if (batch.length > 0) editor.move(...batch);
				editor.up(seen.at(-1) ?? first);
				return editor.document.masks[0]!.coverage;
			};
			const expected = drawn(UNZOOMED, () => false);
			expect(
				differingTiles(
					expected,
					drawn(camera, (i) => cuts[i] === true),
				),
			).toEqual({});
		}),
		{ numRuns: 80 },
	);
});
