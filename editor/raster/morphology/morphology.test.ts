import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	type Coverage,
	combine,
	coverageAt,
	differingTiles,
	emptyCoverage,
	fullCoverage,
	invert,
	rectCoverage,
	runToEnd,
	type Size,
	withTiles,
} from "..";
import { expectCanonical, flat, fromFlat } from "../testCoverage";
import { feather, fillHoles, grow, removeSpecks, shrink, smooth } from ".";
import { betweenScale, boxWidths } from "./blur";
import { octagon } from "./octagon";

const sizes = fc.record({ width: fc.integer({ min: 1, max: 600 }), height: fc.integer({ min: 1, max: 300 }) });

/** Overlapping rectangles of arbitrary values, and single pixels. */
function coverages(size: Size): fc.Arbitrary<Coverage> {
	const edge = fc.integer({ min: -20, max: 620 });
	const side = fc.oneof(fc.nat(500), fc.integer({ min: 1, max: 3 }));
	const part = fc.record({
		left: edge,
		top: edge,
		width: side,
		height: side,
		value: fc.nat(255),
		isHole: fc.boolean(),
	});
	return fc.array(part, { maxLength: 8 }).map((parts) =>
		parts.reduce((sum, { left, top, width, height, value, isHole }) => {
			const rect = { left, top, right: left + width, bottom: top + height };
			return combine(sum, isHole ? "subtract" : "union", rectCoverage(size, rect, value));
		}, emptyCoverage(size)),
	);
}

const cases = sizes.chain((size) =>
	fc.record({
		coverage: coverages(size),
		radius: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 21, max: 140 })),
	}),
);

/** The highest (or lowest) value within the octagon by its definition, over one flat array. */
function octagonFlat(size: Size, values: readonly number[], radius: number, pick: (a: number, b: number) => number) {
	const { square, diamond } = octagon(radius);
	const rows = Array.from({ length: radius + 1 }, (_, dy) => square + diamond - Math.max(0, dy - square));
	// Columns first: one pass for each distance in x.
	return values.map((own, i) => {
		const x = i % size.width;
		const y = Math.floor(i / size.width);
		let best = own;
		for (let dy = -radius; dy <= radius; dy++) {
			const row = y + dy;
			if (row < 0 || row >= size.height) continue;
			const reach = rows[Math.abs(dy)] as number;
			for (let at = Math.max(0, x - reach); at <= Math.min(size.width - 1, x + reach); at++) {
				best = pick(best, values[row * size.width + at] as number);
			}
		}
		return best;
	});
}

/** Three box filters along x and three along y over one flat array whose outermost pixels are repeated. */
function blurFlat(size: Size, values: readonly number[], reach: number): number[] {
	const between = betweenScale(reach);
	const area = boxWidths(reach).reduce((product, box) => product * box, 1);
	const along = (line: number[], share: number) => {
		const padded = [...Array(reach).fill(line[0]), ...line, ...Array(reach).fill(line.at(-1))];
		const sums = boxWidths(reach).reduce(
			(now, box) =>
				Array.from({ length: now.length - box + 1 }, (_, i) =>
					now.slice(i, i + box).reduce((total, value) => total + value, 0),
				),
			padded,
		);
		return sums.map((sum) => Math.floor(sum * share + 0.5));
	};
	const rows = Array.from({ length: size.height }, (_, y) =>
		along(values.slice(y * size.width, (y + 1) * size.width), between / area),
	);
	const columns = Array.from({ length: size.width }, (_, x) =>
		along(
			rows.map((row) => row[x] as number),
			256 / between / area,
		),
	);
	return values.map((_, i) => columns[i % size.width]?.[Math.floor(i / size.width)] as number);
}

