// Refine edge against pictures that are composed from a known matte.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Coverage, coverageAt, emptyCoverage, type Size } from "../coverage";
import { polygonCoverage } from "../polygon";
import { rectCoverage } from "../rectCoverage";
import { pictureSamples } from "../select";
import { runToEnd } from "../steps";
import { expectCanonical } from "../testCoverage";
import { refineEdge } from "./refineEdge";

const SIZE = { width: 300, height: 280 };
const PLAIN = { radius: 12, contrast: 0, shift: 0, smooth: 0 };

/** 0 to 1: a body up to column 130 with strands of hair that end at column 150. */
function hairAlpha(x: number, y: number): number {
	if (x < 132) return 1;
	return x < 150 ? 0.5 + 0.5 * Math.sin(y * 1.3) : 0;
}

function picture(size: Size, alphaAt: (x: number, y: number) => number) {
	const rgba = new Uint8Array(size.width * size.height * 4);
	for (let y = 0; y < size.height; y++) {
		for (let x = 0; x < size.width; x++) {
			const alpha = alphaAt(x, y);
			const level = (front: number, back: number) => Math.round(alpha * front + (1 - alpha) * back);
			rgba.set([level(70, 200), level(45, 210), level(30, 225), 255], (y * size.width + x) * 4);
		}
	}
	return pictureSamples(size, rgba);
}

function meanError(coverage: Coverage, alphaAt: (x: number, y: number) => number): number {
	let sum = 0;
	let count = 0;
	for (let y = 5; y < SIZE.height - 5; y++) {
		for (let x = 120; x < 160; x++) {
			sum += Math.abs(coverageAt(coverage, x, y) / 255 - alphaAt(x, y));
			count++;
		}
	}
	return sum / count;
}

const body = rectCoverage(SIZE, { left: 20, top: 0, right: 141, bottom: SIZE.height });

test("strands of hair beside a hard mask get the share that they have in the picture", () => {
	const refined = runToEnd(refineEdge(body, picture(SIZE, hairAlpha), PLAIN));
	expectCanonical(refined);
	expect(meanError(body, hairAlpha)).toBeGreaterThan(0.15);
	expect(meanError(refined, hairAlpha)).toBeLessThan(0.05);
});

test("pixels outside the band keep their values, and an empty mask stays empty", () => {
	const samples = picture(SIZE, hairAlpha);
	const refined = runToEnd(refineEdge(body, samples, PLAIN));
	for (let y = 0; y < SIZE.height; y += 3) {
		for (let x = 0; x < SIZE.width; x++) {
			const isNear = Math.abs(x - 20) <= 13 || Math.abs(x - 141) <= 13;
			if (!isNear) expect(coverageAt(refined, x, y)).toBe(coverageAt(body, x, y));
		}
	}
	expect(runToEnd(refineEdge(emptyCoverage(SIZE), samples, PLAIN)).tiles).toEqual({});
});

test("contrast makes the edge hard; shift moves it monotonically and touches neither 0 nor 255", async () => {
	const samples = picture(SIZE, hairAlpha);
	const of = (settings: Partial<typeof PLAIN>) => runToEnd(refineEdge(body, samples, { ...PLAIN, ...settings }));
	const softCount = (coverage: Coverage) => {
		let soft = 0;
		for (let y = 0; y < SIZE.height; y++)
			for (let x = 125; x < 160; x++) if (coverageAt(coverage, x, y) % 255 !== 0) soft++;
		return soft;
	};
	const plain = of({});
	expect(softCount(of({ contrast: 1 }))).toBeLessThan(softCount(plain) * 0.15);
	const [inwards, outwards] = [of({ shift: -0.5 }), of({ shift: 0.5 })];
	await fc.assert(
		fc.property(fc.integer({ min: 120, max: 160 }), fc.integer({ min: 0, max: SIZE.height - 1 }), (x, y) => {
			const [less, value, more] = [inwards, plain, outwards].map((coverage) => coverageAt(coverage, x, y));
			expect(less).toBeLessThanOrEqual(value as number);
			expect(more).toBeGreaterThanOrEqual(value as number);
			if (value === 0) expect(more).toBe(0);
			if (value === 255) expect(less).toBe(255);
		}),
	);
});

test("smoothing levels out the strands", () => {
	const samples = picture(SIZE, hairAlpha);
	const spread = (coverage: Coverage) => {
		let sum = 0;
		for (let y = 20; y < 200; y++) sum += Math.abs(coverageAt(coverage, 140, y) - coverageAt(coverage, 140, y + 1));
		return sum;
	};
	const plain = runToEnd(refineEdge(body, samples, PLAIN));
	expect(spread(runToEnd(refineEdge(body, samples, { ...PLAIN, smooth: 6 })))).toBeLessThan(spread(plain) / 3);
});

test("tile borders do not show: a picture that is moved gives the same mask, moved", () => {
	// A multiple of the cells in which colours are summed, and none of a tile.
	const moved = 96;
	const large = { width: SIZE.width + moved, height: SIZE.height + moved };
	const textured = (x: number, y: number) =>
		Math.min(1, Math.max(0, hairAlpha(x, y) * 0.9 + 0.05 * Math.sin(x * 7 + y * 5)));
	const corners = [
		[40, 40],
		[141, 60],
		[141, 230],
		[60, 240],
	].map(([x = 0, y = 0]) => ({ x, y }));
	const settings = { ...PLAIN, smooth: 2 };
	const here = runToEnd(refineEdge(runToEnd(polygonCoverage(large, corners)), picture(large, textured), settings));
	const there = runToEnd(
		refineEdge(
			runToEnd(
				polygonCoverage(
					large,
					corners.map(({ x, y }) => ({ x: x + moved, y: y + moved })),
				),
			),
			picture(large, (x, y) => textured(x - moved, y - moved)),
			settings,
		),
	);
	for (let y = 90; y < 230; y++)
		for (let x = 90; x < 200; x++) expect(coverageAt(there, x + moved, y + moved)).toBe(coverageAt(here, x, y));
});
