// The running maximum over lines of pixels, by repeated doubling of the line length, four pixels at a time. Where all
// four are equal, as nearly everywhere in a mask, that takes two reads and a comparison.
import { maxPerByte } from "../packedBytes";

/**
 * Works in place. Each byte becomes the maximum of itself and the `length - 1` bytes before it at intervals of `step`
 * bytes: 1 for rows, the window's width for columns, and one more or less for diagonals. A line that leaves its row on one
 * side continues on the other.
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

/** Runs backwards, so that it reads only bytes that it has not yet overwritten. Assumes little-endian words. */
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
