// Adjustments on plain samples: initial values change no byte, tables rise where they should, areas agree with a naive
// convolution, and neither bands nor tiles change a sample.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Rect } from "../coverage";
import type { RgbaImage } from "../mip";
import { rectOf } from "../rects";
import { runToEnd } from "../steps";
import {
	ADJUSTMENTS,
	type Adjustment,
	adjustPixels,
	compileAdjustment,
	curveTable,
	findAdjustment,
	reachOfAll,
	scaleAdjustment,
} from ".";
import { boxRadii } from "./boxBlur";

function noise(width: number, height: number, seed: number): RgbaImage {
	let state = seed * 2654435761 + 1;
	const rgba = Uint8Array.from({ length: width * height * 4 }, () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state >>> 24;
	});
	return { width, height, rgba };
}

function adjust(
	image: RgbaImage,
	adjustment: Adjustment,
	extent: Rect = rectOf(image),
	coverage: Uint8Array | null = null,
) {
	const copy = { ...image, rgba: image.rgba.slice() };
	runToEnd(adjustPixels(copy, [{ adjustment, coverage, extent, isSideways: false }]));
	return copy;
}

/** Values inside the parameters' ranges; curves through random points. */
const anyAdjustment: fc.Arbitrary<Adjustment> = fc.constantFrom(...ADJUSTMENTS).chain(({ kind, parameters }) =>
	fc.record({
		kind: fc.constant(kind),
		values: fc
			.tuple(...parameters.map(({ min, max }) => fc.double({ min, max: Math.min(max, 20), noNaN: true })))
			.map((values) => Object.fromEntries(parameters.map(({ id }, i) => [id, values[i] as number]))),
		...(kind === "curves"
			? { curves: fc.record({ all: fc.array(fc.record({ x: fc.nat(255), y: fc.nat(255) }), { maxLength: 6 }) }) }
			: {}),
	}),
);

describe("every adjustment", () => {
	test("with its initial values changes no byte, and has no value outside its ranges", () => {
		const image = noise(23, 17, 1);
		for (const { kind, parameters } of ADJUSTMENTS) {
			const initial = Object.fromEntries(parameters.map(({ id, initial }) => [id, initial]));
			for (const values of [{}, initial]) expect(adjust(image, { kind, values }).rgba).toEqual(image.rgba);
			const wild = Object.fromEntries(parameters.map(({ id }) => [id, Number.NaN]));
			expect(adjust(image, { kind, values: wild }).rgba).toEqual(image.rgba);
		}
		expect(adjust(image, { kind: "later" as never, values: {} }).rgba).toEqual(image.rgba);
	});

	test("but blur keeps alpha, and changes no byte of a transparent pixel", async () => {
		await fc.assert(
			fc.property(anyAdjustment, fc.nat(), (adjustment, seed) => {
				const image = noise(19, 14, seed);
				for (let i = 3; i < image.rgba.length; i += 28) image.rgba[i] = 0;
				const after = adjust(image, adjustment);
				if (adjustment.kind === "blur") return;
				for (let i = 0; i < image.rgba.length; i += 4) {
					const [before, now] = [image, after].map(({ rgba }) => [...rgba.subarray(i, i + 4)]);
					expect(now?.[3]).toBe(before?.[3]);
					if (before?.[3] === 0) expect(now).toEqual(before);
				}
			}),
			{ numRuns: 60 },
		);
	});

	test("computed on a tile with its reach around it has the samples of the whole picture", async () => {
		await fc.assert(
			fc.property(anyAdjustment, fc.nat(), fc.nat(30), fc.nat(20), (adjustment, seed, left, top) => {
				const image = noise(61, 47, seed);
				const whole = adjust(image, adjustment);
				const reach = reachOfAll([adjustment]);
				const tile = { left, top, right: left + 17, bottom: top + 13 };
				const [x0, y0] = [tile.left - reach, tile.top - reach];
				const region = { width: 17 + 2 * reach, height: 13 + 2 * reach };
				const cut: RgbaImage = { ...region, rgba: new Uint8Array(region.width * region.height * 4) };
				for (let y = 0; y < region.height; y++)
					for (let x = 0; x < region.width; x++) {
						if (x + x0 < 0 || y + y0 < 0 || x + x0 >= 61 || y + y0 >= 47) continue;
						const from = ((y + y0) * 61 + x + x0) * 4;
						cut.rgba.set(image.rgba.subarray(from, from + 4), (y * region.width + x) * 4);
					}
				const after = adjust(cut, adjustment, { left: -x0, top: -y0, right: 61 - x0, bottom: 47 - y0 });
				for (let y = tile.top; y < tile.bottom; y++)
					for (let x = tile.left; x < tile.right; x++) {
						const [a, b] = [(y * 61 + x) * 4, ((y - y0) * region.width + x - x0) * 4];
						expect([...after.rgba.subarray(b, b + 4)]).toEqual([...whole.rgba.subarray(a, a + 4)]);
					}
			}),
			{ numRuns: 60 },
		);
	});

	test("inside a coverage keeps what has none, and is whole where it is full", async () => {
		await fc.assert(
			fc.property(anyAdjustment, fc.nat(), (adjustment, seed) => {
				const image = noise(31, 20, seed);
				for (let i = 3; i < image.rgba.length; i += 4) image.rgba[i] = 255;
				const coverage = Uint8Array.from({ length: 31 * 20 }, (_, i) => [0, 255, 128][i % 3] ?? 0);
				const [whole, part] = [adjust(image, adjustment), adjust(image, adjustment, rectOf(image), coverage)];
				for (let i = 0; i < coverage.length; i++) {
					for (let c = 0; c < 4; c++) {
						const [before, full, now] = [image, whole, part].map(({ rgba }) => rgba[i * 4 + c] as number) as [
							number,
							number,
							number,
						];
						if (coverage[i] === 0) expect(now).toBe(before);
						else if (coverage[i] === 255) expect(now).toBe(full);
						else expect(Math.abs(now - (before + ((full - before) * 128) / 255))).toBeLessThanOrEqual(0.5001);
					}
				}
			}),
			{ numRuns: 40 },
		);
	});
});

