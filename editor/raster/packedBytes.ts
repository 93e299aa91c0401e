// Bytes four at a time. Which of the four comes first does not matter to anything here.

/** The bytes as 32-bit words, the same memory; null where they do not lie on a word's boundary. */
export function int32View(bytes: Uint8Array): Int32Array | null {
	const { buffer, byteOffset, length } = bytes;
	return ((byteOffset | length) & 3) === 0 ? new Int32Array(buffer, byteOffset, length >> 2) : null;
}

/** A word of four times the same byte. */
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

/** Four comparisons at once; no borrow can leave its byte, because each is taken from one with the high bit set. */
export function maxPerByte(a: number, b: number): number {
	const low = (a | HIGH) - (b & LOW);
	const notLess = (((a & ~b) | (~(a ^ b) & low)) & HIGH) >>> 7;
	return b ^ ((a ^ b) & ((notLess << 8) - notLess));
}

/** How many of a word's bytes have the highest bit. */
export function countBytesWithHighBit(word: number): number {
	return Math.imul((word >>> 7) & 0x01010101, 0x01010101) >>> 24;
}
