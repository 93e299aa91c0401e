import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	type Corner,
	type Coverage,
	coverageAt,
	differingTiles,
	polygonCoverage,
	rectCoverage,
	runToEnd,
	type Size,
} from ".";
import { ellipseCorners, rectCorners } from "./shapes";
import { expectCanonical, flat } from "./testCoverage";

const draw = (size: Size, corners: readonly Corner[]): Coverage => runToEnd(polygonCoverage(size, corners));

/** The area of a convex polygon inside one pixel: the polygon is clipped by the pixel's four sides in turn. */
function areaIn(corners: readonly Corner[], x: number, y: number): number {
	const sides: ((corner: Corner) => number)[] = [
		(corner) => corner.x - x,
		(corner) => x + 1 - corner.x,
		(corner) => corner.y - y,
		(corner) => y + 1 - corner.y,
	];
	const rest = sides.reduce<readonly Corner[]>((polygon, inside) => {
		return polygon.flatMap((to, i) => {
			const from = polygon.at(i - 1) ?? to;
			const [a, b] = [inside(from), inside(to)];
			const crossing = { x: from.x + ((to.x - from.x) * a) / (a - b), y: from.y + ((to.y - from.y) * a) / (a - b) };
			if (b >= 0) return a < 0 ? [crossing, to] : [to];
			return a >= 0 ? [crossing] : [];
		});
	}, corners);
	const doubled = rest.reduce((sum, to, i) => {
		const from = rest.at(i - 1) ?? to;
		return sum + from.x * to.y - to.x * from.y;
	}, 0);
	return Math.abs(doubled) / 2;
}

const sizes = fc.record({ width: fc.integer({ min: 1, max: 560 }), height: fc.integer({ min: 1, max: 290 }) });
/** Points on the grid that corners are rounded to, so that the reference draws the same shape. */
const coordinate = (max: number) => fc.integer({ min: -60 * 256, max: max * 256 }).map((value) => value / 256);
const corner = fc.record({ x: coordinate(620), y: coordinate(350) });

describe("polygons", () => {
	test("coverage is the share of each pixel inside, equal to the reference without tiles, for both directions", async () => {
		const cases = fc.record({ size: sizes, corners: fc.tuple(corner, corner, corner) });
		await fc.assert(
			fc.property(cases, ({ size, corners }) => {
				const coverage = draw(size, corners);
				const wrong = flat(coverage).findIndex((value, i) => {
					const area = areaIn(corners, i % size.width, Math.floor(i / size.width));
					return Math.abs(value - 255 * area) > 1;
				});
				expect(wrong).toBe(-1);
				expectCanonical(coverage);
				expect(differingTiles(coverage, draw(size, [...corners].reverse()))).toEqual({});
			}),
			{ numRuns: 20 },
		);
	});

	test("moving a polygon by whole pixels moves every byte", async () => {
		const points = fc.array(fc.record({ x: coordinate(90), y: coordinate(90) }), { minLength: 3, maxLength: 9 });
		const shift = fc.record({ x: fc.integer({ min: 60, max: 420 }), y: fc.integer({ min: 60, max: 420 }) });
		await fc.assert(
			fc.property(points, shift, (corners, by) => {
				const moved = corners.map(({ x, y }) => ({ x: x + by.x, y: y + by.y }));
				const home = corners.map(({ x, y }) => ({ x: x + 60, y: y + 60 }));
				const size = { width: 620, height: 620 };
				const [here, there] = [draw(size, home), draw(size, moved)];
				// Products of slopes and other numbers may round differently, by less than a level.
				let most = 0;
				for (let y = 0; y < 160; y++) {
					for (let x = 0; x < 160; x++) {
						const moved = coverageAt(there, x + by.x - 60, y + by.y - 60);
						most = Math.max(most, Math.abs(moved - coverageAt(here, x, y)));
					}
				}
				expect(most).toBeLessThanOrEqual(1);
			}),
			{ numRuns: 20 },
		);
	});

	test("a rectangle of whole pixels is exact, and tiles inside it are uniform", () => {
		const size = { width: 8192, height: 6144 };
		const rect = { left: 100, top: 77, right: 8000, bottom: 6000 };
		const coverage = draw(size, rectCorners(rect));
		expect(differingTiles(coverage, rectCoverage(size, rect))).toEqual({});
	});

	test("an area enclosed twice in the same direction is inside, as are both loops of a figure of eight", () => {
		const size = { width: 100, height: 100 };
		const twice = [
			...rectCorners({ left: 10, top: 10, right: 90, bottom: 90 }),
			...rectCorners({ left: 30, top: 30, right: 70, bottom: 70 }),
		];
		expect(coverageAt(draw(size, twice), 50, 50)).toBe(255);
		const eight = [
			{ x: 10, y: 10 },
			{ x: 90, y: 90 },
			{ x: 90, y: 10 },
			{ x: 10, y: 90 },
		];
		const coverage = draw(size, eight);
		expect([coverageAt(coverage, 15, 50), coverageAt(coverage, 85, 50), coverageAt(coverage, 50, 15)]).toEqual([
			255, 255, 0,
		]);
	});

	test("fewer than three corners, or a polygon far outside, give empty coverage", () => {
		const size = { width: 300, height: 300 };
		expect(draw(size, []).tiles).toEqual({});
		expect(
			draw(size, [
				{ x: 5, y: 5 },
				{ x: 200, y: 200 },
			]).tiles,
		).toEqual({});
		expect(draw(size, rectCorners({ left: -9e9, top: -50, right: -10, bottom: 9e9 })).tiles).toEqual({});
		const everything = draw(size, rectCorners({ left: -9e9, top: -9e9, right: 9e9, bottom: 9e9 }));
		expect(everything.tiles).toEqual({ 0: 255, 1: 255, 2: 255, 3: 255 });
	});
});

