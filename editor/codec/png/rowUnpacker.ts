// Unpacks rows of PNG samples to straight RGBA8 pixels. Samples of 8 bits and fewer are kept exactly; 16 bits are
// rounded once, after the colour conversion if there is one.
import type { PngChunk, PngHeader } from "./chunks";

/** Converts three 16-bit samples to sRGB, as a word with red in the lowest byte and alpha 0. */
export type Colour16Converter = (red: number, green: number, blue: number) => number;

/** Writes `count` pixels to `pixels[start]`, `pixels[start + step]`, …, as words with red lowest and alpha highest. */
export type RowUnpacker = (row: Uint8Array, count: number, pixels: Uint32Array, start: number, step: number) => void;

const OPAQUE = 0xff000000;

/** Null if the palette is missing. The header must be valid. `convert16` is used for samples of 16 bits only. */
export function createRowUnpacker(
	header: PngHeader,
	chunks: readonly PngChunk[],
	convert16: Colour16Converter,
): RowUnpacker | null {
	const { depth, colourType } = header;
	const find = (type: string) => chunks.find((chunk) => chunk.type === type)?.data;
	const clear = colourType === 3 ? null : transparentColour(find("tRNS"), colourType, depth);
	if (depth === 16) return unpack16Bit(colourType, clear, convert16);
	if (colourType === 6) return unpackRgba;
	if (colourType === 4) return unpackGreyAlpha;
	if (colourType === 2) return unpackRgb(clear);
	if (colourType === 0) return unpackWithTable(depth, greys(depth, clear?.[0]));
	const palette = find("PLTE");
	return palette === undefined ? null : unpackWithTable(depth, paletteWords(palette, find("tRNS")));
}

/** The colour, in the file's depth, that tRNS makes transparent in a picture without an alpha channel. */
function transparentColour(tRNS: Uint8Array | undefined, colourType: number, depth: number): readonly number[] | null {
	const channels = colourType === 0 ? 1 : 3;
	if (tRNS === undefined || colourType > 2 || tRNS.length < 2 * channels) return null;
	const limit = 2 ** depth - 1;
	return Array.from({ length: channels }, (_, c) => (((tRNS[2 * c] ?? 0) << 8) | (tRNS[2 * c + 1] ?? 0)) & limit);
}

function greys(depth: number, clear: number | undefined): Uint32Array {
	const limit = 2 ** depth - 1;
	return Uint32Array.from({ length: limit + 1 }, (_, value) => {
		const grey = (value * 255) / limit;
		return grey * 0x010101 + (value === clear ? 0 : OPAQUE);
	});
}

/** An index beyond the palette is opaque black, as in other decoders. */
function paletteWords(palette: Uint8Array, alphas: Uint8Array | undefined): Uint32Array {
	const words = new Uint32Array(256).fill(OPAQUE);
	for (let i = 0; i < Math.min(256, Math.floor(palette.length / 3)); i++) {
		const [red, green, blue] = palette.subarray(3 * i, 3 * i + 3) as unknown as [number, number, number];
		words[i] = red | (green << 8) | (blue << 16) | ((alphas?.[i] ?? 255) << 24);
	}
	return words;
}

function unpackWithTable(depth: number, words: Uint32Array): RowUnpacker {
	if (depth === 8) {
		return (row, count, pixels, start, step) => {
			for (let x = 0, to = start; x < count; x++, to += step) pixels[to] = words[row[x] as number] as number;
		};
	}
	const limit = (1 << depth) - 1;
	return (row, count, pixels, start, step) => {
		for (let x = 0, to = start; x < count; x++, to += step) {
			const bit = x * depth;
			const value = ((row[bit >> 3] as number) >> (8 - depth - (bit & 7))) & limit;
			pixels[to] = words[value] as number;
		}
	};
}

const unpackRgba: RowUnpacker = (row, count, pixels, start, step) => {
	if (step === 1) {
		new Uint8Array(pixels.buffer, pixels.byteOffset + 4 * start, 4 * count).set(row);
		return;
	}
	for (let i = 0, to = start; i < 4 * count; i += 4, to += step) {
		pixels[to] = rgb(row, i) | ((row[i + 3] as number) << 24);
	}
};

const unpackGreyAlpha: RowUnpacker = (row, count, pixels, start, step) => {
	for (let i = 0, to = start; i < 2 * count; i += 2, to += step) {
		pixels[to] = ((row[i] as number) * 0x010101) | ((row[i + 1] as number) << 24);
	}
};

function unpackRgb(clear: readonly number[] | null): RowUnpacker {
	const [red = 0, green = 0, blue = 0] = clear ?? [];
	const clearWord = clear === null ? -1 : red | (green << 8) | (blue << 16);
	return (row, count, pixels, start, step) => {
		for (let i = 0, to = start; i < 3 * count; i += 3, to += step) {
			const word = rgb(row, i);
			pixels[to] = word === clearWord ? word : word | OPAQUE;
		}
	};
}

function rgb(row: Uint8Array, at: number): number {
	return (row[at] as number) | ((row[at + 1] as number) << 8) | ((row[at + 2] as number) << 16);
}

function unpack16Bit(colourType: number, clear: readonly number[] | null, convert16: Colour16Converter): RowUnpacker {
	const isGrey = colourType === 0 || colourType === 4;
	const hasAlpha = colourType >= 4;
	const bytes = 2 * ((isGrey ? 1 : 3) + (hasAlpha ? 1 : 0));
	return (row, count, pixels, start, step) => {
		const u16 = (at: number) => ((row[at] as number) << 8) | (row[at + 1] as number);
		for (let i = 0, to = start; i < bytes * count; i += bytes, to += step) {
			const red = u16(i);
			const green = isGrey ? red : u16(i + 2);
			const blue = isGrey ? red : u16(i + 4);
			let alpha = 255;
			if (hasAlpha) alpha = to8(u16(i + bytes - 2));
			else if (clear !== null && red === clear[0] && (isGrey || (green === clear[1] && blue === clear[2]))) alpha = 0;
			pixels[to] = convert16(red, green, blue) | (alpha << 24);
		}
	};
}

/** Rounds 16 bits to 8: value / 257. */
function to8(value: number): number {
	return (value * 255 + 32_895) >>> 16;
}

export const roundTo8Bit: Colour16Converter = (red, green, blue) => to8(red) | (to8(green) << 8) | (to8(blue) << 16);
