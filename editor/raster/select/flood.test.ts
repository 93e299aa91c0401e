// Flood fill and colour regions against naive implementations on random pictures.
import fc from "fast-check";
import { expect, test } from "vitest";
import { combine } from "../combine";
import { type Coverage, coverageAt, emptyCoverage, type Size, type Tiles } from "../coverage";
import { polygonCoverage } from "../polygon";
import { rectCorners } from "../shapes";
import { runToEnd } from "../steps";
import { type ColourRegionInput, colourRegion } from "./colourRegion";
import { deltaE, labOf } from "./lab";
import { maskRegion } from "./maskRegion";
import { pictureSamples } from "./samples";

/** Few colours, so that regions are large and have holes; some are close to each other, some transparent. */
const PALETTE = [0xff808080, 0xff828282, 0xff90a080, 0xff2030d0, 0xff101010, 0x80808080, 0x00000000];

const pictures = fc
	.record({
		width: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 250, max: 270 })),
		height: fc.integer({ min: 1, max: 30 }),
		seed: fc.integer(),
		colours: fc.integer({ min: 1, max: PALETTE.length }),
	})
	.map(({ width, height, seed, colours }) => {
		let state = seed | 1;
		const words = Uint32Array.from({ length: width * height }, () => {
			state = (Math.imul(state, 1664525) + 1013904223) | 0;
			return PALETTE[(state >>> 16) % colours] as number;
		});
		return pictureSamples({ width, height }, new Uint8Array(words.buffer));
	});

function naiveDifference(a: number, b: number): number {
	const [alphaA, alphaB] = [a >>> 24, b >>> 24];
	const colour = Math.min(250, Math.ceil(deltaE(labOf(a), labOf(b))));
	return colour * (Math.min(alphaA, alphaB) / 255) + (Math.abs(alphaA - alphaB) * 100) / 255;
}

function naiveRegion(samples: ReturnType<typeof pictureSamples>, input: ColourRegionInput): boolean[] {
	const { width, words } = samples;
	const start = input.at.y * width + input.at.x;
	const isLike = (at: number) => naiveDifference(words[start] as number, words[at] as number) <= input.tolerance;
	if (!input.isContiguous) return Array.from(words, (_, at) => isLike(at));
	return naiveFill(samples, start, isLike);
}

function naiveFill({ width, height }: Size, start: number, isLike: (at: number) => boolean): boolean[] {
	const selected = Array.from({ length: width * height }, () => false);
	const queue = [start];
	for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
		if (selected[at] || !(isLike(at) || at === start)) continue;
		selected[at] = true;
		const x = at % width;
		if (x > 0) queue.push(at - 1);
		if (x < width - 1) queue.push(at + 1);
		if (at >= width) queue.push(at - width);
		if (at + width < width * height) queue.push(at + width);
	}
	return selected;
}

const inputs = fc.record({
	x: fc.nat(),
	y: fc.nat(),
	tolerance: fc.integer({ min: 0, max: 100 }),
	isContiguous: fc.boolean(),
});

function bytesOf(size: { readonly width: number; readonly height: number }, tiles: Tiles): number[] {
	const coverage = { width: size.width, height: size.height, tiles };
	return Array.from({ length: size.width * size.height }, (_, at) =>
		coverageAt(coverage, at % size.width, Math.floor(at / size.width)),
	);
}

test("a hard region is that of a naive flood fill, over tile borders too", () => {
	fc.assert(
		fc.property(pictures, inputs, (samples, { x, y, tolerance, isContiguous }) => {
			const at = { x: x % samples.width, y: y % samples.height };
			const input = { at, tolerance, isContiguous, sampleSide: 1, isAntiAliased: false };
			const tiles = runToEnd(colourRegion(samples, input));
			expect(bytesOf(samples, tiles)).toEqual(naiveRegion(samples, input).map((isIn) => (isIn ? 255 : 0)));
		}),
		{ numRuns: 120 },
	);
});

