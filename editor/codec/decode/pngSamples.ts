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

export function readSamples(chunks: readonly PngChunk[]): Samples {
	let png: DecodedPng;
	try {
		png = decode(pixelsOnly(chunks));
	} catch (cause) {
		throw new EditorError("damaged-image", {}, { cause });
	}
	const notes: SampleNote[] = png.depth === 16 ? ["reduced-to-8-bit"] : [];
	return { width: png.width, height: png.height, rgba: toRgba(png), notes };
}

function toRgba(png: DecodedPng): Uint8Array<ArrayBuffer> {
	const { width, height, channels, depth } = png;
	const area = width * height;
	if (channels === 4 && depth === 8)
		return new Uint8Array(png.data.buffer as ArrayBuffer, png.data.byteOffset, area * 4);
	const rgba = new Uint8Array(area * 4);
	if (png.palette !== undefined) {
		const palette = png.palette;
		forEachSample(png, (i, index) => {
			const colour = palette[index];
			if (colour === undefined) throw new EditorError("damaged-image");
			rgba.set(colour, i * 4);
			if (colour.length === 3) rgba[i * 4 + 3] = 255;
		});
		return rgba;
	}
	if (depth < 8) {
		const transparent = png.transparency?.[0];
		const scale = 255 / ((1 << depth) - 1);
		forEachSample(png, (i, value) => {
			rgba.fill(value * scale, i * 4, i * 4 + 3);
			rgba[i * 4 + 3] = value === transparent ? 0 : 255;
		});
		return rgba;
	}
	const to8 = depth === 16 ? (value: number) => Math.round(value / 257) : (value: number) => value;
	const colours = channels < 3 ? 1 : 3;
	const hasAlpha = channels === 2 || channels === 4;
	const { data, transparency } = png;
	for (let i = 0, from = 0, to = 0; i < area; i++, from += channels, to += 4) {
		let isTransparent = transparency !== undefined;
		for (let c = 0; c < 3; c++) {
			const value = data[from + (colours === 1 ? 0 : c)] as number;
			rgba[to + c] = to8(value);
			if (transparency !== undefined && transparency[colours === 1 ? 0 : c] !== value) isTransparent = false;
		}
		rgba[to + 3] = hasAlpha ? to8(data[from + colours] as number) : isTransparent ? 0 : 255;
	}
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