function rows(coverage: Coverage): string[] {
	return Array.from({ length: coverage.height }, (_, y) =>
		Array.from({ length: coverage.width }, (_, x) => String(coverageAt(coverage, x, y)).padStart(3)).join(" "),
	);
}

describe("shapes, exact bytes", () => {
	test("a rectangle at fractions of pixels", () => {
		const rect = { left: 1.5, top: 1.25, right: 5, bottom: 3.5 };
		expect(rows(draw({ width: 6, height: 5 }, rectCorners(rect)))).toMatchInlineSnapshot(`
			[
			  "  0   0   0   0   0   0",
			  "  0  96 191 191 191   0",
			  "  0 128 255 255 255   0",
			  "  0  64 128 128 128   0",
			  "  0   0   0   0   0   0",
			]
		`);
	});

	test("an ellipse", () => {
		const rect = { left: 1, top: 1, right: 9, bottom: 6 };
		expect(rows(draw({ width: 10, height: 7 }, ellipseCorners(rect)))).toMatchInlineSnapshot(`
			[
			  "  0   0   0   0   0   0   0   0   0   0",
			  "  0   3 108 202 244 244 202 108   3   0",
			  "  0 155 255 255 255 255 255 255 155   0",
			  "  0 241 255 255 255 255 255 255 241   0",
			  "  0 155 255 255 255 255 255 255 155   0",
			  "  0   3 108 202 244 244 202 108   3   0",
			  "  0   0   0   0   0   0   0   0   0   0",
			]
		`);
	});

	test("a triangle", () => {
		const corners = [
			{ x: 1, y: 1 },
			{ x: 7, y: 3 },
			{ x: 2, y: 7 },
		];
		expect(rows(draw({ width: 8, height: 8 }, corners))).toMatchInlineSnapshot(`
			[
			  "  0   0   0   0   0   0   0   0",
			  "  0 191 128  43   0   0   0   0",
			  "  0 191 255 255 212 128  43   0",
			  "  0 149 255 255 255 249 102   0",
			  "  0 106 255 255 229  57   0   0",
			  "  0  64 255 198  26   0   0   0",
			  "  0  21 153   6   0   0   0   0",
			  "  0   0   0   0   0   0   0   0",
			]
		`);
	});
});

test("an ellipse deviates from its true shape by less than is visible, at any size", () => {
	for (const radius of [20, 40, 250]) {
		const size = { width: 2 * radius + 20, height: radius + 20 };
		const rect = { left: 10, top: 10, right: 10 + 2 * radius, bottom: 10 + radius };
		const coverage = draw(size, ellipseCorners(rect));
		const area = flat(coverage).reduce((sum, value) => sum + value, 0) / 255;
		const exact = (Math.PI * radius * radius) / 2;
		expect(Math.abs(area - exact) / exact).toBeLessThan(0.1 / radius);
		expect(coverageAt(coverage, 10, 10)).toBe(0);
		expect(coverageAt(coverage, 10 + radius, 10 + radius / 2)).toBe(255);
	}
});
