// Encodes the mask of a planned edit: at the sent size, grown, with the padding kept. An empty or full mask is refused
// by what was painted, not by what is sent.
import { computeSentCoverage, type EditPlan } from "../plan";
import { type Coverage, countEdited, type Steps, union } from "../raster";
import { EditorError, type ExportedMask } from "../types";
import { encodeCheckedMask } from "./exportMaskPng";

export interface PaintedInput {
	readonly plan: EditPlan;
	/** Their union is the painted coverage, in picture pixels. */
	readonly coverages: readonly Coverage[];
	readonly allowEverything: boolean;
}

export interface SentMaskInput extends PaintedInput {
	/** In bytes. */
	readonly limit: number;
}

export function* encodeSentMask(
	{ limit, ...input }: SentMaskInput,
	signal?: AbortSignal,
): Steps<Promise<ExportedMask>> {
	const painted = requirePaintedCoverage(input);
	yield;
	return yield* encodeCheckedMask(yield* computeSentCoverage(input.plan, painted), { limit, signal });
}

/** The union of the coverages. Throws EditorError: nothing-masked, everything-masked. */
export function requirePaintedCoverage({ plan, coverages, allowEverything }: PaintedInput): Coverage {
	const { picture, canvas } = plan;
	const painted = union(picture, coverages);
	const pixels = countEdited(painted);
	// The area that a frame adds beyond the picture is edited without being painted.
	const isLarger = canvas.right - canvas.left > picture.width || canvas.bottom - canvas.top > picture.height;
	if (pixels === 0 && !isLarger) throw new EditorError("nothing-masked");
	if (pixels === picture.width * picture.height && !allowEverything) throw new EditorError("everything-masked");
	return painted;
}
