import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { look, NOT_MOVED, NOTCH, sceneOf, settled } from "./view";
import { wheelFactor } from "./wheel";

const length = fc.integer({ min: 8, max: 8000 });
const sides = fc.record({ width: length, height: length });
const view = fc.record({ width: fc.integer({ min: 200, max: 2500 }), height: fc.integer({ min: 200, max: 1600 }) });
const part = fc.double({ min: 0.3, max: 0.7, noNaN: true });

describe("looking at a picture", () => {
	test("at first the whole of it is in the middle", async () => {
		await fc.assert(
			fc.asyncProperty(sides, view, async (picture, room) => {
				const { zoom, left, top } = settled(NOT_MOVED, sceneOf(picture), room);
				expect(picture.width * zoom).toBeLessThanOrEqual(room.width);
				expect(picture.height * zoom).toBeLessThanOrEqual(room.height);
				expect(left * 2 + picture.width * zoom).toBeCloseTo(room.width);
				expect(top * 2 + picture.height * zoom).toBeCloseTo(room.height);
			}),
		);
	});

	test("what is under the pointer stays there, from 10 % to 3200 %, and no farther", async () => {
		const factors = fc.array(fc.double({ min: 0.2, max: 6, noNaN: true }), { minLength: 1, maxLength: 8 });
		await fc.assert(
			fc.asyncProperty(sides, view, part, part, factors, async (picture, room, across, down, all) => {
				const scene = sceneOf(picture);
				let camera = settled(NOT_MOVED, scene, room);
				const farthest = Math.min(0.1, camera.zoom);
				// A point of the picture, wherever it is seen.
				const at = {
					x: camera.left + picture.width * camera.zoom * across,
					y: camera.top + picture.height * camera.zoom * down,
				};
				for (const factor of all) {
					camera = look(camera, { type: "zoomTo", zoom: camera.zoom * factor, at }, scene, room);
					expect((at.x - camera.left) / camera.zoom).toBeCloseTo(picture.width * across, 4);
					expect((at.y - camera.top) / camera.zoom).toBeCloseTo(picture.height * down, 4);
					expect(camera.zoom).toBeGreaterThanOrEqual(farthest);
					expect(camera.zoom).toBeLessThanOrEqual(32);
				}
			}),
		);
	});

	test("a picture cannot be pushed out of view, nor is it left behind when the view becomes smaller", async () => {
		const far = fc.integer({ min: -1e5, max: 1e5 });
		await fc.assert(
			fc.asyncProperty(sides, view, view, far, far, async (picture, before, room, dx, dy) => {
				const moved = look(NOT_MOVED, { type: "panBy", dx, dy }, sceneOf(picture), before);
				const { zoom, left, top } = settled(moved, sceneOf(picture), room);
				expect(left).toBeLessThan(room.width);
				expect(top).toBeLessThan(room.height);
				expect(left + picture.width * zoom).toBeGreaterThan(0);
				expect(top + picture.height * zoom).toBeGreaterThan(0);
			}),
		);
	});

	test("a notch is a notch in every browser, and back is back", () => {
		const turn = (deltaY: number, deltaMode = 0, ctrlKey = false) => wheelFactor({ deltaY, deltaMode, ctrlKey });
		expect(turn(-100)).toBeCloseTo(NOTCH);
		expect(turn(-3, 1)).toBeCloseTo(NOTCH);
		expect(turn(-1, 2)).toBeCloseTo(NOTCH);
		expect(turn(-100, 0, true)).toBeCloseTo(NOTCH);
		expect(turn(-70) * turn(70)).toBeCloseTo(1);
		expect(turn(-1e6)).toBeLessThan(2);
		expect(turn(-10, 0, true)).toBeCloseTo(Math.exp(0.1));
	});
});
