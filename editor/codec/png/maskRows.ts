// Thresholded coverage as rows of runs: each row is the list of x at which it changes between keep and edit, starting
// from keep. The pixels of uniform tiles are never visited.
import { type Coverage, EDIT_THRESHOLD, TILE_SIZE, tileAt, tileColumns } from "../../raster";

/** A pixel of the PNG as a 32-bit word, red in the lowest byte: white under alpha 0 and black under alpha 255. */
export const EDIT_PIXEL = 0x00ffffff;
export const KEEP_PIXEL = 0xff000000;

/**
 * `count` equal rows: keep from 0 to flips[0], edit from there to flips[1], and so on. Only `length` flips are valid.
 */
export interface RowBand {
	readonly flips: Uint32Array;
	length: number;
	count: number;
}

/** From top to bottom. The same band object is reused: it is valid until the next step of the generator. */
export function* maskRowBands(coverage: Coverage): Generator<RowBand, void, void> {
	const { width, height, tiles } = coverage;
	const columns = tileColumns(coverage);
	const flips = new Uint32Array(width + 1);
	const band: RowBand = { flips, length: 0, count: 0 };

	for (let top = 0; top < height; top += TILE_SIZE) {
		const rows = Math.min(TILE_SIZE, height - top);
		const firstKey = (top / TILE_SIZE) * columns;
		let isBandUniform = true;
		for (let column = 0; column < columns && isBandUniform; column++) {
			isBandUniform = typeof tileAt(tiles, firstKey + column) === "number";
		}
		band.count = isBandUniform ? rows : 1;
		for (let row = 0; row < rows; row += band.count) {
			band.length = readRow(coverage, firstKey, row, flips);
			yield band;
		}
	}
}

/** Returns the number of flips. */
function readRow({ width, tiles }: Coverage, firstKey: number, row: number, flips: Uint32Array): number {
	let length = 0;
	let isEdit = false;
	for (let left = 0, key = firstKey; left < width; left += TILE_SIZE, key++) {
		const tile = tileAt(tiles, key);
		if (typeof tile === "number") {
			if (tile >= EDIT_THRESHOLD !== isEdit) {
				flips[length++] = left;
				isEdit = !isEdit;
			}
			continue;
		}
		const start = row * TILE_SIZE;
		const end = start + Math.min(TILE_SIZE, width - left);
		for (let i = start; i < end; i++) {
			if ((tile[i] as number) >= EDIT_THRESHOLD !== isEdit) {
				flips[length++] = left + i - start;
				isEdit = !isEdit;
			}
		}
	}
	return length;
}
