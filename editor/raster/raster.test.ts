// Compares each operation with a reference implementation without tiles: plain loops over one flat array.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	type Brush,
	beginStroke,
	type Coverage,
	combine,
	countEdited,
	coverageAt,
	differingTiles,
	editBounds,
	emptyCoverage,
	endStroke,
	extendStroke,
	fullCoverage,
	invert,
	isEmpty,
	isFull,
	type Rect,
	rectCoverage,
	type Size,
	type Stroke,
	type StrokeSample,
	strokeCoverage,
	TILE_SIZE,
	type Tile,
	union,
	withTiles,
} from ".";
import { type Dab, stampDab } from "./dab";
import { equalBytes } from "./packedBytes";
import { expectCanonical, flat } from "./testCoverage";

const sizes = fc.record({ width: fc.integer({ min: 1, max: 600 }), height: fc.integer({ min: 1, max: 300 }) });

/** Overlapping rectangles of arbitrary values. */
function coverages(size: Size): fc.Arbitrary<Coverage> {
	const edge = fc.integer({ min: -20, max: 620 });
	const part = fc.record({ left: edge, top: edge, width: fc.nat(500), height: fc.nat(400), value: fc.nat(255) });
	return fc.array(part, { maxLength: 6 }).map((parts) =>
		parts.reduce((sum, { left, top, width, height, value }) => {
			const rect = { left, top, right: left + width, bottom: top + height };
			return combine(sum, "union", rectCoverage(size, rect, value));
		}, emptyCoverage(size)),
	);
}

const pairs = sizes.chain((size) => fc.tuple(coverages(size), coverages(size)));

describe("set operations", () => {
	test.each([
		["union", (a: number, b: number) => Math.max(a, b)],
		["subtract", (a: number, b: number) => Math.min(a, 255 - b)],
		["intersect", (a: number, b: number) => Math.min(a, b)],
	] as const)("%s is the same with and without tiles", async (mode, oracle) => {
		await fc.assert(
			fc.property(pairs, ([a, b]) => {
				const combined = combine(a, mode, b);
				const others = flat(b);
				expect(flat(combined)).toEqual(flat(a).map((value, i) => oracle(value, others[i] as number)));
				expectCanonical(combined);
			}),
			{ numRuns: 25 },
		);
	});

	test("inverting twice restores the same tiles", async () => {
		await fc.assert(
			fc.property(pairs, ([a]) => {
				expectCanonical(invert(a));
				expect(differingTiles(a, invert(invert(a)))).toEqual({});
			}),
			{ numRuns: 25 },
		);
	});

	test("counts, bounds and emptiness equal those of a flat array", async () => {
		await fc.assert(
			fc.property(pairs, ([a, b]) => {
				const both = union(a, [a, b]);
				const values = flat(both);
				expect(countEdited(both)).toBe(values.filter((value) => value >= 128).length);
				expect(isEmpty(both)).toBe(values.every((value) => value === 0));
				expect(isFull(both)).toBe(values.every((value) => value >= 128));
				let bounds: Rect | null = null;
				values.forEach((value, i) => {
					if (value === 0) return;
					const x = i % a.width;
					const y = Math.floor(i / a.width);
					bounds = {
						left: Math.min(bounds?.left ?? x, x),
						top: Math.min(bounds?.top ?? y, y),
						right: Math.max(bounds?.right ?? 0, x + 1),
						bottom: Math.max(bounds?.bottom ?? 0, y + 1),
					};
				});
				expect(editBounds(both)).toEqual(bounds);
			}),
			{ numRuns: 25 },
		);
	});

	test("a full mask of a large picture stores one number per tile", () => {
		const full = fullCoverage({ width: 8192, height: 6144 });
		expect(isFull(full)).toBe(true);
		expect(Object.values(full.tiles).every((tile) => tile === 255)).toBe(true);
		expect(isEmpty(invert(full))).toBe(true);
	});
});

