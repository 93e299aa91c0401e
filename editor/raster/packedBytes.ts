// Byte arithmetic on four bytes at a time, packed into 32-bit words. Nothing here depends on byte order.

/** A view of the same memory as 32-bit words; null if the bytes are not aligned to words. */
export function int32View(bytes: Uint8Array): Int32Array | null {
	const { buffer, byteOffset, length } = bytes;
	return ((byteOffset | length) & 3) === 0 ? new Int32Array(buffer, byteOffset, length >> 2) : null;
}

/** Returns a word of four copies of a byte. */
export function repeatByte(byte: number): number {
	return Math.imul(byte, 0x01010101) | 0;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
	if (a.length !== b.length) return false;
	const aWords = int32View(a);
	const bWords = int32View(b);
	if (aWords === null || bWords === null) {
		for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
		return true;
	}
	for (let i = 0; i < aWords.length; i++) if (aWords[i] !== bWords[i]) return false;
	return true;
}

const HIGH = 0x80808080 | 0;
const LOW = 0x7f7f7f7f;

/**
 * Returns the maximum of each of the four bytes. Every subtraction is from a byte whose high bit is set, so that no
 * borrow reaches the next byte.
 */
export function maxPerByte(a: number, b: number): number {
	const low = (a | HIGH) - (b & LOW);
	const notLess = (((a & ~b) | (~(a ^ b) & low)) & HIGH) >>> 7;
	return b ^ ((a ^ b) & ((notLess << 8) - notLess));
}

/** Counts the bytes of a word whose highest bit is set. */
export function countBytesWithHighBit(word: number): number {
	return Math.imul((word >>> 7) & 0x01010101, 0x01010101) >>> 24;
}
