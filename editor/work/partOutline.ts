// The outline of a placed picture as a mask: everything that it covers visibly on the canvas, and a margin around it.
import { decodeTolerantly } from "../codec";
import { drawImageOver } from "../plan";
import {
	type Coverage,
	type CoverageSteps,
	coverageFromSamples,
	cropCoverage,
	emptyCoverage,
	grow,
	isEmptyRect,
	moveRect,
	type Rect,
	rectOf,
	type Size,
	transparentImage,
} from "../raster";
import type { PlacedFile } from "./sentPicture";
import { inSlices, MAIN_SLICE } from "./slices";

export interface PartOutlineInput extends PlacedFile {
	/** The size of the picture, which the mask gets. */
	readonly canvas: Size;
	/** The whole pixels of the canvas in which the placed picture lies. */
	readonly area: Rect;
	/** In picture pixels. */
	readonly margin: number;
}

/** Fainter pixels, of a soft edge for example, are not part of the outline. */
const MIN_ALPHA = 8;

export async function makePartOutline({
	bytes,
	canvas,
	area,
	margin,
	...placement
}: PartOutlineInput): Promise<Coverage> {
	const picture = await decodeTolerantly(bytes);
	return inSlices(steps(), MAIN_SLICE);

	function* steps(): CoverageSteps {
		if (isEmptyRect(area)) return emptyCoverage(canvas);
		const drawn = transparentImage(area);
		// An opacity of its own does not make it a smaller picture.
		yield* drawImageOver(drawn, area, { ...placement, picture, opacity: 1 });
		for (let at = 3; at < drawn.rgba.length; at += 4)
			drawn.rgba[at] = (drawn.rgba[at] as number) >= MIN_ALPHA ? 255 : 0;
		const outline = yield* coverageFromSamples(drawn, "opaque");
		const onCanvas = yield* cropCoverage(outline, moveRect(rectOf(canvas), -area.left, -area.top));
		return yield* grow(onCanvas, margin);
	}
}
