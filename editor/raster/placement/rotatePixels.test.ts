// Rotation by any angle, compared with the picture's formula, and by right angles with exact turns.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { transparentImage } from "../copyPixels";
import { coverageAt } from "../coverage";
import type { RgbaImage } from "../mip";
import { rectCoverage } from "../rectCoverage";
import { rectOf } from "../rects";
import { runToEnd } from "../steps";
import { copyPlaced } from "./copyPlaced";
import { orientationOfPicture, TURN_RIGHT } from "./placement";
import { rotateCoverage } from "./rotateCoverage";
import { rotatePixels } from "./rotatePixels";

const painted = (width: number, height: number, colour: (x: number, y: number) => readonly number[]): RgbaImage => {
	const rgba = new Uint8Array(width * height * 4);
	for (let i = 0; i < width * height; i++) rgba.set(colour(i % width, Math.floor(i / width)), i * 4);
	return { width, height, rgba };
};

test("a right angle is an exact turn, and no angle is no change", () => {
	const side = 24;
	const source = painted(side, side, (x, y) => [(x * 37 + y * 11) % 256, (x * y) % 256, (y * 91) % 256, 255]);
	const rotation = { canvas: rectOf(source), repeatsEdges: true };
	expect(runToEnd(rotatePixels(source, { ...rotation, degrees: 0 }))).toEqual(source);
	const turned = transparentImage(rectOf(source));
	runToEnd(copyPlaced(turned, rectOf(source), source, orientationOfPicture(source, TURN_RIGHT)));
	expect(runToEnd(rotatePixels(source, { ...rotation, degrees: 90 }))).toEqual(turned);
});

test("a smooth picture is rotated within two levels of its formula, clockwise about its centre", async () => {
	const size = { width: 90, height: 70 };
	const formula = (x: number, y: number) => [128 + x * 1.2, 128 + y * 1.5, 128 + x * 0.5 - y * 0.7];
	const source = painted(size.width, size.height, (x, y) => {
		return [...formula(x + 0.5 - 45, y + 0.5 - 35).map(Math.round), 255];
	});
	const canvas = { left: 20, top: 20, right: 71, bottom: 49 };
	await fc.assert(
		fc.property(fc.integer({ min: -450, max: 450 }), (tenths) => {
			const degrees = tenths / 10;
			const rotated = runToEnd(rotatePixels(source, { degrees, canvas, repeatsEdges: true }));
			const [sine, cosine] = [Math.sin((-degrees * Math.PI) / 180), Math.cos((-degrees * Math.PI) / 180)];
			let worst = 0;
			for (let i = 0; i < rotated.width * rotated.height; i++) {
				const x = (i % rotated.width) + canvas.left + 0.5 - 45;
				const y = Math.floor(i / rotated.width) + canvas.top + 0.5 - 35;
				const expected = formula(x * cosine - y * sine, x * sine + y * cosine);
				expected.forEach((value, c) => {
					worst = Math.max(worst, Math.abs(value - (rotated.rgba[i * 4 + c] ?? 0)));
				});
			}
			expect(worst).toBeLessThan(2);
		}),
		{ numRuns: 40 },
	);
});

test("colours do not darken towards transparency, and corners outside of the picture are transparent", () => {
	const source = painted(60, 60, () => [200, 100, 50, 255]);
	const canvas = { left: -15, top: -15, right: 75, bottom: 75 };
	const { rgba } = runToEnd(rotatePixels(source, { degrees: 30, canvas, repeatsEdges: false }));
	expect(rgba[3]).toBe(0);
	let [opaque, soft] = [0, 0];
	for (let i = 0; i < rgba.length; i += 4) {
		const alpha = rgba[i + 3] as number;
		if (alpha === 255) opaque++;
		else if (alpha > 0) soft++;
		if (alpha > 0) expect([rgba[i], rgba[i + 1], rgba[i + 2]]).toEqual([200, 100, 50]);
	}
	expect(soft).toBeGreaterThan(50);
	expect(Math.abs(opaque + soft / 2 - 3600)).toBeLessThan(120);
});

test("a mask is rotated like the picture", () => {
	const size = { width: 700, height: 500 };
	const coverage = rectCoverage(size, { left: 300, top: 100, right: 600, bottom: 300 });
	const source = painted(size.width, size.height, (x, y) => [0, 0, 0, coverageAt(coverage, x, y)]);
	const rotation = { degrees: -17.3, canvas: { left: 40, top: 30, right: 660, bottom: 470 }, repeatsEdges: true };
	const rotated = runToEnd(rotateCoverage(coverage, rotation));
	const { rgba } = runToEnd(rotatePixels(source, rotation));
	let worst = 0;
	for (let i = 0; i < rotated.width * rotated.height; i++) {
		const is = coverageAt(rotated, i % rotated.width, Math.floor(i / rotated.width));
		worst = Math.max(worst, Math.abs(is - (rgba[i * 4 + 3] ?? 0)));
	}
	// The filters differ at the edges only.
	expect(worst).toBeLessThan(40);
	expect([rotated.width, rotated.height]).toEqual([620, 440]);
});
