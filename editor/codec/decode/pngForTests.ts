// Writes PNG files of every kind for tests, from samples, with Node's zlib and without a canvas.
import { deflateSync } from "node:zlib";
import { type PngChunk, writePng } from "../png";

export interface PlainPng {
	readonly width: number;
	readonly height: number;
	readonly depth: number;
	readonly colourType: 0 | 2 | 3 | 4 | 6;
	/** Rows without filter bytes, samples packed as PNG packs them. */
	readonly rows: readonly (readonly number[])[];
	readonly chunks?: readonly TestChunk[];
}

export interface TestChunk {
	readonly type: string;
	readonly data: readonly number[] | Uint8Array;
}

export function plainPng({ rows, ...header }: PlainPng): Uint8Array<ArrayBuffer> {
	return pngOf({ ...header, interlace: 0 }, Uint8Array.from(rows.flatMap((row) => [0, ...row])));
}

export const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

export interface SampledPng extends Omit<PlainPng, "rows"> {
	readonly isInterlaced?: boolean;
	/** One number for each sample, in the file's depth: channel by channel, pixel by pixel, row by row. */
	readonly samples: ArrayLike<number>;
}

/** The rows use the five filters in turn. */
export function sampledPng({ samples, isInterlaced = false, ...header }: SampledPng): Uint8Array<ArrayBuffer> {
	const { width, height, depth, colourType } = header;
	const channels = CHANNELS[colourType];
	const bytesPerPixel = Math.max(1, (channels * depth) >> 3);
	const raw: number[] = [];
	for (const [left, top, stepX, stepY] of isInterlaced ? ADAM7 : [[0, 0, 1, 1] as const]) {
		let above: number[] = [];
		let rows = 0;
		for (let y = top; y < height; y += stepY) {
			const values: number[] = [];
			for (let x = left; x < width; x += stepX) {
				for (let c = 0; c < channels; c++) values.push(samples[(y * width + x) * channels + c] as number);
			}
			if (values.length === 0) break;
			const row = pack(values, depth);
			const filter = rows++ % 5;
			raw.push(filter, ...filtered(row, above, bytesPerPixel, filter));
			above = row;
		}
	}
	return pngOf({ ...header, interlace: isInterlaced ? 1 : 0 }, Uint8Array.from(raw));
}

/** For each pass: first column, first row, steps. */
const ADAM7 = [
	[0, 0, 8, 8],
	[4, 0, 8, 8],
	[0, 4, 4, 8],
	[2, 0, 4, 4],
	[0, 2, 2, 4],
	[1, 0, 2, 2],
	[0, 1, 1, 2],
] as const;

function pack(values: readonly number[], depth: number): number[] {
	if (depth === 16) return values.flatMap((value) => [value >> 8, value & 255]);
	if (depth === 8) return [...values];
	const bytes = new Array<number>(Math.ceil((values.length * depth) / 8)).fill(0);
	values.forEach((value, i) => {
		const at = (i * depth) >> 3;
		bytes[at] = (bytes[at] as number) | (value << (8 - depth - ((i * depth) & 7)));
	});
	return bytes;
}

function filtered(row: readonly number[], above: readonly number[], distance: number, filter: number): number[] {
	return row.map((value, i) => {
		const a = row[i - distance] ?? 0;
		const b = above[i] ?? 0;
		const c = i < distance ? 0 : (above[i - distance] ?? 0);
		const nearest = [a, b, c].map((side, order) => [Math.abs(a + b - c - side), order, side] as const);
		const [, , paeth] = nearest.sort((one, other) => one[0] - other[0] || one[1] - other[1])[0] as (typeof nearest)[0];
		return (value - ([0, a, b, (a + b) >> 1, paeth][filter] as number)) & 255;
	});
}

type Header = Omit<PlainPng, "rows"> & { readonly interlace: number };

function pngOf(header: Header, raw: Uint8Array): Uint8Array<ArrayBuffer> {
	return pngOfStream(header, deflateSync(raw));
}

/** A file with this header and arbitrary compressed data. */
export function pngOfStream({ chunks = [], ...header }: Header, stream: Uint8Array): Uint8Array<ArrayBuffer> {
	const ihdr = new Uint8Array(13);
	const view = new DataView(ihdr.buffer);
	view.setUint32(0, header.width);
	view.setUint32(4, header.height);
	ihdr.set([header.depth, header.colourType, 0, 0, header.interlace], 8);
	const before: PngChunk[] = chunks.map(({ type, data }) => ({ type, data: Uint8Array.from(data) }));
	return writePng([
		{ type: "IHDR", data: ihdr },
		...before,
		{ type: "IDAT", data: stream },
		{ type: "IEND", data: new Uint8Array(0) },
	]);
}
