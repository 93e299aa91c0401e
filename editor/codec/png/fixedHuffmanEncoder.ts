// Encodes a zlib stream of one fixed-Huffman block (RFC 1950; RFC 1951, 3.2.6) directly from runs, without expanding
// them to bytes. Adler-32 is computed from the runs in closed form.

const ADLER = 65521;

/** Huffman codes are stored from the most significant bit, everything else from the least significant. */
function reverseBits(value: number, length: number): number {
	let reversed = 0;
	for (let bit = 0; bit < length; bit++) reversed |= ((value >>> bit) & 1) << (length - 1 - bit);
	return reversed;
}

interface Code {
	readonly bits: number;
	readonly length: number;
}

function symbolCode(symbol: number): Code {
	if (symbol < 144) return { bits: reverseBits(0x30 + symbol, 8), length: 8 };
	if (symbol < 256) return { bits: reverseBits(0x190 + symbol - 144, 9), length: 9 };
	if (symbol < 280) return { bits: reverseBits(symbol - 256, 7), length: 7 };
	return { bits: reverseBits(0xc0 + symbol - 280, 8), length: 8 };
}

const LITERALS: readonly Code[] = Array.from({ length: 256 }, (_, value) => symbolCode(value));

/** By match length, 3 to 258: the symbol's code followed by its extra bits. */
const LENGTHS: readonly (Code | undefined)[] = (() => {
	const codes: (Code | undefined)[] = [];
	let symbol = 257;
	let length = 3;
	while (symbol < 285) {
		const extra = symbol < 265 ? 0 : Math.floor((symbol - 261) / 4);
		const code = symbolCode(symbol);
		for (let i = 0; i < 1 << extra; i++) {
			codes[length++] = { bits: code.bits | (i << code.length), length: code.length + extra };
		}
		symbol++;
	}
	codes[258] = symbolCode(285);
	return codes;
})();

/** By distance: 1 to 4 are symbols 0 to 3, of five bits, without extra bits. */
const DISTANCES: readonly Code[] = [0, 0, 1, 2, 3].map((symbol) => ({ bits: reverseBits(symbol, 5), length: 5 }));

export class FixedHuffmanEncoder {
	#bytes = new Uint8Array(1 << 16);
	#length = 0;
	#pending = 0;
	#pendingBits = 0;
	#adlerA = 1;
	#adlerB = 0;

	constructor() {
		this.#put({ bits: 0x0178, length: 16 }); // 32 KiB window, no dictionary, fastest
		this.#put({ bits: 0b011, length: 3 }); // last block, fixed codes
	}

	/** Bytes written so far. */
	get length(): number {
		return this.#length;
	}

	literal(value: number): void {
		this.#put(LITERALS[value] as Code);
		this.#adlerA = (this.#adlerA + value) % ADLER;
		this.#adlerB = (this.#adlerB + this.#adlerA) % ADLER;
	}

	zeros(count: number): void {
		if (count === 0) return;
		this.#put(LITERALS[0] as Code);
		this.#repeat(count - 1, 1, 258);
		this.#adlerB = (this.#adlerB + count * this.#adlerA) % ADLER;
	}

	/** Writes the same four bytes `count` times. */
	pixels(p0: number, p1: number, p2: number, p3: number, count: number): void {
		for (const value of [p0, p1, p2, p3]) this.#put(LITERALS[value] as Code);
		this.#repeat((count - 1) * 4, 4, 256);
		const sum = p0 + p1 + p2 + p3;
		const weighted = 4 * p0 + 3 * p1 + 2 * p2 + p3;
		// Up to 16,384 pixels a row every product stays below 2^53.
		const b = count * (4 * this.#adlerA + weighted) + 2 * sum * count * (count - 1);
		this.#adlerB = (this.#adlerB + b) % ADLER;
		this.#adlerA = (this.#adlerA + count * sum) % ADLER;
	}

	finish(): Uint8Array {
		this.#put(symbolCode(256));
		this.#put({ bits: 0, length: (8 - (this.#pendingBits % 8)) % 8 });
		for (const half of [this.#adlerB, this.#adlerA]) {
			this.#put({ bits: half >>> 8, length: 8 });
			this.#put({ bits: half & 0xff, length: 8 });
		}
		this.#drain();
		return this.#bytes.subarray(0, this.#length);
	}

	#repeat(count: number, distance: number, longest: number): void {
		let left = count;
		const distanceCode = DISTANCES[distance] as Code;
		while (left >= 3) {
			const length = Math.min(left, longest);
			this.#put(LENGTHS[length] as Code);
			this.#put(distanceCode);
			left -= length;
		}
		// Only runs of zeros leave a remainder, because pixels have four bytes.
		for (; left > 0; left--) this.#put(LITERALS[0] as Code);
	}

	#put({ bits, length }: Code): void {
		this.#pending |= bits << this.#pendingBits;
		this.#pendingBits += length;
		if (this.#pendingBits >= 16) this.#drain();
	}

	#drain(): void {
		if (this.#length + 4 > this.#bytes.length) {
			const grown = new Uint8Array(this.#bytes.length * 2);
			grown.set(this.#bytes);
			this.#bytes = grown;
		}
		while (this.#pendingBits >= 8) {
			this.#bytes[this.#length++] = this.#pending & 0xff;
			this.#pending >>>= 8;
			this.#pendingBits -= 8;
		}
	}
}
