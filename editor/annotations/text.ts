// Texts and sticky notes: lines of letters in a box, on an optional ground. The lines are kept with the annotation, because
// measuring ten thousand letters takes longer than a frame.
import type { Annotation } from "../document";
import type { Size } from "../raster";
import { readableOn } from "./colours";
import { type DrawingContext, measureWith } from "./drawingContext";
import { fontOf } from "./fonts";
import { roundedRect } from "./roundedRect";
import { PADDING, textLines } from "./textBox";
import { LINE_HEIGHT } from "./textLayout";

const keptLines = new WeakMap<Annotation, readonly string[]>();

export function drawText(context: DrawingContext, annotation: Annotation, size: Size): void {
	const { colour, fill, fontSize = 24 } = annotation;
	if (fill !== undefined) {
		context.fillStyle = fill;
		roundedRect(context, size, fontSize * 0.2);
		context.fill();
	}
	context.fillStyle = colour;
	drawLines(context, annotation, size);
}

export function drawNote(context: DrawingContext, annotation: Annotation, size: Size): void {
	const paper = annotation.fill ?? "#ffe27a";
	const { width, height } = size;
	const [x, y] = [width / 2, height / 2];
	const fold = Math.min(width, height) * 0.12;
	context.fillStyle = paper;
	context.beginPath();
	for (const [left, top] of [
		[-x, -y],
		[x, -y],
		[x, y - fold],
		[x - fold, y],
		[-x, y],
	] as const) {
		context.lineTo(left, top);
	}
	context.closePath();
	context.fill();
	// The folded corner.
	context.save();
	context.globalAlpha *= 0.22;
	context.fillStyle = "#000000";
	context.beginPath();
	context.moveTo(x, y - fold);
	context.lineTo(x - fold, y - fold);
	context.lineTo(x - fold, y);
	context.closePath();
	context.fill();
	context.restore();
	context.fillStyle = readableOn(paper);
	drawLines(context, annotation, size);
}

function drawLines(context: DrawingContext, annotation: Annotation, { width, height }: Size): void {
	const { fontSize = 24, align = "left" } = annotation;
	const lines = linesOf(context, annotation);
	const padding = PADDING * fontSize;
	context.font = fontOf(annotation);
	context.textAlign = align;
	context.textBaseline = "middle";
	const x = align === "left" ? padding - width / 2 : align === "right" ? width / 2 - padding : 0;
	const top = padding - height / 2;
	for (const [i, line] of lines.entries()) context.fillText(line, x, top + (i + 0.5) * LINE_HEIGHT * fontSize);
}

function linesOf(context: DrawingContext, annotation: Annotation): readonly string[] {
	const kept = keptLines.get(annotation);
	if (kept !== undefined) return kept;
	const lines = textLines(annotation, measureWith(context));
	keptLines.set(annotation, lines);
	return lines;
}