/** Connected areas of one flat array, by flood fill. */
function areasFlat(size: Size, isIn: (i: number) => boolean, isDiagonal: boolean): number[][] {
	const seen = new Set<number>();
	const areas: number[][] = [];
	for (let first = 0; first < size.width * size.height; first++) {
		if (seen.has(first) || !isIn(first)) continue;
		const area = [first];
		seen.add(first);
		for (const i of area) {
			for (let dy = -1; dy <= 1; dy++) {
				for (let dx = -1; dx <= 1; dx++) {
					if (!isDiagonal && dx !== 0 && dy !== 0) continue;
					const x = (i % size.width) + dx;
					const y = Math.floor(i / size.width) + dy;
					if (x < 0 || y < 0 || x >= size.width || y >= size.height) continue;
					const next = y * size.width + x;
					if (seen.has(next) || !isIn(next)) continue;
					seen.add(next);
					area.push(next);
				}
			}
		}
		areas.push(area);
	}
	return areas;
}

const small = fc
	.record({ width: fc.integer({ min: 1, max: 300 }), height: fc.integer({ min: 1, max: 40 }) })
	.chain((size) =>
		fc.record({ size: fc.constant(size), coverage: coverages(size), radius: fc.integer({ min: 1, max: 20 }) }),
	);

describe("grow and shrink", () => {
	test("take the highest and the lowest coverage within an octagon, equal to the reference without tiles", async () => {
		await fc.assert(
			fc.property(small, ({ size, coverage, radius }) => {
				const grown = runToEnd(grow(coverage, radius));
				expect(flat(grown)).toEqual(octagonFlat(size, flat(coverage), radius, Math.max));
				expectCanonical(grown);
				const shrunk = runToEnd(shrink(coverage, radius));
				expect(flat(shrunk)).toEqual(octagonFlat(size, flat(coverage), radius, Math.min));
				expectCanonical(shrunk);
			}),
			{ numRuns: 25 },
		);
	});

	test("across many tiles and at any radius: grown ⊇ mask ⊇ shrunk, and shrinking is growing the inverse", async () => {
		await fc.assert(
			fc.property(cases, ({ coverage, radius }) => {
				const grown = runToEnd(grow(coverage, radius));
				const shrunk = runToEnd(shrink(coverage, radius));
				expect(differingTiles(grown, combine(grown, "union", coverage))).toEqual({});
				expect(differingTiles(coverage, combine(coverage, "union", shrunk))).toEqual({});
				expect(differingTiles(invert(shrunk), runToEnd(grow(invert(coverage), radius)))).toEqual({});
				expectCanonical(grown);
				expectCanonical(shrunk);
			}),
			{ numRuns: 30 },
		);
	});

	test("the position of tile borders makes no difference", () => {
		// The same dot in the middle of a tile and at the corner of four tiles.
		for (const radius of [1, 2, 3, 17, 65, 150]) {
			const around = (x: number, y: number) => {
				const dot = rectCoverage({ width: 1200, height: 1100 }, { left: x, top: y, right: x + 3, bottom: y + 2 }, 200);
				const grown = runToEnd(grow(dot, radius));
				const side = 2 * radius + 9;
				return Array.from({ length: side * side }, (_, i) =>
					coverageAt(grown, x - radius - 3 + (i % side), y - radius - 3 + Math.floor(i / side)),
				);
			};
			const inside = around(384, 384);
			expect(around(511, 511)).toEqual(inside);
			expect(around(640, 512)).toEqual(inside);
		}
	});

	test("a dot grows into an octagon of equal width, height and diagonal", () => {
		const size = { width: 300, height: 300 };
		const dot = rectCoverage(size, { left: 150, top: 150, right: 151, bottom: 151 });
		for (const radius of [1, 2, 5, 8, 30, 100]) {
			const grown = runToEnd(grow(dot, radius));
			expect(coverageAt(grown, 150 + radius, 150)).toBe(255);
			expect(coverageAt(grown, 150 + radius + 1, 150)).toBe(0);
			let diagonal = 0;
			while (coverageAt(grown, 150 + diagonal + 1, 150 + diagonal + 1) > 0) diagonal++;
			expect(Math.abs(diagonal * Math.SQRT2 - radius)).toBeLessThanOrEqual(1.5);
		}
	});

	test("a mask that touches the picture's border does not shrink away from it", () => {
		const size = { width: 700, height: 300 };
		expect(differingTiles(fullCoverage(size), runToEnd(shrink(fullCoverage(size), 40)))).toEqual({});
		const half = rectCoverage(size, { left: 0, top: 0, right: 350, bottom: 300 });
		const expected = rectCoverage(size, { left: 0, top: 0, right: 310, bottom: 300 });
		expect(differingTiles(expected, runToEnd(shrink(half, 40)))).toEqual({});
	});
});

