// Picture files with their expected pixels, for tests in several browsers.
import { decode } from "fast-png";
import * as make from "../../editor/codec/decode/imageFilesForTests";
import { type SampledPng, sampledPng, type TestChunk } from "../../editor/codec/decode/pngForTests";

export interface PictureCase {
	readonly name: string;
	readonly bytes: Uint8Array;
	readonly width: number;
	readonly height: number;
	/** Every sample, for lossless files. */
	readonly rgba?: readonly number[];
	/** The colours near the four corners, row by row, as indices into QUARTERS; for lossy files. */
	readonly corners?: string;
}

const WIDTH = 64;
const HEIGHT = 48;

/** The upright order of the stored QUARTERS, for orientations 1 to 8. */
const UPRIGHT = ["0123", "1032", "3210", "2301", "0213", "2031", "3120", "1302"];

function oriented(name: string, makeFile: (orientation: number) => Uint8Array): PictureCase[] {
	return UPRIGHT.map((corners, i) => {
		const [width, height] = i < 4 ? [WIDTH, HEIGHT] : [HEIGHT, WIDTH];
		return { name: `${name}, EXIF orientation ${i + 1}`, bytes: makeFile(i + 1), width, height, corners };
	});
}

const quarterOf = (x: number, y: number) => (x < WIDTH / 2 ? 0 : 1) + (y < HEIGHT / 2 ? 0 : 2);
const QUARTER_INDICES = Array.from({ length: WIDTH * HEIGHT }, (_, i) => quarterOf(i % WIDTH, Math.floor(i / WIDTH)));
const PALETTE: TestChunk = { type: "PLTE", data: make.QUARTERS.flatMap((colour) => colour.slice(0, 3)) };

const indexed = (chunks: readonly TestChunk[], isInterlaced = false) =>
	sampledPng({
		...{ width: WIDTH, height: HEIGHT, depth: 2, colourType: 3, samples: QUARTER_INDICES, isInterlaced },
		chunks: [PALETTE, ...chunks],
	});

export function lossyCases(): PictureCase[] {
	const [jpeg, webp, avif] = (["image/jpeg", "image/webp", "image/avif"] as const).map((type) =>
		make.quarters(WIDTH, HEIGHT, type),
	) as [Buffer, Buffer, Buffer];
	const upright = { width: WIDTH, height: HEIGHT, corners: "0123" };
	const second = QUARTER_INDICES.map((index) => 3 - index);
	return [
		...oriented("JPEG", (orientation) => make.jpegWithExif(jpeg, make.exif(orientation, orientation % 2 === 0))),
		...oriented("WebP", (orientation) => make.webpWithExif(webp, make.exif(orientation))),
		...oriented("PNG", (orientation) => indexed([{ type: "eXIf", data: make.exif(orientation) }], orientation > 4)),
		{ name: "AVIF", bytes: avif, ...upright },
		{ name: "BMP", bytes: make.bmp(WIDTH, HEIGHT, (x, y) => make.QUARTERS[quarterOf(x, y)] as make.Rgba), ...upright },
		{ name: "the first frame of a GIF", bytes: make.gif(WIDTH, HEIGHT, [QUARTER_INDICES, second]), ...upright },
		{ name: "the first frame of an APNG", bytes: indexed(make.animation(WIDTH, HEIGHT)), ...upright },
	];
}

const noise = (length: number, limit: number) =>
	Array.from({ length }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 13) % (limit + 1));

/** Odd, so that interlace passes and packed rows end within a byte. */
const SIZE = { width: 37, height: 13 };
const PIXELS = SIZE.width * SIZE.height;

