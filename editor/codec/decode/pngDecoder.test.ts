// Decodes every kind of PNG and compares the result with known samples.
import { deflateSync } from "node:zlib";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { decode } from "fast-png";
import { describe, expect, test, vi } from "vitest";
import { UnsupportedInThread } from "./browserDecoder";
import { decodePicture } from "./decodePicture";
import { chromaticities, exif, gamma, iccp, P3_COLORANTS, P3_PRIMARIES } from "./imageFilesForTests";
import { inspectPicture, type PngFile } from "./inspectPicture";
import { decodePngSamples } from "./pngDecoder";
import { CHANNELS, pngOfStream, type SampledPng, sampledPng, type TestChunk } from "./pngForTests";

const import_ = (bytes: Uint8Array) => decodePicture(new Uint8Array(bytes));

const noise = (length: number, limit: number) =>
	Array.from({ length }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 13) % (limit + 1));

const PALETTE = noise(256 * 3, 255);
const PALETTE_ALPHAS = noise(100, 255);

/** One pixel by the PNG specification, written independently of the decoder. */
function expected(file: SampledPng, pixel: number): number[] {
	const { depth, colourType } = file;
	const channels = CHANNELS[colourType];
	const limit = 2 ** depth - 1;
	const values = Array.from({ length: channels }, (_, c) => file.samples[pixel * channels + c] as number);
	if (colourType === 3) {
		const [index = 0] = values;
		const hasAlphas = file.chunks?.some(({ type }) => type === "tRNS");
		return [...PALETTE.slice(3 * index, 3 * index + 3), (hasAlphas ? PALETTE_ALPHAS[index] : undefined) ?? 255];
	}
	const levels = values.map((value) => Math.round((value * 255) / limit));
	const [first = 0] = levels;
	if (colourType === 0) return [first, first, first, 255];
	if (colourType === 4) return [first, first, first, levels[1] ?? 0];
	return colourType === 2 ? [...levels, 255] : levels;
}

const KINDS = [
	...[1, 2, 4, 8, 16].map((depth) => [0, depth] as const),
	...[8, 16].flatMap((depth) => [[2, depth] as const, [4, depth] as const, [6, depth] as const]),
	...[1, 2, 4, 8].map((depth) => [3, depth] as const),
] as const;

const SIZES = [
	[1, 1],
	[2, 9],
	[37, 13],
] as const;

function kind(colourType: 0 | 2 | 3 | 4 | 6, depth: number, width: number, height: number): SampledPng {
	const samples = noise(width * height * CHANNELS[colourType], 2 ** depth - 1);
	const chunks: TestChunk[] = colourType === 3 ? [{ type: "PLTE", data: PALETTE.slice(0, 3 * 2 ** depth) }] : [];
	return { width, height, depth, colourType, samples, chunks };
}

describe("decodePicture keeps the samples of a PNG", () => {
	test.each(KINDS)("colour type %i with %i bits, interlaced or not", async (colourType, depth) => {
		for (const [width, height] of SIZES) {
			for (const isInterlaced of [false, true]) {
				const file = { ...kind(colourType, depth, width, height), isInterlaced };
				const picture = await import_(sampledPng(file));
				const pixels = Array.from({ length: width * height }, (_, i) => expected(file, i));
				expect(picture).toMatchObject({ width, height, notes: depth === 16 ? ["reduced-to-8-bit"] : [] });
				expect([...picture.rgba]).toEqual(pixels.flat());
			}
		}
	});

	test("palettes with transparency", async () => {
		for (const depth of [1, 2, 4, 8]) {
			const plain = kind(3, depth, 11, 7);
			const alphas = PALETTE_ALPHAS.slice(0, 2 ** depth - 1);
			const file = { ...plain, chunks: [...(plain.chunks ?? []), { type: "tRNS", data: alphas }] };
			const pixels = Array.from({ length: 77 }, (_, i) => {
				const [r, g, b] = expected(file, i);
				return [r, g, b, alphas[file.samples[i] as number] ?? 255];
			});
			expect([...(await import_(sampledPng(file))).rgba]).toEqual(pixels.flat());
		}
	});

	test("one transparent colour, compared in the file's depth", async () => {
		const alphas = async (file: SampledPng, tRNS: number[]) => {
			const { rgba } = await import_(sampledPng({ ...file, chunks: [{ type: "tRNS", data: tRNS }] }));
			return [...rgba.filter((_, i) => i % 4 === 3)];
		};
		const row = { width: 2, height: 1 };
		expect(await alphas({ ...row, colourType: 0, depth: 2, samples: [2, 3] }, [0, 2])).toEqual([0, 255]);
		expect(await alphas({ ...row, colourType: 0, depth: 8, samples: [200, 201] }, [0, 200])).toEqual([0, 255]);
		// Both are equal after rounding.
		expect(await alphas({ ...row, colourType: 0, depth: 16, samples: [257, 258] }, [1, 1])).toEqual([0, 255]);
		const colours = { ...row, colourType: 2, depth: 8, samples: [1, 2, 3, 1, 2, 4] } as const;
		expect(await alphas(colours, [0, 1, 0, 2, 0, 3])).toEqual([0, 255]);
	});

	test("16 bits are rounded to the nearest 8", async () => {
		const samples = Array.from({ length: 65_536 }, (_, value) => value);
		const { rgba } = await import_(sampledPng({ width: 256, height: 256, depth: 16, colourType: 0, samples }));
		const wrong = samples.filter((value) => rgba[4 * value] !== Math.round(value / 257));
		expect(wrong).toEqual([]);
	});

	test("in many small IDAT chunks", async () => {
		const file = { ...kind(6, 8, 300, 200), isInterlaced: true };
		const whole = inspectPicture(sampledPng(file)) as PngFile;
		const chunks = whole.chunks.flatMap(({ type, data }) => {
			if (type !== "IDAT") return [{ type, data }];
			return Array.from({ length: Math.ceil(data.length / 999) }, (_, i) => ({
				type,
				data: data.subarray(999 * i, 999 * i + 999),
			}));
		});
		const { rgba, isFileSound } = await decodePngSamples({ ...whole, chunks }, null);
		expect(isFileSound).toBe(true);
		expect(Buffer.from(rgba).equals(Buffer.from(file.samples as number[]))).toBe(true);
	});
});

