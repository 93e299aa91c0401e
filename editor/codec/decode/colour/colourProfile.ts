// A colour space as transfer curves and a matrix.

/** A sample to linear light, both 0 to 1. */
export type Curve = (sample: number) => number;

/** Three rows of three. */
export type Matrix = readonly [number, number, number, number, number, number, number, number, number];

export interface ColourProfile {
	/** Red, green, blue. */
	readonly curves: readonly [Curve, Curve, Curve];
	/** Linear light to XYZ under D50; null for grey profiles, which need no matrix. */
	readonly toXyz: Matrix | null;
}

/** White, red, green and blue in x and y. */
export const SRGB_PRIMARIES = [0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06] as const;
