// Scales coverage to another size. Tiles whose whole source area has one value are not computed pixel by pixel.
import {
	buildCoverage,
	type Coverage,
	EDIT_THRESHOLD,
	type Rect,
	readCoverageRow,
	type Size,
	type Steps,
	uniformValue,
} from "../raster";

/**
 * A rectangle of a coverage, scaled to `content` pixels in the upper left of `size`; 0 in the rest. Only 0 and 255: a
 * pixel is edited if any source pixel under it is at or above the threshold.
 */
export function* scaleEditCoverage(coverage: Coverage, source: Rect, content: Size, size: Size): Steps<Coverage> {
	const columns = footprints(source.right - source.left, content.width);
	const rows = footprints(source.bottom - source.top, content.height);
	const row = new Uint8Array(source.right - source.left);
	return yield* buildCoverage(size, (tile) => {
		const right = Math.min(tile.right, content.width);
		const bottom = Math.min(tile.bottom, content.height);
		if (tile.left >= right || tile.top >= bottom) return 0;
		const left = source.left + columns.first(tile.left);
		const count = source.left + columns.end(right - 1) - left;
		const value = uniformValue(coverage, {
			left,
			top: source.top + rows.first(tile.top),
			right: left + count,
			bottom: source.top + rows.end(bottom - 1),
		});
		const isContentOnly = right === tile.right && bottom === tile.bottom;
		if (value !== null && (isContentOnly || value < EDIT_THRESHOLD)) return value < EDIT_THRESHOLD ? 0 : 255;
		return (y, into) => {
			if (tile.top + y >= bottom) return;
			for (let from = rows.first(tile.top + y); from < rows.end(tile.top + y); from++) {
				readCoverageRow(coverage, source.top + from, left, count, row);
				for (let x = tile.left; x < right; x++) {
					const end = columns.end(x) + source.left - left;
					let i = columns.first(x) + source.left - left;
					while (i < end && (row[i] as number) < EDIT_THRESHOLD) i++;
					if (i < end) into[x - tile.left] = 255;
				}
			}
		};
	});
}

/** The range of the `length` source pixels that lie, wholly or in part, under one of `scaled` pixels. */
function footprints(length: number, scaled: number) {
	return {
		first: (at: number) => Math.floor((at * length) / scaled),
		end: (at: number) => Math.ceil(((at + 1) * length) / scaled),
	};
}