test("a soft edge adds shares beside the hard region and changes nothing in it", () => {
	fc.assert(
		fc.property(pictures, inputs, (samples, { x, y, tolerance, isContiguous }) => {
			const at = { x: x % samples.width, y: y % samples.height };
			const input = { at, tolerance, isContiguous, sampleSide: 1, isAntiAliased: true };
			const soft = bytesOf(samples, runToEnd(colourRegion(samples, input)));
			const hard = naiveRegion(samples, input);
			for (const [i, value] of soft.entries()) {
				if (hard[i]) expect(value).toBe(255);
				const neighbours = [i - 1, i + 1, i - samples.width, i + samples.width];
				if (value > 0 && !hard[i]) expect(neighbours.some((other) => hard[other])).toBe(true);
			}
		}),
		{ numRuns: 60 },
	);
});

/** Masks of hard rectangles over several tiles, some of them of one value. */
const masks = fc
	.record({
		width: fc.integer({ min: 250, max: 800 }),
		height: fc.integer({ min: 1, max: 40 }),
		rects: fc.array(
			fc.tuple(fc.nat(800), fc.nat(40), fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 30 })),
		),
	})
	.map(({ width, height, rects }) => {
		const size = { width, height };
		const mask = rects.reduce((before, [left, top, right, bottom], index): Coverage => {
			const corners = rectCorners({ left, top, right: left + right, bottom: top + bottom });
			return combine(before, index % 3 === 2 ? "subtract" : "union", runToEnd(polygonCoverage(size, corners)));
		}, emptyCoverage(size));
		return mask;
	});

test("the bucket fills the area of the mask that a naive flood fill does, by colours or not", () => {
	fc.assert(
		fc.property(masks, fc.nat(), fc.nat(), fc.boolean(), (mask, x, y, hasColours) => {
			const { width, height } = mask;
			const at = { x: x % width, y: y % height };
			const words = Uint32Array.from({ length: width * height }, (_, i) => (i % 97 < 90 ? 0xff808080 : 0xff2030d0));
			const samples = pictureSamples(mask, new Uint8Array(words.buffer));
			const painted = Array.from(words, (_, i) => coverageAt(mask, i % width, Math.floor(i / width)) >= 128);
			const start = at.y * width + at.x;
			const isByColour = hasColours && !painted[start];
			const isLike = (i: number) => painted[i] === painted[start] && !(isByColour && words[i] !== words[start]);
			const tiles = runToEnd(maskRegion(samples, { at, mask, tolerance: hasColours ? 10 : null }));
			const naive = naiveFill(mask, start, isLike);
			expect(bytesOf(mask, tiles)).toEqual(naive.map((isIn) => (isIn ? 255 : 0)));
		}),
		{ numRuns: 60 },
	);
});

test("a pixel of the picture's anti-aliasing is selected by its share of the colour, and a hard edge stays hard", () => {
	const grey = (value: number) => (0xff000000 | (value << 16) | (value << 8) | value) >>> 0;
	const row = (...values: number[]) => {
		const words = Uint32Array.from(values.map(grey));
		return pictureSamples({ width: words.length, height: 1 }, new Uint8Array(words.buffer));
	};
	const input = { at: { x: 0, y: 0 }, tolerance: 10, isContiguous: true, sampleSide: 1, isAntiAliased: true };
	const mixed = row(0, 0, 119, 255, 255);
	const [, , share, outside] = bytesOf(mixed, runToEnd(colourRegion(mixed, input)));
	// L* 50 lies in the middle between black and white.
	expect(share).toBeGreaterThan(120);
	expect(share).toBeLessThan(135);
	expect(outside).toBe(0);
	const hard = row(0, 0, 255, 255, 255);
	expect(bytesOf(hard, runToEnd(colourRegion(hard, input)))).toEqual([255, 255, 0, 0, 0]);
});

test("Lab values are those of the standard", () => {
	const rounded = (word: number) => Object.values(labOf(word)).map((value) => Math.round(value * 10) / 10 + 0);
	expect(rounded(0xffffff)).toEqual([100, 0, 0]);
	expect(rounded(0x0000ff)).toEqual([53.2, 80.1, 67.2]);
	expect(rounded(0x00ff00)).toEqual([87.7, -86.2, 83.2]);
	expect(rounded(0xff0000)).toEqual([32.3, 79.2, -107.9]);
});
