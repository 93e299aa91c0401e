// Chooses the PNG filter for each row of 8-bit samples by the smallest sum of absolute values, as the PNG specification
// recommends (12.7), from a sample of the row.

const SUB = 1;
const UP = 2;
const PAETH = 4;

/** Every this many pixels one is looked at. Rows of a picture differ by more than the samples miss. */
const SAMPLED = 8;

/** Tries Sub, Up and Paeth. Average is left out, because it rarely wins. */
export class RowFilter {
	constructor(
		readonly rowBytes: number,
		readonly pixelBytes: number,
	) {}

	/** Writes the filter byte and the filtered row. `above` is all 0 for the first row. */
	write(row: Uint8Array, above: Uint8Array, into: Uint8Array, at: number): void {
		const { rowBytes, pixelBytes } = this;
		const filter = this.#choose(row, above);
		into[at] = filter;
		const to = at + 1;
		if (filter === UP) {
			for (let i = 0; i < rowBytes; i++) into[to + i] = (row[i] as number) - (above[i] as number);
			return;
		}
		for (let i = 0; i < pixelBytes && i < rowBytes; i++) {
			into[to + i] = (row[i] as number) - (filter === PAETH ? (above[i] as number) : 0);
		}
		if (filter === SUB) {
			for (let i = pixelBytes; i < rowBytes; i++) into[to + i] = (row[i] as number) - (row[i - pixelBytes] as number);
			return;
		}
		for (let i = pixelBytes; i < rowBytes; i++) {
			const corner = above[i - pixelBytes] as number;
			into[to + i] = (row[i] as number) - nearest(row[i - pixelBytes] as number, above[i] as number, corner);
		}
	}

	#choose(row: Uint8Array, above: Uint8Array): number {
		const { rowBytes, pixelBytes } = this;
		let subSum = 0;
		let upSum = 0;
		let paethSum = 0;
		for (let start = pixelBytes; start < rowBytes; start += SAMPLED * pixelBytes) {
			for (let i = start; i < start + pixelBytes; i++) {
				const value = row[i] as number;
				const left = row[i - pixelBytes] as number;
				const over = above[i] as number;
				subSum += distance(value, left);
				upSum += distance(value, over);
				paethSum += distance(value, nearest(left, over, above[i - pixelBytes] as number));
			}
		}
		if (upSum <= subSum && upSum <= paethSum) return UP;
		return subSum <= paethSum ? SUB : PAETH;
	}
}

/** The absolute value of the difference as a signed byte. */
function distance(value: number, predicted: number): number {
	const difference = (value - predicted) & 255;
	return difference < 128 ? difference : 256 - difference;
}

function nearest(left: number, over: number, corner: number): number {
	const toLeft = Math.abs(over - corner);
	const toOver = Math.abs(left - corner);
	const toCorner = Math.abs(left + over - 2 * corner);
	if (toLeft <= toOver && toLeft <= toCorner) return left;
	return toOver <= toCorner ? over : corner;
}