describe("the file that is sent instead of encoding", () => {
	const file = kind(6, 8, 5, 4);

	test("is the imported file without its metadata, if it holds exactly the samples", async () => {
		const text = { type: "tEXt", data: [...Buffer.from("Comment\0taken at home")] };
		const { png } = await import_(sampledPng({ ...file, chunks: [text] }));
		expect(Buffer.from(png ?? []).includes("taken at home")).toBe(false);
		expect([...decode(png ?? new Uint8Array(), { checkCrc: true }).data]).toEqual(file.samples);
	});

	test("is not a file whose profile or orientation changes the samples", async () => {
		expect((await import_(sampledPng({ ...file, chunks: [gamma(1.8)] }))).png).toBeNull();
		expect((await import_(sampledPng({ ...file, chunks: [{ type: "eXIf", data: exif(3) }] }))).png).toBeNull();
		expect((await import_(sampledPng(kind(6, 16, 5, 4)))).png).toBeNull();
	});

	test("is not a file that a stricter decoder may refuse", async () => {
		const header = { width: 2, height: 1, depth: 8, colourType: 2, interlace: 0 } as const;
		const raw = [0, 1, 2, 3, 4, 5, 6];
		const stream = deflateSync(Uint8Array.from([...raw, 9, 9]));
		const file = inspectPicture(pngOfStream(header, stream)) as PngFile;
		const { rgba, isFileSound } = await decodePngSamples(file, null);
		expect([...rgba]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
		expect(isFileSound).toBe(false);
		expect((await import_(pngOfStream(header, stream))).png).toBeNull();
	});
});

/**
 * By orientation: the stored corners, numbered by row, that are seen top left, top right, bottom left, bottom right.
 */
const UPRIGHT = ["0123", "1032", "3210", "2301", "0213", "2031", "3120", "1302"];

describe("EXIF", () => {
	test.each([1, 2, 3, 4, 5, 6, 7, 8])("orientation %i of a PNG is applied, interlaced or not", async (orientation) => {
		for (const isInterlaced of [false, true]) {
			for (const depth of [4, 8]) {
				const samples = new Array<number>(11 * 6).fill(0);
				[0, 10, 55, 65].forEach((corner, i) => {
					samples[corner] = i + 1;
				});
				const chunks = [{ type: "eXIf", data: exif(orientation, orientation % 2 === 0) }];
				const file = { width: 11, height: 6, depth, colourType: 0, samples, chunks, isInterlaced } as const;
				const { width, height, rgba } = await import_(sampledPng(file));
				expect([width, height]).toEqual(orientation < 5 ? [11, 6] : [6, 11]);
				const corners = [0, width - 1, width * (height - 1), width * height - 1];
				const seen = corners.map((corner) => (rgba[4 * corner] as number) / (depth === 4 ? 17 : 1) - 1);
				expect(seen.join("")).toBe(UPRIGHT[orientation - 1]);
				expect(rgba.filter((value, i) => i % 4 === 0 && value > 0)).toHaveLength(4);
			}
		}
	});

	test("an unreadable block counts as upright", async () => {
		const samples = [7, 8];
		for (const data of [
			[],
			[0x49, 0x49],
			exif(9),
			exif(0),
			exif(6).subarray(0, 15),
			[0x4d, 0x4d, 0, 42, 255, 0, 0, 0],
		]) {
			const chunks = [{ type: "eXIf", data }];
			const picture = await import_(sampledPng({ width: 2, height: 1, depth: 8, colourType: 0, samples, chunks }));
			expect([picture.width, picture.rgba[0]]).toEqual([2, 7]);
		}
	});
});

describe("colours", () => {
	const square = { width: 16, height: 16, depth: 8, colourType: 2, samples: noise(16 * 16 * 3, 255) } as const;

	test("sRGB and incomplete colour chunks change nothing", async () => {
		const srgb = chromaticities([0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06]);
		const tags: TestChunk[][] = [
			[{ type: "sRGB", data: [0] }],
			[gamma(2.2)],
			[gamma(2.2), srgb],
			[chromaticities(P3_PRIMARIES)],
			[{ type: "cICP", data: [1, 13, 0, 1] }],
			// The chunk with the higher priority counts.
			[{ type: "sRGB", data: [0] }, gamma(1)],
		];
		for (const chunks of tags) {
			const picture = await import_(sampledPng({ ...square, chunks }));
			expect(picture.notes).toEqual([]);
			expect(picture.png).not.toBeNull();
			expect([...picture.rgba.filter((_, i) => i % 4 < 3)]).toEqual(square.samples);
		}
	});

	const P3 = { description: "P3", colorants: P3_COLORANTS, gamma: 2.2 };

	test.each<[string, TestChunk[]]>([
		["an ICC profile", [iccp(P3)]],
		["a gamma", [gamma(1.8)]],
		["a gamma and primaries", [gamma(1), chromaticities(P3_PRIMARIES)]],
	])("%s is converted as in an independent decoder", async (_, chunks) => {
		const bytes = sampledPng({ ...square, chunks });
		const picture = await import_(bytes);
		expect(picture.notes).toEqual(["converted-profile"]);
		const canvas = createCanvas(16, 16);
		const context = canvas.getContext("2d");
		context.drawImage(await loadImage(Buffer.from(bytes)), 0, 0);
		const other = context.getImageData(0, 0, 16, 16).data;
		const apart = [...picture.rgba].map((value, i) => Math.abs(value - (other[i] as number)));
		expect(Math.max(...apart)).toBeLessThanOrEqual(1);
		expect(apart.filter((distance) => distance > 0).length).toBeLessThan(100);
	});

	test("semi-transparent, 16-bit and grey pictures are converted like opaque ones, and alpha is kept", async () => {
		const colours = noise(60, 255);
		const samples = colours.flatMap((value, i) => (i % 3 === 2 ? [value, (i * 5) & 255] : [value]));
		const file = { width: 20, height: 1, depth: 8, chunks: [iccp(P3)] };
		const opaque = await import_(sampledPng({ ...file, colourType: 2, samples: colours }));
		const glass = await import_(sampledPng({ ...file, colourType: 6, samples }));
		const wide = await import_(
			sampledPng({ ...file, depth: 16, colourType: 6, samples: samples.map((value) => value * 257) }),
		);
		const expectedPixels = [...opaque.rgba].map((value, i) => (i % 4 === 3 ? samples[i] : value));
		expect([...glass.rgba]).toEqual(expectedPixels);
		expect([...wide.rgba]).toEqual(expectedPixels);
		expect(wide.notes).toEqual(["reduced-to-8-bit", "converted-profile"]);
		const grey = iccp({ description: "grey", colorants: null, gamma: 1.8 });
		const row = {
			width: 3,
			height: 1,
			depth: 8,
			colourType: 4,
			samples: [0, 9, 100, 8, 255, 7],
			chunks: [grey],
		} as const;
		expect([...(await import_(sampledPng(row))).rgba]).toEqual([0, 0, 0, 9, 119, 119, 119, 8, 255, 255, 255, 7]);
	});

	test("a damaged or truncated profile is ignored", async () => {
		const whole = iccp(P3);
		for (const length of [3, 12, 60, whole.data.length - 30]) {
			const chunks = [{ type: "iCCP", data: whole.data.slice(0, length) }];
			const { notes, rgba } = await import_(sampledPng({ ...square, chunks }));
			expect(notes).toEqual([]);
			expect([...rgba.filter((_, i) => i % 4 < 3)]).toEqual(square.samples);
		}
	});

	test("no memory is allocated for a curve of billions of points", async () => {
		const profile = { ...P3, curvePoints: 4_000_000_000 };
		const from = vi.spyOn(Float64Array, "from");
		await import_(sampledPng({ ...square, chunks: [iccp(profile)] })).catch(() => undefined);
		const lengths = from.mock.calls.map(([source]) => (source as unknown as ArrayLike<number>).length);
		from.mockRestore();
		expect(Math.max(0, ...lengths)).toBeLessThanOrEqual(65_536);
	});

	test("a profile that only the browser can convert is left to it", async () => {
		const perceptualQuantizer = { type: "cICP", data: [9, 16, 0, 1] };
		await expect(import_(sampledPng({ ...square, chunks: [perceptualQuantizer] }))).rejects.toBeInstanceOf(
			UnsupportedInThread,
		);
	});
});
