// A rectangle with round corners around the origin. Not every context that draws annotations has roundRect.
import type { Size } from "../raster";
import type { DrawingContext } from "./drawingContext";

export function roundedRect(context: DrawingContext, { width, height }: Size, radius: number): void {
	const [x, y] = [width / 2, height / 2];
	const r = Math.min(radius, x, y);
	context.beginPath();
	context.moveTo(-x + r, -y);
	context.lineTo(x - r, -y);
	context.quadraticCurveTo(x, -y, x, -y + r);
	context.lineTo(x, y - r);
	context.quadraticCurveTo(x, y, x - r, y);
	context.lineTo(-x + r, y);
	context.quadraticCurveTo(-x, y, -x, y - r);
	context.lineTo(-x, -y + r);
	context.quadraticCurveTo(-x, -y, -x + r, -y);
	context.closePath();
}
