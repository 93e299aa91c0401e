// Writes an 8-bit RGB PNG of rows that are filtered already.
import { deflateSync } from "node:zlib";
import { writePng } from "../../../editor/codec/png";

/** `rows`: each a filter byte and the filtered samples. */
export function opaquePng(width: number, height: number, rows: Uint8Array): Buffer {
	const header = new Uint8Array(13);
	const view = new DataView(header.buffer);
	view.setUint32(0, width);
	view.setUint32(4, height);
	header.set([8, 2, 0, 0, 0], 8);
	const png = writePng([
		{ type: "IHDR", data: header },
		{ type: "IDAT", data: new Uint8Array(deflateSync(rows, { level: 1 })) },
		{ type: "IEND", data: new Uint8Array(0) },
	]);
	return Buffer.from(png);
}
