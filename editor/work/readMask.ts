// Reads a mask file: decodes it, compares its size with the picture's, and converts its samples to coverage.
import { decodeSamples } from "../codec";
import {
	type Coverage,
	countEdited,
	coverageFromSamples,
	detectMaskPolarity,
	guessMaskPolarity,
	type MaskPolarity,
	type Size,
} from "../raster";
import { EditorError } from "../types";
import { inSlices, MAIN_SLICE } from "./slices";

export interface ReadMaskInput {
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** The picture's size, which the mask must have exactly. */
	readonly size: Size;
	/** null: detected from the file. */
	readonly polarity: MaskPolarity | null;
}

export interface MaskReading {
	/** As requested or as detected; null if the file is ambiguous, in which case `coverage` follows `likeliest`. */
	readonly polarity: MaskPolarity | null;
	readonly likeliest: MaskPolarity;
	readonly coverage: Coverage;
	readonly editPixels: number;
}

export async function readMask({ bytes, size, polarity }: ReadMaskInput): Promise<MaskReading> {
	const samples = await decodeSamples(bytes);
	const { width, height } = samples;
	if (width !== size.width || height !== size.height) {
		const details = { width, height, pictureWidth: size.width, pictureHeight: size.height };
		throw new EditorError("mask-size-mismatch", details);
	}
	const known = polarity ?? (await inSlices(detectMaskPolarity(samples), MAIN_SLICE));
	const likeliest = known ?? guessMaskPolarity(samples);
	const coverage = await inSlices(coverageFromSamples(samples, likeliest), MAIN_SLICE);
	return { polarity: known, likeliest, coverage, editPixels: countEdited(coverage) };
}
