import { createCanvas } from "@napi-rs/canvas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { autoSize, flexibleSizeRefusal } from "./legalSize";
import { applyEdit, DRIFT, drift, findEditArea } from "./repaint";
import { paintScene } from "./scene";

const refusals: [number, number, RegExp | undefined][] = [
	[1024, 1024, undefined],
	[816, 816, undefined],
	[2880, 2880, undefined],
	[1536, 864, undefined],
	[3840, 2160, undefined],
	[1024, 1000, /divisible by 16/],
	[2488, 3320, /divisible by 16/],
	[768, 768, /below the current minimum pixel budget/],
	[800, 800, /below the current minimum pixel budget/],
	[3008, 3008, /exceeds the current pixel budget/],
	[3856, 1600, /longest edge/],
	[3072, 1008, /aspect ratio/],
	[0, 1024, /divisible by 16/],
];

describe("flexible sizes", () => {
	it.each(refusals)("%i x %i", (width, height, message) => {
		const refusal = flexibleSizeRefusal({ width, height });
		if (message) expect(refusal).toMatch(message);
		else expect(refusal).toBeUndefined();
	});

	it("auto is a legal size near the ratio of any input", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 20000 }), fc.integer({ min: 1, max: 20000 }), (width, height) => {
				const size = autoSize({ width, height });
				expect(flexibleSizeRefusal(size)).toBeUndefined();
				const wantedRatio = Math.min(3, Math.max(1 / 3, width / height));
				expect(size.width / size.height / wantedRatio).toBeGreaterThan(0.95);
				expect(size.width / size.height / wantedRatio).toBeLessThan(1.05);
			}),
		);
	});
});

describe("repaint", () => {
	it("changes every sample slightly, also at both ends of the range", () => {
		const pixels = new Uint8ClampedArray([0, 0, 0, 255, 255, 255, 255, 0, 128, 128, 128, 128]);
		const before = pixels.slice();
		drift(pixels);
		for (const [at, value] of pixels.entries()) {
			const change = Math.abs(value - (before[at] ?? 0));
			if (at % 4 === 3) expect(change).toBe(0);
			else expect(change).toBeGreaterThan(0);
			expect(change).toBeLessThanOrEqual(DRIFT);
		}
	});

	it("replaces pixels where alpha is 0 and keeps them where it is 255", () => {
		const picture = new Uint8ClampedArray([10, 10, 10, 255, 20, 20, 20, 255]);
		applyEdit(
			picture,
			new Uint8ClampedArray([200, 0, 0, 255, 200, 0, 0, 255]),
			new Uint8ClampedArray([255, 255, 255, 0, 0, 0, 0, 255]),
		);
		expect([...picture]).toEqual([200, 0, 0, 255, 20, 20, 20, 255]);
	});

	it("finds the bounding box of the edited pixels", () => {
		const mask = new Uint8ClampedArray(6 * 5 * 4).fill(255);
		for (const [x, y] of [
			[2, 1],
			[4, 3],
		] as const) {
			mask[(y * 6 + x) * 4 + 3] = 0;
		}
		expect(findEditArea(mask, 6, 5)).toEqual({ x: 2, y: 1, width: 3, height: 3 });
		expect(findEditArea(new Uint8ClampedArray(16).fill(255), 2, 2)).toBeUndefined();
	});
});

describe("scene", () => {
	const paint = (prompt: string, index = 0, isTransparent = false): Buffer => {
		const canvas = createCanvas(160, 120);
		paintScene(canvas.getContext("2d"), { x: 0, y: 0, width: 160, height: 120 }, { prompt, index, isTransparent });
		return canvas.data();
	};

	it("depends on the prompt and the index only", () => {
		expect(paint("a fox").equals(paint("a fox"))).toBe(true);
		expect(paint("a fox").equals(paint("a cat"))).toBe(false);
		expect(paint("a fox").equals(paint("a fox", 1))).toBe(false);
	});

	it("has transparent corners only if it is transparent", () => {
		expect(paint("a fox", 0, true)[3]).toBe(0);
		expect(paint("a fox")[3]).toBe(255);
	});

	it("stays inside its area and takes any prompt", () => {
		const canvas = createCanvas(64, 64);
		const prompt = "一只在雪地里奔跑的狐狸 with a veryveryveryverylongwordwithoutanyspace ".repeat(40);
		paintScene(canvas.getContext("2d"), { x: 16, y: 16, width: 20, height: 8 }, { prompt, index: 0 });
		const outside = canvas.getContext("2d").getImageData(0, 0, 64, 15).data;
		expect(outside.every((value) => value === 0)).toBe(true);
	});
});