describe("point operations", () => {
	test("rise with the sample, and move as their names say", async () => {
		for (const kind of ["brightness", "contrast", "temperature", "levels"] as const) {
			await fc.assert(
				fc.property(fc.integer({ min: -100, max: 100 }), (amount) => {
					const values = kind === "levels" ? { black: Math.abs(amount), gamma: 1 + Math.abs(amount) / 50 } : { amount };
					const operation = compileAdjustment({ kind, values });
					if (operation === null || !("tables" in operation) || !operation.tables) return;
					for (const table of Object.values(operation.tables))
						for (let i = 1; i < 256; i++) expect(table[i]).toBeGreaterThanOrEqual(table[i - 1] as number);
				}),
				{ numRuns: 40 },
			);
		}
		const grey: RgbaImage = { width: 1, height: 1, rgba: Uint8Array.from([100, 100, 100, 255]) };
		const [red, green, blue] = adjust(grey, { kind: "temperature", values: { amount: 50 } }).rgba;
		expect([Number(red) > 100, green, Number(blue) < 100]).toEqual([true, 100, true]);
		expect(adjust(grey, { kind: "brightness", values: { amount: 50 } }).rgba[0]).toBeGreaterThan(100);
		expect(adjust(grey, { kind: "saturation", values: { amount: 100 } }).rgba).toEqual(grey.rgba);
	});

	// Written down from the definitions: gamma 0.5, a slope of tan(3π/8), and the weights of Rec. 709.
	test("have the samples of their definitions", () => {
		const pixel: RgbaImage = { width: 1, height: 1, rgba: Uint8Array.from([64, 128, 200, 255]) };
		const rgb = (adjustment: Adjustment) => [...adjust(pixel, adjustment).rgba.subarray(0, 3)];
		expect(rgb({ kind: "brightness", values: { amount: 50 } })).toEqual([128, 181, 226]);
		expect(rgb({ kind: "contrast", values: { amount: 50 } })).toEqual([0, 129, 255]);
		expect(rgb({ kind: "saturation", values: { amount: -100 } })).toEqual([120, 120, 120]);
		expect(rgb({ kind: "levels", values: { black: 64, white: 192 } })).toEqual([0, 128, 255]);
		expect(
			rgb({
				kind: "curves",
				values: {},
				curves: {
					blue: [
						{ x: 0, y: 255 },
						{ x: 255, y: 0 },
					],
				},
			}),
		).toEqual([64, 128, 55]);
	});
});

