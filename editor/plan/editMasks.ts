// Computes the two masks of an edit from the painted coverage. The sent mask is larger, so that the model can blend
// into the surroundings. The paste mask is smaller and feathered inwards, so that nothing changes outside the painted
// area. The area of the frame beyond the picture is edited, and pasted, entirely.
import {
	type Coverage,
	combine,
	cropCoverage,
	feather,
	fullCoverage,
	grow,
	isEmpty,
	moveRect,
	type Rect,
	type Steps,
	shrink,
	union,
} from "../raster";
import type { EditPlan } from "./editPlan";
import { scaleEditCoverage } from "./scaleCoverage";

/** In sent pixels: 255 = edit, 0 = keep, no other values. Padding is kept. */
export function* computeSentCoverage(plan: EditPlan, editCoverage: Coverage): Steps<Coverage> {
	const { painted, beyond } = yield* editedArea(plan, editCoverage);
	const grown = yield* applyUnlessZero(grow, combine(painted, "union", beyond), plan.edges.sendGrow);
	return yield* scaleEditCoverage(grown, onCanvas(plan, plan.source), plan.content, plan.sent);
}

/** In canvas pixels: how much of the answer each pixel takes. 0 where the picture was not painted. */
export function* computePasteCoverage(plan: EditPlan, editCoverage: Coverage): Steps<Coverage> {
	const { pasteErode, pasteFeather, overlap } = plan.edges;
	const { painted, beyond } = yield* editedArea(plan, editCoverage);
	const edited = combine(painted, "union", beyond);
	const eroded = yield* applyUnlessZero(shrink, edited, pasteErode);
	const soft = yield* applyUnlessZero(feather, eroded, pasteFeather);
	const thin = yield* thinParts(edited, eroded, pasteErode);
	const all = combine(soft, "union", thin);
	yield;
	const inside = combine(all, "intersect", edited);
	yield;
	return union(edited, [inside, yield* overlapBand(plan, beyond, overlap), beyond]);
}

/** Lines and specks that erosion would remove are pasted as painted; otherwise they would be paid for in vain. */
function* thinParts(edited: Coverage, eroded: Coverage, radius: number): Steps<Coverage> {
	if (radius === 0) return eroded;
	// Twice the radius, because erosion by an octagon also cuts corners.
	return combine(edited, "subtract", yield* grow(eroded, 2 * radius));
}

/** A ramp from the edge of the old picture inwards, inside the frame. */
function* overlapBand(plan: EditPlan, beyond: Coverage, overlap: number): Steps<Coverage> {
	if (overlap === 0 || isEmpty(beyond)) return beyond;
	const half = Math.ceil(overlap / 2);
	const ramp = yield* feather(yield* grow(beyond, half), half);
	const limit = yield* cropCoverage(yield* grow(beyond, overlap), onCanvas(plan, plan.frame));
	return combine(ramp, "intersect", yield* frameOnCanvas(plan, limit));
}

/** In canvas pixels: the painted coverage inside the frame, and the area of the frame beyond the picture. */
function* editedArea(plan: EditPlan, editCoverage: Coverage): Steps<{ painted: Coverage; beyond: Coverage }> {
	const { canvas, frame, picture } = plan;
	const inFrame = yield* cropCoverage(editCoverage, frame);
	const framed = yield* frameOnCanvas(plan, fullCoverage(inFrame));
	return {
		painted: yield* frameOnCanvas(plan, inFrame),
		beyond: combine(framed, "subtract", yield* cropCoverage(fullCoverage(picture), canvas)),
	};
}

function frameOnCanvas({ canvas, frame }: EditPlan, coverage: Coverage): Steps<Coverage> {
	return cropCoverage(coverage, moveRect(canvas, -frame.left, -frame.top));
}

/** The mask operations do not accept a radius of 0. */
function* applyUnlessZero(
	operation: (coverage: Coverage, radius: number) => Steps<Coverage>,
	coverage: Coverage,
	radius: number,
): Steps<Coverage> {
	return radius === 0 ? coverage : yield* operation(coverage, radius);
}

function onCanvas({ canvas }: EditPlan, rect: Rect): Rect {
	return moveRect(rect, -canvas.left, -canvas.top);
}
