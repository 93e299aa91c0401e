import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyRequest, constrainCamera, INITIAL_CAMERA, imageScene, WHEEL_NOTCH_ZOOM } from "./lightboxCamera";
import { wheelZoomFactor } from "./wheelZoom";

const length = fc.integer({ min: 8, max: 8000 });
const sides = fc.record({ width: length, height: length });
const view = fc.record({ width: fc.integer({ min: 200, max: 2500 }), height: fc.integer({ min: 200, max: 1600 }) });
const part = fc.double({ min: 0.3, max: 0.7, noNaN: true });

describe("the lightbox camera", () => {
	test("fits the image into the view at first, centred", async () => {
		await fc.assert(
			fc.asyncProperty(sides, view, async (picture, view) => {
				const { zoom, left, top } = constrainCamera(INITIAL_CAMERA, imageScene(picture), view);
				expect(picture.width * zoom).toBeLessThanOrEqual(view.width);
				expect(picture.height * zoom).toBeLessThanOrEqual(view.height);
				expect(left * 2 + picture.width * zoom).toBeCloseTo(view.width);
				expect(top * 2 + picture.height * zoom).toBeCloseTo(view.height);
			}),
		);
	});

	test("zooms about the pointer, between 10 % and 3200 %", async () => {
		const factors = fc.array(fc.double({ min: 0.2, max: 6, noNaN: true }), { minLength: 1, maxLength: 8 });
		await fc.assert(
			fc.asyncProperty(sides, view, part, part, factors, async (picture, view, across, down, all) => {
				const scene = imageScene(picture);
				let camera = constrainCamera(INITIAL_CAMERA, scene, view);
				const minZoom = Math.min(0.1, camera.zoom);
				// A point of the picture, inside or outside of the view.
				const at = {
					x: camera.left + picture.width * camera.zoom * across,
					y: camera.top + picture.height * camera.zoom * down,
				};
				for (const factor of all) {
					camera = applyRequest(camera, { type: "zoomTo", zoom: camera.zoom * factor, at }, scene, view);
					expect((at.x - camera.left) / camera.zoom).toBeCloseTo(picture.width * across, 4);
					expect((at.y - camera.top) / camera.zoom).toBeCloseTo(picture.height * down, 4);
					expect(camera.zoom).toBeGreaterThanOrEqual(minZoom);
					expect(camera.zoom).toBeLessThanOrEqual(32);
				}
			}),
		);
	});

	test("keeps the image in view when it is panned and when the view shrinks", async () => {
		const far = fc.integer({ min: -1e5, max: 1e5 });
		await fc.assert(
			fc.asyncProperty(sides, view, view, far, far, async (picture, before, view, dx, dy) => {
				const moved = applyRequest(INITIAL_CAMERA, { type: "panBy", dx, dy }, imageScene(picture), before);
				const { zoom, left, top } = constrainCamera(moved, imageScene(picture), view);
				expect(left).toBeLessThan(view.width);
				expect(top).toBeLessThan(view.height);
				expect(left + picture.width * zoom).toBeGreaterThan(0);
				expect(top + picture.height * zoom).toBeGreaterThan(0);
			}),
		);
	});

	test("zooms by the same factor for a wheel notch in every delta mode, and back", () => {
		const turn = (deltaY: number, deltaMode = 0, ctrlKey = false) => wheelZoomFactor({ deltaY, deltaMode, ctrlKey });
		expect(turn(-100)).toBeCloseTo(WHEEL_NOTCH_ZOOM);
		expect(turn(-3, 1)).toBeCloseTo(WHEEL_NOTCH_ZOOM);
		expect(turn(-1, 2)).toBeCloseTo(WHEEL_NOTCH_ZOOM);
		expect(turn(-100, 0, true)).toBeCloseTo(WHEEL_NOTCH_ZOOM);
		expect(turn(-70) * turn(70)).toBeCloseTo(1);
		expect(turn(-1e6)).toBeLessThan(2);
		expect(turn(-10, 0, true)).toBeCloseTo(Math.exp(0.1));
	});
});
