// Marks the keyboard's pointer, with any tool.
import type { ViewPoint } from "../../tools";
import type { Surface } from "../surface";

export function drawCrosshair({ context }: Surface, at: ViewPoint, ratio: number): void {
	const [x, y] = [at.x * ratio, at.y * ratio];
	const path = new Path2D();
	for (const [dx, dy] of [
		[1, 0],
		[-1, 0],
		[0, 1],
		[0, -1],
	] as const) {
		path.moveTo(x + dx * 6 * ratio, y + dy * 6 * ratio);
		path.lineTo(x + dx * 14 * ratio, y + dy * 14 * ratio);
	}
	context.lineWidth = 4 * ratio;
	context.strokeStyle = "rgb(0 0 0 / 0.6)";
	context.stroke(path);
	context.lineWidth = 2 * ratio;
	context.strokeStyle = "#fff";
	context.stroke(path);
}
