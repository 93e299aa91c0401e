import { inflateSync } from "node:zlib";
import * as fc from "fast-check";
import { decode } from "fast-png";
import { describe, expect, test, vi } from "vitest";
import {
	type Coverage,
	combine,
	emptyCoverage,
	fullCoverage,
	rectCoverage,
	runToEnd,
	strokeCoverage,
	TILE_AREA,
	TILE_SIZE,
	tileBytes,
	tileCount,
	tileRect,
} from "../../raster";
import { beginStroke, extendStroke } from "../../raster/stroke";
import { checkMaskPng, MaskPngError } from "../png/checkMaskPng";
import { type PngChunk, readChunks } from "../png/chunks";
import { encodeMaskPng } from "../png/runLengthMask";
import { inflate } from "../zlib/inflate";
import { encodeMaskPngWithin } from "./maskPng";

/** Compares pixel by pixel with an independent decoder; returns the number of edited pixels. */
async function expectExact(coverage: Coverage, png: Uint8Array = encodeMaskPng(coverage)): Promise<number> {
	const { width, height, data, channels, depth } = decode(png, { checkCrc: true });
	expect({ width, height, channels, depth }).toEqual({
		width: coverage.width,
		height: coverage.height,
		channels: 4,
		depth: 8,
	});
	const words = new Uint32Array(data.buffer, data.byteOffset, width * height);
	let edited = 0;
	let wrong = 0;
	for (let key = 0; key < tileCount(coverage); key++) {
		const { left, top, right, bottom } = tileRect(coverage, key);
		const bytes = tileBytes(coverage, coverage.tiles, key);
		for (let y = top; y < bottom; y++) {
			for (let x = left; x < right; x++) {
				const isEdit = (bytes[(y - top) * TILE_SIZE + x - left] as number) >= 128;
				if (isEdit) edited++;
				// Little endian: alpha is the highest byte.
				if (words[y * width + x] !== (isEdit ? 0x00ffffff : 0xff000000)) wrong++;
			}
		}
	}
	expect(wrong).toBe(0);
	expect(await checkMaskPng(png, inflate)).toEqual({ width, height, editPixels: edited });
	return edited;
}

function painted(width: number, height: number, points: readonly (readonly [number, number])[], size = 40): Coverage {
	const brush = { size, hardness: 0.5, opacity: 1 };
	const samples = points.map(([x, y]) => ({ x, y, pressure: 0.5 }));
	return strokeCoverage(extendStroke(beginStroke({ width, height }, brush), samples).stroke);
}

/** Deterministic noise: about half of the pixels are edited. */
function grained(width: number, height: number): Coverage {
	const tiles: Record<number, Uint8Array<ArrayBuffer>> = {};
	let random = 1;
	for (let key = 0; key < tileCount({ width, height }); key++) {
		const tile = new Uint8Array(TILE_AREA);
		const { left, top, right, bottom } = tileRect({ width, height }, key);
		for (let i = 0; i < TILE_AREA; i++) {
			random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
			const isInside = i % TILE_SIZE < right - left && i / TILE_SIZE < bottom - top;
			if (isInside) tile[i] = random >>> 24;
		}
		tiles[key] = tile;
	}
	return { width, height, tiles };
}

const MAX_SIDE = 16_384;
const encodeWithin = async (coverage: Coverage, limit: number) => runToEnd(encodeMaskPngWithin(coverage, limit));

