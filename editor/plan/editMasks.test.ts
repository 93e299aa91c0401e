// Compares the sent mask and the paste mask with the painted coverage.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	type Coverage,
	countEdited,
	coverageAt,
	cropCoverage,
	emptyCoverage,
	type Rect,
	rectCoverage,
	runToEnd,
	type Size,
	union,
} from "../raster";
import {
	computeEditPlan,
	computePasteCoverage,
	computeSentCoverage,
	type EditPlan,
	type EditRequest,
	type SizeRules,
} from ".";
import { scaleEditCoverage } from "./scaleCoverage";

const rect = (left: number, top: number, right: number, bottom: number): Rect => ({ left, top, right, bottom });
const NO_RULES: SizeRules = { kind: "any" };
const SMALL: SizeRules = {
	kind: "flexible",
	multiple: 16,
	maxEdge: 640,
	maxRatio: 3,
	minPixels: 4096,
	maxPixels: 100_000,
};

function planFor(picture: Size, editBounds: Rect | null, more: Partial<EditRequest> = {}): EditPlan {
	return computeEditPlan({ picture, rules: NO_RULES, editBounds, ...more });
}

const flat = (coverage: Coverage): number[][] =>
	Array.from({ length: coverage.height }, (_, y) =>
		Array.from({ length: coverage.width }, (_, x) => coverageAt(coverage, x, y)),
	);

const anyEdit = fc
	.record({
		picture: fc.record({ width: fc.integer({ min: 1, max: 700 }), height: fc.integer({ min: 1, max: 300 }) }),
		at: fc.tuple(fc.nat(699), fc.nat(299)),
		size: fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 300 })),
		value: fc.constantFrom(255, 200, 60),
		beyond: fc.option(fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40), fc.nat(40)), { nil: undefined }),
		extent: fc.constantFrom("auto" as const, "whole" as const, "region" as const),
		rules: fc.constantFrom(NO_RULES, SMALL),
	})
	.map(({ picture, at, size, value, beyond, ...more }) => {
		const left = at[0] % picture.width;
		const top = at[1] % picture.height;
		const bounds = rect(left, top, Math.min(picture.width, left + size[0]), Math.min(picture.height, top + size[1]));
		const frame = beyond && rect(-beyond[0], -beyond[1], picture.width + beyond[2], picture.height + beyond[3]);
		return { plan: planFor(picture, bounds, { frame, ...more }), painted: rectCoverage(picture, bounds, value) };
	});

