// Transformed coverage against a naive computation on flat arrays, and the properties of resampling.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { coverageAt, fullCoverage, type Rect, type Size } from "../coverage";
import { editBounds } from "../measure";
import { rectOf, sizeOf } from "../rects";
import { runToEnd } from "../steps";
import { expectCanonical, flat, fromFlat } from "../testCoverage";
import { type CoverageTransform, scaleCoverage, transformCoverage } from "./transformCoverage";

const value = fc.constantFrom(0, 0, 0, 255, 255, 128, 3);
const size = fc.record({ width: fc.integer({ min: 1, max: 20 }), height: fc.integer({ min: 1, max: 20 }) });
const mask = size.chain((canvas) =>
	fc
		.array(value, { minLength: canvas.width * canvas.height, maxLength: canvas.width * canvas.height })
		.map((values) => fromFlat(canvas, values)),
);
const masked = mask.chain((coverage) =>
	fc
		.tuple(
			fc.nat(coverage.width - 1),
			fc.nat(coverage.height - 1),
			fc.integer({ min: 1, max: 20 }),
			fc.integer({ min: 1, max: 20 }),
		)
		.map(([left, top, width, height]) => ({
			coverage,
			from: {
				left,
				top,
				right: Math.min(coverage.width, left + width),
				bottom: Math.min(coverage.height, top + height),
			},
		})),
);

const apply = (coverage: ReturnType<typeof fromFlat>, transform: CoverageTransform) => {
	const result = runToEnd(transformCoverage(coverage, transform));
	expectCanonical(result);
	return result;
};

/** The rectangle of a `from` that is turned and moved: its upper left corner at (left, top). */
function placed(from: Rect, quarters: number, left: number, top: number): Rect {
	const { width, height } = sizeOf(from);
	const shift = quarters % 2 === 0 ? 0 : (height - width) / 2;
	return { left: left + shift, top: top - shift, right: left + shift + width, bottom: top - shift + height };
}

/** Each source pixel goes to its place, one after the other. */
function naive(
	coverage: ReturnType<typeof fromFlat>,
	from: Rect,
	{ left, top, quarters, isFlippedX, isFlippedY, canvas }: NaiveMove,
): number[] {
	const values = new Array<number>(canvas.width * canvas.height).fill(0);
	let [width, height] = [from.right - from.left, from.bottom - from.top];
	let cells: { x: number; y: number; value: number }[] = [];
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) cells.push({ x, y, value: coverageAt(coverage, from.left + x, from.top + y) });
	if (isFlippedX) cells = cells.map((cell) => ({ ...cell, x: width - 1 - cell.x }));
	if (isFlippedY) cells = cells.map((cell) => ({ ...cell, y: height - 1 - cell.y }));
	for (let turn = 0; turn < quarters; turn++) {
		const rows = height;
		cells = cells.map((cell) => ({ ...cell, x: rows - 1 - cell.y, y: cell.x }));
		[width, height] = [height, width];
	}
	for (const cell of cells) {
		const [x, y] = [left + cell.x, top + cell.y];
		if (x >= 0 && y >= 0 && x < canvas.width && y < canvas.height) values[y * canvas.width + x] = cell.value;
	}
	return values;
}

interface NaiveMove {
	readonly left: number;
	readonly top: number;
	readonly quarters: number;
	readonly isFlippedX: boolean;
	readonly isFlippedY: boolean;
	readonly canvas: Size;
}

test("moves, flips and quarter turns are exact, also onto a canvas of another size and beyond it", async () => {
	await fc.assert(
		fc.property(
			masked,
			fc.record({
				left: fc.integer({ min: -25, max: 25 }),
				top: fc.integer({ min: -25, max: 25 }),
				quarters: fc.nat(3),
				isFlippedX: fc.boolean(),
				isFlippedY: fc.boolean(),
				canvas: size,
			}),
			({ coverage, from }, move) => {
				const { quarters, left, top, isFlippedX, isFlippedY, canvas } = move;
				const place = placed(from, quarters, left, top);
				const result = apply(coverage, { from, place, angle: quarters * 90, isFlippedX, isFlippedY, canvas });
				expect(flat(result)).toEqual(naive(coverage, from, move));
			},
		),
	);
});

