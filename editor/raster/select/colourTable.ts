// The difference of every colour to some reference, as a table of one byte a colour that fills as colours are met: 16 MiB
// whatever the picture measures, and each colour of it is converted to Lab once.

const COLOURS = 1 << 24;
/** The largest difference that a table tells apart, in Delta E; everything above is as far. */
export const MAX_DIFFERENCE = 250;

export class ColourTable {
	/** By colour: 1 + the difference rounded up; 0: not computed yet. Loops over pixels read it themselves. */
	readonly values: Uint8Array<ArrayBuffer>;

	/** `difference` gives the Delta E of an opaque colour. `reused`: a table that is no longer needed. */
	constructor(
		readonly difference: (word: number) => number,
		/** The alpha of the reference, 0 to 255. */
		readonly alpha = 255,
		reused?: ColourTable,
	) {
		this.values = reused?.take() ?? new Uint8Array(COLOURS);
	}

	/** Hands its memory on; the table must not be used any more. */
	take(): Uint8Array<ArrayBuffer> {
		return this.values.fill(0);
	}

	/** The difference rounded up to a whole number: it is within a whole tolerance exactly if the difference itself is. */
	at(word: number): number {
		const opaque = (this.values[word & 0xffffff] as number) || this.#fill(word & 0xffffff);
		const alpha = word >>> 24;
		return alpha === 255 && this.alpha === 255 ? opaque - 1 : this.#withAlpha(opaque - 1, alpha);
	}

	#fill(colour: number): number {
		const value = 1 + Math.min(MAX_DIFFERENCE, Math.ceil(this.difference(colour)));
		this.values[colour] = value;
		return value;
	}

	/** The colour counts as far as both are opaque, and the difference in alpha as one in lightness. */
	#withAlpha(difference: number, alpha: number): number {
		const shared = Math.min(alpha, this.alpha) / 255;
		return Math.min(MAX_DIFFERENCE, Math.ceil(difference * shared + (Math.abs(alpha - this.alpha) * 100) / 255));
	}
}
