// PNG to straight RGBA8 without a canvas, which would change semi-transparent pixels. An untagged or sRGB 8-bit file
// keeps its samples; 16 bits are rounded to 8 once.
import { type DecodedPng, decode } from "fast-png";
import { EditorError } from "../../types";
import { type PngChunk, writePng } from "../png";
import { pngHeader } from "./format";

export type SampleNote = "reduced-to-8-bit" | "converted-profile";

export interface Samples {
	readonly width: number;
	readonly height: number;
	/** Straight alpha, four bytes a pixel. */
	readonly rgba: Uint8Array<ArrayBuffer>;
	readonly notes: readonly SampleNote[];
}

/** Whether the samples mean sRGB as they stand; otherwise the browser converts them, once. */
export function areSamplesSrgb(chunks: readonly PngChunk[]): boolean {
	const find = (type: string) => chunks.find((chunk) => chunk.type === type)?.data;
	if (find("sRGB") !== undefined) return true;
	if (find("cICP") !== undefined) return false;
	const profile = find("iCCP");
	if (profile !== undefined) return /^sRGB/i.test(String.fromCharCode(...profile.subarray(0, 8)));
	const gamma = find("gAMA");
	const isUsualGamma = gamma === undefined || Math.abs(u32(gamma, 0) - 45_455) < 500;
	const primaries = find("cHRM");
	return isUsualGamma && (primaries === undefined || arePrimariesSrgb(primaries));
}

/** White, red, green, blue in x and y, times 100,000. */
const SRGB_PRIMARIES = [31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000];

function arePrimariesSrgb(chrm: Uint8Array): boolean {
	return SRGB_PRIMARIES.every((value, i) => Math.abs(u32(chrm, i * 4) - value) < 100);
}

function u32(bytes: Uint8Array, at: number): number {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
}

/** fast-png misreads interlaced pictures of fewer than 8 bits; those are left to the browser. */
export function canReadSamples(chunks: readonly PngChunk[]): boolean {
	const { depth, interlace } = pngHeader(chunks);
	return interlace === 0 || depth >= 8;
}

const PIXEL_CHUNKS = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);

/** The file without anything but its pixels: no profile, text, position or date. */
export function pixelsOnly(chunks: readonly PngChunk[]): Uint8Array<ArrayBuffer> {
	return writePng(chunks.filter(({ type }) => PIXEL_CHUNKS.has(type)));
}

/** The one colour, in the file's own depth, that is transparent in a picture without an alpha channel. */
function transparentColour(chunks: readonly PngChunk[]): readonly number[] | null {
	const { colourType } = pngHeader(chunks);
	const data = chunks.find(({ type }) => type === "tRNS")?.data;
	if (data === undefined || (colourType !== 0 && colourType !== 2)) return null;
	return Array.from({ length: data.length >> 1 }, (_, i) => ((data[2 * i] ?? 0) << 8) | (data[2 * i + 1] ?? 0));
}

export function readSamples(chunks: readonly PngChunk[]): Samples {
	const transparent = transparentColour(chunks);
	let png: DecodedPng;
	try {
		// fast-png refuses a transparent colour in pictures of one or two pixels.
		png = decode(pixelsOnly(transparent === null ? chunks : chunks.filter(({ type }) => type !== "tRNS")));
	} catch (cause) {
		throw new EditorError("damaged-image", {}, { cause });
	}
	const notes: SampleNote[] = png.depth === 16 ? ["reduced-to-8-bit"] : [];
	return { width: png.width, height: png.height, rgba: toRgba(png, transparent), notes };
}

function toRgba(png: DecodedPng, transparent: readonly number[] | null): Uint8Array<ArrayBuffer> {
	const { width, height, channels, depth, data } = png;
	if (channels === 4 && depth === 8) {
		return new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, width * height * 4);
	}
	if (png.palette !== undefined) return spreadPalette(png, png.palette);
	if (depth < 8) return spreadPackedGrey(png, transparent);
	const rgba = new Uint8Array(width * height * 4);
	const to8 = depth === 16 ? (value: number) => Math.round(value / 257) : (value: number) => value;
	const isGrey = channels < 3;
	const alphaAt = isGrey ? 1 : 3;
	const hasAlpha = channels === 2 || channels === 4;
	for (let from = 0, to = 0; to < rgba.length; from += channels, to += 4) {
		let isTransparent = transparent !== null;
		for (let c = 0; c < 3; c++) {
			const source = isGrey ? 0 : c;
			const value = data[from + source] as number;
			rgba[to + c] = to8(value);
			if (transparent !== null && transparent[source] !== value) isTransparent = false;
		}
		rgba[to + 3] = hasAlpha ? to8(data[from + alphaAt] as number) : isTransparent ? 0 : 255;
	}
	return rgba;
}

function spreadPalette(png: DecodedPng, palette: readonly (readonly number[])[]): Uint8Array<ArrayBuffer> {
	const rgba = new Uint8Array(png.width * png.height * 4);
	forEachSample(png, (pixel, index) => {
		const colour = palette[index];
		if (colour === undefined) throw new EditorError("damaged-image");
		rgba.set(colour, pixel * 4);
		if (colour.length === 3) rgba[pixel * 4 + 3] = 255;
	});
	return rgba;
}

function spreadPackedGrey(png: DecodedPng, transparent: readonly number[] | null): Uint8Array<ArrayBuffer> {
	const rgba = new Uint8Array(png.width * png.height * 4);
	const scale = 255 / ((1 << png.depth) - 1);
	forEachSample(png, (pixel, value) => {
		rgba.fill(value * scale, pixel * 4, pixel * 4 + 3);
		rgba[pixel * 4 + 3] = value === transparent?.[0] ? 0 : 255;
	});
	return rgba;
}

/** Samples of one channel and 1 to 8 bits; rows begin on whole bytes. */
function forEachSample(
	{ width, height, depth, data }: DecodedPng,
	visit: (pixel: number, value: number) => void,
): void {
	const perByte = 8 / depth;
	const stride = Math.ceil(width / perByte);
	const limit = (1 << depth) - 1;
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const byte = data[y * stride + Math.floor(x / perByte)] as number;
			visit(y * width + x, (byte >> (8 - depth * ((x % perByte) + 1))) & limit);
		}
	}
}
