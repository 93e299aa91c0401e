// Computes the plan of one edit, as plain data that can be stored: the area that is sent, its size, and the place of
// the answer. Uses the picture's size and the mask's bounds, never pixels. Rectangles are in picture space, in whole
// pixels, and may reach beyond the picture (outpainting).
import type { EditEdges, EditPlan, PasteOptions } from "../document";
import {
	encloseRects,
	intersectRects,
	isEmptyRect,
	type Rect,
	rectOf,
	roundRect,
	type Size,
	sizeOf,
	subtractRect,
} from "../raster";
import { chooseRegion, contentSize, DEFAULT_CONTEXT, type FittedRegion, fitRect } from "./chooseRegion";
import { fitToLegalSize } from "./fitToLegalSize";
import { withPixelBudget } from "./legalSizes";
import { type SizeRules, sizeName } from "./sizeRules";

export type { EditEdges, EditPlan, PasteOptions } from "../document";

/** "auto": the whole picture if that loses nothing, otherwise the region around the mask. */
export type EditExtent = "auto" | "whole" | "region";

export interface EditRequest {
	readonly picture: Size;
	readonly rules: SizeRules;
	/** The bounds of all edit coverage above 0; null if nothing is masked. */
	readonly editBounds: Rect | null;
	/** The limit of what is sent and changed. Its area beyond the picture is new and edited. The picture if absent. */
	readonly frame?: Rect | undefined;
	readonly extent?: EditExtent | undefined;
	/** The context on each side of a region, as a share of the mask's mean edge; 0.5 if absent. */
	readonly context?: number | undefined;
	/** A lower pixel limit than the rules' own, for price and speed; ignored if the rules have no size that small. */
	readonly maxPixels?: number | undefined;
	readonly edges?: Partial<EditEdges> | undefined;
}

/** The paste mask is this much smaller than the painted area, and feathered by this much, in picture pixels. */
export const PASTE_EDGES = { pasteErode: 2, pasteFeather: 2 };

/** The plan with the user's edges. The edges of an answer that replaces the whole picture are hard unless changed. */
export function pastePlan(plan: EditPlan, edges: PasteOptions["edges"]): EditPlan {
	return edges === undefined ? plan : { ...plan, edges: { ...plan.edges, ...edges } };
}

/** The growth of the sent mask, in sent pixels: models process patches of about this size. */
const SEND_GROW = 8;

/** The share of padding in the sent image above which "auto" prefers the region. */
const MAX_WHOLE_PADDING = 0.25;

export function computeEditPlan(request: EditRequest): EditPlan {
	const { picture, extent = "auto" } = request;
	const rules = withPixelBudget(request.rules, request.maxPixels);
	const frame = roundRect(request.frame ?? rectOf(picture));
	const edited = editedBounds(request.editBounds, picture, frame);
	const isRegion = edited !== null && (extent === "region" || (extent === "auto" && isWholeLossy(frame, rules)));
	const fitted = isRegion
		? chooseRegion(edited, frame, rules, request.context ?? DEFAULT_CONTEXT)
		: fitRect(frame, frame, rules);
	return describePlan(picture, frame, fitted, request.edges);
}

function isWholeLossy(frame: Rect, rules: SizeRules): boolean {
	const fit = fitToLegalSize(sizeOf(frame), rules);
	return fit !== null && (fit.scale < 1 || fit.padding > MAX_WHOLE_PADDING);
}

/** The bounds of the mask inside the frame and of the area of the frame beyond the picture. */
function editedBounds(editBounds: Rect | null, picture: Size, frame: Rect): Rect | null {
	const painted = editBounds === null ? [] : [intersectRects(editBounds, intersectRects(frame, rectOf(picture)))];
	const parts = [...painted, ...subtractRect(frame, rectOf(picture))].filter((part) => !isEmptyRect(part));
	return parts.length === 0 ? null : parts.reduce(encloseRects);
}

function describePlan(
	picture: Size,
	frame: Rect,
	fitted: FittedRegion | null,
	edges: Partial<EditEdges> = {},
): EditPlan {
	const source = fitted?.source ?? frame;
	const content = fitted === null ? sizeOf(frame) : contentSize(fitted);
	const sent = fitted?.fit.sent ?? content;
	const scale = content.width / sizeOf(source).width;
	const isWhole = sizeOf(source).width === sizeOf(frame).width && sizeOf(source).height === sizeOf(frame).height;
	return {
		picture,
		canvas: encloseRects(rectOf(picture), frame),
		frame,
		source,
		content,
		sent,
		size: fitted === null ? "auto" : sizeName(sent),
		extent: isWhole ? "whole" : "region",
		edges: {
			sendGrow: Math.max(1, Math.round(SEND_GROW / scale)),
			overlap: 0,
			...PASTE_EDGES,
			...edges,
		},
	};
}

/** True if the source is sent without resampling. An answer of the requested size is then pasted without it, too. */
export function isUnscaled({ source, content }: EditPlan): boolean {
	const { width, height } = sizeOf(source);
	return content.width === width && content.height === height;
}
