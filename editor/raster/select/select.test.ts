// The bucket, the colour range, the border's background and the live wire on pictures whose answers are known.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { combine } from "../combine";
import { type Coverage, coverageAt, fullCoverage, type Tiles } from "../coverage";
import { polygonCoverage } from "../polygon";
import { rectCorners } from "../shapes";
import { runToEnd } from "../steps";
import { background } from "./borderColours";
import { type ColourRangeInput, colourRange } from "./colourRange";
import { colourRegion } from "./colourRegion";
import { deltaE, labOf } from "./lab";
import { liveWire } from "./liveWire";
import { maskRegion } from "./maskRegion";
import { pictureSamples } from "./samples";

const grey = (value: number) => (0xff000000 | (value << 16) | (value << 8) | value) >>> 0;

function draw(width: number, height: number, colour: (x: number, y: number) => number) {
	const words = Uint32Array.from({ length: width * height }, (_, at) => colour(at % width, Math.floor(at / width)));
	return pictureSamples({ width, height }, new Uint8Array(words.buffer));
}

const SIZE = { width: 300, height: 280 };
const rect = (left: number, top: number, right: number, bottom: number) =>
	runToEnd(polygonCoverage(SIZE, rectCorners({ left, top, right, bottom })));
const frame = combine(rect(20, 20, 280, 260), "subtract", rect(30, 30, 270, 250));
const NO_SAMPLES = pictureSamples({ width: 0, height: 0 }, new Uint8Array(0));
const at = (tiles: Tiles, x: number, y: number) => coverageAt({ ...SIZE, tiles }, x, y);

describe("the bucket", () => {
	const fill = (mask: Coverage, x: number, y: number) =>
		runToEnd(maskRegion(NO_SAMPLES, { at: { x, y }, mask, tolerance: null }));

	test("fills what the painted mask encloses, and nothing outside", () => {
		const tiles = fill(frame, 150, 140);
		expect([at(tiles, 30, 30), at(tiles, 269, 249), at(tiles, 25, 100), at(tiles, 5, 5)]).toEqual([255, 255, 0, 0]);
	});

	test("leaves no seam in the soft side of the paint", () => {
		// A line that grows softly from the inside, 51 a pixel.
		const soft: Record<number, number> = { 98: 51, 97: 102, 96: 153, 95: 204, 94: 255, 93: 204, 92: 102 };
		const row = new Uint8Array(65536);
		for (let y = 0; y < 256; y++) for (const [x, value] of Object.entries(soft)) row[y * 256 + Number(x)] = value;
		const size = { width: 256, height: 256 };
		const filled = runToEnd(
			maskRegion(NO_SAMPLES, { at: { x: 150, y: 100 }, mask: { ...size, tiles: { 0: row } }, tolerance: null }),
		);
		const across = [100, 98, 97, 96, 95, 93, 92, 80].map((x) => coverageAt({ ...size, tiles: filled }, x, 7));
		expect(across).toEqual([255, 255, 255, 255, 255, 0, 0, 0]);
	});

	test("takes a painted patch whole", () => {
		const tiles = fill(frame, 25, 100);
		expect(combine(frame, "subtract", { ...SIZE, tiles }).tiles).toEqual({});
	});

	test("stops at colours too, and at the mask where a colour has no edge", () => {
		const samples = draw(SIZE.width, SIZE.height, (x) => grey(x < 150 ? 100 : 200));
		const tiles = runToEnd(maskRegion(samples, { at: { x: 100, y: 100 }, mask: frame, tolerance: 10 }));
		expect([at(tiles, 140, 240), at(tiles, 160, 100), at(tiles, 10, 10)]).toEqual([255, 0, 0]);
	});
});

describe("the colour range", () => {
	const words = fc.integer({ min: 0, max: 0xffffff }).map((colour) => (0xff000000 | colour) >>> 0);

	test("gives each pixel the coverage of its nearest picked colour", () => {
		fc.assert(
			fc.property(
				fc.array(words, { minLength: 4, maxLength: 40 }),
				fc.integer({ min: 0, max: 100 }),
				fc.integer({ min: 1, max: 3 }),
				(colours, fuzziness, count) => {
					const samples = draw(colours.length, 1, (x) => colours[x] as number);
					const picked = Array.from({ length: count }, (_, x) => ({ at: { x, y: 0 }, isExcluded: false }));
					const input: ColourRangeInput = { picked, sampleSide: 1, fuzziness, match: "colour" };
					const tiles = runToEnd(colourRange(samples, input));
					for (const [x, colour] of colours.entries()) {
						const nearest = Math.min(...colours.slice(0, count).map((one) => deltaE(labOf(one), labOf(colour))));
						const value = coverageAt({ width: samples.width, height: 1, tiles }, x, 0);
						if (nearest <= Math.floor(fuzziness / 2)) expect(value).toBe(255);
						if (nearest > fuzziness + 1) expect(value).toBe(0);
					}
				},
			),
			{ numRuns: 40 },
		);
	});

	test("drops colours that are nearer to an excluded one", () => {
		const samples = draw(3, 1, (x) => [grey(100), grey(108), grey(116)][x] as number);
		const picked = [
			{ at: { x: 0, y: 0 }, isExcluded: false },
			{ at: { x: 2, y: 0 }, isExcluded: true },
		];
		const tiles = runToEnd(colourRange(samples, { picked, sampleSide: 1, fuzziness: 40, match: "colour" }));
		const size = { width: 3, height: 1, tiles };
		expect([coverageAt(size, 0, 0), coverageAt(size, 2, 0)]).toEqual([255, 0]);
	});

	test("by lightness takes everything between the darkest and the lightest picked pixel, whatever its colour", () => {
		const samples = draw(4, 1, (x) => [grey(60), 0xff3030a0, grey(160), grey(250)][x] as number);
		const picked = [0, 2].map((x) => ({ at: { x, y: 0 }, isExcluded: false }));
		const tiles = runToEnd(colourRange(samples, { picked, sampleSide: 1, fuzziness: 4, match: "lightness" }));
		expect([0, 1, 2, 3].map((x) => coverageAt({ width: 4, height: 1, tiles }, x, 0))).toEqual([255, 255, 255, 0]);
	});
});