/** The definition of a dab, pixel by pixel, over one flat array. */
function stampFlat(values: number[], size: Size, brush: Brush, atX: number, atY: number): void {
	const radius = brush.size / 2;
	const x = radius < 1 ? Math.floor(atX) + 0.5 : atX;
	const y = radius < 1 ? Math.floor(atY) + 0.5 : atY;
	const outer = Math.max(radius, 0.5) + 0.5;
	const falloff = Math.max(1, (1 - brush.hardness) * radius);
	values.forEach((value, i) => {
		const dx = (i % size.width) + 0.5 - x;
		const dy = Math.floor(i / size.width) + 0.5 - y;
		const t = Math.min(1, Math.max(0, (outer - Math.sqrt(dx * dx + dy * dy)) / falloff));
		const covered = Math.floor(255 * brush.opacity * t * t * (3 - 2 * t) + 0.5);
		values[i] = Math.max(value, covered);
	});
}

const brushes = fc.record({
	size: fc.integer({ min: 1, max: 120 }),
	hardness: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10),
	opacity: fc.constant(1),
});

const anyBrushes = fc.record({
	size: fc.integer({ min: 1, max: 120 }),
	hardness: fc.constantFrom(0, 0.5, 1),
	opacity: fc.constantFrom(0.3, 1),
	flow: fc.constantFrom(0.1, 0.5, 1),
	pressure: fc.record({ size: fc.boolean(), opacity: fc.boolean() }),
});

const samplesIn = ({ width, height }: Size) =>
	fc.array(
		fc.record({
			x: fc.double({ min: -40, max: width + 40, noNaN: true }),
			y: fc.double({ min: -40, max: height + 40, noNaN: true }),
			pressure: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10),
		}),
		{ minLength: 1, maxLength: 8 },
	);

function drawn(size: Size, brush: Brush, batches: readonly (readonly StrokeSample[])[]): Coverage {
	let stroke: Stroke = beginStroke(size, brush);
	for (const batch of batches) stroke = extendStroke(stroke, batch).stroke;
	return combine(emptyCoverage(size), "union", strokeCoverage(endStroke(stroke).stroke));
}

