// Compares the measured drift with pictures whose difference is known.
import { expect, test } from "vitest";
import { type RgbaImage, rectCoverage, runToEnd } from "../raster";
import { computeEditPlan, computePasteCoverage, extractSource, FLEXIBLE_SIZES, isMaskIgnored, measureDrift } from ".";
import { paintScene, wavyScene } from "./picturesForTests";

const SIZE = { width: 1024, height: 1024 };
const PAINTED = { left: 100, top: 100, right: 600, bottom: 500 };
const picture = paintScene(wavyScene(60), SIZE, { left: 0, top: 0, right: 1024, bottom: 1024 });
const plan = computeEditPlan({ picture: SIZE, rules: FLEXIBLE_SIZES, editBounds: PAINTED });
const coverage = runToEnd(computePasteCoverage(plan, rectCoverage(SIZE, PAINTED)));

const drift = (answer: RgbaImage) =>
	runToEnd(measureDrift(plan, { picture, left: 0, top: 0, answer, pasteCoverage: coverage }));
const changed = (change: (value: number, at: number) => number) => ({
	...picture,
	rgba: picture.rgba.map((value, at) => (at % 4 === 3 ? value : change(value, at))),
});
const isPainted = (at: number) => {
	const x = (at >> 2) % SIZE.width;
	const y = (at >> 2) / SIZE.width;
	return x >= PAINTED.left && x < PAINTED.right && y >= PAINTED.top && y < PAINTED.bottom;
};

test("an answer equal to the picture outside the mask has no drift", () => {
	expect(drift(runToEnd(extractSource(plan, picture)))).toMatchObject({ mean: 0, changed: 0 });
	const inside = drift(changed((value, at) => (isPainted(at) ? 255 - value : value)));
	// The pixels that the soft edge leaves to the picture lie inside the painted area.
	expect(inside.mean).toBeLessThan(1);
	expect(isMaskIgnored(inside)).toBe(false);
});

test("the drift of an evenly darker answer is the difference", () => {
	const darker = drift(changed((value) => (value >= 10 ? value - 10 : value)));
	expect(darker.mean).toBeCloseTo(10, 0);
	expect(darker.changed).toBe(0);
});

test("a different picture is distinguished from the same one compressed and scaled", () => {
	const other = drift(changed((value) => 255 - value));
	expect(isMaskIgnored(other)).toBe(true);
	const half = computeEditPlan({
		picture: SIZE,
		rules: { kind: "list", sizes: ["512x512"] },
		editBounds: PAINTED,
		extent: "whole",
	});
	const answer = runToEnd(extractSource(half, picture));
	const noisy = { ...answer, rgba: answer.rgba.map((value, at) => (at % 4 === 3 ? value : (value & ~3) + 2)) };
	const scaled = runToEnd(measureDrift(half, { picture, left: 0, top: 0, answer: noisy, pasteCoverage: coverage }));
	expect(scaled.mean).toBeLessThan(3);
	expect(scaled.changed).toBe(0);
});
