// The area of an annotation: its bounds on the canvas, and the coverage from which a mask can be made. Closed shapes cover
// what they enclose; open strokes and lines cover themselves; texts, callouts and notes cover their box.
import { type Annotation, boxBounds, isLine, isStroke, rectCentre, rotatePoint } from "../document";
import {
	beginStroke,
	type Coverage,
	ellipseCorners,
	encloseRects,
	endStroke,
	extendStroke,
	mapBounds,
	type Point,
	padRect,
	polygonCoverage,
	type Rect,
	rectCorners,
	runToEnd,
	type Size,
	sizeOf,
	strokeCoverage,
} from "../raster";
import { calloutLabel } from "./callout";
import type { MeasureText } from "./drawingContext";
import { arrowOutline, lineOutline } from "./line";
import { type StrokePoint, smoothPoints, strokePoints } from "./stroke";
import { estimateText } from "./textLayout";

/** The smallest upright rectangle around all that is drawn. Without a measured font the label of a callout is estimated. */
export function annotationBounds(annotation: Annotation, measure: MeasureText = estimateText): Rect {
	const { kind, width = 0, place, angle = 0 } = annotation;
	const bounds = boxBounds(annotation);
	if (kind === "box" || kind === "ellipse") return padRect(bounds, (width / 2) * (angle % 90 === 0 ? 1 : Math.SQRT2));
	if (kind === "line") return padRect(bounds, width / 2);
	const label = kind === "callout" ? calloutLabel(annotation, measure) : null;
	if (label === null) return bounds;
	const { x, y } = rectCentre(place);
	const turn = (angle * Math.PI) / 180;
	const matrix = { a: Math.cos(turn), b: Math.sin(turn), c: -Math.sin(turn), d: Math.cos(turn), e: x, f: y };
	return encloseRects(bounds, mapBounds(matrix, label.place));
}

/** In shares of its length: the ends of a stroke this close together close it. */
const CLOSING_DISTANCE = 0.12;

/** True if a stroke was drawn around something. */
export function isClosedStroke(annotation: Annotation): boolean {
	const points = strokePoints(annotation);
	const [first, last] = [points[0], points.at(-1)];
	if (!isStroke(annotation) || first === undefined || last === undefined || points.length < 4) return false;
	let length = 0;
	for (const [i, { x, y }] of points.entries()) {
		const before = points[i - 1];
		if (before !== undefined) length += Math.hypot(x - before.x, y - before.y);
	}
	const gap = Math.hypot(last.x - first.x, last.y - first.y);
	return length > 0 && gap <= Math.max(CLOSING_DISTANCE * length, annotation.width ?? 0);
}

/** The coverage of an annotation on a picture of this size. */
export function outlineCoverage(annotation: Annotation, picture: Size): Coverage {
	if (isStroke(annotation) && !isClosedStroke(annotation)) return openStroke(annotation, picture);
	return runToEnd(polygonCoverage(picture, outlineCorners(annotation)));
}

/** The closed outline on the canvas. */
function outlineCorners(annotation: Annotation): readonly Point[] {
	const { kind, place } = annotation;
	const size = sizeOf(place);
	const onCanvas = (points: readonly Point[]) => points.map((point) => toCanvas(annotation, point));
	if (isStroke(annotation)) return onCanvas(smoothPoints(strokePoints(annotation)));
	if (isLine(annotation)) return onCanvas((kind === "arrow" ? arrowOutline : lineOutline)(annotation, size));
	const { x, y } = rectCentre(place);
	const local = { left: place.left - x, top: place.top - y, right: place.right - x, bottom: place.bottom - y };
	const isRound = kind === "ellipse" || kind === "callout";
	return onCanvas(isRound ? ellipseCorners(local) : rectCorners(local));
}

/** From the box's own frame to the canvas. */
function toCanvas({ place, angle = 0, isFlippedX, isFlippedY }: Annotation, { x, y }: Point): Point {
	const centre = rectCentre(place);
	const mirrored = { x: centre.x + (isFlippedX ? -x : x), y: centre.y + (isFlippedY ? -y : y) };
	return rotatePoint(mirrored, centre, angle);
}

function openStroke(annotation: Annotation, picture: Size): Coverage {
	const brush = { size: annotation.width ?? 1, hardness: 1, opacity: 1, flow: 1 };
	const stroke = beginStroke(picture, { ...brush, pressure: { size: true, opacity: false } });
	const points = smoothPoints(strokePoints(annotation)).map(
		(point): StrokePoint => ({
			...toCanvas(annotation, point),
			pressure: point.pressure,
		}),
	);
	const extended = extendStroke(stroke, points).stroke;
	return strokeCoverage(endStroke(extended).stroke);
}

/** True if any of it may be seen in a rectangle of the picture. */
export function isAnnotationIn(annotation: Annotation, rect: Rect): boolean {
	const { left, top, right, bottom } = annotationBounds(annotation);
	return left < rect.right && right > rect.left && top < rect.bottom && bottom > rect.top;
}
