// Reads the colour profile of a PNG from its own chunks or its ICC profile.
import { srgbToLinear } from "../../../raster";
import type { PngChunk } from "../../png";
import { type ColourProfile, type Curve, type Matrix, SRGB_PRIMARIES } from "./colourProfile";
import { inflateIcc, readIcc } from "./icc";
import { matrixFromPrimaries } from "./matrix";

/** "srgb": no conversion is needed. "unknown": a profile that is more than curves and a matrix. */
export type FileColour = ColourProfile | "srgb" | "unknown";

const power =
	(exponent: number): Curve =>
	(v) =>
		v ** exponent;

const D65 = SRGB_PRIMARIES.slice(0, 2);

/** Keyed by the code points of ITU-T H.273, which cICP uses. */
const CODED_PRIMARIES: Readonly<Record<number, readonly number[]>> = {
	1: SRGB_PRIMARIES,
	9: [...D65, 0.708, 0.292, 0.17, 0.797, 0.131, 0.046],
	12: [...D65, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06],
};
const CODED_CURVES: Readonly<Record<number, Curve>> = { 4: power(2.2), 8: power(1), 13: srgbToLinear };

/** The chunk with the highest priority in the PNG specification decides: cICP, iCCP, sRGB, then gAMA with cHRM. */
export async function readColourProfile(chunks: readonly PngChunk[]): Promise<FileColour> {
	const find = (type: string) => chunks.find((chunk) => chunk.type === type)?.data;
	const coded = find("cICP");
	if (coded !== undefined) return normalise(codedProfile(coded));
	const iccp = find("iCCP");
	const icc = iccp === undefined ? null : await inflateIcc(iccp);
	const profile = icc === null ? null : readIcc(icc);
	if (profile !== null) return normalise(profile);
	if (find("sRGB") !== undefined) return "srgb";
	const gamma = u32s(find("gAMA"))[0];
	// Primaries without a transfer curve are ignored.
	if (gamma === undefined || gamma === 0) return "srgb";
	const primaries = u32s(find("cHRM")).map((value) => value / 100_000);
	return normalise(simpleProfile(gamma / 100_000, primaries.length === 8 ? primaries : SRGB_PRIMARIES));
}

/** True if a picture with this profile looks different without it. A damaged profile is ignored everywhere. */
export function changesColours(icc: Uint8Array): boolean {
	const profile = readIcc(icc);
	return profile !== null && normalise(profile) !== "srgb";
}

function u32s(data: Uint8Array | undefined): number[] {
	if (data === undefined) return [];
	const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
	return Array.from({ length: data.length >> 2 }, (_, i) => view.getUint32(4 * i));
}

function simpleProfile(gamma: number, primaries: readonly number[]): ColourProfile | "unknown" {
	const curve = Math.abs(gamma - 1 / 2.2) < 0.005 ? srgbToLinear : power(1 / gamma);
	const toXyz = matrixFromPrimaries(primaries);
	return toXyz === null ? "unknown" : { curves: [curve, curve, curve], toXyz };
}

function codedProfile([primaries, transfer, matrix, isFullRange]: Uint8Array): ColourProfile | "unknown" {
	const curve = CODED_CURVES[transfer ?? 0];
	const toXyz = matrixFromPrimaries(CODED_PRIMARIES[primaries ?? 0] ?? []);
	if (curve === undefined || toXyz === null || matrix !== 0 || isFullRange !== 1) return "unknown";
	return { curves: [curve, curve, curve], toXyz };
}

const SRGB = matrixFromPrimaries(SRGB_PRIMARIES) as Matrix;

/** A profile that equals sRGB, within half a level in every curve, counts as sRGB. */
function normalise(profile: ColourProfile | "srgb" | "unknown"): FileColour {
	if (typeof profile === "string") return profile;
	const isMatrixSrgb = profile.toXyz?.every((value, i) => Math.abs(value - (SRGB[i] as number)) < 0.003) ?? true;
	return isMatrixSrgb && profile.curves.every(isSrgbCurve) ? "srgb" : profile;
}

function isSrgbCurve(curve: Curve): boolean {
	for (let level = 0; level < 256; level++) {
		const light = curve(level / 255);
		const isWithin =
			light >= srgbToLinear(Math.max(0, level - 0.5) / 255) && light <= srgbToLinear(Math.min(255, level + 0.5) / 255);
		if (!isWithin) return false;
	}
	return true;
}
