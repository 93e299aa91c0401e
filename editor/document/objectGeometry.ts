// The geometry of placed objects (references): a box that is rotated about its centre and may be flipped, and the part of
// a source picture that it shows. Pure arithmetic in picture pixels; it knows no pixels, zoom or handles.
import {
	type AffineMatrix,
	applyMatrix,
	boundsOfPoints,
	encloseRects,
	intersectRects,
	isEmptyRect,
	isSameRect,
	moveRect,
	normalizeAngle,
	type Point,
	type Rect,
	rectCorners,
	rectOf,
	type Size,
	sineAndCosine,
} from "../raster";
import type { ReferenceLayer } from "./placedPicture";

/** Places an object: a rectangle before rotation, and degrees clockwise about its centre. */
export type PlacedBox = Pick<ReferenceLayer, "place" | "angle">;

/** The properties that decide which pixel of its source a box shows where. */
export type PlacedSource = Pick<ReferenceLayer, "place" | "angle" | "isFlippedX" | "isFlippedY" | "crop">;

export function rectCentre({ left, top, right, bottom }: Rect): Point {
	return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** Rotates a point clockwise, as seen on the canvas, about a centre. */
export function rotatePoint({ x, y }: Point, centre: Point, degrees: number): Point {
	const [sine, cosine] = sineAndCosine(degrees);
	const [dx, dy] = [x - centre.x, y - centre.y];
	return { x: centre.x + dx * cosine - dy * sine, y: centre.y + dx * sine + dy * cosine };
}

/** The corners on the canvas, beginning with the one that is the upper left before rotation, clockwise. */
export function boxCorners({ place, angle = 0 }: PlacedBox): readonly Point[] {
	const centre = rectCentre(place);
	return rectCorners(place).map((corner) => rotatePoint(corner, centre, angle));
}

/** The smallest upright rectangle around a rotated box, not rounded. */
export function boxBounds(box: PlacedBox): Rect {
	if ((box.angle ?? 0) === 0) return box.place;
	return boundsOfPoints(boxCorners(box));
}

/** The smallest upright rectangle around several boxes; null: there are none. */
export function boundsOfBoxes(boxes: readonly PlacedBox[]): Rect | null {
	const [first, ...more] = boxes.map(boxBounds);
	return first === undefined ? null : more.reduce(encloseRects, first);
}

/** True if a point lies in the rotated box, or at most `reach` picture pixels outside its edges. */
export function isInBox({ place, angle = 0 }: PlacedBox, point: Point, reach = 0): boolean {
	const { x, y } = rotatePoint(point, rectCentre(place), -angle);
	return x >= place.left - reach && x < place.right + reach && y >= place.top - reach && y < place.bottom + reach;
}

/** True if a rotated box and an upright rectangle have a point in common beyond their edges. */
export function overlapsRect(box: PlacedBox, rect: Rect): boolean {
	return boundsByAxes(box, rect).every(([one, other]) => !isEmptyRect(intersectRects(one, other)));
}

/** True if a rotated box and an upright rectangle, which may be a line or a point, have at least a point of their edges in common. */
export function touchesRect(box: PlacedBox, rect: Rect): boolean {
	return boundsByAxes(box, rect).every(([one, other]) => {
		const { left, top, right, bottom } = intersectRects(one, other);
		return left <= right && top <= bottom;
	});
}

/** True if two rotated boxes touch. */
export function touchesBox(box: PlacedBox, { place, angle = 0 }: PlacedBox): boolean {
	const centre = rectCentre(box.place);
	const turned = rotatePoint(centre, rectCentre(place), -angle);
	const moved = moveRect(box.place, turned.x - centre.x, turned.y - centre.y);
	return touchesRect({ place: moved, angle: (box.angle ?? 0) - angle }, place);
}

/**
 * The bounds of a rotated box and of an upright rectangle, first along the axes of the rectangle, then along those of the
 * box: the two are apart exactly if one of these pairs is.
 */
function boundsByAxes(box: PlacedBox, rect: Rect): readonly (readonly [Rect, Rect])[] {
	const { place, angle = 0 } = box;
	const centre = rectCentre(place);
	const turned = rectCorners(rect).map((corner) => rotatePoint(corner, centre, -angle));
	return [
		[boxBounds(box), rect],
		[place, boundsOfPoints(turned)],
	];
}

type PickableBox = PlacedBox & Pick<ReferenceLayer, "isVisible" | "isLocked">;

/** The topmost object at a point that can be picked up there: neither hidden nor locked. */
export function objectAt<Placed extends PickableBox>(
	objects: readonly Placed[],
	point: Point,
	reach?: number,
): Placed | undefined {
	return objects.filter((layer) => isPickable(layer) && isInBox(layer, point, reach)).at(-1);
}

/** True if the pointer can pick an object up. Hidden and locked objects are selected in the layers panel only. */
export function isPickable({ isVisible, isLocked = false }: Pick<ReferenceLayer, "isVisible" | "isLocked">): boolean {
	return isVisible && !isLocked;
}

/** The part of the source picture that is shown, in its pixels. */
export function shownCrop({ crop }: Pick<ReferenceLayer, "crop">, source: Size): Rect {
	const whole = rectOf(source);
	const shown = crop === undefined ? whole : intersectRects(crop, whole);
	return isEmptyRect(shown) ? whole : shown;
}

/** Maps pixels of the source picture to picture pixels: crop, scale, flip, then rotation. */
export function objectMatrix(layer: PlacedSource, source: Size): AffineMatrix {
	const { place, angle = 0, isFlippedX = false, isFlippedY = false } = layer;
	const shown = shownCrop(layer, source);
	const scaleX = ((place.right - place.left) / (shown.right - shown.left)) * (isFlippedX ? -1 : 1);
	const scaleY = ((place.bottom - place.top) / (shown.bottom - shown.top)) * (isFlippedY ? -1 : 1);
	const [sine, cosine] = sineAndCosine(angle);
	const [a, b, c, d] = [cosine * scaleX, sine * scaleX, -sine * scaleY, cosine * scaleY];
	const centre = rectCentre(place);
	const from = rectCentre(shown);
	return { a, b, c, d, e: centre.x - a * from.x - c * from.y, f: centre.y - b * from.x - d * from.y };
}

/**
 * Shows another part of the source picture at the same scale: what was shown before stays in place. `crop` is in source
 * pixels and must overlap the picture.
 */
export function recrop(
	layer: PlacedSource,
	source: Size,
	crop: Rect,
): { readonly place: Rect; readonly crop: Rect | null } {
	const before = shownCrop(layer, source);
	const whole = rectOf(source);
	const after = shownCrop({ crop }, source);
	const { place } = layer;
	const width = ((place.right - place.left) / (before.right - before.left)) * (after.right - after.left);
	const height = ((place.bottom - place.top) / (before.bottom - before.top)) * (after.bottom - after.top);
	const centre = applyMatrix(objectMatrix(layer, source), rectCentre(after));
	return { place: rectAround(centre, { width, height }), crop: isSameRect(after, whole) ? null : after };
}

export function rectAround({ x, y }: Point, { width, height }: Size): Rect {
	return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
}

/**
 * A box that was on whole pixels stays on them: moved by at most half a pixel if it is upright or turned by a quarter. `box`
 * is `before` after a move or a rotation.
 */
export function keepOnWholePixels<Box extends PlacedBox>(before: PlacedBox, box: Box): Box {
	if (!isOnWholePixels(before) || (box.angle ?? 0) % 90 !== 0) return box;
	const { left, top } = boxBounds(box);
	// Half pixels are rounded one way upright and the other way on the side, so that four quarter turns lead back.
	const round = (at: number) => ((box.angle ?? 0) % 180 === 0 ? Math.round(at) : Math.ceil(at - 0.5));
	return { ...box, place: moveRect(box.place, round(left) - left, round(top) - top) };
}

function isOnWholePixels(box: PlacedBox): boolean {
	const { left, top, right, bottom } = boxBounds(box);
	return (box.angle ?? 0) % 90 === 0 && [left, top, right, bottom].every(Number.isInteger);
}

/** Rotates a box about a point of the canvas. */
export function rotateBox({ place, angle = 0 }: PlacedBox, about: Point, degrees: number): Required<PlacedBox> {
	const from = rectCentre(place);
	const to = rotatePoint(from, about, degrees);
	return { place: moveRect(place, to.x - from.x, to.y - from.y), angle: normalizeAngle(angle + degrees) };
}

/** The mean of the boxes' centres, which stays in place when the boxes are rotated about it. */
export function centreOfBoxes(boxes: readonly PlacedBox[]): Point {
	const centres = boxes.map(({ place }) => rectCentre(place));
	const mean = (values: readonly number[]) =>
		values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
	return { x: mean(centres.map(({ x }) => x)), y: mean(centres.map(({ y }) => y)) };
}
