// Rectangles and ellipses: a border, whose middle is the edge of the box, and an optional ground.
import type { Annotation } from "../document";
import type { Size } from "../raster";
import type { DrawingContext } from "./drawingContext";

export function drawBox(context: DrawingContext, annotation: Annotation, { width, height }: Size): void {
	context.beginPath();
	context.rect(-width / 2, -height / 2, width, height);
	fillAndStroke(context, annotation, "miter");
}

export function drawEllipse(context: DrawingContext, annotation: Annotation, { width, height }: Size): void {
	context.beginPath();
	context.ellipse(0, 0, width / 2, height / 2, 0, 0, 2 * Math.PI);
	fillAndStroke(context, annotation, "round");
}

function fillAndStroke(
	context: DrawingContext,
	{ colour, fill, width = 1 }: Annotation,
	join: "miter" | "round",
): void {
	if (fill !== undefined) {
		context.fillStyle = fill;
		context.fill();
	}
	context.strokeStyle = colour;
	context.lineWidth = width;
	context.lineJoin = join;
	context.stroke();
}
