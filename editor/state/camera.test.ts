import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDocument, type ReferenceLayer } from "../document";
import { fitCamera, MAX_ZOOM, moveCamera, resizeCamera, sceneOf, toImage, toView } from "./camera";

const VIEW = { width: 800, height: 600 };
const documentOf = (width: number, height: number) =>
	createDocument("document", { image: "image", name: "", width, height });
const sceneFor = (width: number, height: number) => sceneOf(documentOf(width, height));
const PICTURE = sceneFor(4000, 3000);

describe("camera", () => {
	test("fit centres the whole picture", () => {
		const camera = fitCamera(PICTURE, VIEW);
		const first = toView(camera, { x: 0, y: 0 });
		const last = toView(camera, { x: 4000, y: 3000 });
		expect(first.x).toBeGreaterThanOrEqual(0);
		expect(first.y).toBeGreaterThanOrEqual(0);
		expect(first.x).toBeCloseTo(800 - last.x);
		expect(first.y).toBeCloseTo(600 - last.y);
	});

	test("zooming keeps the point under the pointer in place", async () => {
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

	test("zoom stops at its limits, but a huge picture can still be fitted", () => {
		const huge = sceneFor(16_384, 6000);
		const tiny = { width: 200, height: 200 };
		const camera = fitCamera(huge, tiny);
		const out = moveCamera(camera, { type: "zoomBy", factor: 0.001 }, huge, tiny);
		expect(out.zoom).toBe(camera.zoom);
		expect(moveCamera(camera, { type: "zoomBy", factor: 1e9 }, huge, tiny).zoom).toBe(MAX_ZOOM);
	});

	test("panning keeps a part of the picture in view", () => {
		const camera = moveCamera(fitCamera(PICTURE, VIEW), { type: "panBy", dx: 1e6, dy: -1e6 }, PICTURE, VIEW);
		const corner = toView(camera, { x: 0, y: 3000 });
		expect(corner.x).toBeLessThan(VIEW.width);
		expect(corner.y).toBeGreaterThan(0);
	});

	test("resizing the view keeps its centre, or the fit", () => {
		const wider = { width: 1000, height: 700 };
		const fitted = fitCamera(PICTURE, VIEW);
		expect(resizeCamera(fitted, PICTURE, VIEW, wider)).toEqual(fitCamera(PICTURE, wider));
		const moved = moveCamera(fitted, { type: "zoomTo", zoom: 1 }, PICTURE, VIEW);
		const resized = resizeCamera(moved, PICTURE, VIEW, wider);
		expect(toImage(resized, { x: 500, y: 350 })).toEqual(toImage(moved, { x: 400, y: 300 }));
	});

	test("fit includes an edit frame beyond the picture; panning reaches a reference beside it", () => {
		const frame = { left: -2000, top: 0, right: 4000, bottom: 3000 };
		const place = { left: 4100, top: 0, right: 8100, bottom: 3000 };
		const reference: ReferenceLayer = { id: "r", image: "r", name: "", place, opacity: 1, isVisible: true };
		const scene = sceneOf({ ...documentOf(4000, 3000), frame, references: [reference] });
		const camera = fitCamera(scene, VIEW);
		expect(toView(camera, { x: -2000, y: 0 }).x).toBeCloseTo(800 - toView(camera, { x: 4000, y: 0 }).x);
		const near = moveCamera(camera, { type: "zoomTo", zoom: 1 }, scene, VIEW);
		const right = moveCamera(near, { type: "panBy", dx: -1e6, dy: 0 }, scene, VIEW);
		expect(toView(right, { x: 8100, y: 0 }).x).toBeCloseTo(48);
		const left = moveCamera(near, { type: "panBy", dx: 1e6, dy: 0 }, scene, VIEW);
		expect(toView(left, { x: -2000, y: 0 }).x).toBeCloseTo(800 - 48);
		const hidden = sceneOf({ ...documentOf(4000, 3000), references: [{ ...reference, isVisible: false }] });
		expect(hidden.all.right).toBe(4000);
	});

	test("the command Fit counts placed pictures, also when the view is resized afterwards", () => {
		const place = { left: 4100, top: 0, right: 8100, bottom: 3000 };
		const reference: ReferenceLayer = { id: "r", image: "r", name: "", place, opacity: 1, isVisible: true };
		const scene = sceneOf({ ...documentOf(4000, 3000), references: [reference] });
		const fitted = moveCamera(fitCamera(scene, VIEW), { type: "fit" }, scene, VIEW);
		expect(toView(fitted, { x: 8100, y: 0 }).x).toBeCloseTo(800 - toView(fitted, { x: 0, y: 0 }).x);
		expect(toView(fitted, { x: 8100, y: 0 }).x).toBeLessThan(800);
		const wider = { width: 1000, height: 700 };
		const resized = resizeCamera(fitted, scene, VIEW, wider);
		expect(toView(resized, { x: 8100, y: 0 }).x).toBeLessThan(1000);
		expect(resizeCamera(fitted, PICTURE, VIEW, wider), "they are gone").toEqual(fitCamera(PICTURE, wider));
		const zoomed = moveCamera(fitted, { type: "zoomTo", zoom: 1 }, scene, VIEW);
		expect(resizeCamera(zoomed, scene, VIEW, wider).zoom).toBe(1);
	});

	test("a hold request puts a picture point under a view point at any zoom", () => {
		const camera = moveCamera(
			fitCamera(PICTURE, VIEW),
			{ type: "hold", image: { x: 1000, y: 900 }, at: { x: 300, y: 200 }, zoom: 2.5 },
			PICTURE,
			VIEW,
		);
		expect(toImage(camera, { x: 300, y: 200 })).toEqual({ x: 1000, y: 900 });
		expect(camera.zoom).toBe(2.5);
	});
});
