// Extracts one band of rows of the picture that is sent. Bands are extracted side by side, each from its own part of the
// source.
import { type EditPlan, extractRows } from "../plan";
import type { RgbaImage, Steps } from "../raster";

export interface SentRowsInput {
	readonly plan: EditPlan;
	/** The first row of the band in the sent picture, and the row after its last one. */
	readonly from: number;
	readonly to: number;
	/** The rows of the plan's source that `sourceRows` names, at its full width. */
	readonly source: RgbaImage;
}

export function extractSentRows({ plan, from, to, source }: SentRowsInput): Steps<RgbaImage> {
	return extractRows(plan, source, from, to);
}
