// Draws the outline of a shape that is being dragged, tinted inside unless it subtracts.
import type { Outline } from "../../tools";
import { type Surface, toDevice } from "../surface";

export function drawOutline(surface: Surface, { corners, mode }: Outline, colour: string, ratio: number): void {
	const { context } = surface;
	const path = new Path2D();
	for (const { x, y } of corners) {
		const { left, top } = toDevice(surface, { left: x, top: y, right: x, bottom: y });
		path.lineTo(left, top);
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
}
