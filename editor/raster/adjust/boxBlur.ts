// Three box blurs in a row, which come close to a Gaussian at a cost that does not depend on the radius. All sums are whole
// numbers, so that neither bands nor tiles change a sample. Colours are weighted by alpha.
import type { RgbaImage } from "../mip";

/** The radii of three boxes whose blur has the standard deviation `sigma`. */
export function boxRadii(sigma: number): readonly [number, number, number] {
	const ideal = Math.sqrt(4 * sigma * sigma + 1);
	const lower = 2 * Math.floor((ideal - 1) / 2) + 1;
	// The number of boxes that are `lower` wide; the others are wider by two.
	const narrow = Math.round((12 * sigma * sigma - 3 * lower * lower - 12 * lower - 9) / (-4 * lower - 4));
	const radius = (i: number) => (i < narrow ? lower - 1 : lower + 1) / 2;
	return [radius(0), radius(1), radius(2)];
}

export function reachOf(radii: readonly number[]): number {
	return radii.reduce((sum, radius) => sum + radius, 0);
}

/** Rows `from` to `to` of the blurred image; beyond its edges the border pixels are repeated. */
export function blurRows(
	image: RgbaImage,
	radii: readonly number[],
	from: number,
	to: number,
	isSideways: boolean,
): Uint8Array<ArrayBuffer> {
	const { width, height, rgba } = image;
	const reach = reachOf(radii);
	const top = Math.max(0, from - reach);
	const bottom = Math.min(height, to + reach);
	const count = bottom - top;
	const weighted = new Uint16Array(width * count * 4);
	for (let at = 0, source = top * width * 4; at < weighted.length; at += 4, source += 4) {
		const alpha = rgba[source + 3] as number;
		weighted[at] = (rgba[source] as number) * alpha;
		weighted[at + 1] = (rgba[source + 1] as number) * alpha;
		weighted[at + 2] = (rgba[source + 2] as number) * alpha;
		weighted[at + 3] = alpha * 255;
	}
	const line = { row: new Line(width, radii), column: new Line(count, radii) };
	const across = () => {
		for (let y = 0; y < count; y++) {
			for (let channel = 0; channel < 4; channel++) line.row.blur(weighted, y * width * 4 + channel, 4);
		}
	};
	const down = () => {
		for (let at = 0; at < width * 4; at++) line.column.blur(weighted, at, width * 4);
	};
	if (isSideways) down();
	across();
	if (!isSideways) down();
	const rows = new Uint8Array(width * (to - from) * 4);
	for (let at = 0, source = (from - top) * width * 4; at < rows.length; at += 4, source += 4) {
		const alpha = weighted[source + 3] as number;
		if (alpha === 0) continue;
		for (let channel = 0; channel < 3; channel++) {
			rows[at + channel] = Math.min(255, Math.round(((weighted[source + channel] as number) * 255) / alpha));
		}
		rows[at + 3] = Math.round(alpha / 255);
	}
	return rows;
}

/** Blurs single lines of values in place. The border values are repeated beyond both ends. */
class Line {
	readonly #values: Float64Array;
	readonly #sums: Float64Array;
	readonly #pad: number;
	readonly #divisor: number;

	constructor(
		readonly length: number,
		readonly radii: readonly number[],
	) {
		this.#pad = reachOf(radii);
		this.#divisor = radii.reduce((product, radius) => product * (2 * radius + 1), 1);
		this.#values = new Float64Array(length + 2 * this.#pad);
		this.#sums = new Float64Array(length + 2 * this.#pad);
	}

	blur(samples: Uint16Array, start: number, step: number): void {
		const pad = this.#pad;
		const { length } = this;
		let from = this.#values;
		let into = this.#sums;
		for (let i = 0, at = start; i < length; i++, at += step) from[pad + i] = samples[at] as number;
		from.fill(from[pad] as number, 0, pad);
		from.fill(from[pad + length - 1] as number, pad + length);
		// Each box leaves fewer values beyond the ends, until none is left.
		let first = 0;
		let end = length + 2 * pad;
		for (const radius of this.radii) {
			let sum = 0;
			for (let i = first; i < first + 2 * radius; i++) sum += from[i] as number;
			first += radius;
			end -= radius;
			for (let i = first; i < end; i++) {
				sum += from[i + radius] as number;
				into[i] = sum;
				sum -= from[i - radius] as number;
			}
			[from, into] = [into, from];
		}
		const divisor = this.#divisor;
		for (let i = 0, at = start; i < length; i++, at += step)
			samples[at] = Math.round((from[pad + i] as number) / divisor);
	}
}
