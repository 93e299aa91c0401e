// Outside the paste coverage every byte stays the picture's. Inside, the bytes are the answer's if the scale is 1, and
// an echoed picture is nearly the picture if it was scaled.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	type Coverage,
	emptyCoverage,
	fullCoverage,
	moveRect,
	type Rect,
	type RgbaImage,
	rectCoverage,
	rectOf,
	runToEnd,
	type Size,
	sizeOf,
} from "../raster";
import {
	computeEditPlan,
	computePasteCoverage,
	type EditPlan,
	type EditRequest,
	extractSource,
	FLEXIBLE_SIZES,
	isUnscaled,
	pasteArea,
	pasteOnto,
	pasteTransform,
	type SizeRules,
} from ".";
import { pasteBack, placeAnswer, shapeChange } from "./pasteWholeForTests";
import { changedOutside, noisePicture, paintScene, pixelAt, supportPsnr, wavyScene } from "./picturesForTests";

/** The flexible rules with small limits, so that hundreds of pictures can be tested. */
const SMALL: SizeRules = { kind: "flexible", multiple: 4, maxEdge: 96, maxRatio: 3, minPixels: 400, maxPixels: 4096 };
const rect = (left: number, top: number, right: number, bottom: number): Rect => ({ left, top, right, bottom });

function thereAndBack(plan: EditPlan, picture: RgbaImage, painted: Coverage, answer?: RgbaImage) {
	const coverage = runToEnd(computePasteCoverage(plan, painted));
	const echo = answer ?? runToEnd(extractSource(plan, picture));
	return { coverage, result: runToEnd(pasteBack(plan, { picture, answer: echo, coverage })) };
}

function rectPlan(picture: Size, painted: Rect, more: Partial<EditRequest> = {}): [EditPlan, Coverage] {
	return [computeEditPlan({ picture, rules: SMALL, editBounds: painted, ...more }), rectCoverage(picture, painted)];
}

const edge = fc.integer({ min: 1, max: 150 });
const anyEdit = fc
	.record({
		picture: fc.record({ width: edge, height: edge }),
		at: fc.tuple(fc.nat(149), fc.nat(149)),
		size: fc.tuple(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 1, max: 150 })),
		beyond: fc.option(fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40), fc.nat(40)), { nil: undefined }),
		extent: fc.constantFrom("auto" as const, "whole" as const, "region" as const),
		rules: fc.constantFrom<SizeRules>(SMALL, { kind: "list", sizes: ["32x32", "64x32", "48x64"] }, { kind: "any" }),
		edges: fc.record({
			overlap: fc.nat(6),
			pasteErode: fc.nat(4),
			pasteFeather: fc.nat(4),
			sendGrow: fc.nat(8),
		}),
	})
	.map(({ picture, at, size, beyond, ...more }) => {
		const left = at[0] % picture.width;
		const top = at[1] % picture.height;
		const painted = rect(left, top, Math.min(picture.width, left + size[0]), Math.min(picture.height, top + size[1]));
		const frame = beyond && {
			...rect(-beyond[0], -beyond[1], picture.width + beyond[2], picture.height + beyond[3]),
		};
		return { painted, request: { picture, editBounds: painted, frame, ...more } };
	});

