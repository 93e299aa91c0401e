// CIE Lab from sRGB samples under D65, and the colour difference Delta E 76. The Euclidean distance in Lab is a metric, so
// that a larger tolerance never loses a pixel and several samples combine by the smallest distance; Delta E 2000 is none,
// jumps in blues, and packs saturated colours together, which a tolerance of up to 100 is to tell apart.

export interface Lab {
	/** 0 to 100. */
	readonly l: number;
	readonly a: number;
	readonly b: number;
}

/** D65, with Y = 1. */
const WHITE_X = 0.95047;
const WHITE_Z = 1.08883;

/** The transfer curve of sRGB, from 0 to 1. */
export const srgbToLinear = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);

const EPSILON = 216 / 24389;
const KAPPA = 24389 / 27;

/** Linear light by 8-bit sRGB value. */
const LINEAR = Float64Array.from({ length: 256 }, (_, value) => srgbToLinear(value / 255));

/** The cube root of CIE Lab, linear near 0. */
export function labRoot(t: number): number {
	return t > EPSILON ? Math.cbrt(t) : (KAPPA * t + 16) / 116;
}

/** `word`: red in the lowest byte, green and blue above it. */
export function labOf(word: number): Lab {
	const red = LINEAR[word & 255] as number;
	const green = LINEAR[(word >>> 8) & 255] as number;
	const blue = LINEAR[(word >>> 16) & 255] as number;
	const x = labRoot((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / WHITE_X);
	const y = labRoot(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
	const z = labRoot((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / WHITE_Z);
	return { l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z) };
}

/** The lightness L* alone, 0 to 100. */
export function lightnessOf(word: number): number {
	const red = LINEAR[word & 255] as number;
	const green = LINEAR[(word >>> 8) & 255] as number;
	const blue = LINEAR[(word >>> 16) & 255] as number;
	return 116 * labRoot(0.2126729 * red + 0.7151522 * green + 0.072175 * blue) - 16;
}

export function deltaE(from: Lab, to: Lab): number {
	return Math.hypot(from.l - to.l, from.a - to.a, from.b - to.b);
}
