// Creates a PNG of any size with bands of grey levels, the same in every run.
import { opaquePng } from "./opaquePng";

/** `variant`: another picture of the same size. */
export function benchPicture(width: number, height: number, variant = 0): Buffer {
	const row = 1 + 3 * width;
	const samples = Buffer.alloc(row * height);
	for (let y = 0; y < height; y++) {
		for (let x = 1; x < row; x++) samples[y * row + x] = ((x >> 4) + (y >> 3) + variant) & 255;
	}
	return opaquePng(width, height, samples);
}
