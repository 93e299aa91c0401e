// The boxes of texts and sticky notes: how large a text needs its box to be, and the text's size and box after the box was
// scaled. A side re-wraps the text; a corner scales the letters.
import { type Annotation, boxCorners, type PlacedBox, rectAround, rectCentre } from "../document";
import { moveRect, type Rect, type Size, sizeOf } from "../raster";
import type { MeasureText } from "./drawingContext";
import { fontOf } from "./fonts";
import { LINE_HEIGHT, layoutText } from "./textLayout";

/** Between the letters and the edge of the box, in font sizes. */
export const PADDING = 0.3;

/** The lines of a text, as they are drawn. */
export function textLines(annotation: Annotation, measure: MeasureText): readonly string[] {
	const { kind, text = "", fontSize = 24, place, isWrapped = false } = annotation;
	const width = sizeOf(place).width - 2 * PADDING * fontSize;
	// Rounding must not wrap a text in a box that was made for it.
	const room = isWrapped || kind === "note" ? width + 0.01 : Number.POSITIVE_INFINITY;
	return layoutText(text, fontOf(annotation), room, measure);
}

/** The size that the box needs: a text's own; a note's paper may be higher than its text. */
export function textSize(annotation: Annotation, measure: MeasureText): Size {
	const { kind, fontSize = 24, place, isWrapped = false } = annotation;
	const before = sizeOf(place);
	const lines = textLines(annotation, measure);
	const height = (lines.length * LINE_HEIGHT + 2 * PADDING) * fontSize;
	if (kind === "note") return { width: before.width, height: Math.max(before.height, height) };
	if (isWrapped) return { width: before.width, height };
	const font = fontOf(annotation);
	const longest = Math.max(0, ...lines.map((line) => measure(line, font)));
	return { width: Math.ceil(longest + 2 * PADDING * fontSize), height };
}

/** The box with another size. Its upper left corner stays where it is on the canvas, also of a rotated box. */
export function resizedPlace(box: PlacedBox, size: Size): Rect {
	const resized = { ...box, place: rectAround(rectCentre(box.place), size) };
	const [from] = boxCorners(box);
	const [to] = boxCorners(resized);
	if (from === undefined || to === undefined) return resized.place;
	return moveRect(resized.place, from.x - to.x, from.y - to.y);
}

/** The text with the box that it needs. */
export function fittedText(annotation: Annotation, measure: MeasureText): Annotation {
	if (annotation.kind !== "text" && annotation.kind !== "note") return annotation;
	const size = textSize(annotation, measure);
	const before = sizeOf(annotation.place);
	const isSame = Math.abs(size.width - before.width) < 1e-6 && Math.abs(size.height - before.height) < 1e-6;
	return isSame ? annotation : { ...annotation, place: resizedPlace(annotation, size) };
}