describe("feather and smooth", () => {
	test("are three box filters along x and y, equal to the reference without tiles", async () => {
		await fc.assert(
			fc.property(small, ({ size, coverage, radius }) => {
				const feathered = runToEnd(feather(coverage, radius));
				const blurred = blurFlat(size, flat(coverage), radius);
				expect(flat(feathered)).toEqual(blurred.map((value) => Math.floor((value + 128) / 256)));
				expectCanonical(feathered);
			}),
			{ numRuns: 12 },
		);
	});

	test("the position of tile borders makes no difference", () => {
		for (const operation of [feather, smooth]) {
			for (const radius of [1, 6, 70]) {
				const around = (x: number, y: number) => {
					const bar = rectCoverage(
						{ width: 1200, height: 1100 },
						{ left: x, top: y, right: x + 60, bottom: y + 90 },
						240,
					);
					const result = runToEnd(operation(bar, radius));
					expectCanonical(result);
					const side = 2 * radius + 100;
					return Array.from({ length: side * side }, (_, i) =>
						coverageAt(result, x - radius - 3 + (i % side), y - radius - 3 + Math.floor(i / side)),
					);
				};
				const inside = around(384, 384);
				expect(around(507, 505)).toEqual(inside);
			}
		}
	});

	test("a feathered edge has half coverage at its old position and does not change pixels a radius away", () => {
		const size = { width: 600, height: 20 };
		const half = rectCoverage(size, { left: 0, top: 0, right: 300, bottom: 20 });
		const row = flat(runToEnd(feather(half, 30))).slice(0, 600);
		expect(row[0]).toBe(255);
		expect(row[269]).toBe(255);
		expect(row[330]).toBe(0);
		expect((row[299] as number) + (row[300] as number)).toBe(255);
		expect(row.every((value, i) => i === 0 || value <= (row[i - 1] as number))).toBe(true);
	});

	test("smoothing keeps a straight edge, removes a thin line and rounds a corner", () => {
		const size = { width: 400, height: 300 };
		const half = rectCoverage(size, { left: 0, top: 0, right: 200, bottom: 300 });
		const thread = rectCoverage(size, { left: 200, top: 40, right: 400, bottom: 42 });
		const smoothed = runToEnd(smooth(combine(half, "union", thread), 9));
		expect(coverageAt(smoothed, 199, 200)).toBeGreaterThan(128);
		expect(coverageAt(smoothed, 200, 200)).toBeLessThan(128);
		expect(coverageAt(smoothed, 196, 200)).toBe(255);
		expect(coverageAt(smoothed, 300, 41)).toBe(0);
		const corner = runToEnd(smooth(rectCoverage(size, { left: 50, top: 50, right: 200, bottom: 200 }), 20));
		expect(coverageAt(corner, 51, 51)).toBe(0);
		expect(coverageAt(corner, 51, 120)).toBe(255);
	});
});

