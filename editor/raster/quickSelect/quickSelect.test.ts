// Quick select on small synthetic pictures: strokes are obeyed, edges are found, nothing elsewhere flips, and the result depends
// on neither tiles nor the order of work.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { combine } from "../combine";
import { type Coverage, coverageAt, emptyCoverage, type Size, type Tiles } from "../coverage";
import { polygonCoverage } from "../polygon";
import { pictureSamples } from "../select";
import { ellipseCorners } from "../shapes";
import { runToEnd } from "../steps";
import { expectCanonical } from "../testCoverage";
import { MAX_PLANE_PIXELS, planeFactor } from "./labPlane";
import { planeSelection } from "./planeSelection";
import { quickSelect } from "./quickSelect";
import { appendPoints, isUnderStroke, type RoughStroke, strokePixels } from "./roughStroke";
import { intersectionOverUnion, syntheticPicture } from "./syntheticPicturesForTests";

/** Not a multiple of the tile, so that tiles are cut. */
const SIZE = { width: 330, height: 290 };

const line = (mode: RoughStroke["mode"], radius: number, ...points: number[]): RoughStroke => ({
	mode,
	points,
	radius,
});

/** A grey picture with red discs. */
function discs({ width, height }: Size, centres: readonly (readonly [number, number, number])[]) {
	const rgba = new Uint8Array(width * height * 4);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const isDisc = centres.some(([cx, cy, radius]) => (x - cx) ** 2 + (y - cy) ** 2 < radius ** 2);
			rgba.set(isDisc ? [200, 40, 30, 255] : [120, 125, 130, 255], (y * width + x) * 4);
		}
	}
	return pictureSamples({ width, height }, rgba);
}

class Painter {
	mask: Coverage;
	readonly earlier: RoughStroke[] = [];

	constructor(readonly samples: ReturnType<typeof pictureSamples>) {
		this.mask = emptyCoverage(samples);
	}

	tiles(stroke: RoughStroke, isExact = true): Tiles {
		const selected = planeSelection(this.mask);
		return runToEnd(quickSelect(this.samples, { stroke, selected, earlier: this.earlier, isExact }));
	}

	paint(stroke: RoughStroke): this {
		const { width, height } = this.mask;
		const mode = stroke.mode === "add" ? "union" : "subtract";
		this.mask = combine(this.mask, mode, { width, height, tiles: this.tiles(stroke) });
		this.earlier.push(stroke);
		expectCanonical(this.mask);
		return this;
	}

	at(x: number, y: number): number {
		return coverageAt(this.mask, x, y);
	}
}

/** A picture whose plane is smaller than the picture. */
const LARGE = { width: 1300, height: 1100 };

describe.each([
	["at its own size", SIZE, 1],
	["reduced", LARGE, 4],
] as const)("a picture %s", (_, size, scale) => {
	const picture = () =>
		discs(size, [
			[80 * scale, 130 * scale, 60 * scale],
			[250 * scale, 130 * scale, 50 * scale],
		]);
	const scaled = (mode: RoughStroke["mode"], ...points: number[]) =>
		line(mode, 8 * scale, ...points.map((value) => value * scale));

	test("a stroke selects the disc under it, up to its edge, and not the other one", () => {
		const painter = new Painter(picture()).paint(scaled("add", 60, 120, 100, 140));
		const disc = runToEnd(
			polygonCoverage(
				size,
				ellipseCorners({ left: 20 * scale, top: 70 * scale, right: 140 * scale, bottom: 190 * scale }),
			),
		);
		expect(intersectionOverUnion(painter.mask, disc)).toBeGreaterThan(0.98);
		expect(painter.at(250 * scale, 130 * scale)).toBe(0);
	});

	test("a stroke on the second disc leaves the first as it is, and taking it away brings back the mask before", () => {
		const painter = new Painter(picture()).paint(scaled("add", 60, 120, 100, 140));
		const first = painter.mask;
		painter.paint(scaled("add", 250, 120, 260, 140));
		for (let y = 0; y < size.height; y += 3)
			for (let x = 0; x < 160 * scale; x += 3) expect(painter.at(x, y)).toBe(coverageAt(first, x, y));
		expect(painter.at(250 * scale, 150 * scale)).toBe(255);
		painter.paint(scaled("subtract", 250, 120));
		const differing = intersectionOverUnion(painter.mask, first);
		expect(differing).toBeGreaterThan(0.99);
	});

	test("the preview agrees with the result but for the edge", () => {
		const painter = new Painter(picture());
		const stroke = scaled("add", 60, 120, 100, 140);
		const preview = { ...size, tiles: painter.tiles(stroke, false) };
		expect(intersectionOverUnion(preview, painter.paint(stroke).mask)).toBeGreaterThan(0.93);
	});
});