describe("an echoed picture pasted back", () => {
	test("is the identity outside the coverage, and everywhere in the old picture if nothing was scaled", async () => {
		await fc.assert(
			fc.property(anyEdit, fc.integer({ min: 1, max: 99 }), ({ painted, request }, seed) => {
				const plan = computeEditPlan(request);
				const picture = noisePicture(request.picture, seed);
				const { coverage, result } = thereAndBack(plan, picture, rectCoverage(picture, painted));
				expect(changedOutside(picture, result, plan.canvas, coverage)).toBe(0);
				if (isUnscaled(plan)) {
					expect(changedOutside(picture, result, plan.canvas, emptyCoverage(sizeOf(plan.canvas)))).toBe(0);
				}
			}),
			{ numRuns: 120 },
		);
	});

	test.each([
		["reduced to a third, opaque", { width: 190, height: 140 }, true, {}],
		["reduced to a third, semi-transparent", { width: 190, height: 140 }, false, {}],
		["enlarged, opaque", { width: 40, height: 24 }, true, {}],
		["enlarged, semi-transparent", { width: 17, height: 13 }, false, {}],
		["padded", { width: 170, height: 31 }, false, {}],
	])("has 40 dB if it is band-limited: %s", (_, size, isOpaque, more) => {
		const [plan, painted] = rectPlan(size, rectOf(size), {
			rules: { ...SMALL, minPixels: 1500 },
			extent: "whole",
			...more,
		});
		expect(isUnscaled(plan)).toBe(false);
		const step = Math.max(1, sizeOf(plan.source).width / plan.content.width);
		const picture = paintScene(wavyScene(8 * step, isOpaque), size, rectOf(size));
		const { coverage, result } = thereAndBack(plan, picture, painted);
		expect(supportPsnr(picture, result, coverage)).toBeGreaterThan(40);
	});

	test("has 40 dB with the sizes of a real model: an enlarged region and a reduced large mask", () => {
		const size = { width: 4400, height: 300 };
		const picture = paintScene(wavyScene(24, false), size, rectOf(size));
		for (const painted of [rect(2000, 100, 2090, 130), rect(200, 5, 4300, 290)]) {
			const [plan, coverage] = rectPlan(size, painted, { rules: FLEXIBLE_SIZES });
			expect(isUnscaled(plan)).toBe(false);
			const back = thereAndBack(plan, picture, coverage);
			expect(changedOutside(picture, back.result, plan.canvas, back.coverage)).toBe(0);
			expect(supportPsnr(picture, back.result, back.coverage)).toBeGreaterThan(40);
		}
	});

	test.each([
		[1, 1],
		[1, 57],
		[57, 1],
		[3, 300],
		[8191, 3],
	])("keeps the unmasked pixels at %i×%i, fully and half masked", (width, height) => {
		const picture = noisePicture({ width, height }, 5);
		for (const part of [rectOf(picture), rect(0, 0, Math.ceil(width / 2), Math.ceil(height / 2))]) {
			for (const extent of ["whole", "region"] as const) {
				const [plan, painted] = rectPlan(picture, part, { rules: FLEXIBLE_SIZES, extent });
				const { coverage, result } = thereAndBack(plan, picture, painted);
				expect(changedOutside(picture, result, plan.canvas, coverage)).toBe(0);
				if (isUnscaled(plan)) expect(result.rgba).toEqual(picture.rgba);
			}
		}
	});
});

