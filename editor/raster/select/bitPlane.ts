// One bit a pixel, row by row without gaps: bit 0 of a word is the first of its 32 pixels. It knows no pictures.
import type { Size } from "../coverage";

/** A word more than the pixels need, so that `bitsFrom` may read beyond the last pixel. */
export function bitPlane({ width, height }: Size): Int32Array<ArrayBuffer> {
	return new Int32Array(Math.ceil((width * height) / 32) + 1);
}

export function hasBit(bits: Int32Array, at: number): boolean {
	return (((bits[at >>> 5] as number) >>> (at & 31)) & 1) !== 0;
}

export function fillBits(bits: Int32Array, from: number, end: number): void {
	const first = from >>> 5;
	const last = (end - 1) >>> 5;
	const head = -1 << (from & 31);
	const tail = -1 >>> (31 - ((end - 1) & 31));
	if (first === last) {
		bits[first] = (bits[first] as number) | (head & tail);
		return;
	}
	bits[first] = (bits[first] as number) | head;
	for (let i = first + 1; i < last; i++) bits[i] = -1;
	bits[last] = (bits[last] as number) | tail;
}

/** 32 bits from any pixel on. */
export function bitsFrom(bits: Int32Array, at: number): number {
	const i = at >>> 5;
	const shift = at & 31;
	return shift === 0
		? (bits[i] as number)
		: ((bits[i] as number) >>> shift) | ((bits[i + 1] as number) << (32 - shift));
}
