// The picture of the end-to-end tests: small, with semi-transparent pixels, written by a PNG encoder that the product
// does not use for masks.
import { encode } from "fast-png";

export const PICTURE = { width: 1024, height: 768, name: "planted.png" };

/** Every pixel differs from its neighbours, so that tests detect a shift or swapped rows. */
export function pictureSamples(width = PICTURE.width, height = PICTURE.height): Uint8Array {
	const data = new Uint8Array(width * height * 4);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const at = (y * width + x) * 4;
			data[at] = (x * 7 + y * 3) & 255;
			data[at + 1] = (x * 2 + y * 5) & 255;
			data[at + 2] = (x ^ y) & 255;
			// A strip at the top is semi-transparent; a canvas would change its samples.
			data[at + 3] = y < 8 ? 64 + (x & 127) : 255;
		}
	return data;
}

const encoded = new Map<string, Buffer>();

/** The same bytes at each call, encoded once. */
export function picturePng(width = PICTURE.width, height = PICTURE.height): Buffer {
	const size = `${width}x${height}`;
	const png =
		encoded.get(size) ??
		Buffer.from(encode({ width, height, data: pictureSamples(width, height), channels: 4, depth: 8 }));
	encoded.set(size, png);
	return png;
}
