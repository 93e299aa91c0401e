// Draws annotations on a surface of the canvas, and the areas in which they can be pressed.
import { annotationBounds, drawAnnotation } from "../../annotations";
import { type Annotation, isAnnotation, isStroke, type PlacedObject } from "../../document";
import { intersectRects, isEmptyRect, type Rect, sizeOf } from "../../raster";
import { type Surface, toDevice, visiblePart } from "../surface";

/** CSS pixels by which a thin line can be missed. */
const REACH = 6;

const keptBounds = new WeakMap<Annotation, Rect>();

/** Draws one annotation, unless it is out of view. Its opacity is the annotation's own. */
export function drawAnnotationOn(surface: Surface, annotation: Annotation): void {
	const { context, scale, left, top } = surface;
	if (isEmptyRect(intersectRects(toDevice(surface, boundsOf(annotation)), visiblePart(surface)))) return;
	context.save();
	context.translate(left, top);
	context.scale(scale, scale);
	drawAnnotation(context, annotation);
	context.restore();
}

function boundsOf(annotation: Annotation): Rect {
	const kept = keptBounds.get(annotation);
	if (kept !== undefined) return kept;
	const { left, top, right, bottom } = annotationBounds(annotation);
	// A label's width is an estimate, and smooth edges reach over by a pixel.
	const margin = 2 + (annotation.text === undefined ? 0 : (right - left) / 4);
	const bounds = { left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin };
	keptBounds.set(annotation, bounds);
	return bounds;
}

/** True if only the line of an object is pressed, and not the area inside. */
export function isOpenInside(object: PlacedObject): object is Annotation {
	if (!isAnnotation(object)) return false;
	return isStroke(object) || ((object.kind === "box" || object.kind === "ellipse") && object.fill === undefined);
}

/** Draws the line of an annotation, at least as broad as a pointer needs, in the frame of its box with the origin upper left. */
export function drawPressedLine(
	context: CanvasRenderingContext2D,
	annotation: Annotation,
	{ zoom, colour }: { readonly zoom: number; readonly colour: string },
): void {
	const { place, width = 1, points = [], kind, isFlippedX = false, isFlippedY = false } = annotation;
	const size = sizeOf(place);
	context.save();
	context.strokeStyle = colour;
	context.lineWidth = width + (2 * REACH) / zoom;
	context.lineCap = "round";
	context.lineJoin = "round";
	if (isFlippedX || isFlippedY) {
		context.translate(isFlippedX ? size.width : 0, isFlippedY ? size.height : 0);
		context.scale(isFlippedX ? -1 : 1, isFlippedY ? -1 : 1);
	}
	context.beginPath();
	if (kind === "box") context.rect(0, 0, size.width, size.height);
	else if (kind === "ellipse") {
		context.ellipse(size.width / 2, size.height / 2, size.width / 2, size.height / 2, 0, 0, 2 * Math.PI);
	}
	for (let i = 0; i + 2 < points.length; i += 3) {
		const [x = 0, y = 0] = points.slice(i, i + 2);
		context.lineTo(x * size.width, y * size.height);
		// A dot.
		if (points.length === 3) context.lineTo(x * size.width + 1e-3, y * size.height);
	}
	context.stroke();
	context.restore();
}

/** Picture pixels by which the box of an object can be missed on each side: thin boxes are hard to press. */
export function pressMargin(object: PlacedObject, zoom: number): number {
	const { width, height } = sizeOf(object.place);
	return isAnnotation(object) ? Math.max(0, REACH / zoom - Math.min(width, height) / 2) : 0;
}
