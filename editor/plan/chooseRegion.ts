// Which part of the picture goes out when it is not the whole: the edited area with context around it, inside the frame.
import { intersectRects, padRect, type Rect, type Size, sizeOf } from "../raster";
import { fitToLegalSize, type SizeFit } from "./fitToLegalSize";
import type { SizeRules } from "./sizeRules";

/** Context on each side, as a share of the edited area's mean edge. */
export const DEFAULT_CONTEXT = 0.5;

/** A model that sees less than this around an edit, in picture pixels, does not know where it is. */
const MIN_CONTEXT = 128;

export interface FittedRegion {
	readonly source: Rect;
	readonly fit: SizeFit;
}

/** Context gives way before sharpness does: it shrinks as far as its minimum while the piece would be sent reduced. */
export function chooseRegion(edited: Rect, frame: Rect, rules: SizeRules, context: number): FittedRegion | null {
	const { width, height } = sizeOf(edited);
	let margin = Math.max(MIN_CONTEXT, Math.round(context * Math.sqrt(width * height)));
	for (;;) {
		const piece = fitRect(intersectRects(padRect(edited, margin), frame), frame, rules);
		if (piece === null || piece.fit.scale >= 1 || margin === MIN_CONTEXT) return piece;
		margin = Math.max(MIN_CONTEXT, Math.floor(margin / 2));
	}
}

/** A legal size for a rectangle, which takes in what the frame still has before any padding is needed. */
export function fitRect(rect: Rect, frame: Rect, rules: SizeRules): FittedRegion | null {
	const fit = fitToLegalSize(sizeOf(rect), rules);
	if (fit === null) return null;
	const [left, right] = growSpan(rect.left, rect.right, fit.sent.width / fit.scale, frame.left, frame.right);
	const [top, bottom] = growSpan(rect.top, rect.bottom, fit.sent.height / fit.scale, frame.top, frame.bottom);
	return { source: { left, top, right, bottom }, fit };
}

/** Evenly on both sides, as far as the limits allow. */
function growSpan(from: number, to: number, wanted: number, lowest: number, highest: number): [number, number] {
	const length = Math.min(highest - lowest, Math.max(to - from, Math.round(wanted)));
	const start = from - Math.floor((length - (to - from)) / 2);
	const first = Math.min(Math.max(start, lowest), highest - length);
	return [first, first + length];
}

/** How large the source is in the sent picture: never larger than that, filling it where only rounding is in between. */
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
