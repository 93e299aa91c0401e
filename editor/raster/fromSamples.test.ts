import { describe, expect, test } from "vitest";
import { coverageAt, runToEnd } from ".";
import { coverageFromSamples, detectMeaning, type SampleMeaning, type Samples } from "./fromSamples";
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
const detect = (samples: Samples) => runToEnd(detectMeaning(samples));

describe("coverage from samples", () => {
	test.each<[SampleMeaning, number, number]>([
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

	test("without transparency white is what to edit", () => {
		expect(detect(split(BLACK, WHITE))).toBe("light");
		expect(detect(picture(300, 40, (x) => [x & 255, x & 255, x & 255, 255]))).toBe("light");
	});

	test("one has to be asked about light strokes on a transparent sheet, and about a single colour", () => {
		expect(detect(split(WHITE, NOTHING))).toBeNull();
		expect(detect(split(WHITE, WHITE))).toBeNull();
		expect(detect(split(BLACK, BLACK))).toBeNull();
		expect(detect(split(NOTHING, NOTHING))).toBeNull();
	});
});