describe("mask PNG", () => {
	test.each([
		[1, 1],
		[1, 700],
		[700, 1],
		[3, 5],
		[257, 255],
		[8191, 3],
	])("decodes to exactly the mask in another decoder, at %i×%i", async (width, height) => {
		const size = { width, height };
		expect(await expectExact(emptyCoverage(size))).toBe(0);
		expect(await expectExact(fullCoverage(size))).toBe(width * height);
		const part = { left: width / 3, top: 0, right: width, bottom: Math.ceil(height / 2) };
		expect(await expectExact(rectCoverage(size, part))).toBeGreaterThan(0);
		await expectExact(
			painted(width, height, [
				[0, 0],
				[width, height],
			]),
		);
	});

	test("4096² with strokes", async () => {
		const coverage = painted(
			4096,
			4096,
			[
				[100, 100],
				[4000, 900],
				[300, 3900],
				[4096, 4096],
			],
			500,
		);
		expect(await expectExact(coverage)).toBeGreaterThan(1_000_000);
		expect(encodeMaskPng(coverage).length).toBeLessThan(4_000_000);
	});

	test("128 is edit and 127 is keep", async () => {
		const size = { width: 2, height: 1 };
		const left = rectCoverage(size, { left: 0, top: 0, right: 1, bottom: 1 }, 128);
		const right = rectCoverage(size, { left: 1, top: 0, right: 2, bottom: 1 }, 127);
		expect(await expectExact(combine(left, "union", right))).toBe(1);
	});

	test("random noise is kept exactly", async () => {
		const size = fc.record({ width: fc.integer({ min: 1, max: 300 }), height: fc.integer({ min: 1, max: 20 }) });
		const noise = fc.tuple(size, fc.array(fc.nat({ max: 255 }), { minLength: 1, maxLength: 60 }));
		await fc.assert(
			fc.asyncProperty(noise, async ([{ width, height }, values]) => {
				let coverage = emptyCoverage({ width, height });
				values.forEach((value, i) => {
					const left = (i * 37) % width;
					const top = (i * 11) % height;
					const rect = { left, top, right: left + 1 + (i % 9), bottom: top + 1 + (i % 3) };
					coverage = combine(coverage, "union", rectCoverage({ width, height }, rect, value));
				});
				await expectExact(coverage);
			}),
			{ numRuns: 60 },
		);
	});

	describe("a mask too intricate for runs", () => {
		test.each([
			[257, 255],
			[100, 900],
			[8191, 3],
			[MAX_SIDE, 20],
		])("is compressed, at %i×%i", async (width, height) => {
			const coverage = grained(width, height);
			const runs = encodeMaskPng(coverage);
			const png = await encodeWithin(coverage, runs.length - 1);
			expect(png?.length).toBeLessThan(runs.length / 3);
			expect(await expectExact(coverage, png as Uint8Array)).toBeGreaterThan(0);
			// A stricter inflater than the decoder's.
			const stream = (readChunks(png as Uint8Array) as PngChunk[])[1]?.data;
			expect(inflateSync(stream ?? new Uint8Array()).length).toBe((1 + 4 * width) * height);
		});

		test("is smaller than the limit or is null", async () => {
			const coverage = grained(600, 600);
			const smallest = ((await encodeWithin(coverage, encodeMaskPng(coverage).length - 1)) as Uint8Array).length;
			expect((await encodeWithin(coverage, smallest))?.length).toBe(smallest);
			expect(await encodeWithin(coverage, smallest - 1)).toBeNull();
			expect(await encodeWithin(coverage, 60)).toBeNull();
		});

		test("is refused, not broken, without CompressionStream", async () => {
			vi.stubGlobal("CompressionStream", undefined);
			const coverage = grained(300, 300);
			const runs = encodeMaskPng(coverage);
			expect(await encodeWithin(coverage, runs.length - 1)).toBeNull();
			expect(await encodeWithin(coverage, runs.length)).toEqual(runs);
			vi.unstubAllGlobals();
		});

		test("stops compressing when it is cancelled", async () => {
			const coverage = grained(2000, 2000);
			const cancelling = new AbortController();
			const png = runToEnd(encodeMaskPngWithin(coverage, 1_000_000, cancelling.signal));
			cancelling.abort();
			await expect(png).rejects.toMatchObject({ name: "AbortError" });
		});

		test("is written as runs if that fits", async () => {
			const coverage = grained(300, 300);
			const runs = encodeMaskPng(coverage);
			expect(await encodeWithin(coverage, runs.length)).toEqual(runs);
		});
	});

	test.each([
		["runs", 1],
		["compressed", 0],
	])("checkMaskPng refuses a file with any one bit changed: %s", async (_, margin) => {
		const coverage = grained(90, 40);
		const png = (await encodeWithin(coverage, encodeMaskPng(coverage).length - 1 + margin)) as Uint8Array<ArrayBuffer>;
		const survivors: number[] = [];
		for (let byte = 0; byte < png.length; byte += 3) {
			const broken = png.slice();
			broken[byte] = (broken[byte] as number) ^ (1 << (byte % 8));
			try {
				await checkMaskPng(broken, inflate);
				survivors.push(byte);
			} catch (fault) {
				expect(fault).toBeInstanceOf(MaskPngError);
			}
		}
		expect(survivors).toEqual([]);
		await expect(checkMaskPng(png.subarray(0, png.length - 1), inflate)).rejects.toThrow(MaskPngError);
	});
});
