// Numbered callouts: a disc with a number, and a label beside it where the callout has a text.
import type { Annotation } from "../document";
import { type Rect, type Size, sizeOf } from "../raster";
import { readableOn } from "./colours";
import { type DrawingContext, type MeasureText, measureWith } from "./drawingContext";
import { fontOf } from "./fonts";
import { roundedRect } from "./roundedRect";
import { LINE_HEIGHT, layoutText } from "./textLayout";

/** Of the number, in diameters: one digit, two, more. */
const DIGITS = [0.62, 0.5, 0.38] as const;
/** Of the label: its letters in diameters, its longest line and its padding in letters. */
const LABEL = 0.46;
const LONGEST_LINE = 14;
const LABEL_PADDING = 0.45;
const GAP = 0.14;

export function drawCallout(context: DrawingContext, annotation: Annotation, { width }: Size): void {
	const { colour, number = 1, fill } = annotation;
	const label = calloutLabel(annotation, measureWith(context));
	if (label !== null) {
		const { place, lines, fontSize } = label;
		const size = sizeOf(place);
		const ground = fill ?? "#ffffff";
		context.save();
		context.translate((place.left + place.right) / 2, (place.top + place.bottom) / 2);
		context.fillStyle = ground;
		roundedRect(context, size, fontSize * 0.35);
		context.fill();
		context.fillStyle = readableOn(ground);
		context.font = fontOf(annotation, fontSize);
		context.textAlign = "left";
		context.textBaseline = "middle";
		for (const [i, line] of lines.entries()) {
			const y = (i + 0.5 - lines.length / 2) * LINE_HEIGHT * fontSize;
			context.fillText(line, LABEL_PADDING * fontSize - size.width / 2, y);
		}
		context.restore();
	}
	context.fillStyle = colour;
	context.beginPath();
	context.arc(0, 0, width / 2, 0, 2 * Math.PI);
	context.fill();
	const letters = readableOn(colour);
	// A thin edge of the other colour parts the disc from a picture of its own colour.
	context.strokeStyle = letters;
	context.lineWidth = width * 0.06;
	context.beginPath();
	context.arc(0, 0, width * 0.47, 0, 2 * Math.PI);
	context.stroke();
	const digits = String(number);
	context.fillStyle = letters;
	context.font = fontOf({ ...annotation, fontWeight: 700 }, width * (DIGITS[digits.length - 1] ?? DIGITS[2]));
	context.textAlign = "center";
	context.textBaseline = "middle";
	context.fillText(digits, 0, width * 0.035);
}

/** The label's box, in pixels from the middle of the disc; null: the callout has no text. */
export function calloutLabel(
	annotation: Annotation,
	measure: MeasureText,
): { readonly place: Rect; readonly lines: readonly string[]; readonly fontSize: number } | null {
	const { text = "", place } = annotation;
	if (text.trim() === "") return null;
	const { width: diameter } = sizeOf(place);
	const fontSize = diameter * LABEL;
	const font = fontOf(annotation, fontSize);
	const lines = layoutText(text, font, LONGEST_LINE * fontSize, measure);
	const padding = LABEL_PADDING * fontSize;
	const width = Math.max(...lines.map((line) => measure(line, font))) + 2 * padding;
	const height = lines.length * LINE_HEIGHT * fontSize + padding;
	const left = diameter * (0.5 + GAP);
	return { place: { left, top: -height / 2, right: left + width, bottom: height / 2 }, lines, fontSize };
}
