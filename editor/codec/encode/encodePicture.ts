// Encodes samples as 8-bit PNG. Opaque pictures are left to the browser's encoder where that is exact; everything else is
// filtered and compressed here, in batches, so that little more than the file is held in memory beside the samples.
import type { RgbaImage, Size } from "../../raster";
import { RowFilter, writePng } from "../png";
import { deflateWithin } from "../zlib/deflate";
import { encodeByBrowser } from "./browserEncoder";
import type { EncodeOptions, PictureBands } from "./pictureBands";

/** In bytes. */
const BATCH = 262_144;

/** Colour types of PNG. */
const GREY = 0;
const RGBA = 6;

interface Rows extends PictureBands {
	readonly pixelBytes: number;
}

export function encodePicture({ width, height, rgba }: RgbaImage, options?: EncodeOptions) {
	return encodeBands({ width, height, bands: [rgba] }, options);
}

export async function encodeBands(
	picture: PictureBands,
	options: EncodeOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
	const byBrowser = await encodeByBrowser(picture, options.signal);
	return byBrowser ?? encode({ ...picture, pixelBytes: 4 }, RGBA, options);
}

/** Encodes one byte per pixel. */
export function encodeGreyPng(size: Size, data: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
	return encode({ width: size.width, height: size.height, bands: [data], pixelBytes: 1 }, GREY, {});
}

async function encode(
	rows: Rows,
	colourType: number,
	{ signal, onProgress }: EncodeOptions,
): Promise<Uint8Array<ArrayBuffer>> {
	const ihdr = new Uint8Array(13);
	const view = new DataView(ihdr.buffer);
	view.setUint32(0, rows.width);
	view.setUint32(4, rows.height);
	ihdr.set([8, colourType, 0, 0, 0], 8);
	const pieces = await deflateWithin(filteredRows(rows, onProgress), Number.POSITIVE_INFINITY, signal);
	return writePng([
		{ type: "IHDR", data: ihdr },
		...(pieces ?? []).map((data) => ({ type: "IDAT", data })),
		{ type: "IEND", data: new Uint8Array(0) },
	]);
}

function* filteredRows(
	{ width, height, bands, pixelBytes }: Rows,
	onProgress: EncodeOptions["onProgress"],
): Generator<Uint8Array<ArrayBuffer>> {
	const rowBytes = pixelBytes * width;
	const filter = new RowFilter(rowBytes, pixelBytes);
	const rowsPerBatch = Math.max(1, Math.floor(BATCH / (1 + rowBytes)));
	let above: Uint8Array = new Uint8Array(rowBytes);
	let batch = new Uint8Array(Math.min(rowsPerBatch, height) * (1 + rowBytes));
	let at = 0;
	let rowsLeft = height;
	for (const band of bands) {
		for (let start = 0; start + rowBytes <= band.length; start += rowBytes) {
			const row = band.subarray(start, start + rowBytes);
			filter.write(row, above, batch, at);
			above = row;
			at += 1 + rowBytes;
			rowsLeft--;
			if (at < batch.length) continue;
			yield batch;
			onProgress?.(1 - rowsLeft / height);
			batch = new Uint8Array(Math.min(rowsPerBatch, rowsLeft) * (1 + rowBytes));
			at = 0;
		}
	}
}