describe("a tone curve", () => {
	const points = fc.array(fc.record({ x: fc.nat(255), y: fc.nat(255) }), { minLength: 1, maxLength: 8 });

	test("goes through its points and rises where they do", async () => {
		await fc.assert(
			fc.property(points, (given) => {
				const byX = [...new Map(given.map(({ x, y }) => [x, y]))].sort(([a], [b]) => a - b);
				const table = curveTable(given);
				for (const [x, y] of byX) expect(table[x]).toBe(y);
				const rising = byX
					.map(([x]) => x)
					.map((x, i) => ({ x, y: [...byX.map(([, y]) => y)].sort((a, b) => a - b)[i] as number }));
				const risen = curveTable(rising);
				for (let i = 1; i < 256; i++) expect(risen[i]).toBeGreaterThanOrEqual(risen[i - 1] as number);
			}),
			{ numRuns: 100 },
		);
	});
});

describe("blur and sharpen", () => {
	/** Three boxes as one kernel, applied to every pixel with weights of alpha; border pixels are repeated. */
	function naive({ width, height, rgba }: RgbaImage, sigma: number): Float64Array {
		let kernel = [1];
		for (const radius of boxRadii(sigma)) {
			const next = new Array(kernel.length + 2 * radius).fill(0);
			for (const [i, value] of kernel.entries())
				for (let j = 0; j <= 2 * radius; j++) next[i + j] += value / (2 * radius + 1);
			kernel = next;
		}
		const reach = (kernel.length - 1) / 2;
		const blurred = new Float64Array(rgba.length);
		for (let y = 0; y < height; y++)
			for (let x = 0; x < width; x++) {
				const sums = [0, 0, 0, 0];
				for (const [i, vertical] of kernel.entries())
					for (const [j, horizontal] of kernel.entries()) {
						const row = Math.min(height - 1, Math.max(0, y + i - reach));
						const at = (row * width + Math.min(width - 1, Math.max(0, x + j - reach))) * 4;
						const alpha = rgba[at + 3] as number;
						const weight = vertical * horizontal;
						for (let c = 0; c < 3; c++) sums[c] = (sums[c] as number) + weight * alpha * (rgba[at + c] as number);
						sums[3] = (sums[3] as number) + weight * alpha;
					}
				for (let c = 0; c < 3; c++) blurred[(y * width + x) * 4 + c] = (sums[c] as number) / (sums[3] || 1);
				blurred[(y * width + x) * 4 + 3] = sums[3] as number;
			}
		return blurred;
	}

	test("agree with a naive convolution", () => {
		for (const radius of [0.5, 1.5, 3, 5.5]) {
			const image = noise(40, 31, radius * 2);
			const expected = naive(image, radius);
			const blurred = adjust(image, { kind: "blur", values: { radius } });
			const sharp = adjust(image, { kind: "sharpen", values: { amount: 80, radius } });
			for (let i = 0; i < expected.length; i++) {
				const alpha = expected[i | 3] as number;
				if (alpha < 1) continue;
				expect(Math.abs((blurred.rgba[i] as number) - (expected[i] as number))).toBeLessThan(0.6 + 4 / alpha);
				if ((i & 3) === 3) continue;
				const sample = image.rgba[i] as number;
				const exact = Math.min(255, Math.max(0, sample + (sample - (expected[i] as number)) * 0.8));
				if (image.rgba[i | 3] !== 0) expect(Math.abs((sharp.rgba[i] as number) - exact)).toBeLessThan(1.1 + 4 / alpha);
			}
		}
	});

	test("leave an even picture as it is, at its edges too", () => {
		const even: RgbaImage = {
			width: 30,
			height: 20,
			rgba: Uint8Array.from({ length: 2400 }, (_, i) => [90, 140, 33, 255][i % 4] ?? 0),
		};
		for (const kind of ["blur", "sharpen"] as const)
			expect(adjust(even, { kind, values: { radius: 12, amount: 200 } }).rgba).toEqual(even.rgba);
	});

	test("are smaller on a smaller copy", () => {
		expect(scaleAdjustment({ kind: "blur", values: { radius: 8 } }, 0.25).values).toEqual({ radius: 2 });
		expect(scaleAdjustment({ kind: "sharpen", values: { amount: 80 } }, 0.5).values).toEqual({
			amount: 80,
			radius: 0.5,
		});
		expect(findAdjustment("contrast")?.parameters).toHaveLength(1);
	});
});
