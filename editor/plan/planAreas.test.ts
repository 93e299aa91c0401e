// Separate areas are found, each is sent entirely in one request, and no pixel is paid for twice without need.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
	type Coverage,
	combine,
	containsRect,
	intersectRects,
	isEmptyRect,
	type Rect,
	rectCoverage,
	runToEnd,
	sizeOf,
	union,
} from "../raster";
import { flat } from "../raster/testCoverage";
import { coverageOfArea, findAreas, planAreas } from "./planAreas";
import { FLEXIBLE_SIZES } from "./sizeRules";

const PHOTO = { width: 8192, height: 6144 };
const at = (left: number, top: number, width = 300, height = 200): Rect => ({
	left,
	top,
	right: left + width,
	bottom: top + height,
});
const painted = (...rects: readonly Rect[]): Coverage =>
	union(
		PHOTO,
		rects.map((rect) => rectCoverage(PHOTO, rect)),
	);
const plansFor = (...rects: readonly Rect[]) => planAreas({ picture: PHOTO, rules: FLEXIBLE_SIZES }, painted(...rects));

test("two distant areas are sent in separate requests", () => {
	const [first, second] = [at(700, 500), at(6000, 5000)];
	const plans = plansFor(first, second);
	expect(plans).toHaveLength(2);
	expect(containsRect(plans[0]!.plan.source, first)).toBe(true);
	expect(containsRect(plans[1]!.plan.source, second)).toBe(true);
	for (const { plan } of plans) expect(plan.content.width).toBeGreaterThanOrEqual(sizeOf(plan.source).width);
});

test("two areas side by side share one request", () => {
	const [left, right] = [at(3000, 3000), at(3450, 3000)];
	const plans = plansFor(left, right);
	expect(plans).toHaveLength(1);
	expect(containsRect(plans[0]!.plan.source, left) && containsRect(plans[0]!.plan.source, right)).toBe(true);
});

test("areas that would have to be reduced together stay separate", () => {
	const [left, right] = [at(0, 0, 2600, 2000), at(2900, 0, 2600, 2000)];
	expect(plansFor(left, right)).toHaveLength(2);
});

test("areas outside the frame are in no request", () => {
	const frame = { left: 0, top: 0, right: 4000, bottom: 4000 };
	const request = { picture: PHOTO, rules: FLEXIBLE_SIZES, frame };
	const plans = planAreas(request, painted(at(700, 500), at(6000, 5000)));
	expect(plans).toHaveLength(1);
	expect(containsRect(frame, plans[0]!.plan.source)).toBe(true);
});

test("thousands of specks form a few areas", () => {
	const specks = Array.from({ length: 400 }, (_, i) => at((i % 20) * 400 + 40, Math.floor(i / 20) * 300 + 40, 3, 3));
	const areas = findAreas(painted(...specks));
	expect(areas.length).toBeLessThanOrEqual(48);
	for (const speck of specks) expect(areas.some((area) => containsRect(area, speck))).toBe(true);
});

test("every painted pixel is in exactly one request, with its coverage unchanged", async () => {
	const size = { width: 700, height: 500 };
	const rect = fc
		.tuple(fc.nat(640), fc.nat(440), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }))
		.map(([left, top, width, height]) => at(left, top, width, height));
	const rules = {
		kind: "flexible",
		multiple: 4,
		maxEdge: 128,
		maxRatio: 3,
		minPixels: 400,
		maxPixels: 16_384,
	} as const;
	await fc.assert(
		fc.asyncProperty(fc.array(rect, { minLength: 1, maxLength: 5 }), async (rects) => {
			const coverage = union(
				size,
				rects.map((one) => rectCoverage(size, one)),
			);
			const plans = planAreas({ picture: size, rules }, coverage);
			const parts = plans.map(({ area }) => runToEnd(coverageOfArea(coverage, area)));
			// Compared as bytes: toEqual takes a second for two arrays of this size.
			expect(Buffer.compare(Buffer.from(flat(union(size, parts))), Buffer.from(flat(coverage)))).toBe(0);
			for (const [i, { area, plan }] of plans.entries()) {
				expect(containsRect(plan.source, intersectRects(area, { left: 0, top: 0, right: 700, bottom: 500 }))).toBe(
					true,
				);
				for (const other of plans.slice(i + 1)) expect(isEmptyRect(intersectRects(area, other.area))).toBe(true);
			}
			for (const one of rects) {
				const isWhole = parts.some((part) =>
					flat(combine(rectCoverage(size, one), "subtract", part)).every((v) => v === 0),
				);
				expect(isWhole).toBe(true);
			}
		}),
		{ numRuns: 12 },
	);
});
