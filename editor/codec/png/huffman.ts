// Huffman codes of bounded length from frequencies, as deflate writes them. RFC 1951 section 3.2.2.

export interface HuffmanCode {
	/** Bits by symbol; 0: not used. */
	readonly lengths: Uint8Array;
	/** First bit lowest. */
	readonly codes: Uint16Array;
}

/** At least two symbols must occur. */
export function huffmanCode(frequencies: Uint32Array, longest: number): HuffmanCode {
	let lengths = huffmanLengths(frequencies);
	for (let flattened = frequencies; Math.max(...lengths) > longest; lengths = huffmanLengths(flattened)) {
		flattened = flattened.map((frequency) => (frequency === 0 ? 0 : (frequency >> 1) | 1));
	}
	return { lengths, codes: canonicalCodes(lengths) };
}

/** Two queues: leaves in order of frequency, and what was joined, which comes out in that order. */
function huffmanLengths(frequencies: Uint32Array): Uint8Array {
	const leaves = Array.from(frequencies, (frequency, symbol) => ({ frequency, symbol }))
		.filter(({ frequency }) => frequency > 0)
		.sort((one, other) => one.frequency - other.frequency || one.symbol - other.symbol);
	const count = leaves.length;
	// Nodes below `count` are leaves.
	const weights = leaves.map(({ frequency }) => frequency);
	const parents = new Uint16Array(2 * count);
	let leaf = 0;
	let inner = count;
	const lightest = () => {
		const isLeaf = leaf < count && (inner >= weights.length || (weights[leaf] as number) <= (weights[inner] as number));
		return isLeaf ? leaf++ : inner++;
	};
	while (weights.length < 2 * count - 1) {
		const [one, other] = [lightest(), lightest()];
		parents[one] = weights.length;
		parents[other] = weights.length;
		weights.push((weights[one] as number) + (weights[other] as number));
	}
	const depths = new Uint8Array(2 * count);
	for (let node = 2 * count - 3; node >= 0; node--) depths[node] = (depths[parents[node] as number] as number) + 1;
	const lengths = new Uint8Array(frequencies.length);
	leaves.forEach(({ symbol }, node) => {
		lengths[symbol] = depths[node] as number;
	});
	return lengths;
}

function canonicalCodes(lengths: Uint8Array): Uint16Array {
	const codes = new Uint16Array(lengths.length);
	let next = 0;
	for (let length = 1; length <= 15; length++) {
		next <<= 1;
		for (let symbol = 0; symbol < lengths.length; symbol++) {
			if (lengths[symbol] === length) codes[symbol] = reversed(next++, length);
		}
	}
	return codes;
}

function reversed(code: number, length: number): number {
	let bits = 0;
	for (let i = 0; i < length; i++) bits |= ((code >> i) & 1) << (length - 1 - i);
	return bits;
}