describe("strokes", () => {
	test("a dab equals the reference without tiles at any position and hardness", async () => {
		const cases = sizes.chain((size) => fc.tuple(fc.constant(size), brushes, samplesIn(size)));
		await fc.assert(
			fc.property(cases, ([size, brush, [sample]]) => {
				if (sample === undefined) return;
				const values = new Array<number>(size.width * size.height).fill(0);
				stampFlat(values, size, brush, sample.x, sample.y);
				const coverage = drawn(size, brush, [[sample]]);
				expect(flat(coverage)).toEqual(values);
				expectCanonical(coverage);
			}),
			{ numRuns: 40 },
		);
	});

	test("a dab that covers a small picture entirely gives uniform tiles", () => {
		const brush = { size: 50, hardness: 0.9, opacity: 1 };
		expect(drawn({ width: 4, height: 23 }, brush, [[{ x: 0, y: 0, pressure: 0 }]]).tiles).toEqual({ 0: 255 });
	});

	test("the grouping of samples into events does not change a stroke", async () => {
		const cases = sizes.chain((size) =>
			fc.tuple(fc.constant(size), anyBrushes, samplesIn(size), fc.array(fc.boolean())),
		);
		await fc.assert(
			fc.property(cases, ([size, brush, samples, cuts]) => {
				const batches: StrokeSample[][] = [[]];
				samples.forEach((sample, i) => {
					batches.at(-1)?.push(sample);
					if (cuts[i]) batches.push([]);
				});
				const whole = drawn(size, brush, [samples]);
				expect(differingTiles(whole, drawn(size, brush, batches))).toEqual({});
			}),
			{ numRuns: 40 },
		);
	});

	test("additional samples on a straight line change pixels by rounding at most", () => {
		const size = { width: 400, height: 60 };
		const brush = { size: 20, hardness: 0.5, opacity: 1 };
		const at = (x: number) => ({ x, y: 30, pressure: 0.5 });
		const coarse = flat(drawn(size, brush, [[at(20), at(380)]]));
		const fine = flat(drawn(size, brush, [[at(20), at(61), at(140), at(222.5), at(380)]]));
		expect(Math.max(...coarse.map((value, i) => Math.abs(value - (fine[i] as number))))).toBeLessThanOrEqual(1);
	});

	test("a stroke that crosses itself does not get darker", () => {
		const size = { width: 100, height: 100 };
		const brush = { size: 30, hardness: 0, opacity: 1 };
		const at = (x: number) => ({ x, y: 50, pressure: 0.5 });
		const once = drawn(size, brush, [[at(20), at(80)]]);
		const often = drawn(size, brush, [[at(20), at(80), at(20), at(80)]]);
		const before = flat(once);
		const higher = flat(often).map((value, i) => value - (before[i] as number));
		// Dabs on the way back lie between the first ones and only fill invisible ripples.
		expect(higher.reduce((most, value) => Math.max(most, value), 0)).toBeLessThanOrEqual(4);
	});

	test("with a lower flow, overlapping dabs add up to the opacity and not beyond it", () => {
		const size = { width: 100, height: 100 };
		const at = (x: number) => ({ x, y: 50, pressure: 0.5 });
		const brush = { size: 30, hardness: 1, opacity: 0.6, flow: 0.2 };
		const levels = [1, 2, 8, 60].map((times) =>
			coverageAt(drawn(size, brush, [Array.from({ length: times }, (_, i) => at(i % 2 === 0 ? 40 : 60))]), 50, 50),
		);
		expect(levels[0]).toBeLessThan(60);
		expect(levels.every((level, i) => i === 0 || level > (levels[i - 1] as number) || level >= 150)).toBe(true);
		expect(Math.max(...levels)).toBeLessThanOrEqual(153);
		expect(levels.at(-1)).toBeGreaterThanOrEqual(150);
	});

	test("pressure scales the size or the opacity, according to the options", () => {
		const size = { width: 300, height: 100 };
		const line = (pressure: number, scales: { size: boolean; opacity: boolean }) =>
			drawn(size, { size: 40, hardness: 1, opacity: 1, pressure: scales }, [
				[
					{ x: 20, y: 50, pressure },
					{ x: 280, y: 50, pressure },
				],
			]);
		const thin = line(0.5, { size: true, opacity: false });
		expect([coverageAt(thin, 150, 50), coverageAt(thin, 150, 58), coverageAt(thin, 150, 62)]).toEqual([255, 255, 0]);
		const faint = line(0.5, { size: false, opacity: true });
		expect([coverageAt(faint, 150, 50), coverageAt(faint, 150, 66), coverageAt(faint, 150, 72)]).toEqual([128, 128, 0]);
		expect(coverageAt(line(0, { size: true, opacity: true }), 150, 50)).toBeGreaterThan(0);
	});

	test("the edge of a line has no scallops: all columns are equal", () => {
		const size = { width: 300, height: 120 };
		const at = (x: number) => ({ x, y: 60, pressure: 0.5 });
		const line = drawn(size, { size: 100, hardness: 1, opacity: 1 }, [[at(0), at(300)]]);
		const edited = Array.from({ length: 200 }, (_, i) => {
			let count = 0;
			for (let y = 0; y < 120; y++) if (coverageAt(line, 50 + i, y) >= 128) count++;
			return count;
		});
		expect(Math.max(...edited) - Math.min(...edited)).toBeLessThanOrEqual(2);
	});
});

function picture(radius: number, hardness: number, x: number, y: number): string[] {
	const bytes = new Uint8Array(TILE_SIZE * TILE_SIZE);
	const side = 8;
	stampDab(bytes, { left: 0, top: 0, right: side, bottom: side }, { x, y, radius, hardness, peak: 255 });
	return Array.from({ length: side }, (_, row) =>
		Array.from(bytes.subarray(row * TILE_SIZE, row * TILE_SIZE + side), (value) => String(value).padStart(3)).join(" "),
	);
}

