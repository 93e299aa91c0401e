// The mask of a placed picture from a mask of the canvas, and back.
import { decodeTolerantly, encodePicture } from "../codec";
import { drawImageOver, type ImagePlacement, maskUnder } from "../plan";
import {
	type Coverage,
	coverageFromSamples,
	cropCoverage,
	emptyCoverage,
	isEmptyRect,
	moveRect,
	type Rect,
	rectOf,
	type Size,
	transparentImage,
} from "../raster";
import type { PlacedFile } from "./sentPicture";
import { inSlices, MAIN_SLICE } from "./slices";

export interface PartMaskInput {
	readonly placement: Omit<ImagePlacement, "opacity" | "blend">;
	/** The source picture's. */
	readonly size: Size;
	readonly coverage: Coverage;
}

/** Returns a PNG of the source's size. */
export async function makePartMask({ placement, size, coverage }: PartMaskInput): Promise<Uint8Array<ArrayBuffer>> {
	return encodePicture(await inSlices(maskUnder(coverage, placement, size), MAIN_SLICE));
}

export interface PartCoverageInput extends PlacedFile {
	/** The size of the picture, which the coverage gets. */
	readonly canvas: Size;
	/** The whole pixels of the canvas in which the placed picture lies. */
	readonly area: Rect;
}

/** `bytes`: of the mask's file, which is drawn in place of the picture. */
export async function makePartCoverage({ bytes, canvas, area, ...placement }: PartCoverageInput): Promise<Coverage> {
	if (isEmptyRect(area)) return emptyCoverage(canvas);
	const drawn = transparentImage(area);
	const picture = await decodeTolerantly(bytes);
	await inSlices(drawImageOver(drawn, area, { ...placement, picture, opacity: 1, blend: "normal" }), MAIN_SLICE);
	const shown = await inSlices(coverageFromSamples(drawn, "opaque"), MAIN_SLICE);
	return inSlices(cropCoverage(shown, moveRect(rectOf(canvas), -area.left, -area.top)), MAIN_SLICE);
}
