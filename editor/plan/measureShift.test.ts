// A shifted answer is measured to the pixel; an answer that only differs otherwise has no shift.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
	copyPixels,
	moveRect,
	type RgbaImage,
	rectCoverage,
	rectOf,
	runToEnd,
	sizeOf,
	transparentImage,
} from "../raster";
import { computeEditPlan, computePasteCoverage, extractSource, measureShift, type SizeRules, undoShift } from ".";
import { pasteBack } from "./pasteWholeForTests";
import { changedOutside, noisePicture, paintScene, type Scene, wavyScene } from "./picturesForTests";

const SIZE = { width: 400, height: 360 };
const PAINTED = { left: 60, top: 200, right: 180, bottom: 300 };
const ANY: SizeRules = { kind: "any" };
/** A pattern that does not repeat within the search range. */
function unlikeItself(shortest: number): Scene {
	const [fine, coarse] = [wavyScene(shortest), wavyScene(1.6 * shortest)];
	return (x, y) => {
		const [a, b] = [fine(x, y), coarse(y * 0.9, x * 1.1)];
		return [(a[0] + b[1]) / 2, (a[1] + b[2]) / 2, (a[2] + b[0]) / 2, 255];
	};
}
const scene = unlikeItself(23);
const picture = paintScene(scene, SIZE, rectOf(SIZE));
const plan = computeEditPlan({ picture: SIZE, rules: ANY, editBounds: PAINTED, extent: "whole" });
const coverage = runToEnd(computePasteCoverage(plan, rectCoverage(SIZE, PAINTED)));

const shiftOf = (answer: RgbaImage, of = plan) =>
	runToEnd(measureShift(of, { picture, left: 0, top: 0, answer, pasteCoverage: coverage }));
const around = { left: -16, top: -16, right: SIZE.width + 16, bottom: SIZE.height + 16 };
const wider = paintScene(scene, sizeOf(around), around);
function moved(x: number, y: number): RgbaImage {
	const answer = transparentImage(rectOf(SIZE));
	runToEnd(copyPixels(answer, rectOf(SIZE), wider, { left: around.left + x, top: around.top + y }));
	return answer;
}

/** Noise on every pixel, as a model redraws them. */
function redrawn(answer: RgbaImage, levels: number, seed: number): RgbaImage {
	const noise = noisePicture(answer, seed).rgba;
	const rgba = answer.rgba.map((value, i) => {
		if (i % 4 === 3) return value;
		return Math.min(255, Math.max(0, value + (((noise[i] as number) - 127) * levels) / 127));
	});
	return { ...answer, rgba };
}

test("any shift up to 15 pixels is found, also in a noisy answer", async () => {
	const way = fc.integer({ min: -15, max: 15 });
	await fc.assert(
		fc.property(way, way, fc.integer({ min: 0, max: 12 }), fc.nat(99), (x, y, levels, seed) => {
			// Noise hides shifts of less than about two pixels.
			if (Math.abs(x) + Math.abs(y) < 3 && levels > 3) return;
			const answer = redrawn(moved(x, y), levels, seed + 1);
			const shift = shiftOf(answer);
			if (Math.abs(x) + Math.abs(y) > 2) expect(shift).toEqual({ x, y });
			const transform = undoShift(plan, answer, shift);
			const result = runToEnd(pasteBack(plan, { picture, answer, coverage, transform }));
			expect(changedOutside(picture, result, plan.canvas, coverage)).toBe(0);
		}),
		{ numRuns: 10 },
	);
});

test("an answer shifted by (3, -2) is pasted at its right place", () => {
	const answer = moved(3, -2);
	const transform = undoShift(plan, answer, shiftOf(answer));
	const result = runToEnd(pasteBack(plan, { picture, answer, coverage, transform }));
	expect(Buffer.compare(result.rgba, picture.rgba)).toBe(0);
});

test("no shift is reported for an echo, another picture, another size and a repeating pattern", () => {
	expect(shiftOf(runToEnd(extractSource(plan, picture)))).toEqual({ x: 0, y: 0 });
	expect(shiftOf(noisePicture(SIZE, 9))).toEqual({ x: 0, y: 0 });
	expect(shiftOf(paintScene(wavyScene(53), SIZE, { left: 900, top: 700, right: 1300, bottom: 1060 }))).toEqual({
		x: 0,
		y: 0,
	});
	const smaller = paintScene(scene, { width: 300, height: 270 }, rectOf(SIZE));
	expect(shiftOf(smaller)).toEqual({ x: 0, y: 0 });
	const stripes = (offset: number): RgbaImage => {
		const rgba = new Uint8Array(SIZE.width * SIZE.height * 4).map((_, i) => {
			if (i % 4 === 3) return 255;
			return (((i >> 2) % SIZE.width) + offset) % 8 < 4 ? 30 : 220;
		});
		return { ...SIZE, rgba };
	};
	const repeated = { picture: stripes(0), left: 0, top: 0, answer: stripes(3), pasteCoverage: coverage };
	expect(runToEnd(measureShift(plan, repeated))).toEqual({ x: 0, y: 0 });
});

test("the shift of an answer of half the size is found to its own pixels", () => {
	const half = { width: 200, height: 180 };
	const wide = unlikeItself(50);
	const answer = paintScene(wide, half, moveRect(rectOf(SIZE), -12, 8));
	const here = paintScene(wide, SIZE, rectOf(SIZE));
	const { x, y } = runToEnd(measureShift(plan, { picture: here, left: 0, top: 0, answer, pasteCoverage: coverage }));
	expect(Math.abs(x - 12)).toBeLessThanOrEqual(1);
	expect(Math.abs(y + 8)).toBeLessThanOrEqual(1);
});

test("an evenly brighter answer has no shift, and its shift is found if it is moved", () => {
	const shiftIn = (from: RgbaImage, answer: RgbaImage) =>
		runToEnd(measureShift(plan, { picture: from, left: 0, top: 0, answer, pasteCoverage: coverage }));
	const brighter = (level: RgbaImage): RgbaImage => ({
		...level,
		rgba: level.rgba.map((value, i) => (i % 4 === 3 ? value : value > 249 ? value - 6 : value + 6)),
	});
	// On these ramps six levels of brightness look like a shift by one row.
	const ramps = { ...SIZE, rgba: new Uint8Array(SIZE.width * SIZE.height * 4).fill(255) };
	for (let i = 0; i < ramps.rgba.length; i += 4) {
		const [x, y] = [(i >> 2) % SIZE.width, Math.floor((i >> 2) / SIZE.width)];
		ramps.rgba.set([(x * 7 + y * 3) & 255, (x * 2 + y * 5) & 255, x ^ y], i);
	}
	expect(shiftIn(ramps, brighter(ramps))).toEqual({ x: 0, y: 0 });
	expect(shiftIn(picture, brighter(moved(3, -2)))).toEqual({ x: 3, y: -2 });
});
