// An object in another box: what changes of it. The letters of a text grow with its corners, and its lines break elsewhere where
// only its width changes. Lines are dragged by their ends. Pure arithmetic in picture pixels.
import { fittedText, type MeasureText, resizedPlace } from "../../annotations";
import {
	type Annotation,
	isAnnotation,
	isLine,
	isStroke,
	type ObjectChanges,
	type PlacedBox,
	type PlacedObject,
	rectAround,
	rectCentre,
	rotatePoint,
} from "../../document";
import { normalizeAngle, type Point, sizeOf } from "../../raster";
import { HANDLES, type Handle, type ImagePoint } from "../tool";

/** Picture pixels: sides that differ by less are the same. */
const SAME = 1e-3;

/** The changes that bring an object into a box. */
export function changesForBox(object: PlacedObject, box: PlacedBox, measure: MeasureText): ObjectChanges {
	if (!isAnnotation(object) || (object.kind !== "text" && object.kind !== "note")) return box;
	const [from, to] = [sizeOf(object.place), sizeOf(box.place)];
	const { fontSize = 24, kind } = object;
	const isWider = Math.abs(to.width - from.width) > SAME;
	const isHigher = Math.abs(to.height - from.height) > SAME;
	if (!isWider && !isHigher) return box;
	if (kind === "text" && isHigher) {
		const factor = isWider ? to.width / from.width : to.height / from.height;
		const scaled: Annotation = { ...object, ...box, fontSize: fontSize * factor };
		return { ...box, fontSize: scaled.fontSize ?? fontSize, place: fittedText(scaled, measure).place };
	}
	const place = kind === "note" ? box.place : resizedPlace(box, { width: to.width, height: from.height });
	const wrapped: Annotation = { ...object, ...box, place, ...(kind === "text" && { isWrapped: true }) };
	return { ...box, place: fittedText(wrapped, measure).place, ...(kind === "text" && { isWrapped: true }) };
}

const CORNERS: readonly Handle[] = ["nw", "ne", "se", "sw"];

/** The handles of a single object. */
export function handlesOf(object: PlacedObject): readonly Handle[] {
	if (!isAnnotation(object)) return HANDLES;
	if (isLine(object)) return ["w", "e"];
	if (object.kind === "callout") return CORNERS;
	return object.kind === "text" ? HANDLES.filter((handle) => handle !== "n" && handle !== "s") : HANDLES;
}

/** The box of an object, or another one that is dragged alike. */
type AnyBox = PlacedBox & Partial<Pick<Annotation, "kind">>;

/** True if an object keeps its proportions when it is scaled by a corner, also with Shift. */
export function isProportional({ kind }: AnyBox): boolean {
	return kind === "text" || kind === "callout";
}

/** The side that must not become too small. */
export function leastSide({ place, kind }: AnyBox): number {
	const { width, height } = sizeOf(place);
	const isThin = kind !== undefined && (isLine({ kind }) || isStroke({ kind }));
	return isThin ? Math.max(width, height) : Math.min(width, height);
}

/** The ends of a line on the canvas: the left one of its box, and the right one. */
export function lineEnds({ place, angle = 0 }: PlacedBox): readonly [from: Point, to: Point] {
	const centre = rectCentre(place);
	const [left, right] = [place.left, place.right].map((x) => rotatePoint({ x, y: centre.y }, centre, angle));
	return [left ?? centre, right ?? centre];
}

/** The box of a line between two points. */
export function lineBox(from: Point, to: Point, breadth: number): Required<PlacedBox> {
	const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
	const centre = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
	const angle = normalizeAngle((Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI);
	return { place: rectAround(centre, { width: length, height: breadth }), angle };
}

const STRAIGHT_STEP = 15;

/** The end of a line whose direction is a multiple of 15 degrees. */
export function straightEnd(from: Point, to: Point): Point {
	const turn = (STRAIGHT_STEP * Math.PI) / 180;
	const direction = Math.round(Math.atan2(to.y - from.y, to.x - from.x) / turn) * turn;
	const length = Math.hypot(to.x - from.x, to.y - from.y);
	return { x: from.x + Math.cos(direction) * length, y: from.y + Math.sin(direction) * length };
}

/** A line one of whose ends was dragged. `isStraight`: to a multiple of 15 degrees. */
export function dragLineEnd(
	line: Annotation,
	handle: Handle,
	{ from, to, isStraight }: { readonly from: ImagePoint; readonly to: ImagePoint; readonly isStraight: boolean },
): Required<PlacedBox> {
	const [start, end] = lineEnds(line);
	const by = (point: Point) => ({ x: point.x + to.x - from.x, y: point.y + to.y - from.y });
	const { height } = sizeOf(line.place);
	if (handle === "w") {
		const moved = by(start);
		return lineBox(isStraight ? straightEnd(end, moved) : moved, end, height);
	}
	const moved = by(end);
	return lineBox(start, isStraight ? straightEnd(start, moved) : moved, height);
}
