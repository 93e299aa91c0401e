// Chooses the region that is sent instead of the whole picture: the edited area with context around it, inside the
// frame.
import { intersectRects, padRect, type Rect, type Size, sizeOf } from "../raster";
import { fitToLegalSize, type SizeFit } from "./fitToLegalSize";
import type { SizeRules } from "./sizeRules";

/** The context on each side, as a share of the edited area's mean edge. */
export const DEFAULT_CONTEXT = 0.5;

/** In picture pixels. With less context the model does not recognise the surroundings. */
const MIN_CONTEXT = 128;

export interface FittedRegion {
	readonly source: Rect;
	readonly fit: SizeFit;
}

/** Resolution has priority over context: while the region would be sent reduced, the context shrinks to its minimum. */
export function chooseRegion(edited: Rect, frame: Rect, rules: SizeRules, context: number): FittedRegion | null {
	const { width, height } = sizeOf(edited);
	let margin = Math.max(MIN_CONTEXT, Math.round(context * Math.sqrt(width * height)));
	for (;;) {
		const region = fitRect(intersectRects(padRect(edited, margin), frame), frame, rules);
		if (region === null || region.fit.scale >= 1 || margin === MIN_CONTEXT) return region;
		margin = Math.max(MIN_CONTEXT, Math.floor(margin / 2));
	}
}

/** Fits a rectangle to a legal size. It is extended inside the frame before padding is used. */
export function fitRect(rect: Rect, frame: Rect, rules: SizeRules): FittedRegion | null {
	const fit = fitToLegalSize(sizeOf(rect), rules);
	if (fit === null) return null;
	const [left, right] = growSpan(rect.left, rect.right, fit.sent.width / fit.scale, frame.left, frame.right);
	const [top, bottom] = growSpan(rect.top, rect.bottom, fit.sent.height / fit.scale, frame.top, frame.bottom);
	return { source: { left, top, right, bottom }, fit };
}

/** Grows a span evenly on both sides, within the limits. */
function growSpan(from: number, to: number, wanted: number, lowest: number, highest: number): [number, number] {
	const length = Math.min(highest - lowest, Math.max(to - from, Math.round(wanted)));
	const start = from - Math.floor((length - (to - from)) / 2);
	const first = Math.min(Math.max(start, lowest), highest - length);
	return [first, first + length];
}

/** The size of the source in the sent image. Fills the image if they differ by rounding only, and never exceeds it. */
export function contentSize({ source, fit }: FittedRegion): Size {
	const { width, height } = sizeOf(source);
	return {
		width: scaledEdge(width, fit.scale, fit.sent.width),
		height: scaledEdge(height, fit.scale, fit.sent.height),
	};
}

function scaledEdge(edge: number, scale: number, limit: number): number {
	if (edge === Math.round(limit / scale)) return limit;
	return Math.min(limit, Math.max(1, Math.round(edge * scale)));
}