test("the background by border colours reaches the subject, and not colours like it that the subject encloses", () => {
	const isIn = (x: number, y: number, margin: number) =>
		x >= margin && y >= margin && x < SIZE.width - margin && y < SIZE.height - margin;
	const samples = draw(SIZE.width, SIZE.height, (x, y) =>
		isIn(x, y, 60) && !isIn(x, y, 90) ? grey(40) : grey(180 + ((x * 7 + y * 3) % 5)),
	);
	const tiles = runToEnd(background(samples, { tolerance: 10 }));
	expect([at(tiles, 2, 2), at(tiles, 59, 100), at(tiles, 70, 100), at(tiles, 150, 140)]).toEqual([255, 255, 0, 0]);
	expect(combine(fullCoverage(SIZE), "subtract", { ...SIZE, tiles }).tiles).not.toEqual({});
});

describe("the live wire", () => {
	/** A disc of radius 80. */
	const samples = draw(300, 280, (x, y) => grey(Math.hypot(x - 150, y - 140) < 80 ? 60 : 180));
	const radius = ({ x, y }: { readonly x: number; readonly y: number }) => Math.hypot(x - 150, y - 140);

	test("follows the edge between two points on it, and takes the nearest edge for its end", () => {
		const path = runToEnd(liveWire(samples, { from: { x: 70, y: 140 }, to: { x: 150, y: 66 }, reach: 10 }));
		expect(path[0]).toEqual({ x: 70, y: 140 });
		for (const point of path) expect(Math.abs(radius(point) - 80)).toBeLessThan(3);
		expect(Math.abs((path.at(-1)?.x ?? 0) - 150)).toBeLessThan(12);
	});

	test("is the same whether or not it was searched before, and ends beyond the searched window in a straight line", () => {
		const input = { from: { x: 70, y: 140 }, to: { x: 229, y: 140 }, reach: 5 };
		const first = runToEnd(liveWire(samples, input));
		runToEnd(liveWire(samples, { from: { x: 10, y: 10 }, to: { x: 20, y: 20 }, reach: 5 }));
		expect(runToEnd(liveWire(samples, input))).toEqual(first);
		const far = runToEnd(liveWire(samples, { from: { x: 70, y: 140 }, to: { x: 5000, y: 140 }, reach: 5 }));
		expect(far.at(-1)).toEqual({ x: 5000, y: 140 });
	});
});

test("a job takes a few bytes a pixel at most, beside its table of colours", () => {
	const [width, height] = [3000, 2400];
	const samples = draw(width, height, (x, y) => grey(100 + ((x * 7 + y * 13) % 5)));
	const size = { width, height };
	const at = { x: 1500, y: 1200 };
	const region = { at, tolerance: 10, sampleSide: 1, isAntiAliased: true };
	const picked = [{ at, isExcluded: false }];
	const jobs = {
		contiguous: () => colourRegion(samples, { ...region, isContiguous: true }),
		everywhere: () => colourRegion(samples, { ...region, isContiguous: false }),
		range: () => colourRange(samples, { picked, sampleSide: 1, fuzziness: 10, match: "colour" }),
		background: () => background(samples, { tolerance: 10 }),
		bucket: () => maskRegion(NO_SAMPLES, { at, mask: { ...size, tiles: {} }, tolerance: null }),
	};
	for (const [name, job] of Object.entries(jobs)) {
		const before = process.memoryUsage().arrayBuffers;
		let most = 0;
		for (const steps = job(); !steps.next().done; ) most = Math.max(most, process.memoryUsage().arrayBuffers - before);
		// The plane, the tiles, and for the bucket the mask as a plane.
		expect(most / (width * height), name).toBeLessThan(4 + (16 * 2 ** 20) / (width * height));
	}
});
