// Placements form a group: they can be combined and reversed, and move pixels, rectangles and coverage alike.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { combine } from "../combine";
import { transparentImage } from "../copyPixels";
import { type Coverage, coverageAt, differingTiles, type Rect, TILE_SIZE } from "../coverage";
import { cropCoverage } from "../cropCoverage";
import type { RgbaImage } from "../mip";
import { rectCoverage } from "../rectCoverage";
import { rectOf } from "../rects";
import { runToEnd } from "../steps";
import { copyPlaced } from "./copyPlaced";
import { orientCoverage } from "./orientCoverage";
import {
	combineOrientations,
	combinePlacements,
	FLIP_HORIZONTALLY,
	FLIP_VERTICALLY,
	invertPlacement,
	isUpright,
	ORIENTATIONS,
	orientationOfPicture,
	orientSize,
	type Placement,
	placementIn,
	placePoint,
	placeRect,
	TURN_LEFT,
	TURN_RIGHT,
	UNMOVED,
} from "./placement";

const orientation = fc.constantFrom(...ORIENTATIONS);
const number = fc.integer({ min: -500, max: 500 });
const placement: fc.Arbitrary<Placement> = fc
	.tuple(number, number, orientation)
	.map(([x, y, turned]) => ({ x, y, ...turned }));
const point = fc.record({ x: number, y: number });

test("combining is the same as placing one after the other, and the inverse leads back", async () => {
	await fc.assert(
		fc.property(placement, placement, point, (first, then, at) => {
			expect(placePoint(at, combinePlacements(first, then))).toEqual(placePoint(placePoint(at, first), then));
			expect(combinePlacements(first, invertPlacement(first))).toEqual(UNMOVED);
			expect(combinePlacements(invertPlacement(first), first)).toEqual(UNMOVED);
		}),
	);
});

test("four turns and two mirror images change nothing; a turn to the left reverses a turn to the right", () => {
	const all = (...list: readonly (typeof TURN_LEFT)[]) => list.reduce(combineOrientations, {});
	expect(isUpright(all(TURN_RIGHT, TURN_RIGHT, TURN_RIGHT, TURN_RIGHT))).toBe(true);
	expect(isUpright(all(FLIP_HORIZONTALLY, FLIP_HORIZONTALLY))).toBe(true);
	expect(isUpright(all(FLIP_VERTICALLY, FLIP_VERTICALLY))).toBe(true);
	expect(isUpright(all(TURN_LEFT, TURN_RIGHT))).toBe(true);
	expect(all(FLIP_HORIZONTALLY, FLIP_VERTICALLY)).toEqual(all(TURN_RIGHT, TURN_RIGHT));
	// All eight are different.
	expect(new Set(ORIENTATIONS.map((one) => JSON.stringify(one))).size).toBe(8);
});

test("the upper left corner of a picture goes where the name of the turn says", () => {
	const size = { width: 30, height: 20 };
	const corner = { left: 0, top: 0, right: 1, bottom: 1 };
	const placed = (turned: typeof TURN_LEFT) => placeRect(corner, orientationOfPicture(size, turned));
	expect(placed(TURN_RIGHT)).toEqual({ left: 19, top: 0, right: 20, bottom: 1 });
	expect(placed(TURN_LEFT)).toEqual({ left: 0, top: 29, right: 1, bottom: 30 });
	expect(placed(FLIP_HORIZONTALLY)).toEqual({ left: 29, top: 0, right: 30, bottom: 1 });
	expect(placed(FLIP_VERTICALLY)).toEqual({ left: 0, top: 19, right: 1, bottom: 20 });
});

test("the placement in a rectangle fills it", () => {
	const rect: Rect = { left: -7, top: 4, right: 33, bottom: 15 };
	for (const turned of ORIENTATIONS) {
		const { width, height } = orientSize({ width: 40, height: 11 }, turned);
		expect(placeRect(rectOf({ width, height }), placementIn(rect, turned))).toEqual(rect);
	}
});

const numbered = (width: number, height: number): RgbaImage => {
	const rgba = new Uint8Array(width * height * 4);
	new Uint32Array(rgba.buffer).forEach((_, i, words) => {
		words[i] = 0xff00_0000 + i;
	});
	return { width, height, rgba };
};

test("pixels are copied to the place of their square", async () => {
	const size = fc.record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) });
	const near = fc.integer({ min: -6, max: 6 });
	await fc.assert(
		fc.property(
			size,
			fc.tuple(near, near, orientation),
			near,
			near,
			size,
			({ width, height }, [x, y, turned], left, top, view) => {
				const source = numbered(width, height);
				const place = { x, y, ...turned };
				const rect = { left, top, right: left + view.width, bottom: top + view.height };
				const target = transparentImage(rect);
				runToEnd(copyPlaced(target, rect, source, place));
				const expected = new Uint32Array(view.width * view.height);
				new Uint32Array(source.rgba.buffer).forEach((word, i) => {
					const [u, v] = [i % width, Math.floor(i / width)];
					const at = placeRect({ left: u, top: v, right: u + 1, bottom: v + 1 }, place);
					const [across, down] = [at.left - left, at.top - top];
					if (across >= 0 && down >= 0 && across < view.width && down < view.height)
						expected[down * view.width + across] = word;
				});
				expect([...new Uint32Array(target.rgba.buffer)]).toEqual([...expected]);
			},
		),
	);
});

test("a coverage turns pixel by pixel, stays canonical, and turns back", () => {
	const size = { width: TILE_SIZE + 90, height: 2 * TILE_SIZE - 9 };
	const rects = [
		{ left: 3, top: 5, right: 120, bottom: 400 },
		{ left: 200, top: 256, right: 300, bottom: 300 },
	];
	const painted = rects.reduce<Coverage>(
		(sum, rect, i) => combine(sum, "union", rectCoverage(size, rect, 90 + i * 70)),
		rectCoverage(size, { left: 0, top: 0, right: 256, bottom: 256 }, 17),
	);
	for (const turned of ORIENTATIONS) {
		const after = runToEnd(orientCoverage(painted, turned));
		const place = orientationOfPicture(size, turned);
		expect({ width: after.width, height: after.height }).toEqual(orientSize(size, turned));
		let wrong = 0;
		for (let y = 0; y < size.height; y += 7) {
			for (let x = 0; x < size.width; x += 5) {
				const { left, top } = placeRect({ left: x, top: y, right: x + 1, bottom: y + 1 }, place);
				if (coverageAt(after, left, top) !== coverageAt(painted, x, y)) wrong++;
			}
		}
		expect(wrong).toBe(0);
		// Cropping builds canonical tiles anew.
		const whole = { left: 0, top: 0, right: after.width + 1, bottom: after.height };
		expect(differingTiles(runToEnd(cropCoverage(runToEnd(cropCoverage(after, whole)), rectOf(after))), after)).toEqual(
			{},
		);
		const { turns = 0, isFlipped } = turned;
		const back = isFlipped
			? turned
			: ORIENTATIONS.find((one) => (one.turns ?? 0) === (4 - turns) % 4 && !one.isFlipped);
		expect(Object.keys(differingTiles(runToEnd(orientCoverage(after, back ?? {})), painted))).toEqual([]);
	}
});
