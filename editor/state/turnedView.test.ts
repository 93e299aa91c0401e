// The camera under rotation and mirroring: the mapping is exact and invertible, and every movement keeps what it promises.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDocument } from "../document";
import { applyMatrix, invertMatrix } from "../raster";
import {
	type Camera,
	fitCamera,
	imageToView,
	isUnturned,
	moveCamera,
	resizeCamera,
	sceneOf,
	toImage,
	toView,
	UNTURNED,
	viewBounds,
} from "./camera";

const VIEW = { width: 800, height: 600 };
const SCENE = sceneOf(createDocument("document", { image: "image", name: "", width: 4000, height: 3000 }));
const FITTED = fitCamera(SCENE, VIEW);

const angles = fc.oneof(fc.constantFrom(0, 15, 45, 90, -90, 180), fc.double({ min: -179.9, max: 180, noNaN: true }));
const cameras = fc.record({
	zoom: fc.double({ min: 0.02, max: 64, noNaN: true }),
	left: fc.double({ min: -5000, max: 5000, noNaN: true }),
	top: fc.double({ min: -5000, max: 5000, noNaN: true }),
	angle: angles,
	isMirrored: fc.boolean(),
	isFitted: fc.constant(false),
}) satisfies fc.Arbitrary<Camera>;
const inView = fc.record({ x: fc.integer({ min: 100, max: 700 }), y: fc.integer({ min: 100, max: 500 }) });

/** Cameras that show the middle of the picture, which no movement below has to push back into view. */
const lookingIn = fc
	.record({ angle: angles, isMirrored: fc.boolean(), zoom: fc.double({ min: 0.5, max: 8, noNaN: true }) })
	.map((looking): Camera => {
		const turned = { ...FITTED, ...looking };
		const hold = { type: "hold", image: { x: 2000, y: 1500 }, at: { x: 400, y: 300 }, zoom: looking.zoom } as const;
		return moveCamera(turned, hold, SCENE, VIEW);
	});

describe("a turned view", () => {
	test("maps view and picture to each other exactly", async () => {
		await fc.assert(
			fc.property(cameras, inView, (camera, at) => {
				const there = toView(camera, toImage(camera, at));
				expect(there.x).toBeCloseTo(at.x, 6);
				expect(there.y).toBeCloseTo(at.y, 6);
				const matrix = imageToView(camera);
				const back = applyMatrix(invertMatrix(matrix), applyMatrix(matrix, at));
				expect(back.x).toBeCloseTo(at.x, 6);
				expect(back.y).toBeCloseTo(at.y, 6);
			}),
		);
	});

	test("at quarter turns, whole pixels lie on whole pixels", () => {
		for (const [angle, expected] of [
			[0, [17, 29]],
			[90, [10 - 19, 20 + 14]],
			[180, [10 - 14, 20 - 19]],
			[-90, [10 + 19, 20 - 14]],
		] as const) {
			const camera = { ...FITTED, zoom: 2, left: 10, top: 20, angle };
			const { x, y } = toView(camera, { x: 7, y: 9.5 });
			expect([x, y]).toEqual(angle === 0 ? [24, 39] : expected);
		}
	});

	test("rotating keeps the point under the pointer, the zoom and the mirroring", async () => {
		await fc.assert(
			fc.property(lookingIn, fc.double({ min: -400, max: 400, noNaN: true }), inView, (camera, degrees, at) => {
				const after = moveCamera(camera, { type: "rotateBy", degrees, at }, SCENE, VIEW);
				const held = toView(after, toImage(camera, at));
				expect(held.x).toBeCloseTo(at.x, 6);
				expect(held.y).toBeCloseTo(at.y, 6);
				expect(after.zoom).toBe(camera.zoom);
				expect(after.isMirrored).toBe(camera.isMirrored);
				expect(after.angle).toBeGreaterThan(-180);
				expect(after.angle).toBeLessThanOrEqual(180);
			}),
		);
	});

	test("mirroring flips what is seen left to right, and twice shows the same", async () => {
		await fc.assert(
			fc.property(lookingIn, inView, (camera, at) => {
				const mirrored = moveCamera(camera, { type: "mirror" }, SCENE, VIEW);
				const seen = toView(mirrored, toImage(camera, at));
				expect(seen.x).toBeCloseTo(VIEW.width - at.x, 6);
				expect(seen.y).toBeCloseTo(at.y, 6);
				const twice = moveCamera(mirrored, { type: "mirror" }, SCENE, VIEW);
				expect(toView(twice, { x: 0, y: 0 }).x).toBeCloseTo(toView(camera, { x: 0, y: 0 }).x, 6);
				expect(twice.angle).toBeCloseTo(camera.angle, 10);
			}),
		);
	});

	test("fitting shows the whole picture, centred, however the view is turned", async () => {
		await fc.assert(
			fc.property(angles, fc.boolean(), (angle, isMirrored) => {
				const turned = { ...FITTED, angle, isMirrored };
				const { left, top, right, bottom } = viewBounds(moveCamera(turned, { type: "fit" }, SCENE, VIEW), SCENE.fit);
				expect(left).toBeGreaterThanOrEqual(24 - 1e-6);
				expect(top).toBeGreaterThanOrEqual(24 - 1e-6);
				expect(left).toBeCloseTo(VIEW.width - right, 6);
				expect(top).toBeCloseTo(VIEW.height - bottom, 6);
			}),
		);
	});

	test("panning stops while a part of the picture is in view", async () => {
		const pans = fc.integer({ min: -100_000, max: 100_000 });
		await fc.assert(
			fc.property(cameras, pans, pans, (camera, dx, dy) => {
				const bounds = viewBounds(moveCamera(camera, { type: "panBy", dx, dy }, SCENE, VIEW), SCENE.all);
				expect(bounds.left).toBeLessThan(VIEW.width);
				expect(bounds.top).toBeLessThan(VIEW.height);
				expect(bounds.right).toBeGreaterThan(0);
				expect(bounds.bottom).toBeGreaterThan(0);
			}),
		);
	});

	test("resetting turns it upright around the centre of the view; a fitted view stays fitted when it is resized", () => {
		const turned = moveCamera(FITTED, { type: "rotateTo", degrees: 33 }, SCENE, VIEW);
		const mirrored = moveCamera(turned, { type: "mirror" }, SCENE, VIEW);
		const upright = moveCamera(mirrored, { type: "upright" }, SCENE, VIEW);
		expect(isUnturned(upright)).toBe(true);
		expect(upright.left).toBeCloseTo(FITTED.left, 9);
		expect(upright.top).toBeCloseTo(FITTED.top, 9);
		const fitted = moveCamera(turned, { type: "fit" }, SCENE, VIEW);
		const wide = { width: 1200, height: 500 };
		expect(resizeCamera(fitted, SCENE, VIEW, wide)).toEqual(fitCamera(SCENE, wide, { ...UNTURNED, angle: 33 }));
	});
});
