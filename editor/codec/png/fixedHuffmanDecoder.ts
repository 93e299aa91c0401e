// Decodes one fixed-Huffman deflate block (RFC 1951, 3.2.6) token by token.

export interface Match {
	readonly length: number;
	readonly distance: number;
}

export type Token = number | Match | "end";

/** From nine bits of input, first bit lowest, to symbol and code length. */
const SYMBOLS = Array.from({ length: 512 }, (_, input) => {
	let code = 0;
	for (let length = 1; length <= 9; length++) {
		code = (code << 1) | ((input >>> (length - 1)) & 1);
		if (length === 7 && code < 24) return { symbol: 256 + code, length };
		if (length === 8 && code >= 0x30 && code < 0xc0) return { symbol: code - 0x30, length };
		if (length === 8 && code >= 0xc0 && code < 0xc8) return { symbol: 280 + code - 0xc0, length };
	}
	return { symbol: 144 + code - 0x190, length: 9 };
});

export class FixedHuffmanDecoder {
	#bit: number;

	constructor(
		readonly stream: Uint8Array,
		firstByte: number,
	) {
		this.#bit = firstByte * 8;
	}

	isLastFixedBlock(): boolean {
		return this.#take(3) === 0b011;
	}

	next(): Token {
		const { symbol, length } = SYMBOLS[this.#peek(9)] as { symbol: number; length: number };
		this.#bit += length;
		if (symbol < 256) return symbol;
		if (symbol === 256 || this.#bit >= this.stream.length * 8) return "end";
		return { length: this.#matchLength(symbol), distance: this.#distance() };
	}

	/** The first whole byte after the last token. */
	byteAfter(): number {
		return Math.ceil(this.#bit / 8);
	}

	#matchLength(symbol: number): number {
		if (symbol === 285) return 258;
		const step = symbol - 257;
		if (step < 8) return step + 3;
		const extra = (step >> 2) - 1;
		return 3 + (((step & 3) + 4) << extra) + this.#take(extra);
	}

	#distance(): number {
		const bits = this.#take(5);
		let symbol = 0;
		for (let i = 0; i < 5; i++) symbol |= ((bits >>> i) & 1) << (4 - i);
		if (symbol < 4) return symbol + 1;
		const extra = (symbol >> 1) - 1;
		return 1 + (((symbol & 1) + 2) << extra) + this.#take(extra);
	}

	#peek(count: number): number {
		const byte = this.#bit >>> 3;
		const { stream } = this;
		const word = (stream[byte] ?? 0) | ((stream[byte + 1] ?? 0) << 8) | ((stream[byte + 2] ?? 0) << 16);
		return (word >>> (this.#bit & 7)) & ((1 << count) - 1);
	}

	#take(count: number): number {
		const value = this.#peek(count);
		this.#bit += count;
		return value;
	}
}
