// A zlib stream of blocks with Huffman codes of their own, from literals and matches that somebody else finds. RFC 1950,
// RFC 1951 section 3.2.7.
import { type HuffmanCode, huffmanCode } from "./huffman";

const END_OF_BLOCK = 256;
const MATCH = 0x80000000;
const TOKENS_A_BLOCK = 32_768;

/** In which the lengths of the code for code lengths are written. */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A symbol, and extra bits behind it. */
interface Coded {
	readonly symbol: number;
	readonly extra: number;
	readonly value: number;
}

const LENGTHS: readonly Coded[] = Array.from({ length: 259 }, (_, length) => {
	if (length === 258) return { symbol: 285, extra: 0, value: 0 };
	const l = length - 3;
	if (l < 8) return { symbol: 257 + l, extra: 0, value: 0 };
	const extra = 29 - Math.clz32(l);
	return { symbol: 257 + 4 * extra + (l >> extra), extra, value: l & ((1 << extra) - 1) };
});

function codedDistance(distance: number): Coded {
	const d = distance - 1;
	if (d < 4) return { symbol: d, extra: 0, value: 0 };
	const extra = 30 - Math.clz32(d);
	return { symbol: 2 * extra + (d >> extra), extra, value: d & ((1 << extra) - 1) };
}

export class DynamicDeflate {
	readonly #tokens = new Uint32Array(TOKENS_A_BLOCK);
	#tokenCount = 0;
	readonly #out = new Bits();

	constructor() {
		this.#out.put(0x9c78, 16); // 32 KiB window, no dictionary, default
	}

	/** Bytes of the blocks that are finished. */
	get length(): number {
		return this.#out.length;
	}

	literal(value: number): void {
		this.#add(value);
	}

	/** Lengths from 3 to 258, distances from 1 to 32,768. */
	match(length: number, distance: number): void {
		this.#add(MATCH | (length << 15) | (distance - 1));
	}

	finish(adler: number): Uint8Array {
		this.#writeBlock(true);
		this.#out.put(0, (8 - (this.#out.bitLength % 8)) % 8);
		for (const shift of [24, 16, 8, 0]) this.#out.put((adler >>> shift) & 255, 8);
		return this.#out.bytes();
	}

	#add(token: number): void {
		if (this.#tokenCount === TOKENS_A_BLOCK) this.#writeBlock(false);
		this.#tokens[this.#tokenCount++] = token;
	}

	#writeBlock(isLast: boolean): void {
		const tokens = this.#tokens.subarray(0, this.#tokenCount);
		const symbols = new Uint32Array(286);
		// Two that are always there make the code complete.
		const distances = new Uint32Array(30).fill(1, 0, 2);
		symbols[END_OF_BLOCK] = 1;
		for (const token of tokens) {
			if (token < MATCH) increment(symbols, token);
			else {
				increment(symbols, (LENGTHS[(token >>> 15) & 0x1ff] as Coded).symbol);
				increment(distances, codedDistance((token & 0x7fff) + 1).symbol);
			}
		}
		const symbolCode = huffmanCode(symbols, 15);
		const distanceCode = huffmanCode(distances, 15);
		this.#out.put(isLast ? 0b101 : 0b100, 3);
		this.#writeCodes(symbolCode, distanceCode);
		for (const token of tokens) {
			if (token < MATCH) this.#symbol(symbolCode, token);
			else {
				this.#coded(symbolCode, LENGTHS[(token >>> 15) & 0x1ff] as Coded);
				this.#coded(distanceCode, codedDistance((token & 0x7fff) + 1));
			}
		}
		this.#symbol(symbolCode, END_OF_BLOCK);
		this.#tokenCount = 0;
	}

	/** Both codes' lengths, runs of zeros shortened (17, 18), themselves in a code of up to 7 bits. */
	#writeCodes(symbolCode: HuffmanCode, distanceCode: HuffmanCode): void {
		const lengths = [...symbolCode.lengths, ...distanceCode.lengths];
		const coded: Coded[] = [];
		for (let i = 0; i < lengths.length; ) {
			let zeros = 0;
			while (zeros < 138 && lengths[i + zeros] === 0) zeros++;
			if (zeros >= 11) coded.push({ symbol: 18, extra: 7, value: zeros - 11 });
			else if (zeros >= 3) coded.push({ symbol: 17, extra: 3, value: zeros - 3 });
			else coded.push({ symbol: lengths[i] as number, extra: 0, value: 0 });
			i += zeros >= 3 ? zeros : 1;
		}
		const frequencies = new Uint32Array(19);
		for (const { symbol } of coded) increment(frequencies, symbol);
		const code = huffmanCode(frequencies, 7);
		this.#out.put(symbolCode.lengths.length - 257, 5);
		this.#out.put(distanceCode.lengths.length - 1, 5);
		this.#out.put(LENGTH_ORDER.length - 4, 4);
		for (const symbol of LENGTH_ORDER) this.#out.put(code.lengths[symbol] as number, 3);
		for (const one of coded) this.#coded(code, one);
	}

	#symbol({ codes, lengths }: HuffmanCode, symbol: number): void {
		this.#out.put(codes[symbol] as number, lengths[symbol] as number);
	}

	#coded(code: HuffmanCode, { symbol, extra, value }: Coded): void {
		this.#symbol(code, symbol);
		this.#out.put(value, extra);
	}
}

function increment(counts: Uint32Array, at: number): void {
	counts[at] = (counts[at] as number) + 1;
}

/** Bits into bytes, lowest first. */
class Bits {
	#bytes = new Uint8Array(1 << 16);
	#length = 0;
	#pending = 0;
	#pendingBits = 0;

	/** Whole bytes. */
	get length(): number {
		return this.#length;
	}

	get bitLength(): number {
		return this.#length * 8 + this.#pendingBits;
	}

	/** Up to 16 at a time. */
	put(bits: number, count: number): void {
		this.#pending |= bits << this.#pendingBits;
		this.#pendingBits += count;
		while (this.#pendingBits >= 8) {
			if (this.#length === this.#bytes.length) this.#grow();
			this.#bytes[this.#length++] = this.#pending;
			this.#pending >>>= 8;
			this.#pendingBits -= 8;
		}
	}

	bytes(): Uint8Array {
		return this.#bytes.subarray(0, this.#length);
	}

	#grow(): void {
		const grown = new Uint8Array(2 * this.#bytes.length);
		grown.set(this.#bytes);
		this.#bytes = grown;
	}
}