describe("computeSentCoverage", () => {
	test("has exactly the sent size, edits all painted and new pixels, and keeps the padding", async () => {
		await fc.assert(
			fc.property(anyEdit, ({ plan, painted }) => {
				const sent = runToEnd(computeSentCoverage(plan, painted));
				expect([sent.width, sent.height]).toEqual([plan.sent.width, plan.sent.height]);
				const stepX = (plan.source.right - plan.source.left) / plan.content.width;
				const stepY = (plan.source.bottom - plan.source.top) / plan.content.height;
				for (let y = 0; y < sent.height; y += 3) {
					for (let x = 0; x < sent.width; x += 3) {
						const value = coverageAt(sent, x, y);
						const isPadding = x >= plan.content.width || y >= plan.content.height;
						const pictureX = Math.floor(plan.source.left + (x + 0.5) * stepX);
						const pictureY = Math.floor(plan.source.top + (y + 0.5) * stepY);
						const isNew = pictureX < 0 || pictureY < 0 || pictureX >= painted.width || pictureY >= painted.height;
						if (value !== 0 && value !== 255) expect.fail(`neither edit nor keep: ${value}`);
						if (isPadding && value !== 0) expect.fail(`padding is edited at ${x}, ${y}`);
						if (!isPadding && value !== 255 && (isNew || coverageAt(painted, pictureX, pictureY) >= 128)) {
							expect.fail(`kept at ${x}, ${y}`);
						}
					}
				}
			}),
			{ numRuns: 60 },
		);
	});

	test("grows by exactly the plan's sendGrow", () => {
		const plan = planFor({ width: 40, height: 30 }, rect(10, 10, 20, 20), { edges: { sendGrow: 3 } });
		const row = flat(runToEnd(computeSentCoverage(plan, rectCoverage(plan.picture, rect(10, 10, 20, 20)))))[15] ?? [];
		expect([row.indexOf(255), row.lastIndexOf(255)]).toEqual([7, 22]);
	});

	test("grows by sent pixels, which are fewer picture pixels if the picture is enlarged", () => {
		const small = planFor({ width: 32, height: 32 }, rect(0, 0, 8, 8), { rules: SMALL });
		expect([small.content.width, small.edges.sendGrow]).toEqual([64, 4]);
		const large = planFor({ width: 4000, height: 400 }, rect(0, 0, 4000, 400), { rules: SMALL });
		expect(large.edges.sendGrow).toBe(61);
	});

	test("places the mask of a region relative to the region", () => {
		const painted = rectCoverage({ width: 3000, height: 2000 }, rect(2500, 1500, 2510, 1505));
		const plan = planFor(painted, rect(2500, 1500, 2510, 1505), { extent: "region", edges: { sendGrow: 0 } });
		const sent = runToEnd(computeSentCoverage(plan, painted));
		expect(countEdited(sent)).toBe(50);
		expect(coverageAt(sent, 2500 - plan.source.left, 1500 - plan.source.top)).toBe(255);
	});

	test("keeps a thin line when the picture is reduced", () => {
		const size = { width: 4000, height: 400 };
		const line = rectCoverage(size, rect(0, 200, 4000, 201));
		const plan = planFor(size, rect(0, 200, 4000, 201), { rules: SMALL, extent: "whole", edges: { sendGrow: 0 } });
		expect(countEdited(runToEnd(computeSentCoverage(plan, line)))).toBe(plan.content.width);
	});
});

describe("computePasteCoverage", () => {
	test("never exceeds the painted coverage, and pastes new pixels entirely", async () => {
		await fc.assert(
			fc.property(anyEdit, ({ plan, painted }) => {
				const paste = runToEnd(computePasteCoverage(plan, painted));
				const { left, top, right, bottom } = plan.canvas;
				expect([paste.width, paste.height]).toEqual([right - left, bottom - top]);
				for (let y = top; y < bottom; y += 2) {
					for (let x = left; x < right; x += 3) {
						const isNew = x < 0 || y < 0 || x >= painted.width || y >= painted.height;
						const value = coverageAt(paste, x - left, y - top);
						if (isNew && value !== 255) expect.fail(`new but not pasted at ${x}, ${y}`);
						if (!isNew && value > coverageAt(painted, x, y)) expect.fail(`pasted beyond the mask at ${x}, ${y}`);
					}
				}
			}),
			{ numRuns: 60 },
		);
	});

	test("golden: erosion by 2 and feather by 2 make a ramp inside the edge", () => {
		const plan = planFor({ width: 24, height: 24 }, rect(6, 0, 24, 24));
		const row = flat(runToEnd(computePasteCoverage(plan, rectCoverage(plan.picture, rect(6, 0, 24, 24)))))[12];
		expect(row).toEqual([0, 0, 0, 0, 0, 0, 28, 85, 170, 227, ...Array(14).fill(255)]);
	});

	test("a mask that reaches the border of the picture is pasted up to the border", () => {
		const plan = planFor({ width: 24, height: 24 }, rect(0, 0, 24, 24));
		const whole = rectCoverage(plan.picture, rect(0, 0, 24, 24));
		expect(runToEnd(computePasteCoverage(plan, whole))).toEqual(whole);
	});

	test("lines and specks too thin for erosion are pasted as painted, beside eroded areas", () => {
		const size = { width: 80, height: 60 };
		const line = rectCoverage(size, rect(5, 5, 75, 7));
		const area = rectCoverage(size, rect(20, 20, 60, 50));
		const plan = planFor(size, rect(5, 5, 75, 50));
		const paste = runToEnd(computePasteCoverage(plan, union(size, [line, area])));
		expect([coverageAt(paste, 40, 5), coverageAt(paste, 40, 6)]).toEqual([255, 255]);
		expect(coverageAt(paste, 40, 20)).toBeLessThan(128);
		expect(coverageAt(paste, 20, 20)).toBeLessThan(128);
		expect(coverageAt(paste, 40, 35)).toBe(255);
	});

	test("an overlap fades into the old picture by its width", () => {
		const plan = planFor({ width: 60, height: 20 }, null, { frame: rect(-10, 0, 60, 20), edges: { overlap: 8 } });
		const row = flat(runToEnd(computePasteCoverage(plan, emptyCoverage(plan.picture))))[10]?.slice(10) ?? [];
		expect(row.slice(8)).toEqual(Array(52).fill(0));
		expect(row[0]).toBeGreaterThan(200);
		expect(row.slice(0, 8)).toEqual([...row.slice(0, 8)].sort((a, b) => b - a));
		expect(row[7]).toBeLessThan(40);
	});

	test("new pixels are pasted entirely with any overlap, up to the corners", () => {
		const plan = planFor({ width: 60, height: 40 }, null, { frame: rect(-10, 10, 30, 25), edges: { overlap: 16 } });
		const paste = flat(runToEnd(computePasteCoverage(plan, emptyCoverage(plan.picture))));
		expect(paste.slice(10, 25).map((row) => row.slice(0, 10))).toEqual(Array(15).fill(Array(10).fill(255)));
		expect([...paste.slice(0, 10), ...paste.slice(25)].flat().every((value) => value === 0)).toBe(true);
	});

	test("a frame inside the picture clips the mask", () => {
		const size = { width: 40, height: 40 };
		const plan = planFor(size, rect(0, 0, 40, 40), { frame: rect(10, 10, 30, 30) });
		const paste = runToEnd(computePasteCoverage(plan, rectCoverage(size, rect(0, 0, 40, 40))));
		expect([coverageAt(paste, 9, 20), coverageAt(paste, 20, 20), coverageAt(paste, 30, 20)]).toEqual([0, 255, 0]);
	});
});

