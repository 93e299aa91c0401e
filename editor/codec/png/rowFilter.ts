// Chooses the PNG filter for each row of 8-bit samples by the smallest sum of absolute values, as the PNG specification
// recommends (12.7).

const SUB = 1;
const UP = 2;
const PAETH = 4;

/** Tries Sub, Up and Paeth. Average is left out, because it rarely wins. */
export class RowFilter {
	readonly #tries: readonly Uint8Array[];

	constructor(
		readonly rowBytes: number,
		readonly pixelBytes: number,
	) {
		this.#tries = [SUB, UP, PAETH].map((filter) => {
			const row = new Uint8Array(1 + rowBytes);
			row[0] = filter;
			return row;
		});
	}

	/** The filter byte and the filtered row, valid until the next call. `above` is all 0 for the first row. */
	best(row: Uint8Array, above: Uint8Array): Uint8Array {
		const [sub, up, paeth] = this.#tries as [Uint8Array, Uint8Array, Uint8Array];
		const { pixelBytes } = this;
		let subSum = 0;
		let upSum = 0;
		let paethSum = 0;
		for (let i = 0; i < this.rowBytes; i++) {
			const value = row[i] as number;
			const left = i < pixelBytes ? 0 : (row[i - pixelBytes] as number);
			const over = above[i] as number;
			const corner = i < pixelBytes ? 0 : (above[i - pixelBytes] as number);
			const bySub = (value - left) & 255;
			const byUp = (value - over) & 255;
			const byPaeth = (value - nearest(left, over, corner)) & 255;
			sub[i + 1] = bySub;
			up[i + 1] = byUp;
			paeth[i + 1] = byPaeth;
			subSum += bySub < 128 ? bySub : 256 - bySub;
			upSum += byUp < 128 ? byUp : 256 - byUp;
			paethSum += byPaeth < 128 ? byPaeth : 256 - byPaeth;
		}
		if (upSum <= subSum && upSum <= paethSum) return up;
		return subSum <= paethSum ? sub : paeth;
	}
}

function nearest(left: number, over: number, corner: number): number {
	const toLeft = Math.abs(over - corner);
	const toOver = Math.abs(left - corner);
	const toCorner = Math.abs(left + over - 2 * corner);
	if (toLeft <= toOver && toLeft <= toCorner) return left;
	return toOver <= toCorner ? over : corner;
}
