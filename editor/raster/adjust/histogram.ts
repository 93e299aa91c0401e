// Counts the pixels of each brightness (luma of Rec. 709, coded samples). Transparent pixels do not count.
import type { RgbaImage } from "../mip";
import type { Steps } from "../steps";

const PAUSE_BYTES = 1 << 20;

export function* brightnessCounts({ rgba }: RgbaImage): Steps<readonly number[]> {
	const counts = new Array<number>(256).fill(0);
	for (let at = 0; at < rgba.length; at += 4) {
		if (at % PAUSE_BYTES === 0) yield;
		if (rgba[at + 3] === 0) continue;
		const [red, green, blue] = [rgba[at], rgba[at + 1], rgba[at + 2]] as [number, number, number];
		const luma = Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue);
		counts[luma] = (counts[luma] as number) + 1;
	}
	return counts;
}
