// The geometry of a drag that draws a line or a box. In picture pixels; distances that a hand can miss are in CSS pixels.
import type { Point, Rect } from "../../raster";
import { straightEnd } from "../objects/annotationBox";
import { draggedRect } from "../shapeTool";
import type { Drawing } from "./drawingTool";

/** CSS pixels: a shorter drag is a click. */
const MIN_DRAG = 4;

export function isDragged({ samples }: Drawing): boolean {
	const [from, to] = [samples[0]?.view, samples.at(-1)?.view];
	return from !== undefined && to !== undefined && Math.hypot(to.x - from.x, to.y - from.y) >= MIN_DRAG;
}

/** The ends of a dragged line; with Shift its direction is a multiple of 15 degrees. null: it was not dragged. */
export function draggedLine(drawing: Drawing): readonly [from: Point, to: Point] | null {
	const { samples, modifiers } = drawing;
	const [from, to] = [samples[0]?.image, samples.at(-1)?.image];
	if (from === undefined || to === undefined || !isDragged(drawing)) return null;
	return [from, modifiers.shift ? straightEnd(from, to) : to];
}

/** A dragged box: with Shift a square, with Alt from its centre. null: it has no area. */
export function draggedBox(drawing: Drawing): Rect | null {
	if (!isDragged(drawing)) return null;
	const { shift, alt } = drawing.modifiers;
	const points = drawing.samples.map(({ image }) => image);
	const rect = draggedRect({ points, isSquare: shift, isFromCentre: alt });
	return rect.right > rect.left && rect.bottom > rect.top ? rect : null;
}
