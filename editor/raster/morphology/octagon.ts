// The shape that masks grow and shrink by: a regular octagon, as near as whole pixels allow. Its sides are lines at
// multiples of 45°, so that the maximum over it is four maxima over lines, whatever its size.

import type { Steps } from "../steps";
import type { BlockValues, BlockWindow } from "./blocks";
import { maxOverLines } from "./lineMaximum";

/**
 * The octagon of a radius: a square of half a side `square`, widened by a diamond of radius `diamond`. A pixel (x, y)
 * away is in it when max(0, |x| - square) + max(0, |y| - square) <= diamond.
 */
export function octagon(radius: number): { readonly square: number; readonly diamond: number } {
	// Regular where the diamond takes 2 - √2 of the radius.
	const diamond = Math.max(1, Math.round(radius * (2 - Math.SQRT2)));
	return { square: radius - diamond, diamond };
}

/**
 * The maximum over an octagon whose radius is the window's reach, around each pixel of the block. Lines that go on at the
 * window's other side spoil pixels near its sides only, as far in as no line that matters begins.
 */
export function* maxOverOctagon({ values, width, reach }: BlockWindow): Steps<BlockValues> {
	const { square, diamond } = octagon(reach);
	// The window lies at the start of its buffer, which has room for whole words.
	const words = new Int32Array(values.buffer, 0, (values.length + 3) >> 2);
	// Two diagonals together reach every second pixel of the diamond; the square fills in the others.
	const own = square === 0 ? values.slice() : null;
	yield* maxOverLines(words, width + 1, diamond + 1);
	yield* maxOverLines(words, width - 1, diamond + 1);
	yield* maxOverLines(words, 1, 2 * square + 1);
	yield* maxOverLines(words, width, 2 * square + 1);
	// Lines end at their pixel instead of lying around it: the result sits that much too low and too far right.
	const shift = reach * width + square;
	if (own !== null) {
		for (let i = values.length - 1; i >= shift; i--) {
			values[i] = Math.max(values[i] as number, own[i - shift] as number);
		}
	}
	return { values, start: shift + reach * width + reach, stride: width };
}
