// Creates a PNG of any size with bands of grey levels, the same in every run.
import { deflateSync } from "node:zlib";
import { writePng } from "../../../editor/codec/png";

/** `variant`: another picture of the same size. */
export function benchPicture(width: number, height: number, variant = 0): Buffer {
	const row = 1 + 3 * width;
	const samples = Buffer.alloc(row * height);
	for (let y = 0; y < height; y++) {
		for (let x = 1; x < row; x++) samples[y * row + x] = ((x >> 4) + (y >> 3) + variant) & 255;
	}
	const header = new Uint8Array(13);
	const view = new DataView(header.buffer);
	view.setUint32(0, width);
	view.setUint32(4, height);
	header.set([8, 2, 0, 0, 0], 8);
	const png = writePng([
		{ type: "IHDR", data: header },
		{ type: "IDAT", data: new Uint8Array(deflateSync(samples, { level: 1 })) },
		{ type: "IEND", data: new Uint8Array(0) },
	]);
	return Buffer.from(png);
}
