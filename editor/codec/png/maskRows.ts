// Thresholded coverage as rows of runs: each row is the list of x at which it changes between keep and edit, starting
// from keep. Uniform tiles are never looked into.
import { type Coverage, EDIT_THRESHOLD, TILE_SIZE, tileAt, tileColumns } from "../../raster";

/**
 * Calls `emit` for bands of equal rows, top to bottom. `flips` is only valid during the call: the band's `count` rows
 * keep, from 0 to flips[0], edit from there to flips[1], and so on; `length` of them are meant.
 */
export function forEachRowBand(
	coverage: Coverage,
	emit: (flips: Uint32Array, length: number, count: number) => void,
): void {
	const { width, height, tiles } = coverage;
	const columns = tileColumns(coverage);
	const flips = new Uint32Array(width + 1);

	for (let top = 0; top < height; top += TILE_SIZE) {
		const rows = Math.min(TILE_SIZE, height - top);
		const firstKey = (top / TILE_SIZE) * columns;
		let isBandUniform = true;
		for (let column = 0; column < columns && isBandUniform; column++) {
			isBandUniform = typeof tileAt(tiles, firstKey + column) === "number";
		}
		for (let row = 0; row < rows; row += isBandUniform ? rows : 1) {
			let length = 0;
			let isEdit = false;
			for (let column = 0; column < columns; column++) {
				const tile = tileAt(tiles, firstKey + column);
				const left = column * TILE_SIZE;
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
			emit(flips, length, isBandUniform ? rows : 1);
		}
	}
}
