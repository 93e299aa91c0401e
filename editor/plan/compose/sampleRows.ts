// Samples a source picture along its own axes with a Lanczos filter, which is widened where the picture is reduced. The
// samples may run in either direction, and rows of samples may run along the picture's columns.
import type { RgbaImage } from "../../raster";
import { lanczosTaps } from "../lanczos";
import { createRowResampler, premultiplyRow, type SampleRow } from "../resample";

/** Equally spaced positions along one axis of the source picture, in its pixels. */
export interface SampleAxis {
	readonly count: number;
	readonly start: number;
	/** Negative: the samples run backwards. */
	readonly step: number;
	/** The range of source pixels that may be read. */
	readonly from: number;
	readonly to: number;
}

/**
 * Rows of premultiplied RGBA, 0 to 255 per channel, not clamped. `isTransposed`: a row runs along a column of the picture,
 * so `columns` are positions on its y axis and `rows` on its x axis.
 */
export function createSampleRows(
	{ width, rgba }: RgbaImage,
	columns: SampleAxis,
	rows: SampleAxis,
	isTransposed = false,
): SampleRow {
	const horizontal = lanczosTaps({ ...columns, ...shifted(columns, -columns.from) });
	const vertical = lanczosTaps(rows);
	const length = columns.to - columns.from;
	const readRow = isTransposed
		? (x: number, into: Float32Array) => {
				for (let i = 0; i < length; i++) premultiplyRow(rgba, ((columns.from + i) * width + x) * 4, 1, into, i * 4);
			}
		: (y: number, into: Float32Array) => premultiplyRow(rgba, (y * width + columns.from) * 4, length, into, 0);
	return createRowResampler(length, readRow, horizontal, vertical).premultiplied;
}

/** Narrows the range to the source pixels that the filter reads, so that nothing else is converted. */
export function narrowed(axis: SampleAxis): SampleAxis {
	const radius = 3 * Math.max(1, Math.abs(axis.step)) + 1;
	const end = axis.start + (axis.count - 1) * axis.step;
	const from = Math.floor(Math.min(axis.start, end) - radius);
	const to = Math.ceil(Math.max(axis.start, end) + radius);
	const clamp = (at: number) => Math.min(axis.to, Math.max(axis.from, at));
	const first = Math.min(clamp(from), axis.to - 1);
	return { ...axis, from: first, to: Math.max(first + 1, clamp(to)) };
}

const shifted = ({ start, from, to }: SampleAxis, by: number) => ({ start: start + by, from: from + by, to: to + by });
