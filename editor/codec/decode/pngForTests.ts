// For tests: PNG files of every kind, written plainly with Node's zlib, filter None and no canvas.
import { deflateSync } from "node:zlib";
import { writePng } from "../png";

export interface PlainPng {
	readonly width: number;
	readonly height: number;
	readonly depth: number;
	readonly colourType: 0 | 2 | 3 | 4 | 6;
	/** Rows without filter bytes, samples packed as PNG packs them. */
	readonly rows: readonly (readonly number[])[];
	readonly chunks?: readonly { readonly type: string; readonly data: readonly number[] }[];
}

export function plainPng({ width, height, depth, colourType, rows, chunks = [] }: PlainPng): Uint8Array<ArrayBuffer> {
	const ihdr = new Uint8Array(13);
	const view = new DataView(ihdr.buffer);
	view.setUint32(0, width);
	view.setUint32(4, height);
	ihdr.set([depth, colourType, 0, 0, 0], 8);
	const raw = Uint8Array.from(rows.flatMap((row) => [0, ...row]));
	return writePng([
		{ type: "IHDR", data: ihdr },
		...chunks.map(({ type, data }) => ({ type, data: Uint8Array.from(data) })),
		{ type: "IDAT", data: deflateSync(raw) },
		{ type: "IEND", data: new Uint8Array(0) },
	]);
}
