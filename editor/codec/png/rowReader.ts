// Turns inflated PNG data, in pieces of any length, into unfiltered rows. Holds two rows, never the whole picture.
import type { InterlacePass, PngLayout } from "./layout";

/** `row` is only valid during the call; `y` counts the rows of the pass. */
export type RowListener = (row: Uint8Array, pass: InterlacePass, y: number) => void;

export class RowReader {
	/** The number of bytes after the last row. */
	surplus = 0;
	#passIndex = 0;
	#y = 0;
	/** The filter byte and the row. */
	#current: Uint8Array;
	#above: Uint8Array;
	#filled = 0;

	constructor(
		readonly layout: PngLayout,
		readonly onRow: RowListener,
	) {
		const longest = Math.max(...layout.passes.map(({ rowBytes }) => rowBytes));
		this.#current = new Uint8Array(1 + longest);
		this.#above = new Uint8Array(1 + longest);
	}

	get isComplete(): boolean {
		return this.#passIndex === this.layout.passes.length;
	}

	/** Returns false at an invalid filter type. */
	push(bytes: Uint8Array): boolean {
		let at = 0;
		while (at < bytes.length) {
			const pass = this.layout.passes[this.#passIndex];
			if (pass === undefined) {
				this.surplus += bytes.length - at;
				return true;
			}
			const end = Math.min(bytes.length, at + 1 + pass.rowBytes - this.#filled);
			this.#current.set(bytes.subarray(at, end), this.#filled);
			this.#filled += end - at;
			at = end;
			if (this.#filled === 1 + pass.rowBytes && !this.#finishRow(pass)) return false;
		}
		return true;
	}

	#finishRow(pass: InterlacePass): boolean {
		const row = this.#current.subarray(1, 1 + pass.rowBytes);
		const above = this.#above.subarray(1, 1 + pass.rowBytes);
		if (this.#y === 0) above.fill(0);
		const undo = UNFILTERS[this.#current[0] as number];
		if (undo === undefined) return false;
		undo(row, above, this.layout.bytesPerPixel);
		this.onRow(row, pass, this.#y);
		[this.#current, this.#above] = [this.#above, this.#current];
		this.#filled = 0;
		this.#y++;
		if (this.#y === pass.height) {
			this.#passIndex++;
			this.#y = 0;
		}
		return true;
	}
}

/** By filter type. Bytes left of the first pixel and above the first row count as 0. Sums wrap. */
const UNFILTERS: readonly ((row: Uint8Array, above: Uint8Array, distance: number) => void)[] = [
	() => undefined,
	(row, _, distance) => {
		for (let i = distance; i < row.length; i++) row[i] = (row[i] as number) + (row[i - distance] as number);
	},
	(row, above) => {
		for (let i = 0; i < row.length; i++) row[i] = (row[i] as number) + (above[i] as number);
	},
	(row, above, distance) => {
		for (let i = 0; i < row.length; i++) {
			const left = i < distance ? 0 : (row[i - distance] as number);
			row[i] = (row[i] as number) + ((left + (above[i] as number)) >> 1);
		}
	},
	(row, above, distance) => {
		const first = Math.min(distance, row.length);
		for (let i = 0; i < first; i++) row[i] = (row[i] as number) + (above[i] as number);
		for (let i = distance; i < row.length; i++) {
			const left = row[i - distance] as number;
			const up = above[i] as number;
			const corner = above[i - distance] as number;
			const toLeft = Math.abs(up - corner);
			const toUp = Math.abs(left - corner);
			const toCorner = Math.abs(left + up - 2 * corner);
			const nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
			row[i] = (row[i] as number) + nearest;
		}
	},
];
