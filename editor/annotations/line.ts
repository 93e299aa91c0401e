// Lines and arrows: along the middle of the box, from left to right. An arrow is one outline, so that a translucent one is
// even.
import { type Annotation, ARROW_HEAD_BREADTH } from "../document";
import type { Point, Size } from "../raster";
import type { DrawingContext } from "./drawingContext";

/** In breadths of the line; shorter in a short arrow. */
const HEAD_LENGTH = 3.4;

export function drawLine(context: DrawingContext, { colour, width = 1 }: Annotation, size: Size): void {
	context.strokeStyle = colour;
	context.lineWidth = width;
	context.lineCap = "round";
	context.beginPath();
	context.moveTo(-size.width / 2, 0);
	context.lineTo(size.width / 2, 0);
	context.stroke();
}

export function drawArrow(context: DrawingContext, annotation: Annotation, size: Size): void {
	context.fillStyle = annotation.colour;
	context.beginPath();
	for (const { x, y } of arrowOutline(annotation, size)) context.lineTo(x, y);
	context.closePath();
	context.fill();
}

/** The corners of a line in pixels from the middle of its box. */
export function lineOutline({ width = 1 }: Pick<Annotation, "width">, size: Size): readonly Point[] {
	const [end, half] = [size.width / 2, width / 2];
	return [
		{ x: -end, y: -half },
		{ x: end, y: -half },
		{ x: end, y: half },
		{ x: -end, y: half },
	];
}

export function arrowOutline({ width = 1 }: Pick<Annotation, "width">, size: Size): readonly Point[] {
	const [tip, half] = [size.width / 2, width / 2];
	const neck = Math.max(-tip, tip - Math.min(HEAD_LENGTH * width, size.width * 0.9));
	const wing = Math.min((ARROW_HEAD_BREADTH * width) / 2, (tip - neck) * 0.75);
	// The shaft begins thinner and reaches into the head, whose back is a little hollow.
	const into = neck + (tip - neck) * 0.12;
	return [
		{ x: -tip, y: -half * 0.7 },
		{ x: into, y: -half },
		{ x: neck, y: -wing },
		{ x: tip, y: 0 },
		{ x: neck, y: wing },
		{ x: into, y: half },
		{ x: -tip, y: half * 0.7 },
	];
}
