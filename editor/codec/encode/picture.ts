// Samples to RGBA8 PNG, never through a canvas: filtered row by row and compressed as it goes, so that little more than
// the file is held beside the samples.
import type { RgbaLevel } from "../../raster";
import { RowFilter, writePng } from "../png";
import { deflate } from "./deflate";

const BATCH = 262_144;

export async function encodePicture(picture: RgbaLevel): Promise<Uint8Array<ArrayBuffer>> {
	const ihdr = new Uint8Array(13);
	const view = new DataView(ihdr.buffer);
	view.setUint32(0, picture.width);
	view.setUint32(4, picture.height);
	ihdr.set([8, 6, 0, 0, 0], 8);
	const pieces = await deflate(filteredRows(picture));
	return writePng([
		{ type: "IHDR", data: ihdr },
		...pieces.map((data) => ({ type: "IDAT", data })),
		{ type: "IEND", data: new Uint8Array(0) },
	]);
}

function* filteredRows({ width, height, rgba }: RgbaLevel): Generator<Uint8Array<ArrayBuffer>> {
	const rowBytes = 4 * width;
	const filter = new RowFilter(rowBytes);
	const rowsABatch = Math.max(1, Math.floor(BATCH / (1 + rowBytes)));
	let above: Uint8Array = new Uint8Array(rowBytes);
	for (let top = 0; top < height; top += rowsABatch) {
		const rows = Math.min(rowsABatch, height - top);
		const batch = new Uint8Array(rows * (1 + rowBytes));
		for (let y = 0; y < rows; y++) {
			const start = (top + y) * rowBytes;
			const row = rgba.subarray(start, start + rowBytes);
			batch.set(filter.best(row, above), y * (1 + rowBytes));
			above = row;
		}
		yield batch;
	}
}
