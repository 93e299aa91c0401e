// Adler-32, the checksum of a zlib stream (RFC 1950), from bytes or, in closed form, from repetitions.

const MODULUS = 65_521;

export class Adler32 {
	#a = 1;
	#b = 0;

	add(bytes: Uint8Array): void {
		// In 3,800 bytes the sums stay below 2^32.
		for (let at = 0; at < bytes.length; ) {
			const end = Math.min(bytes.length, at + 3800);
			for (; at < end; at++) {
				this.#a += bytes[at] as number;
				this.#b += this.#a;
			}
			this.#a %= MODULUS;
			this.#b %= MODULUS;
		}
	}

	/** Adds `unit` `count` times. Up to 16,384 times four bytes every product stays below 2^53. */
	addRepeated(unit: readonly number[], count: number): void {
		let sum = 0;
		let weighted = 0;
		unit.forEach((value, i) => {
			sum += value;
			weighted += (unit.length - i) * value;
		});
		const grown = count * (unit.length * this.#a + weighted) + (unit.length * sum * count * (count - 1)) / 2;
		this.#b = (this.#b + grown) % MODULUS;
		this.#a = (this.#a + count * sum) % MODULUS;
	}

	value(): number {
		return this.#b * 65_536 + this.#a;
	}
}
