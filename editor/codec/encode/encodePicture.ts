// Encodes samples as 8-bit PNG without a canvas. Rows are filtered and compressed in batches, so that little more than
// the file is held in memory beside the samples.
import type { RgbaImage, Size } from "../../raster";
import { RowFilter, writePng } from "../png";
import { deflate } from "../zlib/deflate";

/** In bytes. */
const BATCH = 262_144;

/** Colour types of PNG. */
const GREY = 0;
const RGBA = 6;

interface Rows extends Size {
	readonly data: Uint8Array;
	readonly pixelBytes: number;
}

export function encodePicture({ width, height, rgba }: RgbaImage): Promise<Uint8Array<ArrayBuffer>> {
	return encode({ width, height, data: rgba, pixelBytes: 4 }, RGBA);
}

/** Encodes one byte per pixel. */
export function encodeGreyPng({ width, height }: Size, data: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
	return encode({ width, height, data, pixelBytes: 1 }, GREY);
}

async function encode(rows: Rows, colourType: number): Promise<Uint8Array<ArrayBuffer>> {
	const ihdr = new Uint8Array(13);
	const view = new DataView(ihdr.buffer);
	view.setUint32(0, rows.width);
	view.setUint32(4, rows.height);
	ihdr.set([8, colourType, 0, 0, 0], 8);
	const pieces = await deflate(filteredRows(rows));
	return writePng([
		{ type: "IHDR", data: ihdr },
		...pieces.map((data) => ({ type: "IDAT", data })),
		{ type: "IEND", data: new Uint8Array(0) },
	]);
}

function* filteredRows({ width, height, data, pixelBytes }: Rows): Generator<Uint8Array<ArrayBuffer>> {
	const rowBytes = pixelBytes * width;
	const filter = new RowFilter(rowBytes, pixelBytes);
	const rowsPerBatch = Math.max(1, Math.floor(BATCH / (1 + rowBytes)));
	let above: Uint8Array = new Uint8Array(rowBytes);
	for (let top = 0; top < height; top += rowsPerBatch) {
		const rows = Math.min(rowsPerBatch, height - top);
		const batch = new Uint8Array(rows * (1 + rowBytes));
		for (let y = 0; y < rows; y++) {
			const start = (top + y) * rowBytes;
			const row = data.subarray(start, start + rowBytes);
			batch.set(filter.best(row, above), y * (1 + rowBytes));
			above = row;
		}
		yield batch;
	}
}
