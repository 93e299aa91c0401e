// Converts samples of a colour profile to sRGB. Each is rounded once; alpha is unchanged; colours outside sRGB are
// clipped.
import type { Colour16Converter } from "../../png";
import { type ColourProfile, type Curve, type Matrix, SRGB_PRIMARIES } from "./colourProfile";
import { inverse, matrixFromPrimaries, multiply } from "./matrix";

const IDENTITY: Matrix = [1, 0, 0, 0, 1, 0, 0, 0, 1];
const FROM_XYZ = inverse(matrixFromPrimaries(SRGB_PRIMARIES) ?? IDENTITY) ?? IDENTITY;

/** The resolution of the look-up table: a fortieth of a level in the darkest shades. */
const STEPS = 65_535;

/** From linear light, times STEPS, to an sRGB level. */
let levels: Uint8Array | undefined;

function srgbLevels(): Uint8Array {
	levels ??= Uint8Array.from({ length: STEPS + 1 }, (_, step) => {
		const light = step / STEPS;
		return Math.round(255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055));
	});
	return levels;
}

/** Converts samples from 0 to `limit`. */
function converter({ curves, toXyz }: ColourProfile, limit: number): Colour16Converter {
	const m = toXyz === null ? IDENTITY : multiply(FROM_XYZ, toXyz);
	const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = m.map((value) => value * STEPS) as unknown as Matrix;
	const tables = new Map<Curve, Float64Array>();
	const [reds, greens, blues] = curves.map((curve) => {
		const table =
			tables.get(curve) ??
			Float64Array.from({ length: limit + 1 }, (_, sample) => Math.min(1, Math.max(0, curve(sample / limit))));
		tables.set(curve, table);
		return table;
	}) as [Float64Array, Float64Array, Float64Array];
	const srgb = srgbLevels();
	const level = (light: number) => srgb[light < 0 ? 0 : light > STEPS ? STEPS : (light + 0.5) | 0] as number;
	return (red, green, blue) => {
		const r = reds[red] as number;
		const g = greens[green] as number;
		const b = blues[blue] as number;
		return (
			level(m0 * r + m1 * g + m2 * b) | (level(m3 * r + m4 * g + m5 * b) << 8) | (level(m6 * r + m7 * g + m8 * b) << 16)
		);
	};
}

export function create16BitConverter(profile: ColourProfile): Colour16Converter {
	return converter(profile, 65_535);
}

/** Converts RGBA8 pixels in place, as words with red in the lowest byte. */
export function convertPixels(pixels: Uint32Array, profile: ColourProfile): void {
	const convert = converter(profile, 255);
	let last = 0;
	let converted = convert(0, 0, 0);
	for (let i = 0; i < pixels.length; i++) {
		const pixel = pixels[i] as number;
		const colour = pixel & 0xffffff;
		if (colour !== last) {
			last = colour;
			converted = convert(colour & 255, (colour >> 8) & 255, colour >> 16);
		}
		pixels[i] = (pixel & 0xff000000) | converted;
	}
}
