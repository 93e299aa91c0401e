// Draws the line by which a tool measures an angle, with its label.
import type { MeasuredLine } from "../../tools";
import { type Surface, toDevicePoint } from "../surface";
import { drawLabel } from "./label";

export function drawLine(surface: Surface, { from, to, label }: MeasuredLine, ratio: number): void {
	const { context } = surface;
	const [start, end] = [toDevicePoint(surface, from), toDevicePoint(surface, to)];
	const path = new Path2D();
	path.moveTo(start.x, start.y);
	path.lineTo(end.x, end.y);
	for (const { x, y } of [start, end]) {
		path.moveTo(x + 4 * ratio, y);
		path.arc(x, y, 4 * ratio, 0, 2 * Math.PI);
	}
	context.save();
	// White on dark is visible over any picture.
	context.lineWidth = 3.5 * ratio;
	context.strokeStyle = "rgb(0 0 0 / 0.55)";
	context.stroke(path);
	context.lineWidth = 1.5 * ratio;
	context.strokeStyle = "#fff";
	context.stroke(path);
	context.restore();
	if (label === "") return;
	const box = {
		left: Math.min(start.x, end.x),
		top: Math.min(start.y, end.y),
		right: Math.max(start.x, end.x),
		bottom: Math.max(start.y, end.y),
	};
	drawLabel(surface, label, box, ratio);
}