/** PNG files of every kind whose samples are kept, with these samples. */
export function exactCases(): PictureCase[] {
	const rgb = noise(PIXELS * 3, 255);
	const rgba = noise(PIXELS * 4, 255);
	const of = (file: Omit<SampledPng, "width" | "height">) => sampledPng({ ...SIZE, ...file });
	const perPixel = (read: (i: number) => readonly number[]) => Array.from({ length: PIXELS }, (_, i) => read(i)).flat();
	const opaque = perPixel((i) => [...rgb.slice(3 * i, 3 * i + 3), 255]);
	const both = noise(PIXELS * 2, 255);
	const wide = noise(PIXELS * 4, 65_535);
	const palette = noise(16 * 3, 255);
	const alphas = noise(9, 255);
	const indices = noise(PIXELS, 15);
	const cases: [string, Omit<SampledPng, "width" | "height">, readonly number[]][] = [
		["semi-transparent RGBA", { depth: 8, colourType: 6, samples: rgba }, rgba],
		["RGB, tagged sRGB", { depth: 8, colourType: 2, samples: rgb, chunks: [{ type: "sRGB", data: [0] }] }, opaque],
		["RGB, with sRGB's gamma", { depth: 8, colourType: 2, samples: rgb, chunks: [make.gamma(2.2)] }, opaque],
		[
			"grey with alpha",
			{ depth: 8, colourType: 4, samples: both },
			perPixel((i) => grey(both[2 * i], both[2 * i + 1])),
		],
		...[1, 2, 4, 8].map((depth): (typeof cases)[number] => {
			const samples = noise(PIXELS, 2 ** depth - 1);
			const levels = perPixel((i) => grey(((samples[i] as number) * 255) / (2 ** depth - 1), 255));
			return [`grey of ${depth} bits`, { depth, colourType: 0, samples }, levels];
		}),
		[
			"a palette",
			{ depth: 4, colourType: 3, samples: indices, chunks: [{ type: "PLTE", data: palette }] },
			perPixel((i) => [...colourOf(palette, indices[i]), 255]),
		],
		[
			"a palette with transparency",
			{
				...{ depth: 8, colourType: 3, samples: indices },
				chunks: [
					{ type: "PLTE", data: palette },
					{ type: "tRNS", data: alphas },
				],
			},
			perPixel((i) => [...colourOf(palette, indices[i]), alphas[indices[i] as number] ?? 255]),
		],
		["RGBA of 16 bits", { depth: 16, colourType: 6, samples: wide }, wide.map((value) => Math.round(value / 257))],
	];
	return cases.flatMap(([name, file, rgba]) => [
		{ name: `PNG: ${name}`, bytes: of(file), ...SIZE, rgba },
		{ name: `PNG: ${name}, interlaced`, bytes: of({ ...file, isInterlaced: true }), ...SIZE, rgba },
	]);
}

const grey = (value = 0, alpha = 0) => [value, value, value, alpha];
const colourOf = (palette: readonly number[], index = 0) => palette.slice(3 * index, 3 * index + 3);

/** Opaque PNG files whose profile needs conversion. The expected samples come from another decoder. */
export function profiledFiles(): (readonly [name: string, bytes: Uint8Array])[] {
	const square = { width: 16, height: 16, samples: noise(16 * 16 * 3, 255) };
	const P3 = make.iccp({ description: "wide", colorants: make.P3_COLORANTS, gamma: 2.2 });
	const rgb = (chunks: readonly TestChunk[]) => sampledPng({ ...square, depth: 8, colourType: 2, chunks });
	const wide = { ...square, samples: noise(16 * 16 * 3, 65_535), depth: 16, chunks: [P3] };
	const greyCurve = make.iccp({ description: "grey", colorants: null, gamma: 1.8 });
	return [
		["an ICC profile", rgb([P3])],
		[
			"an ICC profile, interlaced",
			sampledPng({ ...square, depth: 8, colourType: 2, chunks: [P3], isInterlaced: true }),
		],
		["an ICC profile and 16 bits", sampledPng({ ...wide, colourType: 2 })],
		["an ICC profile of grey", sampledPng({ ...square, depth: 8, colourType: 0, chunks: [greyCurve] })],
		["a gamma", rgb([make.gamma(1.8)])],
		["a gamma and primaries", rgb([make.gamma(1), make.chromaticities(make.P3_PRIMARIES)])],
		["coded primaries", rgb([{ type: "cICP", data: [12, 13, 0, 1] }])],
		["a coded curve for high dynamic range", rgb([{ type: "cICP", data: [9, 16, 0, 1] }])],
	];
}

/** Decodes the file that was sent for a picture, with another decoder than the editor. */
export function decodeIndependently(png: Uint8Array): DecodedImage {
	const { width, height, channels, data } = decode(png, { checkCrc: true });
	if (channels === 4) return { width, height, data };
	const rgba = new Uint8Array(width * height * 4).fill(255);
	for (let i = 0; i < width * height; i++) rgba.set(data.subarray(3 * i, 3 * i + 3), 4 * i);
	return { width, height, data: rgba };
}

interface DecodedImage {
	readonly width: number;
	readonly height: number;
	/** RGBA. */
	readonly data: ArrayLike<number>;
}

/** Describes how a decoded picture differs from the case; "" if it does not. */
export function describeDifference(expected: PictureCase, decoded: DecodedImage): string {
	if (decoded.width !== expected.width || decoded.height !== expected.height)
		return `is ${decoded.width} × ${decoded.height}`;
	if (expected.rgba !== undefined) {
		const wrong = expected.rgba.filter((value, i) => decoded.data[i] !== value).length;
		return wrong === 0 ? "" : `${wrong} samples differ`;
	}
	const [right, bottom] = [decoded.width - 4, decoded.height - 4];
	const places = [[3, 3] as const, [right, 3] as const, [3, bottom] as const, [right, bottom] as const];
	const corners = places.map(([x, y]) => nearestQuarter(decoded.data, 4 * (y * decoded.width + x))).join("");
	return corners === expected.corners ? "" : `shows ${corners}`;
}

function nearestQuarter(data: ArrayLike<number>, at: number): string {
	const near = make.QUARTERS.findIndex((colour) => colour.every((v, c) => Math.abs(v - (data[at + c] as number)) < 24));
	return near < 0 ? "?" : String(near);
}
