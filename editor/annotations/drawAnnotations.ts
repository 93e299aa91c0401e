// Draws annotations in picture pixels: the only way, on the page and in a worker. To add a kind, write its file and its line.
import { type Annotation, type AnnotationKind, rectCentre } from "../document";
import { type Size, sizeOf } from "../raster";
import { drawCallout } from "./callout";
import type { DrawingContext } from "./drawingContext";
import { drawArrow, drawLine } from "./line";
import { drawBox, drawEllipse } from "./shape";
import { drawStroke } from "./stroke";
import { drawNote, drawText } from "./text";

/** Draws in the box's own frame: the origin is its middle. */
type DrawKind = (context: DrawingContext, annotation: Annotation, size: Size) => void;

const DRAW: Readonly<Record<AnnotationKind, DrawKind>> = {
	pen: drawStroke,
	highlighter: drawStroke,
	line: drawLine,
	arrow: drawArrow,
	box: drawBox,
	ellipse: drawEllipse,
	callout: drawCallout,
	text: drawText,
	note: drawNote,
};

/** Draws one annotation, also a hidden one. */
export function drawAnnotation(context: DrawingContext, annotation: Annotation): void {
	const { place, angle = 0, isFlippedX = false, isFlippedY = false, opacity, kind } = annotation;
	const { x, y } = rectCentre(place);
	context.save();
	context.globalAlpha *= opacity;
	context.translate(x, y);
	if (angle !== 0) context.rotate((angle * Math.PI) / 180);
	if (isFlippedX || isFlippedY) context.scale(isFlippedX ? -1 : 1, isFlippedY ? -1 : 1);
	DRAW[kind](context, annotation, sizeOf(place));
	context.restore();
}

/** Annotations that models and exports may see: visible ones that are not for people only. */
export function sharedAnnotations(annotations: readonly Annotation[]): readonly Annotation[] {
	return annotations.filter(({ isVisible, kind }) => isVisible && kind !== "note");
}

/**
 * Draws the visible annotations from bottom to top, without sticky notes, which are for people only. `scale`: pixels of the
 * context per picture pixel; its origin is the picture's upper left corner.
 */
export function drawAnnotations(context: DrawingContext, annotations: readonly Annotation[], scale: number): void {
	context.save();
	context.scale(scale, scale);
	for (const annotation of sharedAnnotations(annotations)) drawAnnotation(context, annotation);
	context.restore();
}
