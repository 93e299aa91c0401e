// An answer whose colours are off is corrected to the picture around it; other answers are not changed.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type RgbaImage, rectCoverage, rectOf, runToEnd } from "../raster";
import { computeEditPlan, computePasteCoverage, extractSource, measureTone, pasteTransform } from ".";
import { pasteBack } from "./pasteWholeForTests";
import { changedOutside, noisePicture, paintScene, supportPsnr, wavyScene } from "./picturesForTests";

const SIZE = { width: 300, height: 240 };
const PAINTED = { left: 80, top: 60, right: 200, bottom: 170 };
const picture = paintScene(wavyScene(45), SIZE, rectOf(SIZE));
const plan = computeEditPlan({ picture: SIZE, rules: { kind: "any" }, editBounds: PAINTED });
const coverage = runToEnd(computePasteCoverage(plan, rectCoverage(SIZE, PAINTED)));

const toneOf = (answer: RgbaImage) =>
	runToEnd(
		measureTone(plan, {
			...{ picture, left: 0, top: 0, answer },
			pasteCoverage: coverage,
			transform: pasteTransform(plan, answer),
		}),
	);
const pasted = (answer: RgbaImage, tone: ReturnType<typeof toneOf>) =>
	runToEnd(pasteBack(plan, { picture, answer, coverage, tone }));
const sent = runToEnd(extractSource(plan, picture));
const off = (gain: number, offset: number): RgbaImage => ({
	...sent,
	rgba: sent.rgba.map((value, i) =>
		i % 4 === 3 ? value : Math.min(255, Math.max(0, 128 + (value - 128) * gain + offset)),
	),
});

test("a gain and an offset are corrected to within a few levels, and nothing outside changes", async () => {
	await fc.assert(
		fc.property(fc.double({ min: 0.85, max: 1, noNaN: true }), fc.integer({ min: 6, max: 20 }), (gain, offset) => {
			const answer = off(gain, -offset);
			const tone = toneOf(answer);
			const result = pasted(answer, tone);
			const corrected = supportPsnr(picture, result, coverage);
			const uncorrected = supportPsnr(picture, pasted(answer, null), coverage);
			expect(corrected).toBeGreaterThan(36);
			expect(uncorrected).toBeLessThan(36);
			expect(corrected, "the correction is worth 10 dB at least").toBeGreaterThan(uncorrected + 10);
			expect(changedOutside(picture, result, plan.canvas, coverage)).toBe(0);
		}),
		{ numRuns: 20, examples: [[0.9999999999999998, 6]] },
	);
});

test("an echo and a different picture keep their colours", () => {
	expect(toneOf(sent)).toBeNull();
	expect(toneOf(noisePicture(sent, 4))).toBeNull();
});