test("pixels under a stroke are selected, those under one that takes away are not, and the last stroke counts", async () => {
	const samples = discs(SIZE, [
		[100, 140, 70],
		[250, 60, 40],
	]);
	const coordinate = (most: number) => fc.integer({ min: 0, max: most });
	const point = fc.tuple(coordinate(SIZE.width), coordinate(SIZE.height));
	const stroke = fc.record({
		mode: fc.constantFrom("add" as const, "subtract" as const),
		points: fc.array(point, { minLength: 1, maxLength: 4 }).map((points) => points.flat()),
		radius: fc.integer({ min: 1, max: 20 }),
	});
	await fc.assert(
		fc.property(fc.array(stroke, { minLength: 1, maxLength: 4 }), (strokes) => {
			const painter = new Painter(samples);
			for (const one of strokes) painter.paint(one);
			const covered = strokes.map((one) => new Set(strokePixels({ ...SIZE, factor: 1 }, one)));
			// One that a later stroke of the other side touches is void.
			const isVoid = (i: number) =>
				strokes.some((one, j) => {
					if (j <= i || one.mode === strokes[i]?.mode) return false;
					for (const pixel of covered[i] ?? []) if (covered[j]?.has(pixel)) return true;
					return false;
				});
			const inForce = strokes.filter((_, i) => !isVoid(i)).reverse();
			for (let y = 0; y < SIZE.height; y += 2) {
				for (let x = 0; x < SIZE.width; x += 2) {
					const last = inForce.find((one) => isUnderStroke(one, x, y));
					if (last === undefined) continue;
					if (last.mode === "add") expect(painter.at(x, y)).toBeGreaterThanOrEqual(128);
					else expect(painter.at(x, y)).toBeLessThan(128);
				}
			}
		}),
		{ numRuns: 15 },
	);
});

test("a stroke that takes away outside the selection is a hint: it changes nothing and stops later strokes", () => {
	// A disc with a neighbour of nearly the same colour, whose border a stroke alone would cross.
	const { width, height } = SIZE;
	const rgba = new Uint8Array(width * height * 4).fill(255);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const isIn = x > 40 && x < 290 && y > 60 && y < 220;
			rgba.set(isIn ? (x < 165 ? [190, 60, 50] : [186, 66, 50]) : [70, 90, 120], (y * width + x) * 4);
		}
	}
	const samples = pictureSamples(SIZE, rgba);
	const without = new Painter(samples).paint(line("add", 10, 80, 100, 90, 180));
	expect(without.at(250, 140)).toBe(255);
	const painter = new Painter(samples).paint(line("subtract", 10, 240, 80, 240, 200));
	expect(painter.mask.tiles).toEqual({});
	painter.paint(line("add", 10, 80, 100, 90, 180));
	expect(painter.at(100, 140)).toBe(255);
	expect(painter.at(240, 140)).toBe(0);
	expect(painter.at(280, 140)).toBe(0);
});

test("a picture of any size is worked on in half a megapixel", async () => {
	const side = fc.integer({ min: 1, max: 30_000 });
	await fc.assert(
		fc.property(side, side, (width, height) => {
			const factor = planeFactor({ width, height });
			expect(Math.ceil(width / factor) * Math.ceil(height / factor)).toBeLessThanOrEqual(MAX_PLANE_PIXELS);
			if (width * height <= MAX_PLANE_PIXELS) expect(factor).toBe(1);
		}),
	);
});

test("points of a stroke are the same however events group them", async () => {
	const point = fc.record({ x: fc.integer({ min: 0, max: 300 }), y: fc.integer({ min: 0, max: 200 }) });
	await fc.assert(
		fc.property(fc.array(point, { maxLength: 40 }), fc.array(fc.nat(40)), (points, cuts) => {
			let grouped: readonly number[] = [];
			let from = 0;
			for (const end of [...cuts.sort((a, b) => a - b), points.length]) {
				grouped = appendPoints(grouped, points.slice(from, end), 5);
				from = Math.max(from, end);
			}
			expect(grouped).toEqual(appendPoints([], points, 5));
		}),
	);
});

test("the same strokes give the same mask, whatever was computed before and in which slices", () => {
	const strokes = [line("add", 8, 60, 120, 100, 140), line("subtract", 5, 110, 110), line("add", 8, 250, 130)];
	const centres = [
		[80, 130, 60],
		[250, 130, 50],
	] as const;
	const paint = (samples: ReturnType<typeof discs>, isPreviewed: boolean) => {
		const painter = new Painter(samples);
		for (const stroke of strokes) {
			if (isPreviewed) painter.tiles({ ...stroke, points: stroke.points.slice(0, 2) }, false);
			painter.paint(stroke);
		}
		return painter.mask;
	};
	const once = paint(discs(SIZE, centres), false);
	const samples = discs(SIZE, centres);
	// Two jobs that prepare the picture together.
	const input = { stroke: null, selected: planeSelection(emptyCoverage(SIZE)), earlier: [], isExact: false };
	const jobs = [quickSelect(samples, input), quickSelect(samples, input)];
	while (jobs.map((job) => job.next().done).includes(false));
	expect(paint(samples, true)).toEqual(once);
});

test("a soft edge stays soft and is found", () => {
	const { picture, truth, strokes } = syntheticPicture("softEdge", { width: 400, height: 300 });
	const painter = new Painter(pictureSamples(picture, picture.rgba));
	for (const stroke of strokes) painter.paint(stroke);
	expect(intersectionOverUnion(painter.mask, truth)).toBeGreaterThan(0.95);
	const levels = new Set<number>();
	for (let x = 0; x < picture.width; x++) levels.add(painter.at(x, 150));
	expect(levels.size).toBeGreaterThan(4);
});

test.each(["texture", "gap"] as const)("%s: one stroke is enough", (kind) => {
	const { picture, truth, strokes } = syntheticPicture(kind, { width: 400, height: 300 });
	const painter = new Painter(pictureSamples(picture, picture.rgba));
	for (const stroke of strokes) painter.paint(stroke);
	expect(intersectionOverUnion(painter.mask, truth)).toBeGreaterThan(0.95);
});
