// The mean colours on both sides of an edge, beyond the band in which the mask is uncertain. They are summed in cells that are
// aligned to the picture, so that they are the same in every window.
import type { Rect } from "../coverage";

/** In sRGB levels: foreground red, green, blue, then background. */
export type SidePair = Float64Array;

export class SureColours {
	readonly #left: number;
	readonly #top: number;
	readonly #columns: number;
	readonly #rows: number;
	/** By cell: red, green, blue and count of the selected side, then of the other. */
	readonly #sums: Float64Array;
	/** By cell, what `read` has found, which is the same for all its pixels. */
	readonly #found: (SidePair | null | undefined)[];

	constructor(
		window: Rect,
		readonly cell: number,
	) {
		this.#left = Math.floor(window.left / cell);
		this.#top = Math.floor(window.top / cell);
		this.#columns = Math.floor((window.right - 1) / cell) - this.#left + 1;
		this.#rows = Math.floor((window.bottom - 1) / cell) - this.#top + 1;
		this.#sums = new Float64Array(this.#columns * this.#rows * 8);
		this.#found = new Array(this.#columns * this.#rows);
	}

	/** At a pixel of the picture. */
	add(x: number, y: number, word: number, isSelected: boolean): void {
		const column = Math.floor(x / this.cell) - this.#left;
		const row = Math.floor(y / this.cell) - this.#top;
		const at = (row * this.#columns + column) * 8 + (isSelected ? 0 : 4);
		const sums = this.#sums;
		sums[at] = (sums[at] as number) + (word & 255);
		sums[at + 1] = (sums[at + 1] as number) + ((word >>> 8) & 255);
		sums[at + 2] = (sums[at + 2] as number) + ((word >>> 16) & 255);
		sums[at + 3] = (sums[at + 3] as number) + 1;
	}

	/** The means of the cells around a pixel, once all pixels are added; null where one side has none. */
	read(x: number, y: number): SidePair | null {
		const column = Math.floor(x / this.cell) - this.#left;
		const row = Math.floor(y / this.cell) - this.#top;
		const cell = row * this.#columns + column;
		const known = this.#found[cell];
		if (known !== undefined) return known;
		const found = this.#around(column, row);
		this.#found[cell] = found;
		return found;
	}

	#around(column: number, row: number): SidePair | null {
		const total = new Float64Array(8);
		for (let cellY = Math.max(0, row - REACH); cellY <= Math.min(this.#rows - 1, row + REACH); cellY++) {
			for (let cellX = Math.max(0, column - REACH); cellX <= Math.min(this.#columns - 1, column + REACH); cellX++) {
				const at = (cellY * this.#columns + cellX) * 8;
				// The colours of hair and skin differ, and those nearby count most.
				const weight = 1 / (1 + (cellX - column) ** 2 + (cellY - row) ** 2) ** 2;
				for (let i = 0; i < 8; i++) total[i] = (total[i] as number) + weight * (this.#sums[at + i] as number);
			}
		}
		const selected = total[3] as number;
		const other = total[7] as number;
		if (selected === 0 || other === 0) return null;
		const pair = new Float64Array(6);
		for (let i = 0; i < 3; i++) {
			pair[i] = (total[i] as number) / selected;
			pair[i + 3] = (total[i + 4] as number) / other;
		}
		return pair;
	}
}

/** In cells, around the one of the pixel. */
export const REACH = 2;
