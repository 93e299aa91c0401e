// A smaller copy of a picture, for programs that look at it: each pixel is the mean of its block over middle grey.
import type { RgbaImage } from "./mip";
import type { Steps } from "./steps";

const GREY = 128;

/** At most `side` pixels long, opaque; the picture's own size if that is less. */
export function* reducedPicture({ width, height, rgba }: RgbaImage, side: number): Steps<RgbaImage> {
	const scale = Math.min(1, side / Math.max(width, height));
	const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
	const reduced = new Uint8Array(size.width * size.height * 4);
	const edgeOf = (index: number, count: number, length: number) => Math.floor((index * length) / count);
	for (let y = 0; y < size.height; y++) {
		const top = edgeOf(y, size.height, height);
		const bottom = edgeOf(y + 1, size.height, height);
		for (let x = 0; x < size.width; x++) {
			const left = edgeOf(x, size.width, width);
			const right = edgeOf(x + 1, size.width, width);
			let red = 0;
			let green = 0;
			let blue = 0;
			let alpha = 0;
			for (let row = top; row < bottom; row++) {
				for (let at = (row * width + left) * 4; at < (row * width + right) * 4; at += 4) {
					const share = rgba[at + 3] as number;
					red += share * (rgba[at] as number);
					green += share * (rgba[at + 1] as number);
					blue += share * (rgba[at + 2] as number);
					alpha += share;
				}
			}
			const all = (bottom - top) * (right - left) * 255;
			const rest = (all - alpha) * GREY;
			const to = (y * size.width + x) * 4;
			reduced[to] = Math.round((red + rest) / all);
			reduced[to + 1] = Math.round((green + rest) / all);
			reduced[to + 2] = Math.round((blue + rest) / all);
			reduced[to + 3] = 255;
		}
		if (y % 16 === 15) yield;
	}
	return { ...size, rgba: reduced };
}