describe("cropping and scaling coverage", () => {
	const painted = union({ width: 700, height: 300 }, [
		rectCoverage({ width: 700, height: 300 }, rect(10, 20, 600, 280), 200),
		rectCoverage({ width: 700, height: 300 }, rect(250, 0, 530, 300), 255),
	]);

	test("cropCoverage keeps every pixel at its place", async () => {
		const offset = fc.integer({ min: -300, max: 700 });
		const length = fc.integer({ min: 1, max: 600 });
		await fc.assert(
			fc.property(offset, offset, length, length, (left, top, width, height) => {
				const seen = runToEnd(cropCoverage(painted, rect(left, top, left + width, top + height)));
				for (let y = 0; y < height; y += 7) {
					for (let x = 0; x < width; x += 5) {
						if (coverageAt(seen, x, y) !== coverageAt(painted, left + x, top + y)) expect.fail(`${x}, ${y}`);
					}
				}
			}),
			{ numRuns: 60 },
		);
	});

	test("scaleEditCoverage edits a pixel if any pixel under it is edited", async () => {
		const length = fc.integer({ min: 1, max: 500 });
		await fc.assert(
			fc.property(length, length, (width, height) => {
				const content = { width, height };
				const source = rect(3, 5, 690, 295);
				const seen = runToEnd(scaleEditCoverage(painted, source, content, { width: width + 9, height: height + 300 }));
				for (let y = 0; y < seen.height; y += 11) {
					for (let x = 0; x < seen.width; x += 9) {
						let most = 0;
						if (x < width && y < height) {
							for (let py = Math.floor((y * 290) / height); py < Math.ceil(((y + 1) * 290) / height); py++) {
								for (let px = Math.floor((x * 687) / width); px < Math.ceil(((x + 1) * 687) / width); px++) {
									most = Math.max(most, coverageAt(painted, 3 + px, 5 + py));
								}
							}
						}
						if (coverageAt(seen, x, y) !== (most >= 128 ? 255 : 0)) expect.fail(`${x}, ${y} of ${width}×${height}`);
					}
				}
			}),
			{ numRuns: 40 },
		);
	});
});
