// Compares the sent pixels one by one.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { copyPixels, type RgbaImage, runToEnd, transparentImage } from "../raster";
import {
	computeEditPlan,
	type EditRequest,
	extractRows,
	extractSource,
	FLEXIBLE_SIZES,
	type SizeRules,
	sourceRows,
} from ".";
import { lanczosTaps } from "./lanczos";
import { noisePicture, paintScene, pixelAt, wavyScene } from "./picturesForTests";
import { createRowResampler, premultiplyRow } from "./resample";
import { createOpaqueResampler } from "./resampleOpaque";

const onlySize = (size: string): SizeRules => ({ kind: "list", sizes: [size] });

/** An image of grey levels, opaque by default. */
function grey(rows: readonly (readonly number[])[], alpha = 255): RgbaImage {
	const values = rows.flat();
	return {
		width: values.length / rows.length,
		height: rows.length,
		rgba: new Uint8Array(values.flatMap((value) => [value, value, value, alpha])),
	};
}

const firstChannel = ({ width, rgba }: RgbaImage) =>
	Array.from({ length: rgba.length / 4 / width }, (_, y) =>
		Array.from({ length: width }, (_, x) => rgba[(y * width + x) * 4]),
	);

const extract = (picture: RgbaImage, request: Partial<EditRequest>) =>
	runToEnd(extractSource(computeEditPlan({ picture, rules: { kind: "any" }, editBounds: null, ...request }), picture));

describe("unscaled", () => {
	test("copies every byte, colours under full transparency included", () => {
		const picture = noisePicture({ width: 37, height: 11 });
		expect(extract(picture, {})).toEqual({ width: 37, height: 11, rgba: picture.rgba });
	});

	test("the last column and row are repeated into the padding", () => {
		const sent = extract(
			grey([
				[1, 2, 3],
				[4, 5, 6],
			]),
			{ rules: onlySize("4x2") },
		);
		expect(firstChannel(sent)).toEqual([
			[1, 2, 3, 3],
			[4, 5, 6, 6],
		]);
		const taller = extract(
			grey([
				[1, 2, 3],
				[4, 5, 6],
				[7, 8, 9],
			]),
			{ rules: onlySize("3x4") },
		);
		expect(firstChannel(taller)).toEqual([
			[1, 2, 3],
			[4, 5, 6],
			[7, 8, 9],
			[7, 8, 9],
		]);
	});

	test("the area of the frame beyond the picture is transparent", () => {
		const sent = extract(
			grey([
				[9, 8],
				[7, 6],
			]),
			{ frame: { left: -1, top: -1, right: 2, bottom: 3 } },
		);
		expect(firstChannel(sent)).toEqual([
			[0, 0, 0],
			[0, 9, 8],
			[0, 7, 6],
			[0, 0, 0],
		]);
		expect(pixelAt(sent, 0, 1)).toEqual([0, 0, 0, 0]);
		expect(pixelAt(sent, 1, 1)).toEqual([9, 9, 9, 255]);
	});

	test("a frame inside the picture crops it", () => {
		const picture = grey([
			[1, 2, 3],
			[4, 5, 6],
			[7, 8, 9],
		]);
		expect(firstChannel(extract(picture, { frame: { left: 1, top: 1, right: 3, bottom: 3 } }))).toEqual([
			[5, 6],
			[8, 9],
		]);
	});
});

describe("scaled", () => {
	test("a flat colour stays flat, including the edges and the padding", () => {
		const picture = { width: 5, height: 3, rgba: new Uint8Array(60).map((_, i) => [200, 100, 50, 130][i % 4] ?? 0) };
		const sent = extract(picture, { rules: FLEXIBLE_SIZES });
		expect(sent.width * sent.height).toBeGreaterThanOrEqual(655_360);
		for (let i = 0; i < sent.rgba.length; i += 4) {
			if (sent.rgba[i] !== 200 || sent.rgba[i + 1] !== 100 || sent.rgba[i + 2] !== 50 || sent.rgba[i + 3] !== 130) {
				expect.fail(`pixel ${i / 4}: ${sent.rgba.slice(i, i + 4)}`);
			}
		}
	});

	test("goldens of an edge at twice and half the size", () => {
		const step = grey([[0, 0, 0, 0, 200, 200, 200, 200]]);
		const wide = extract(step, { rules: onlySize("16x2") });
		expect(firstChannel(wide)[0]).toEqual([0, 0, 0, 1, 6, 0, 0, 42, 158, 221, 212, 194, 199, 200, 200, 200]);
		const small = extract(
			grey([
				[0, 0, 0, 0, 200, 200, 200, 200],
				[0, 0, 0, 0, 200, 200, 200, 200],
			]),
			{
				rules: onlySize("4x1"),
			},
		);
		expect(firstChannel(small)).toEqual([[0, 11, 189, 203]]);
	});

	test("colours under full transparency do not bleed into visible pixels", () => {
		const picture = {
			width: 4,
			height: 1,
			rgba: new Uint8Array([255, 0, 0, 0, 255, 0, 0, 0, 0, 0, 255, 255, 0, 0, 255, 255]),
		};
		const sent = extract(picture, { rules: onlySize("16x4") });
		for (let x = 0; x < 16; x++) {
			const [red, , blue, alpha] = pixelAt(sent, x, 0);
			if (alpha) expect([red, blue]).toEqual([0, 255]);
		}
	});

	test("equals the scene drawn at the sent size", () => {
		const scene = wavyScene(40, false);
		const picture = paintScene(scene, { width: 300, height: 200 }, { left: 0, top: 0, right: 300, bottom: 200 });
		const sent = extract(picture, { rules: onlySize("120x80") });
		const drawn = paintScene(scene, sent, { left: 0, top: 0, right: 300, bottom: 200 });
		const worst = sent.rgba.reduce((most, value, i) => Math.max(most, Math.abs(value - (drawn.rgba[i] ?? 0))), 0);
		expect(worst).toBeLessThanOrEqual(12);
	});
});

