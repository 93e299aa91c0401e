// A mask from a file: decoded, held against the picture's size, and read as what it means.
import { decodeSamples } from "../codec";
import {
	type Coverage,
	countEdited,
	coverageFromSamples,
	detectMaskPolarity,
	guessMaskPolarity,
	type MaskPolarity,
	type Samples,
	type Size,
} from "../raster";
import { EditorError } from "../types";
import { inSlices, MAIN_SLICE } from "./slices";

export interface MaskOrder {
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** The picture's: a mask has exactly this. */
	readonly size: Size;
	/** null: what the file says about itself. */
	readonly meaning: MaskPolarity | null;
}

export interface MaskReading {
	/** As asked for, or as detected; null: the file does not say, and `coverage` is only the likeliest. */
	readonly meaning: MaskPolarity | null;
	readonly likeliest: MaskPolarity;
	readonly coverage: Coverage;
	readonly editPixels: number;
}

export async function readMask({ bytes, size, meaning }: MaskOrder): Promise<MaskReading> {
	const samples = await decodeSamples(bytes);
	const { width, height } = samples;
	if (width !== size.width || height !== size.height) {
		const details = { width, height, pictureWidth: size.width, pictureHeight: size.height };
		throw new EditorError("mask-size-mismatch", details);
	}
	const said = meaning ?? (await inSlices(detectMaskPolarity(samples), MAIN_SLICE));
	const likeliest = said ?? guessMaskPolarity(samples);
	const coverage = await read(samples, likeliest);
	return { meaning: said, likeliest, coverage, editPixels: countEdited(coverage) };
}

const read = (samples: Samples, meaning: MaskPolarity) => inSlices(coverageFromSamples(samples, meaning), MAIN_SLICE);
