// The jobs of one edit: encode the mask, read the answer, make the patch. They are called directly, as the executor
// does.
import { decode } from "fast-png";
import { expect, test } from "vitest";
import { encodePicture } from "../codec";
import { computeEditPlan, computePasteCoverage, extractSource, type SizeRules } from "../plan";
import { pasteBack } from "../plan/pasteWholeForTests";
import { noisePicture } from "../plan/picturesForTests";
import { type Coverage, combine, coverageAt, emptyCoverage, grow, rectCoverage, runToEnd, type Steps } from "../raster";
import { feather } from "../raster/morphology";
import type { EditorError } from "../types";
import { decodeCoveragePng, encodeCoveragePng } from "./coveragePng";
import { makePatch } from "./patch";
import { encodeSentMask } from "./sentMask";

const SIZE = { width: 700, height: 300 };
const RULES: SizeRules = {
	kind: "flexible",
	multiple: 16,
	maxEdge: 512,
	maxRatio: 3,
	minPixels: 65_536,
	maxPixels: 262_144,
};
const painted = runToEnd(feather(rectCoverage(SIZE, { left: 310, top: 80, right: 420, bottom: 170 }), 6));
const refusal = async (steps: Steps<unknown>) => {
	try {
		return await runToEnd(steps);
	} catch (error) {
		return (error as EditorError).code;
	}
};

test("coverage is stored as a PNG without loss", async () => {
	const other = rectCoverage(SIZE, { left: 600, top: 200, right: 700, bottom: 300 }, 77);
	const png = await encodeCoveragePng({ size: SIZE, coverages: [painted, other] });
	expect(decode(png)).toMatchObject({ ...SIZE, channels: 1, depth: 8 });
	const back = await decodeCoveragePng(png, SIZE);
	expect(same(back, combine(painted, "union", other))).toBe(true);
});

test("the sent mask has the sent size and covers the painted area", async () => {
	const plan = computeEditPlan({
		picture: SIZE,
		rules: RULES,
		editBounds: { left: 300, top: 70, right: 430, bottom: 180 },
	});
	const order = { plan, coverages: [painted], allowEverything: false, limit: 4_000_000 };
	const mask = await runToEnd(encodeSentMask(order));
	expect(mask).toMatchObject(plan.sent);
	const { data, width } = decode(mask.png);
	const scale = plan.content.width / (plan.source.right - plan.source.left);
	const x = Math.floor((360 - plan.source.left) * scale);
	const y = Math.floor((120 - plan.source.top) * scale);
	expect(data[(y * width + x) * 4 + 3]).toBe(0);
	expect(data[3]).toBe(255);
	const nothing = { ...order, coverages: [emptyCoverage(SIZE)] };
	expect(await refusal(encodeSentMask(nothing))).toBe("nothing-masked");
	const everything = {
		...order,
		coverages: [runToEnd(grow(painted, 256)), rectCoverage(SIZE, { left: 0, top: 0, right: 700, bottom: 300 })],
	};
	expect(await refusal(encodeSentMask(everything))).toBe("everything-masked");
	expect(await refusal(encodeSentMask({ ...everything, allowEverything: true }))).not.toBe("everything-masked");
	expect(await refusal(encodeSentMask({ ...order, limit: 10 }))).toBe("mask-too-large");
});

test("a patch equals the same area of the whole pasted picture, and its drift is measured", async () => {
	const picture = noisePicture(SIZE, 3);
	const plan = computeEditPlan({
		picture: SIZE,
		rules: RULES,
		editBounds: { left: 300, top: 70, right: 430, bottom: 180 },
		extent: "region",
	});
	const { source } = plan;
	const answer = noisePicture({ width: 333, height: 222 }, 9);
	const base = cut(picture, source);
	const patch = await makePatch({
		plan,
		coverage: await encodeCoveragePng({ size: SIZE, coverages: [painted] }),
		answer: await encodePicture(answer),
		base,
		left: source.left,
		top: source.top,
	});
	const coverage = runToEnd(computePasteCoverage(plan, painted));
	const whole = runToEnd(pasteBack(plan, { picture, answer, coverage }));
	if (patch.rect === null) throw new Error("nothing changed");
	expect(Buffer.compare(patch.pixels.rgba, cut(whole, patch.rect).rgba)).toBe(0);
	expect(patch.drift.mean).toBeGreaterThan(20);
	expect(patch.answer).toEqual({ width: 333, height: 222 });
	const echo = await makePatch({
		plan,
		coverage: await encodeCoveragePng({ size: SIZE, coverages: [painted] }),
		answer: await encodePicture(runToEnd(extractSource(plan, picture))),
		base,
		left: source.left,
		top: source.top,
	});
	expect(echo.drift.mean).toBeLessThan(patch.drift.mean / 2);
});

function cut(
	{ width, rgba }: typeof SIZE & { rgba: Uint8Array },
	rect: { left: number; top: number; right: number; bottom: number },
) {
	const size = { width: rect.right - rect.left, height: rect.bottom - rect.top };
	const part = new Uint8Array(size.width * size.height * 4);
	for (let y = 0; y < size.height; y++) {
		const from = ((rect.top + y) * width + rect.left) * 4;
		part.set(rgba.subarray(from, from + size.width * 4), y * size.width * 4);
	}
	return { ...size, rgba: part };
}

function same(a: Coverage, b: Coverage): boolean {
	for (let y = 0; y < a.height; y++) {
		for (let x = 0; x < a.width; x++) if (coverageAt(a, x, y) !== coverageAt(b, x, y)) return false;
	}
	return true;
}