describe("an answer of another size", () => {
	const size = { width: 90, height: 60 };
	const scene = wavyScene(24, false);
	const picture = paintScene(scene, size, rectOf(size));

	/** The answer of a model that draws the scene at its own size, with noise in the padding. */
	function redrawn(plan: EditPlan, answer: Size): RgbaImage {
		const { scaleX, scaleY, offsetX, offsetY } = pasteTransform(plan, answer);
		const drawn = paintScene(
			scene,
			answer,
			rect(offsetX, offsetY, offsetX + answer.width * scaleX, offsetY + answer.height * scaleY),
		);
		const contentWidth = Math.ceil((plan.content.width * answer.width) / plan.sent.width);
		for (let i = 0; i < drawn.rgba.length; i += 4) {
			if ((i / 4) % answer.width >= contentWidth) drawn.rgba.set([255, 0, 255, 255], i);
		}
		return drawn;
	}

	test.each([
		[92, 60],
		[184, 120],
		[46, 40],
		[300, 61],
		[51, 200],
	])("of %i×%i is pasted at its place, without its padding", (width, height) => {
		const [plan, painted] = rectPlan(size, rect(5, 5, 90, 50), { rules: { ...SMALL, maxPixels: 9000 } });
		expect(plan.sent).toEqual({ width: 92, height: 60 });
		const { coverage, result } = thereAndBack(plan, picture, painted, redrawn(plan, { width, height }));
		expect(changedOutside(picture, result, plan.canvas, coverage)).toBe(0);
		expect(supportPsnr(picture, result, coverage)).toBeGreaterThan(40);
		expect(shapeChange(plan, { width, height })).toBeCloseTo(width / height / (92 / 60));
	});

	test("is pasted with a measured shift undone", () => {
		const [plan, painted] = rectPlan(size, rect(5, 5, 85, 50), { rules: { kind: "any" } });
		// The content of (x, y) was drawn at (x + 3, y - 2).
		const answer = paintScene(scene, size, rect(-3, 2, size.width - 3, size.height + 2));
		const coverage = runToEnd(computePasteCoverage(plan, painted));
		const paste = (shift: { x: number; y: number }) => {
			const transform = pasteTransform(plan, answer, shift);
			return runToEnd(pasteBack(plan, { picture, answer, coverage, transform }));
		};
		expect(supportPsnr(picture, paste({ x: 3, y: -2 }), coverage)).toBe(Number.POSITIVE_INFINITY);
		expect(supportPsnr(picture, paste({ x: 0, y: 0 }), coverage)).toBeLessThan(30);
	});

	test("of one pixel fills the coverage with its colour", () => {
		const [plan, painted] = rectPlan(size, rect(0, 0, 90, 60));
		const answer = { width: 1, height: 1, rgba: new Uint8Array([10, 20, 30, 255]) };
		const { result } = thereAndBack(plan, picture, painted, answer);
		expect(pixelAt(result, 45, 30)).toEqual([10, 20, 30, 255]);
	});
});

describe("a frame beyond the picture", () => {
	const size = { width: 30, height: 20 };
	const picture = noisePicture(size, 9);
	const plan = computeEditPlan({
		picture: size,
		rules: { kind: "any" },
		editBounds: null,
		frame: rect(-10, -4, 30, 24),
	});
	const answer = noisePicture({ width: 40, height: 28 }, 4);

	test("adds the answer around the old picture, which is unchanged", () => {
		const { coverage, result } = thereAndBack(plan, picture, emptyCoverage(size), answer);
		expect(sizeOf(plan.canvas)).toEqual({ width: result.width, height: result.height });
		expect(changedOutside(picture, result, plan.canvas, emptyCoverage(result))).toBe(0);
		expect(changedOutside(picture, result, plan.canvas, coverage)).toBe(0);
		for (const [x, y] of [
			[0, 0],
			[9, 10],
			[20, 3],
			[39, 27],
		] as const) {
			expect(pixelAt(result, x, y)).toEqual(pixelAt(answer, x, y));
		}
	});

	test("beside the picture leaves a transparent gap", () => {
		const apart = computeEditPlan({
			picture: size,
			rules: { kind: "any" },
			editBounds: null,
			frame: rect(40, 0, 50, 20),
		});
		const { result } = thereAndBack(apart, picture, emptyCoverage(size), noisePicture({ width: 10, height: 20 }, 4));
		expect(result.width).toBe(50);
		expect(pixelAt(result, 35, 10)).toEqual([0, 0, 0, 0]);
		expect(pixelAt(result, 10, 10)).toEqual(pixelAt(picture, 10, 10));
	});
});