describe("specks and holes", () => {
	test("removing specks equals flood fill on a flat array", async () => {
		await fc.assert(
			fc.property(small, fc.integer({ min: 1, max: 400 }), ({ size, coverage }, smallest) => {
				const values = flat(coverage);
				for (const lowest of [1, 128]) {
					const before = [...values];
					for (const area of areasFlat(size, (i) => (before[i] as number) >= lowest, true)) {
						if (area.length >= smallest) continue;
						for (const i of area) values[i] = lowest - 1;
					}
				}
				const cleaned = runToEnd(removeSpecks(coverage, smallest));
				expect(flat(cleaned)).toEqual(values);
				expectCanonical(cleaned);
			}),
			{ numRuns: 40 },
		);
	});

	test("filling holes equals flood fill on a flat array", async () => {
		await fc.assert(
			fc.property(small, ({ size, coverage }) => {
				const values = flat(coverage);
				for (const wall of [255, 128]) {
					const before = [...values];
					for (const area of areasFlat(size, (i) => (before[i] as number) < wall, false)) {
						const members = new Set(area);
						const isOpen = area.some((i) => {
							const x = i % size.width;
							const y = Math.floor(i / size.width);
							return x === 0 || y === 0 || x === size.width - 1 || y === size.height - 1;
						});
						if (isOpen) continue;
						const beside = area.flatMap((i) => [i - 1, i + 1]).filter((i) => !members.has(i));
						const level = Math.max(...beside.map((i) => before[i] as number));
						for (const i of area) values[i] = Math.max(values[i] as number, level);
					}
				}
				const filled = runToEnd(fillHoles(coverage));
				expect(flat(filled)).toEqual(values);
				expectCanonical(filled);
			}),
			{ numRuns: 40 },
		);
	});

	test("a spiral, whose arms are joined in a late row, is one area", () => {
		const size = { width: 300, height: 300 };
		const bytes = new Array<number>(size.width * size.height).fill(0);
		let [x, y, dx, dy, left, run] = [0, 0, 1, 0, 299, 0];
		for (let turn = 0; turn < 140; turn++) {
			for (run = 0; run < left; run++) {
				bytes[y * size.width + x] = 255;
				x += dx;
				y += dy;
			}
			[dx, dy] = [-dy, dx];
			if (turn % 2 === 0 && turn > 0) left -= 2;
		}
		const spiral = fromFlat(size, bytes);
		const pixels = bytes.filter((value) => value > 0).length;
		expect(differingTiles(spiral, runToEnd(removeSpecks(spiral, pixels)))).toEqual({});
		expect(runToEnd(removeSpecks(spiral, pixels + 1)).tiles).toEqual({});
	});

	test("an area that opens to any side of the picture is not a hole", () => {
		const size = { width: 300, height: 300 };
		for (const bay of [
			{ left: 100, top: 0, right: 200, bottom: 99 },
			{ left: 100, top: 201, right: 200, bottom: 300 },
			{ left: 0, top: 100, right: 99, bottom: 200 },
			{ left: 201, top: 100, right: 300, bottom: 200 },
		]) {
			const mask = combine(fullCoverage(size), "subtract", rectCoverage(size, bay));
			expect(differingTiles(mask, runToEnd(fillHoles(mask)))).toEqual({});
		}
	});

	test("a ring with soft edges is filled without a seam", () => {
		const size = { width: 600, height: 600 };
		const disc = runToEnd(feather(rectCoverage(size, { left: 100, top: 100, right: 500, bottom: 500 }), 6));
		const hole = runToEnd(feather(rectCoverage(size, { left: 200, top: 200, right: 400, bottom: 400 }), 6));
		const ring = combine(disc, "subtract", hole);
		expect(differingTiles(disc, runToEnd(fillHoles(ring)))).toEqual({});
	});
});

test("every operation leaves a full mask full", () => {
	const full = fullCoverage({ width: 8192, height: 6144 });
	for (const operation of [grow, shrink, feather, smooth]) {
		expect(differingTiles(full, runToEnd(operation(full, 40)))).toEqual({});
	}
});

test("operations do not change the tiles that they are given", () => {
	const size = { width: 300, height: 300 };
	const bytes = new Uint8Array(256 * 256).fill(200, 0, 300);
	const before = bytes.slice();
	const coverage = withTiles(emptyCoverage(size), { 0: bytes });
	for (const operation of [grow, shrink, feather, smooth, removeSpecks]) runToEnd(operation(coverage, 7));
	runToEnd(fillHoles(coverage));
	expect(bytes).toEqual(before);
});
