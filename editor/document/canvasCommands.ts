// Changes of the canvas itself: cropping and enlarging it, turning and mirroring it. All content goes along; samples are
// never changed. Called by `applyCommand` with an immer draft.
import {
	type Coverage,
	combine,
	combineOrientations,
	combinePlacements,
	containsRect,
	cropCoverage,
	editBounds,
	encloseRects,
	isSameRect,
	isUnmoved,
	isUpright,
	moveRect,
	type Orientation,
	orientationIn,
	orientationOfPicture,
	orientCoverage,
	orientSize,
	type PaintTiles,
	type Placement,
	placePaint,
	placePoint,
	placeRect,
	type Rect,
	rectCoverage,
	rectOf,
	runToEnd,
	type Size,
	sizeOf,
	UNMOVED,
	UPRIGHT,
} from "../raster";
import { type AdjustmentLayer, movedAdjustment } from "./adjustments";
import { type Annotation, withAnnotationProperties } from "./annotation";
import { type CoverageBeyond, importedRect, type MaskLayer, type ResultLayer } from "./document";
import { type DocumentDraft, type Mutable, plainValue } from "./draft";
import { type Guide, guidePosition } from "./guides";
import { type PlacedSource, rectAround, rectCentre } from "./objectGeometry";
import type { ReferenceLayer } from "./placedPicture";
import { withReferenceProperties } from "./referenceProperties";

/** Makes a rectangle in present pixels the canvas. Content keeps its position in the picture. */
export function setCanvas(draft: DocumentDraft, canvas: Rect): void {
	const size = sizeOf(canvas);
	const { picture } = draft;
	const { left, top } = canvas;
	if (size.width < 1 || size.height < 1) return;
	const before = rectOf(picture);
	if (isSameRect(canvas, before)) return;
	const move: Placement = { x: 0 - left, y: 0 - top };
	placePaints(draft, size, move);
	setImported(draft, moveRect(importedRect(picture), move.x, move.y), size);
	for (const mask of draft.masks) {
		const { coverage, place } = wholeCoverage(mask);
		const split = splitCoverage({ coverage, place: moveRect(place, move.x, move.y) }, size);
		mask.coverage = split.coverage as Mutable<Coverage>;
		delete mask.beyond;
		// Edit masks are cut off at the canvas.
		if (mask.of !== undefined && split.beyond) mask.beyond = split.beyond as Mutable<CoverageBeyond>;
	}
	moveLayers(draft, move, before);
	draft.frame = null;
}

/** Turns or mirrors the canvas; its upper left corner stays the origin. */
export function orientCanvas(draft: DocumentDraft, orientation: Orientation): void {
	if (isUpright(orientation)) return;
	const before = rectOf(draft.picture);
	const move = orientationOfPicture(draft.picture, orientation);
	const { picture } = draft;
	const combined = combineOrientations(picture.orientation ?? UPRIGHT, orientation);
	if (isUpright(combined)) delete picture.orientation;
	else picture.orientation = combined;
	placePaints(draft, orientSize(picture, orientation), move);
	setImported(draft, placeRect(importedRect(picture), move), orientSize(picture, orientation));
	for (const mask of draft.masks) {
		mask.coverage = oriented(plainValue(mask.coverage), orientation);
		if (mask.beyond !== undefined) {
			const { coverage, place } = plainValue(mask.beyond);
			mask.beyond = { coverage: oriented(coverage, orientation), place: placeRect(place, move) };
		}
	}
	moveLayers(draft, move, before);
	if (draft.frame !== null) draft.frame = placeRect(draft.frame, move);
}

function oriented(coverage: Coverage, orientation: Orientation): Mutable<Coverage> {
	return runToEnd(orientCoverage(coverage, orientation)) as Mutable<Coverage>;
}

/** Moves the paint to a canvas of another size. It is cut off at the canvas. Call it before the canvas changes. */
function placePaints(draft: DocumentDraft, size: Size, move: Placement): void {
	const before = sizeOf(rectOf(draft.picture));
	for (const paint of draft.paints) {
		paint.tiles = placePaint(plainValue<PaintTiles>(paint.tiles), before, size, move) as Mutable<PaintTiles>;
	}
}

/** `imported` is absent where the imported picture fills the canvas. */
function setImported(draft: DocumentDraft, place: Rect, { width, height }: Size): void {
	const { picture } = draft;
	picture.width = width;
	picture.height = height;
	if (isSameRect(place, rectOf(picture))) delete picture.imported;
	else picture.imported = place;
}

