// Creates an opaque PNG that compresses like a photo: gradients with grain. The same in every run.
import { opaquePng } from "./opaquePng";

/** Of the grain, in levels. */
const AMPLITUDE = 7;
const SUB = 1;

export function benchPhoto(width: number, height: number): Buffer {
	const row = 1 + 3 * width;
	const filtered = Buffer.alloc(row * height);
	let state = 1;
	const previous = new Uint8Array(3);
	for (let y = 0; y < height; y++) {
		filtered[y * row] = SUB;
		previous.fill(0);
		for (let x = 0; x < width; x++) {
			state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
			const grain = ((state >>> 16) * AMPLITUDE) >>> 16;
			for (let channel = 0; channel < 3; channel++) {
				const shade = 100 + 60 * Math.sin((x + 400 * channel) / 700) + 60 * Math.cos((y - 300 * channel) / 500) + grain;
				const value = Math.round(shade) & 255;
				filtered[y * row + 1 + 3 * x + channel] = value - (previous[channel] as number);
				previous[channel] = value;
			}
		}
	}
	return opaquePng(width, height, filtered);
}
