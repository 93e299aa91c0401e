// The plan of one edit, as plain data that can be stored: what goes out, at which size, and where the answer belongs.
// It knows the picture's size and the mask's bounds, never a pixel. Rectangles are in picture space, may reach beyond
// the picture (outpainting), and are whole pixels.
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

/** "auto": the whole where nothing is lost by it, otherwise the region around the mask. */
export type EditExtent = "auto" | "whole" | "region";

export interface EditRequest {
	readonly picture: Size;
	readonly rules: SizeRules;
	/** Of the edit coverage, any coverage above 0; null when nothing is masked. */
	readonly editBounds: Rect | null;
	/** Nothing beyond it is sent or changed; what it has beyond the picture is new and edited. The picture, if absent. */
	readonly frame?: Rect | undefined;
	readonly extent?: EditExtent | undefined;
	/** Around a region on each side, as a share of the mask's mean edge: 0.5 if absent. */
	readonly context?: number | undefined;
	/** A ceiling below the rules' own, for price and speed; ignored where the rules have no size that small. */
	readonly maxPixels?: number | undefined;
	readonly edges?: Partial<EditEdges> | undefined;
}

/** What is pasted is this much smaller than what was painted, and as soft. */
export const PASTE_EDGES = { pasteErode: 2, pasteFeather: 2 };

/** As the person chose them; those of an answer that was to take the place of everything are hard until then. */
export function pastePlan(plan: EditPlan, edges: PasteOptions["edges"]): EditPlan {
	return edges === undefined ? plan : { ...plan, edges: { ...plan.edges, ...edges } };
}

/** The growth of the sent mask, in sent pixels: a model looks at patches of about this size. */
const SEND_GROW = 8;

/** Of the sent picture, what "auto" lets be padding before it prefers the region. */
const MAX_WHOLE_PADDING = 0.25;

export function computeEditPlan(request: EditRequest): EditPlan {
	const { picture, extent = "auto" } = request;
	const rules = withPixelBudget(request.rules, request.maxPixels);
	const frame = roundRect(request.frame ?? rectOf(picture));
	const edited = editedBounds(request.editBounds, picture, frame);
	const isRegion = edited !== null && (extent === "region" || (extent === "auto" && isWholeLossy(frame, rules)));
	const piece = isRegion
		? chooseRegion(edited, frame, rules, request.context ?? DEFAULT_CONTEXT)
		: fitRect(frame, frame, rules);
	return describePlan(picture, frame, piece, request.edges);
}

function isWholeLossy(frame: Rect, rules: SizeRules): boolean {
	const fit = fitToLegalSize(sizeOf(frame), rules);
	return fit !== null && (fit.scale < 1 || fit.padding > MAX_WHOLE_PADDING);
}

/** The mask inside the frame, and what the frame has beyond the picture. */
function editedBounds(editBounds: Rect | null, picture: Size, frame: Rect): Rect | null {
	const painted = editBounds === null ? [] : [intersectRects(editBounds, intersectRects(frame, rectOf(picture)))];
	const parts = [...painted, ...subtractRect(frame, rectOf(picture))].filter((part) => !isEmptyRect(part));
	return parts.length === 0 ? null : parts.reduce(encloseRects);
}

function describePlan(
	picture: Size,
	frame: Rect,
	piece: FittedRegion | null,
	edges: Partial<EditEdges> = {},
): EditPlan {
	const source = piece?.source ?? frame;
	const content = piece === null ? sizeOf(frame) : contentSize(piece);
	const sent = piece?.fit.sent ?? content;
	const scale = content.width / sizeOf(source).width;
	const isWhole = sizeOf(source).width === sizeOf(frame).width && sizeOf(source).height === sizeOf(frame).height;
	return {
		picture,
		canvas: encloseRects(rectOf(picture), frame),
		frame,
		source,
		content,
		sent,
		size: piece === null ? "auto" : sizeName(sent),
		extent: isWhole ? "whole" : "region",
		edges: {
			sendGrow: Math.max(1, Math.round(SEND_GROW / scale)),
			overlap: 0,
			...PASTE_EDGES,
			...edges,
		},
	};
}

/** Nothing is resampled on the way out; where the answer has the size that was asked for, nothing on the way back. */
export function isUnscaled({ source, content }: EditPlan): boolean {
	const { width, height } = sizeOf(source);
	return content.width === width && content.height === height;
}
