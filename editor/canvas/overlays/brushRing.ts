// Draws the brush's ring at its true size: white on dark, visible over any picture; dashed while it erases.
import type { Cursor, ViewPoint } from "../../tools";
import type { Surface } from "../surface";

/** CSS pixels. A smaller ring gets a cross around it, so that it can be found. */
const SMALL_RADIUS = 12;

export function drawRing(
	surface: Surface,
	at: ViewPoint,
	cursor: Extract<Cursor, { kind: "ring" }>,
	ratio: number,
): void {
	const { context, scale } = surface;
	const x = at.x * ratio;
	const y = at.y * ratio;
	const radius = Math.max(1.5 * ratio, (cursor.diameter * scale) / 2);
	const path = new Path2D();
	path.arc(x, y, radius, 0, 2 * Math.PI);
	if (cursor.core !== undefined) {
		const core = (cursor.core * scale) / 2;
		path.moveTo(x + core, y);
		path.arc(x, y, core, 0, 2 * Math.PI);
	}
	if (radius <= SMALL_RADIUS * ratio) addCross(path, x, y, radius, ratio);
	context.lineWidth = 3 * ratio;
	context.strokeStyle = "rgb(0 0 0 / 0.55)";
	context.stroke(path);
	if (cursor.isErasing) context.setLineDash(dashes(radius, ratio));
	context.lineWidth = 1.25 * ratio;
	context.strokeStyle = "#fff";
	context.stroke(path);
	context.setLineDash([]);
}

/** A dash pattern that repeats a whole number of times around the ring. */
function dashes(radius: number, ratio: number): number[] {
	const around = 2 * Math.PI * radius;
	const step = around / Math.max(4, Math.round(around / (9 * ratio)));
	return [step * 0.55, step * 0.45];
}

function addCross(path: Path2D, x: number, y: number, radius: number, ratio: number): void {
	for (const [dx, dy] of [
		[1, 0],
		[-1, 0],
		[0, 1],
		[0, -1],
	] as const) {
		path.moveTo(x + dx * (radius + 3 * ratio), y + dy * (radius + 3 * ratio));
		path.lineTo(x + dx * (radius + 7 * ratio), y + dy * (radius + 7 * ratio));
	}
}

/** Marks the keyboard's pointer, with any tool. */
export function drawCrosshair({ context }: Surface, at: ViewPoint, ratio: number): void {
	const path = new Path2D();
	addCross(path, at.x * ratio, at.y * ratio, 0, 2 * ratio);
	context.lineWidth = 4 * ratio;
	context.strokeStyle = "rgb(0 0 0 / 0.6)";
	context.stroke(path);
	context.lineWidth = 2 * ratio;
	context.strokeStyle = "#fff";
	context.stroke(path);
}
