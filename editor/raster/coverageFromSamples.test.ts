import { describe, expect, test } from "vitest";
import { coverageAt, runToEnd } from ".";
import { coverageFromSamples, type MaskPolarity, type Samples } from "./coverageFromSamples";
import { detectMaskPolarity, guessMaskPolarity } from "./detectMaskPolarity";
import { expectCanonical } from "./testCoverage";

type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

const BLACK: Pixel = [0, 0, 0, 255];
const WHITE: Pixel = [255, 255, 255, 255];
const NOTHING: Pixel = [0, 0, 0, 0];

function picture(width: number, height: number, at: (x: number, y: number) => Pixel): Samples {
	const rgba = new Uint8Array(width * height * 4);
	for (let i = 0; i < width * height; i++) rgba.set(at(i % width, Math.floor(i / width)), i * 4);
	return { width, height, rgba };
}

const split = (left: Pixel, right: Pixel) => picture(600, 70, (x) => (x < 300 ? left : right));
const detect = (samples: Samples) => runToEnd(detectMaskPolarity(samples));

describe("coverage from samples", () => {
	test.each<[MaskPolarity, number, number]>([
		["opaque", 255, 64],
		["transparent", 0, 191],
		["light", 54, 64],
		["dark", 201, 191],
	])("%s", (polarity, red, glass) => {
		const coverage = runToEnd(coverageFromSamples(split([255, 0, 0, 255], [255, 255, 255, 64]), polarity));
		expect([coverageAt(coverage, 299, 69), coverageAt(coverage, 300, 0)]).toEqual([red, glass]);
		expectCanonical(coverage);
	});
});

describe("detection of a mask file's polarity", () => {
	test("transparent: a hole in a picture or in a black area is edited", () => {
		expect(detect(split(BLACK, NOTHING))).toBe("transparent");
		expect(detect(split(BLACK, [255, 255, 255, 0]))).toBe("transparent");
		expect(detect(picture(300, 40, (x, y) => [(x * 7) & 255, (y * 31) & 255, 90, x > 200 ? 0 : 255]))).toBe(
			"transparent",
		);
		expect(detect(picture(300, 40, (x, y) => (x > 9 ? WHITE : y > 3 ? [9, 9, 9, 255] : NOTHING)))).toBe("transparent");
	});

	test("transparent: masks of this editor and of image APIs, for any border pixels", () => {
		const EDIT: Pixel = [255, 255, 255, 0];
		const inside = (x: number, y: number) => x > 20 && x < 280 && y > 5 && y < 30;
		expect(detect(picture(300, 40, (x, y) => (inside(x, y) ? BLACK : EDIT)))).toBe("transparent");
		expect(detect(picture(300, 40, (x, y) => (inside(x, y) ? EDIT : BLACK)))).toBe("transparent");
		// A picture placed on a larger transparent canvas, to be extended beyond its edges.
		const photo = picture(300, 40, (x, y) => (inside(x, y) ? [x & 63, 20, y, 255] : NOTHING));
		expect(detect(photo)).toBe("transparent");
	});

	test("transparent: a softly erased white image, but not soft white strokes on a transparent one", () => {
		const alpha = (x: number) => Math.min(255, Math.max(0, (x - 100) * 4));
		expect(detect(picture(300, 40, (x) => [255, 255, 255, alpha(x)]))).toBe("transparent");
		expect(detect(picture(300, 40, (x) => (alpha(x) === 0 ? NOTHING : [255, 255, 255, alpha(x)])))).toBeNull();
	});

	test("light: without transparency white is edited, in two or more levels", () => {
		expect(detect(split(BLACK, WHITE))).toBe("light");
		expect(detect(picture(300, 40, (x) => [x & 255, x & 255, x & 255, 255]))).toBe("light");
	});

	test("ambiguous: strokes on white or on a transparent background, and single-coloured images", () => {
		const stroked = (ground: Pixel, stroke: Pixel) =>
			picture(300, 40, (x, y) => (y > 10 && y < 20 && x > 9 ? stroke : ground));
		for (const [drawn, likeliest] of [
			[stroked(WHITE, BLACK), "dark"],
			[stroked(NOTHING, WHITE), "opaque"],
			[stroked(NOTHING, BLACK), "opaque"],
			[split(WHITE, WHITE), "light"],
		] as const) {
			expect(detect(drawn)).toBeNull();
			expect(guessMaskPolarity(drawn)).toBe(likeliest);
		}
		expect(detect(stroked(BLACK, WHITE))).toBe("light");
		expect(detect(split(WHITE, NOTHING))).toBeNull();
		expect(detect(split(BLACK, BLACK))).toBeNull();
		expect(detect(split(NOTHING, NOTHING))).toBeNull();
	});
});