describe("dabs, exact bytes", () => {
	test("a brush of 1 px fills the pixel under the pointer", () => {
		for (const [x, y] of [
			[2, 3],
			[2.5, 3.5],
			[2.99, 3.01],
		] as const) {
			const rows = picture(0.5, 1, x, y);
			expect(rows[3]).toBe("  0   0 255   0   0   0   0   0");
			expect(rows.filter((row) => /[1-9]/.test(row))).toHaveLength(1);
		}
	});

	test("a hard brush of 6 px", () => {
		expect(picture(3, 1, 4, 4)).toMatchInlineSnapshot(`
			[
			  "  0   0   0   0   0   0   0   0",
			  "  0   0 160 253 253 160   0   0",
			  "  0 160 255 255 255 255 160   0",
			  "  0 253 255 255 255 255 253   0",
			  "  0 253 255 255 255 255 253   0",
			  "  0 160 255 255 255 255 160   0",
			  "  0   0 160 253 253 160   0   0",
			  "  0   0   0   0   0   0   0   0",
			]
		`);
	});

	test("a soft brush of 8 px", () => {
		expect(picture(4, 0, 4, 4)).toMatchInlineSnapshot(`
			[
			  "  0   2  20  37  37  20   2   0",
			  "  2  37  88 123 123  88  37   2",
			  " 20  88 163 209 209 163  88  20",
			  " 37 123 209 253 253 209 123  37",
			  " 37 123 209 253 253 209 123  37",
			  " 20  88 163 209 209 163  88  20",
			  "  2  37  88 123 123  88  37   2",
			  "  0   2  20  37  37  20   2   0",
			]
		`);
	});
});

/** A dab's value by its definition, pixel by pixel. */
function dabValue({ x, y, radius, hardness, peak }: Dab, column: number, row: number): number {
	const outer = Math.max(radius, 0.5) + 0.5;
	const falloff = Math.max(1, (1 - hardness) * radius);
	const t = (outer - Math.hypot(column + 0.5 - x, row + 0.5 - y)) / falloff;
	return t >= 1 ? peak : t <= 0 ? 0 : Math.floor(peak * t * t * (3 - 2 * t) + 0.5);
}

test("consecutive large dabs combine by max, and stampDab returns whether a byte changed", async () => {
	const place = fc.double({ min: -60, max: 320, noNaN: true });
	const shape = fc.record({
		radius: fc.double({ min: 40, max: 200, noNaN: true }),
		hardness: fc.constantFrom(0, 0.5, 0.9, 1),
		peak: fc.constantFrom(255, 131, 1),
	});
	const step = fc.tuple(fc.constantFrom(0, 0.5, 7, -31), fc.constantFrom(0, 0.5, -12, 40));
	const tile = { left: 0, top: 0, right: 256, bottom: 256 };
	await fc.assert(
		fc.property(shape, place, place, fc.array(step, { maxLength: 3 }), (look, left, top, steps) => {
			const bytes = new Uint8Array(TILE_SIZE * TILE_SIZE);
			const dabs: Dab[] = [{ ...look, x: left, y: top, flow: 1 }];
			for (const [dx, dy] of steps) dabs.push({ ...dabs.at(-1)!, x: dabs.at(-1)!.x + dx, y: dabs.at(-1)!.y + dy });
			dabs.forEach((dab, i) => {
				const before = bytes.slice();
				expect(stampDab(bytes, tile, dab, dabs[i - 1] ?? null)).toBe(!equalBytes(before, bytes));
			});
			let furthest = 0;
			for (let row = 0; row < 256; row++) {
				for (let column = 0; column < 256; column++) {
					const wanted = Math.max(...dabs.map((dab) => dabValue(dab, column, row)));
					furthest = Math.max(furthest, Math.abs(wanted - (bytes[row * 256 + column] as number)));
				}
			}
			// Math.hypot may round differently from a square root.
			expect(furthest).toBeLessThanOrEqual(1);
		}),
		{ numRuns: 40 },
	);
});

test("operations do not change the tiles that they are given", () => {
	const size = { width: 300, height: 300 };
	const bytes = new Uint8Array(TILE_SIZE * TILE_SIZE).fill(7, 0, 9);
	const before = bytes.slice();
	const coverage = withTiles(emptyCoverage(size), { 0: bytes as Tile });
	combine(coverage, "union", fullCoverage(size, 99));
	drawn(size, { size: 80, hardness: 1, opacity: 1 }, [[{ x: 5, y: 5, pressure: 1 }]]);
	expect(bytes).toEqual(before);
});