test("across tile borders a move is exact too, and moving back restores the mask", () => {
	const canvas = { width: 700, height: 300 };
	const values = Array.from({ length: canvas.width * canvas.height }, (_, i) => {
		const [x, y] = [i % canvas.width, Math.floor(i / canvas.width)];
		return x > 200 && x < 400 && y > 50 && y < 200 ? (x * 7 + y * 13) % 256 : 0;
	});
	const coverage = fromFlat(canvas, values);
	const from = { left: 201, top: 51, right: 400, bottom: 200 };
	const to = { left: 411, top: 100, right: 610, bottom: 249 };
	const moved = apply(coverage, { from, place: to });
	expect(coverageAt(moved, 411 + 57, 100 + 31)).toBe(coverageAt(coverage, 201 + 57, 51 + 31));
	expect(flat(apply(moved, { from: to, place: from }))).toEqual(values);
	const half = apply(coverage, { from, place: from, isFlippedX: true });
	expect(flat(apply(half, { from, place: from, isFlippedX: true }))).toEqual(values);
});

test("four quarter turns and two flips restore any mask that stays on the canvas", async () => {
	await fc.assert(
		fc.property(mask, fc.boolean(), (coverage, isFlip) => {
			const canvas = { width: 64, height: 64 };
			const big = apply(coverage, { from: rectOf(coverage), place: placed(rectOf(coverage), 0, 22, 22), canvas });
			let result = big;
			for (let step = 0; step < (isFlip ? 2 : 4); step++) {
				const from = rectOf(canvas);
				result = apply(result, { from, place: from, ...(isFlip ? { isFlippedY: true } : { angle: 90 }) });
			}
			expect(flat(result)).toEqual(flat(big));
		}),
	);
});

test("halving averages exactly, and a full mask stays full at any size", async () => {
	await fc.assert(
		fc.property(mask, size, (coverage, target) => {
			const even = { width: coverage.width * 2, height: coverage.height * 2 };
			const doubled = runToEnd(scaleCoverage(coverage, even));
			expectCanonical(doubled);
			const full = runToEnd(scaleCoverage(fullCoverage(coverage), target));
			expect(flat(full).every((one) => one === 255)).toBe(true);
		}),
	);
	const checked = fromFlat({ width: 4, height: 2 }, [255, 255, 0, 100, 255, 255, 0, 100]);
	expect(flat(runToEnd(scaleCoverage(checked, { width: 2, height: 1 })))).toEqual([255, 50]);
});

test("scaling and rotating keep the area, and put nothing beyond the rotated box", async () => {
	const canvas = { width: 300, height: 300 };
	const values = new Array<number>(canvas.width * canvas.height).fill(0);
	for (let y = 120; y < 160; y++) for (let x = 130; x < 190; x++) values[y * canvas.width + x] = 255;
	const coverage = fromFlat(canvas, values);
	const from = { left: 130, top: 120, right: 190, bottom: 160 };
	await fc.assert(
		fc.property(
			fc.double({ min: -180, max: 180, noNaN: true }),
			fc.double({ min: 0.3, max: 2, noNaN: true }),
			fc.double({ min: 0.3, max: 2, noNaN: true }),
			(angle, scaleX, scaleY) => {
				const [width, height] = [60 * scaleX, 40 * scaleY];
				const place = {
					left: 150 - width / 2,
					right: 150 + width / 2,
					top: 150 - height / 2,
					bottom: 150 + height / 2,
				};
				const result = apply(coverage, { from, place, angle });
				const area = flat(result).reduce((sum, one) => sum + one, 0) / 255;
				expect(Math.abs(area - width * height)).toBeLessThan(0.02 * width * height + 12);
				const reach = Math.hypot(width, height) / 2 + 1.5;
				const bounds = editBounds(result);
				expect(bounds === null ? 0 : Math.min(bounds.left, bounds.top)).toBeGreaterThanOrEqual(Math.floor(150 - reach));
				expect(coverageAt(result, 150, 150)).toBe(255);
			},
		),
		{ numRuns: 30 },
	);
});

test("the softness of an edge grows with the scale", () => {
	const canvas = { width: 80, height: 4 };
	const ramp = Array.from({ length: 320 }, (_, i) => Math.max(0, Math.min(255, (i % 80) * 32 - 64)));
	const coverage = fromFlat(canvas, ramp);
	const soft = (of: typeof coverage) =>
		flat(of)
			.slice(0, of.width)
			.filter((one) => one > 0 && one < 255).length;
	const wide = runToEnd(scaleCoverage(coverage, { width: 240, height: 4 }));
	expect(soft(wide)).toBeGreaterThan(2.5 * soft(coverage));
	expect(soft(wide)).toBeLessThan(3.5 * soft(coverage) + 3);
});
