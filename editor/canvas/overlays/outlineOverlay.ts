// Draws the outline of a shape, tinted inside unless it subtracts, and the points of it that can be dragged.
import type { Knob, Outline } from "../../tools";
import { type Surface, toDevicePoint } from "../surface";

/** CSS pixels. */
const KNOB_RADIUS = 4.5;

export function drawOutline(
	surface: Surface,
	{ corners, mode, knobs = [] }: Outline,
	colour: string,
	ratio: number,
): void {
	const { context } = surface;
	const path = new Path2D();
	for (const corner of corners) {
		const { x, y } = toDevicePoint(surface, corner);
		path.lineTo(x, y);
	}
	path.closePath();
	if (mode !== "subtract") {
		context.globalAlpha = 0.25;
		context.fillStyle = colour;
		context.fill(path);
		context.globalAlpha = 1;
	}
	// White dashes on a dark line are visible over any picture.
	context.lineWidth = 1.25 * ratio;
	context.strokeStyle = "rgb(0 0 0 / 0.7)";
	context.stroke(path);
	context.setLineDash([5 * ratio, 4 * ratio]);
	context.strokeStyle = "#fff";
	context.stroke(path);
	context.setLineDash([]);
	for (const knob of knobs) drawKnob(surface, knob, ratio);
}

function drawKnob(surface: Surface, { look, isActive, of, ...at }: Knob, ratio: number): void {
	const { context } = surface;
	const { x, y } = toDevicePoint(surface, at);
	const radius = (look === "first" ? KNOB_RADIUS + 1.5 : KNOB_RADIUS) * ratio;
	if (of !== undefined) {
		const from = toDevicePoint(surface, of);
		context.beginPath();
		context.moveTo(from.x, from.y);
		context.lineTo(x, y);
		context.strokeStyle = "rgb(0 0 0 / 0.7)";
		context.stroke();
	}
	context.beginPath();
	if (look === "square") context.rect(x - radius, y - radius, 2 * radius, 2 * radius);
	else context.arc(x, y, radius, 0, 2 * Math.PI);
	context.fillStyle = isActive === true ? "#1c1c1e" : "#fff";
	context.strokeStyle = isActive === true ? "#fff" : "#1c1c1e";
	context.lineWidth = 1.5 * ratio;
	context.fill();
	context.stroke();
}