/** `canvas` is the canvas before the move. */
function moveLayers(draft: DocumentDraft, move: Placement, canvas: Rect): void {
	for (const [index, reference] of draft.references.entries()) {
		draft.references[index] = placedReference(plainValue<ReferenceLayer>(reference), move) as Mutable<ReferenceLayer>;
	}
	for (const [index, annotation] of draft.annotations.entries()) {
		const before = plainValue<Annotation>(annotation as Annotation);
		draft.annotations[index] = withAnnotationProperties(before, placedBox(before, move)) as Mutable<Annotation>;
	}
	for (const guide of draft.guides) Object.assign(guide, placedGuide(guide, move));
	for (const [index, layer] of (draft.adjustments ?? []).entries()) {
		const moved = movedAdjustment(plainValue(layer) as AdjustmentLayer, move) as Mutable<AdjustmentLayer>;
		if (draft.adjustments) draft.adjustments[index] = moved;
	}
	for (const layer of [...draft.accepted, ...draft.results]) {
		const moved = combinePlacements(layer.moved ?? UNMOVED, move);
		// An answer without an edit is not at the place of a plan: only its orientation counts.
		const isWhole = [layer.edit, layer.part, layer.adjust].every((one) => one === undefined);
		const kept = isWhole ? { ...UNMOVED, ...orientationIn(moved) } : moved;
		if (isUnmoved(kept)) delete layer.moved;
		else layer.moved = kept;
		if (!isWhole) continue;
		const place = placeRect(layer.place ?? canvas, move);
		if (isSameRect(place, rectOf(draft.picture))) delete layer.place;
		else layer.place = place;
	}
}

/** By a quarter turn a vertical guide becomes a horizontal one. */
function placedGuide({ axis, at }: Pick<Guide, "axis" | "at">, move: Placement): Pick<Guide, "axis" | "at"> {
	const { turns = 0 } = move;
	const across = axis === "x" ? "y" : "x";
	const placed = turns % 2 === 0 ? axis : across;
	return { axis: placed, at: guidePosition(placePoint({ x: at, y: at }, move)[placed]) };
}

export function placedReference(reference: ReferenceLayer, move: Placement): ReferenceLayer {
	return withReferenceProperties(reference, placedBox(reference, move));
}

/** The box keeps its size; the angle turns. */
function placedBox(object: Omit<PlacedSource, "crop">, move: Placement): Required<Omit<PlacedSource, "crop">> {
	const { place, angle = 0, isFlippedX = false, isFlippedY = false } = object;
	const { turns = 0, isFlipped = false } = move;
	// A picture that is mirrored and turned by half is mirrored top to bottom.
	const isUpended = isFlipped && turns === 2;
	return {
		place: rectAround(placePoint(rectCentre(place), move), sizeOf(place)),
		angle: (isFlipped ? -angle : angle) + (isUpended ? 0 : 90 * turns),
		isFlippedX: isFlippedX !== (isFlipped && !isUpended),
		isFlippedY: isFlippedY !== isUpended,
	};
}

/**
 * The canvas that shows all of a result: enlarged where its frame reached beyond the canvas of its time, not where it was
 * cropped since.
 */
export function canvasWithResult(picture: Size, { edit, moved = UNMOVED }: Pick<ResultLayer, "edit" | "moved">): Rect {
	const canvas = rectOf(picture);
	if (edit === undefined) return canvas;
	const before = placeRect(rectOf(edit.plan.picture), moved);
	const { left, top, right, bottom } = placeRect(edit.plan.canvas, moved);
	return encloseRects(canvas, {
		left: left < before.left ? left : canvas.left,
		top: top < before.top ? top : canvas.top,
		right: right > before.right ? right : canvas.right,
		bottom: bottom > before.bottom ? bottom : canvas.bottom,
	});
}

/** The coverage of a mask inside and beyond the canvas, at its place on the canvas. */
export function wholeCoverage(mask: Pick<MaskLayer, "coverage" | "beyond">): CoverageBeyond {
	const { beyond } = mask;
	const own = plainValue(mask.coverage);
	const canvas = rectOf(own);
	if (beyond === undefined) return { coverage: own, place: canvas };
	const place = encloseRects(beyond.place, canvas);
	const at = (part: Coverage, { left, top }: Rect) => runToEnd(cropCoverage(part, moveRect(place, -left, -top)));
	const inside = moveRect(canvas, -place.left, -place.top);
	const outside = combine(
		at(plainValue(beyond.coverage), beyond.place),
		"subtract",
		rectCoverage(sizeOf(place), inside),
	);
	return { coverage: combine(outside, "union", at(own, canvas)), place };
}

/** The part of a coverage on a canvas of this size, and the part beyond it. */
export function splitCoverage(whole: CoverageBeyond, size: Size): Pick<MaskLayer, "coverage" | "beyond"> {
	const { coverage, place } = whole;
	const canvas = moveRect(rectOf(size), -place.left, -place.top);
	const inside = runToEnd(cropCoverage(coverage, canvas));
	if (containsRect(rectOf(size), place)) return { coverage: inside };
	const outside = combine(coverage, "subtract", rectCoverage(sizeOf(place), canvas));
	const bounds = editBounds(outside);
	if (bounds === null) return { coverage: inside };
	// Cut to what is covered, so that the same mask is stored alike however the canvas came to its size.
	const beyond = { coverage: runToEnd(cropCoverage(outside, bounds)), place: moveRect(bounds, place.left, place.top) };
	return { coverage: inside, beyond };
}
