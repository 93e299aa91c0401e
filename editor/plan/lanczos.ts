// The weights of a Lanczos-3 filter along one axis. For reductions the filter is widened, so that every input pixel
// contributes.

/** For each output pixel, `size` neighbouring input pixels starting at `first`; their weights add up to 1. */
export interface Taps<Weights = Float32Array> {
	readonly size: number;
	readonly first: Int32Array;
	readonly weights: Weights;
}

export interface Axis {
	/** The number of output pixels. */
	readonly count: number;
	/** The input coordinate of the first output pixel's centre. The centre of input pixel i is at i + 0.5. */
	readonly start: number;
	/** Input pixels from one output pixel to the next; negative: backwards. */
	readonly step: number;
	/** The range of input pixels that may be read. Beyond it the edge pixels are repeated. */
	readonly from: number;
	readonly to: number;
}

const LOBES = 3;

/** The input pixels that one output pixel is made of: the first one and their number, without their weights. */
export function inputsOf(axis: Axis, out: number): { readonly first: number; readonly size: number } {
	const { centre, radius, size } = filterAt(axis, out);
	const first = Math.min(Math.max(Math.ceil(centre - radius - 0.5), axis.from), axis.to - size);
	return { first, size };
}

function filterAt({ start, step, from, to }: Axis, out: number) {
	const width = Math.max(1, Math.abs(step));
	const radius = LOBES * width;
	// No more pixels have their centre within the radius; the surplus is for a radius that rounding has made smaller.
	const size = Math.min(to - from, Math.floor(2 * radius + 1e-6) + 1);
	return { width, radius, centre: start + out * step, size };
}

export function lanczosTaps(axis: Axis): Taps {
	const { count, from, to } = axis;
	const { width, radius, size } = filterAt(axis, 0);
	const first = new Int32Array(count);
	const weights = new Float32Array(count * size);
	for (let out = 0; out < count; out++) {
		const { centre } = filterAt(axis, out);
		const leftmost = Math.ceil(centre - radius - 0.5);
		const rightmost = Math.floor(centre + radius - 0.5);
		const base = inputsOf(axis, out).first;
		first[out] = base;
		const at = out * size;
		let total = 0;
		for (let i = leftmost; i <= rightmost; i++) {
			const weight = lanczos((i + 0.5 - centre) / width);
			const slot = at + Math.min(Math.max(i, from), to - 1) - base;
			weights[slot] = (weights[slot] as number) + weight;
			total += weight;
		}
		for (let i = at; i < at + size; i++) weights[i] = (weights[i] as number) / total;
	}
	return { size, first, weights };
}

function lanczos(x: number): number {
	if (x === 0) return 1;
	// Whole numbers are zeros of the sine. Returning exactly 0 makes a filter with step 1 and no offset the identity.
	if (Math.abs(x) >= LOBES || Number.isInteger(x)) return 0;
	const angle = Math.PI * x;
	return (LOBES * Math.sin(angle) * Math.sin(angle / LOBES)) / (angle * angle);
}