test("a filter with step 1 and no offset is the identity", () => {
	const { size, first, weights } = lanczosTaps({ count: 9, start: 0.5, step: 1, from: 0, to: 9 });
	for (let out = 0; out < 9; out++) {
		for (let i = 0; i < size; i++) expect(weights[out * size + i]).toBe((first[out] ?? 0) + i === out ? 1 : 0);
	}
});

test("no weight falls outside of its filter, and the weights of each output pixel add up to 1", async () => {
	const length = fc.integer({ min: 1, max: 5000 });
	const property = fc.property(length, length, (from, count) => {
		const { size, weights } = lanczosTaps({ count, start: from / count / 2, step: from / count, from: 0, to: from });
		for (let out = 0; out < count; out++) {
			let sum = 0;
			for (let i = out * size; i < (out + 1) * size; i++) sum += weights[i] as number;
			if (Math.abs(sum - 1) > 1e-5) expect.fail(`${from} to ${count}: the weights of ${out} add up to ${sum}`);
		}
	});
	await fc.assert(property, { numRuns: 60 });
});

test("runs in one step for each row", () => {
	const picture = noisePicture({ width: 8, height: 50 });
	const plan = computeEditPlan({ picture, rules: { kind: "any" }, editBounds: null });
	expect([...extractSource(plan, picture)].length).toBe(50);
});

function fillAlpha({ rgba }: RgbaImage): void {
	for (let i = 3; i < rgba.length; i += 4) rgba[i] = 255;
}

test("an opaque row is at most one level from the same row resampled with its alpha, at the hardest edges too", async () => {
	const size = fc.record({ width: fc.integer({ min: 1, max: 90 }), height: fc.integer({ min: 1, max: 90 }) });
	const property = fc.property(size, size, fc.boolean(), (from, to, isHard) => {
		const pixels = noisePicture(from);
		fillAlpha(pixels);
		if (isHard) for (const [i, value] of pixels.rgba.entries()) pixels.rgba[i] = value < 128 ? 0 : 255;
		const { rgba } = pixels;
		const axis = (count: number, length: number) =>
			lanczosTaps({ count, start: length / count / 2, step: length / count, from: 0, to: length });
		const [across, down] = [axis(to.width, from.width), axis(to.height, from.height)];
		const words = new Int32Array(rgba.buffer);
		const writeOpaque = createOpaqueResampler({ words, start: (y) => y * from.width }, across, down);
		const read = (y: number, into: Float32Array) => premultiplyRow(rgba, y * from.width * 4, from.width, into, 0);
		const exact = createRowResampler(from.width, read, across, down);
		const rows = [new Uint8Array(to.width * 4), new Uint8Array(to.width * 4)] as const;
		for (let y = 0; y < to.height; y++) {
			writeOpaque(y, rows[0], 0);
			exact.row(y, rows[1], 0);
			// One expectation a row: one a sample would take most of the test's time.
			const difference = rows[0].reduce(
				(most, value, i) => Math.max(most, Math.abs(value - (rows[1][i] as number))),
				0,
			);
			expect(difference).toBeLessThanOrEqual(1);
		}
	});
	await fc.assert(property, { numRuns: 150 });
});

test("bands of rows, each from its own part of the source, are the rows of the whole", async () => {
	const size = fc.record({ width: fc.integer({ min: 3, max: 60 }), height: fc.integer({ min: 3, max: 60 }) });
	const property = fc.property(
		size,
		size,
		fc.array(fc.integer({ min: 1, max: 70 }), { maxLength: 4 }),
		fc.boolean(),
		fc.constantFrom("noisy", "opaque", "partly opaque"),
		(picture, sent, cuts, isFramed, alpha) => {
			const frame = isFramed ? { left: -5, top: -7, right: picture.width + 3, bottom: picture.height + 9 } : undefined;
			const rules = onlySize(`${sent.width}x${sent.height}`);
			const plan = computeEditPlan({ picture, rules, editBounds: null, frame, extent: "whole" });
			const pixels = noisePicture(picture);
			if (alpha !== "noisy") fillAlpha(pixels);
			if (alpha === "partly opaque") pixels.rgba[(picture.height >> 1) * picture.width * 4 + 3] = 100;
			const whole = runToEnd(extractSource(plan, pixels));
			const { height, width } = plan.sent;
			const edges = [...new Set([0, ...cuts.filter((cut) => cut < height), height])].sort((a, b) => a - b);
			const { left, top, right } = plan.source;
			const bands = edges.slice(1).map((to, i) => {
				const from = edges[i] as number;
				const rows = sourceRows(plan, from, to);
				const rect = { left, right, top: top + rows.first, bottom: top + rows.end };
				const part = transparentImage(rect);
				runToEnd(copyPixels(part, rect, pixels, { left: 0, top: 0 }));
				return [...runToEnd(extractRows(plan, part, from, to)).rgba];
			});
			expect(bands.flat().length).toBe(width * height * 4);
			expect(Buffer.from(bands.flat()).equals(Buffer.from(whole.rgba))).toBe(true);
		},
	);
	await fc.assert(property, { numRuns: 120 });
});
