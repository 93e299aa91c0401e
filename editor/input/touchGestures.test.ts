import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDocument } from "../document";
import { type Camera, fitCamera, moveCamera, sceneOf, toView } from "../state/camera";
import type { ViewPoint } from "../tools";
import { Fingers } from "./touchGestures";

const VIEW = { width: 800, height: 600 };
const SCENE = sceneOf(createDocument("d", { image: "i", name: "", width: 4000, height: 3000 }));

function glass(canRotate = false) {
	let camera: Camera = fitCamera(SCENE, VIEW);
	const fingers = new Fingers(() => camera, canRotate);
	return {
		fingers,
		camera: () => camera,
		move(id: number, at: ViewPoint) {
			fingers.move(id, at);
			const request = fingers.request();
			if (request !== null) camera = moveCamera(camera, request, SCENE, VIEW);
		},
	};
}

describe("touch gestures", () => {
	test("pressing or releasing a finger alone does not move the view", async () => {
		const at = fc.record({ x: fc.integer({ min: 200, max: 600 }), y: fc.integer({ min: 150, max: 450 }) });
		const moves = fc.array(fc.record({ id: fc.integer({ min: 0, max: 2 }), at, lifts: fc.boolean() }), {
			maxLength: 12,
		});
		await fc.assert(
			fc.property(moves, (all) => {
				const { fingers, camera, move } = glass();
				for (const { id, at, lifts } of all) {
					const before = camera();
					if (!fingers.has(id)) fingers.press(id, at, 0);
					else if (lifts) fingers.release(id, 9999);
					else {
						move(id, at);
						continue;
					}
					expect(camera()).toEqual(before);
				}
				expect(camera().zoom).toBeGreaterThan(0);
			}),
			{ numRuns: 60 },
		);
	});

	test("doubling the distance of two fingers doubles the zoom about their middle", () => {
		const { fingers, camera, move } = glass();
		fingers.press(0, { x: 350, y: 300 }, 0);
		fingers.press(1, { x: 450, y: 300 }, 10);
		const before = camera();
		const middle = toView(before, { x: 2000, y: 1500 });
		move(0, { x: 300, y: 300 });
		move(1, { x: 500, y: 300 });
		expect(camera().zoom).toBeCloseTo(before.zoom * 2);
		const after = toView(camera(), { x: 2000, y: 1500 });
		expect([after.x, after.y]).toEqual([expect.closeTo(middle.x), expect.closeTo(middle.y)]);
	});

	/** Two fingers on opposite sides of the middle, in a direction in degrees, reported in one frame. */
	function twist({ fingers, move }: ReturnType<typeof glass>, degrees: number, radius = 100) {
		const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
		fingers.move(0, { x: 400 - radius * cos, y: 300 - radius * sin });
		move(1, { x: 400 + radius * cos, y: 300 + radius * sin });
	}

	function twoFingers(canRotate = true) {
		const touched = glass(canRotate);
		touched.fingers.press(0, { x: 300, y: 300 }, 0);
		touched.fingers.press(1, { x: 500, y: 300 }, 10);
		return touched;
	}

	test("turning two fingers rotates the view beyond a dead zone, without a jump, around their middle", () => {
		const touched = twoFingers();
		const middle = toView(touched.camera(), { x: 2000, y: 1500 });
		for (let degrees = 1; degrees <= 11; degrees++) twist(touched, degrees);
		expect(touched.camera().angle).toBe(0);
		for (let degrees = 12; degrees <= 62; degrees++) twist(touched, degrees);
		expect(touched.camera().angle).toBeCloseTo(50);
		const after = toView(touched.camera(), { x: 2000, y: 1500 });
		expect([after.x, after.y]).toEqual([expect.closeTo(middle.x), expect.closeTo(middle.y)]);
		// Near a quarter turn it stays exactly there.
		for (let degrees = 63; degrees <= 100; degrees++) twist(touched, degrees);
		expect(touched.camera().angle).toBe(90);
	});

	test("a pinch that wobbles zooms and does not rotate", () => {
		const touched = twoFingers();
		const { zoom } = touched.camera();
		for (let step = 1; step <= 40; step++) twist(touched, 9 * Math.sin(step), 100 + 5 * step);
		expect(touched.camera().angle).toBe(0);
		expect(touched.camera().zoom).toBeCloseTo(zoom * 3);
	});

	test("fingers that move together do not rotate, although they are reported one after the other", () => {
		const touched = twoFingers();
		for (let step = 1; step <= 5; step++) {
			touched.fingers.move(0, { x: 300, y: 300 + 80 * step });
			touched.move(1, { x: 500, y: 300 + 80 * step });
		}
		expect(touched.camera().angle).toBe(0);
	});

	test("where the view cannot rotate, turning fingers does not", () => {
		const touched = twoFingers(false);
		for (let degrees = 1; degrees <= 90; degrees++) twist(touched, degrees);
		expect(touched.camera().angle).toBe(0);
	});

	test.each([
		[2, 100, 0, "undo"],
		[3, 100, 0, "redo"],
		[1, 100, 0, null],
		[4, 100, 0, null],
		[2, 500, 0, null],
		[2, 100, 30, null],
	] as const)("a tap with %d fingers for %d ms that moves by %d px is %s", (count, time, way, tap) => {
		const { fingers } = glass();
		for (let id = 0; id < count; id++) fingers.press(id, { x: 100 * id, y: 0 }, id);
		fingers.move(0, { x: way, y: 0 });
		let last: string | null = null;
		for (let id = 0; id < count; id++) last = fingers.release(id, time);
		expect(last).toBe(tap);
	});
});