describe("compositing", () => {
	const size = { width: 3, height: 1 };
	const paste = (before: readonly number[], after: readonly number[], values: readonly number[]): number[][] => {
		const tile = new Uint8Array(65_536);
		tile.set(values);
		const picture = { ...size, rgba: new Uint8Array([...before, ...before, ...before]) };
		const answer = { ...size, rgba: new Uint8Array([...after, ...after, ...after]) };
		const plan = computeEditPlan({ picture: size, rules: { kind: "any" }, editBounds: rectOf(size) });
		const result = runToEnd(pasteBack(plan, { picture, answer, coverage: { ...size, tiles: { 0: tile } } }));
		return [0, 1, 2].map((x) => [...pixelAt(result, x, 0)]);
	};

	test("0 keeps the old pixel, 255 takes the new one, 128 mixes both", () => {
		expect(paste([200, 100, 0, 255], [0, 100, 50, 255], [0, 128, 255])).toEqual([
			[200, 100, 0, 255],
			[100, 100, 25, 255],
			[0, 100, 50, 255],
		]);
		// Between two changed pixels, a kept one lies in the area that is pasted.
		expect(paste([200, 100, 0, 255], [0, 100, 50, 255], [255, 0, 255])[1]).toEqual([200, 100, 0, 255]);
	});

	test("colours are weighted by alpha, and hidden colours stay hidden", () => {
		expect(paste([255, 255, 255, 0], [90, 60, 30, 255], [0, 128, 255])).toEqual([
			[255, 255, 255, 0],
			[90, 60, 30, 128],
			[90, 60, 30, 255],
		]);
	});

	test("of two fully transparent pixels, the one with the larger share keeps its hidden colour", () => {
		expect(paste([1, 2, 3, 0], [7, 8, 9, 0], [127, 128, 255])).toEqual([
			[1, 2, 3, 0],
			[7, 8, 9, 0],
			[7, 8, 9, 0],
		]);
	});

	test("compositing an equal pixel changes nothing at any coverage, hidden colours included", async () => {
		const byte = fc.integer({ min: 0, max: 255 });
		await fc.assert(
			fc.property(fc.tuple(byte, byte, byte, byte), fc.tuple(byte, byte, byte), (pixel, values) => {
				expect(paste(pixel, pixel, values)).toEqual([pixel, pixel, pixel]);
			}),
		);
	});
});

test("placeAnswer returns the answer without its padding if nothing is scaled", () => {
	const size = { width: 90, height: 60 };
	const [plan] = rectPlan(size, rectOf(size), { rules: { ...SMALL, maxPixels: 9000 } });
	const picture = noisePicture(size, 2);
	const placed = runToEnd(placeAnswer(plan, runToEnd(extractSource(plan, picture))));
	expect(placed).toEqual(picture);
});

test("the picture, the answer and the coverage are not modified", () => {
	const size = { width: 64, height: 64 };
	const [picture, answer] = [noisePicture(size, 1), noisePicture(size, 2)];
	const copies = structuredClone([picture, answer]);
	const plan = computeEditPlan({ picture: size, rules: { kind: "any" }, editBounds: rectOf(size) });
	runToEnd(pasteBack(plan, { picture, answer, coverage: fullCoverage(size) }));
	expect([picture, answer]).toEqual(copies);
});

test("pasting onto the changed part equals pasting onto the whole picture", async () => {
	await fc.assert(
		fc.property(anyEdit, fc.integer({ min: 1, max: 99 }), ({ painted, request }, seed) => {
			const plan = computeEditPlan(request);
			const picture = noisePicture(request.picture, seed);
			const answer = noisePicture({ width: 40 + seed, height: 60 }, seed + 1);
			const { coverage, result } = thereAndBack(plan, picture, rectCoverage(picture, painted), answer);
			const area = pasteArea(plan, coverage);
			if (area === null) return;
			const blank = runToEnd(pasteBack(plan, { picture, answer, coverage: emptyCoverage(sizeOf(plan.canvas)) }));
			const base = cut(blank, moveRect(area, -plan.canvas.left, -plan.canvas.top));
			runToEnd(pasteOnto(plan, { base, left: area.left, top: area.top, answer, coverage }));
			const expected = cut(result, moveRect(area, -plan.canvas.left, -plan.canvas.top));
			expect(Buffer.compare(base.rgba, expected.rgba)).toBe(0);
		}),
		{ numRuns: 60 },
	);
});

function cut({ width, rgba }: RgbaImage, area: Rect): RgbaImage {
	const size = sizeOf(area);
	const cutOut = new Uint8Array(size.width * size.height * 4);
	for (let y = 0; y < size.height; y++) {
		const from = ((area.top + y) * width + area.left) * 4;
		cutOut.set(rgba.subarray(from, from + size.width * 4), y * size.width * 4);
	}
	return { ...size, rgba: cutOut };
}
