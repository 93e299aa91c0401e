import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitCamera, MAX_ZOOM, moveCamera, resizeCamera, toImage, toView } from "./camera";

const VIEW = { width: 800, height: 600 };
const PICTURE = { width: 4000, height: 3000 };

describe("camera", () => {
	test("fit shows the whole picture in the middle", () => {
		const camera = fitCamera(PICTURE, VIEW);
		const first = toView(camera, { x: 0, y: 0 });
		const last = toView(camera, { x: 4000, y: 3000 });
		expect(first.x).toBeGreaterThanOrEqual(0);
		expect(first.y).toBeGreaterThanOrEqual(0);
		expect(first.x).toBeCloseTo(800 - last.x);
		expect(first.y).toBeCloseTo(600 - last.y);
	});

	test("what is under the pointer stays there while zooming", async () => {
		const points = fc.record({ x: fc.integer({ min: 120, max: 680 }), y: fc.integer({ min: 120, max: 480 }) });
		const factors = fc.double({ min: 1, max: 20, noNaN: true });
		await fc.assert(
			fc.property(points, factors, (at, factor) => {
				const before = fitCamera(PICTURE, VIEW);
				const after = moveCamera(before, { type: "zoomBy", factor, at }, PICTURE, VIEW);
				expect(toImage(after, at).x).toBeCloseTo(toImage(before, at).x, 6);
				expect(toImage(after, at).y).toBeCloseTo(toImage(before, at).y, 6);
			}),
		);
	});

	test("zoom ends at its limits and a huge picture can still be fitted", () => {
		const huge = { width: 16_384, height: 6000 };
		const tiny = { width: 200, height: 200 };
		const camera = fitCamera(huge, tiny);
		const out = moveCamera(camera, { type: "zoomBy", factor: 0.001 }, huge, tiny);
		expect(out.zoom).toBe(camera.zoom);
		expect(moveCamera(camera, { type: "zoomBy", factor: 1e9 }, huge, tiny).zoom).toBe(MAX_ZOOM);
	});

	test("the picture cannot be lost by panning", () => {
		const camera = moveCamera(fitCamera(PICTURE, VIEW), { type: "panBy", dx: 1e6, dy: -1e6 }, PICTURE, VIEW);
		const corner = toView(camera, { x: 0, y: 3000 });
		expect(corner.x).toBeLessThan(VIEW.width);
		expect(corner.y).toBeGreaterThan(0);
	});

	test("a resized pane keeps the place, or the fit", () => {
		const wider = { width: 1000, height: 700 };
		const fitted = fitCamera(PICTURE, VIEW);
		expect(resizeCamera(fitted, PICTURE, VIEW, wider)).toEqual(fitCamera(PICTURE, wider));
		const moved = moveCamera(fitted, { type: "zoomTo", zoom: 1 }, PICTURE, VIEW);
		const resized = resizeCamera(moved, PICTURE, VIEW, wider);
		expect(toImage(resized, { x: 500, y: 350 })).toEqual(toImage(moved, { x: 400, y: 300 }));
	});
});
