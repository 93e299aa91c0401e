// The structuring element of grow and shrink: a regular octagon, as nearly as whole pixels allow. Its sides lie at
// multiples of 45°, so that the maximum over it is four maxima over lines, whatever its size.

import type { Steps } from "../steps";
import type { BlockValues, BlockWindow } from "./blocks";
import { maxOverLines } from "./lineMaximum";

/**
 * The octagon of a radius is the Minkowski sum of a square of half side `square` and a diamond of radius `diamond`. A
 * pixel at an offset (x, y) is in it if max(0, |x| - square) + max(0, |y| - square) <= diamond.
 */
export function octagon(radius: number): { readonly square: number; readonly diamond: number } {
	// The octagon is regular if the diamond takes 2 - √2 of the radius.
	const diamond = Math.max(1, Math.round(radius * (2 - Math.SQRT2)));
	return { square: radius - diamond, diamond };
}

/**
 * Returns, for each pixel of the block, the maximum over an octagon whose radius is the window's reach. Lines that wrap
 * around the window's sides affect only pixels of its margin that no line of the block reads.
 */
export function* maxOverOctagon({ values, width, reach }: BlockWindow): Steps<BlockValues> {
	const { square, diamond } = octagon(reach);
	// The window lies at the start of its buffer, which has a size in whole words.
	const words = new Int32Array(values.buffer, 0, (values.length + 3) >> 2);
	// The two diagonals together cover every second pixel of the diamond; the square covers the others.
	const own = square === 0 ? values.slice() : null;
	yield* maxOverLines(words, width + 1, diamond + 1);
	yield* maxOverLines(words, width - 1, diamond + 1);
	yield* maxOverLines(words, 1, 2 * square + 1);
	yield* maxOverLines(words, width, 2 * square + 1);
	// Lines end at their pixel instead of being centred on it, so that the result is shifted down and to the right.
	const shift = reach * width + square;
	if (own !== null) {
		for (let i = values.length - 1; i >= shift; i--) {
			values[i] = Math.max(values[i] as number, own[i - shift] as number);
		}
	}
	return { values, start: shift + reach * width + reach, stride: width };
}
