// The maximum over a line of pixels, for every pixel at once: lines of twice the length from lines of one, four pixels at
// a time. Where all four are the same, as nearly everywhere in a mask, that is two reads and a comparison.
import { maxPerByte } from "../packedBytes";

/**
 * In place. Each byte becomes the maximum of itself and of `length - 1` bytes before it, each `step` bytes before the next:
 * a window's width, plus or minus one for slanted lines. A line that leaves its row at one side goes on at the other.
 */
export function* maxOverLines(words: Int32Array, step: number, length: number): Generator<void, void, void> {
	let reached = 1;
	while (2 * reached <= length) {
		maxWithEarlier(words, reached * step);
		reached *= 2;
		yield;
	}
	if (reached < length) maxWithEarlier(words, (length - reached) * step);
	yield;
}

/** Backwards, so that what is read has not been written. Bytes of a word lie as every engine of today has them. */
function maxWithEarlier(words: Int32Array, bytes: number): void {
	const distance = bytes >> 2;
	const up = (bytes & 3) * 8;
	const down = 32 - up;
	if (up === 0) {
		for (let i = words.length - 1; i >= distance; i--) {
			const here = words[i] as number;
			const there = words[i - distance] as number;
			if (here !== there) words[i] = maxPerByte(here, there);
		}
		return;
	}
	let nearer = words[words.length - 1 - distance] as number;
	for (let i = words.length - 1; i > distance; i--) {
		const further = words[i - distance - 1] as number;
		const there = (nearer << up) | (further >>> down);
		nearer = further;
		const here = words[i] as number;
		if (here !== there) words[i] = maxPerByte(here, there);
	}
}
