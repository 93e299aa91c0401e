import { describe, expect, test } from "vitest";
import { coverageAt, runToEnd } from ".";
import {
	coverageFromSamples,
	detectMaskPolarity,
	guessMaskPolarity,
	type MaskPolarity,
	type Samples,
} from "./coverageFromSamples";
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
	])("%s", (meaning, red, glass) => {
		const coverage = runToEnd(coverageFromSamples(split([255, 0, 0, 255], [255, 255, 255, 64]), meaning));
		expect([coverageAt(coverage, 299, 69), coverageAt(coverage, 300, 0)]).toEqual([red, glass]);
		expectCanonical(coverage);
	});
});

describe("what a mask file means", () => {
	test("a hole in a picture, or in black, is what to edit", () => {
		expect(detect(split(BLACK, NOTHING))).toBe("transparent");
		expect(detect(split(BLACK, [255, 255, 255, 0]))).toBe("transparent");
		expect(detect(picture(300, 40, (x, y) => [(x * 7) & 255, (y * 31) & 255, 90, x > 200 ? 0 : 255]))).toBe(
			"transparent",
		);
		expect(detect(picture(300, 40, (x, y) => (x > 9 ? WHITE : y > 3 ? [9, 9, 9, 255] : NOTHING)))).toBe("transparent");
	});

	test("our own masks, and those that image APIs document, whatever the border shows", () => {
		const EDIT: Pixel = [255, 255, 255, 0];
		const inside = (x: number, y: number) => x > 20 && x < 280 && y > 5 && y < 30;
		expect(detect(picture(300, 40, (x, y) => (inside(x, y) ? BLACK : EDIT)))).toBe("transparent");
		expect(detect(picture(300, 40, (x, y) => (inside(x, y) ? EDIT : BLACK)))).toBe("transparent");
		// A picture set into a larger sheet, to be painted on beyond its edges.
		const photo = picture(300, 40, (x, y) => (inside(x, y) ? [x & 63, 20, y, 255] : NOTHING));
		expect(detect(photo)).toBe("transparent");
	});

	test("an erased white sheet, softly, but not soft white strokes on none", () => {
		const alpha = (x: number) => Math.min(255, Math.max(0, (x - 100) * 4));
		expect(detect(picture(300, 40, (x) => [255, 255, 255, alpha(x)]))).toBe("transparent");
		expect(detect(picture(300, 40, (x) => (alpha(x) === 0 ? NOTHING : [255, 255, 255, alpha(x)])))).toBeNull();
	});

	test("without transparency white is what to edit, in two levels or in many", () => {
		expect(detect(split(BLACK, WHITE))).toBe("light");
		expect(detect(picture(300, 40, (x) => [x & 255, x & 255, x & 255, 255]))).toBe("light");
	});

	test("one has to be asked about strokes on paper or on a transparent sheet, and about a single colour", () => {
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
