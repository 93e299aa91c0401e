// The pen and the highlighter: a smooth line through the points. With the same pressure everywhere it is one stroked path;
// otherwise a chain of discs and the pieces between them, filled at once so that nothing is drawn twice.
import type { Annotation } from "../document";
import { type Point, type Size, sizeOf } from "../raster";
import type { DrawingContext } from "./drawingContext";

export interface StrokePoint extends Point {
	readonly pressure: number;
}

/** The points in pixels from the middle of the box, before it is mirrored and rotated. */
export function strokePoints({ points = [], place }: Pick<Annotation, "points" | "place">): readonly StrokePoint[] {
	const { width, height } = sizeOf(place);
	const all: StrokePoint[] = [];
	for (let i = 0; i + 2 < points.length; i += 3) {
		const [x = 0, y = 0, pressure = 1] = points.slice(i, i + 3);
		all.push({ x: (x - 0.5) * width, y: (y - 0.5) * height, pressure });
	}
	return all;
}

export function drawStroke(context: DrawingContext, annotation: Annotation, _size: Size): void {
	const points = strokePoints(annotation);
	const [first] = points;
	const { colour, width = 1, kind } = annotation;
	if (first === undefined) return;
	if (points.some(({ pressure }) => pressure !== first.pressure)) {
		context.fillStyle = colour;
		drawChain(context, smoothPoints(points), width);
		return;
	}
	context.strokeStyle = colour;
	context.lineWidth = width * first.pressure;
	context.lineCap = kind === "highlighter" ? "square" : "round";
	context.lineJoin = "round";
	context.beginPath();
	context.moveTo(first.x, first.y);
	// A click is a dot.
	if (points.length < 3)
		for (const { x, y } of points.slice(-1)) context.lineTo(x + (points.length === 1 ? 1e-3 : 0), y);
	for (let i = 1; i < points.length - 1; i++) {
		const [at, next] = [points[i], points[i + 1]];
		if (at === undefined || next === undefined) continue;
		const isLast = i === points.length - 2;
		const end = isLast ? next : { x: (at.x + next.x) / 2, y: (at.y + next.y) / 2 };
		context.quadraticCurveTo(at.x, at.y, end.x, end.y);
	}
	context.stroke();
}

/** Points on the curve that the stroked path would have, close enough to be joined by straight pieces. */
export function smoothPoints(points: readonly StrokePoint[], pieces = 4): readonly StrokePoint[] {
	if (points.length < 3) return points;
	const between = (a: StrokePoint, b: StrokePoint, share: number): StrokePoint => ({
		x: a.x + (b.x - a.x) * share,
		y: a.y + (b.y - a.y) * share,
		pressure: a.pressure + (b.pressure - a.pressure) * share,
	});
	const smooth: StrokePoint[] = points.slice(0, 1);
	for (let i = 1; i < points.length - 1; i++) {
		const [from, at, next] = [smooth.at(-1), points[i], points[i + 1]];
		if (from === undefined || at === undefined || next === undefined) continue;
		const end = i === points.length - 2 ? next : between(at, next, 0.5);
		for (let step = 1; step <= pieces; step++) {
			const share = step / pieces;
			smooth.push(between(between(from, at, share), between(at, end, share), share));
		}
	}
	return smooth;
}

/** All pieces run the same way round, so that overlapping ones add up to one area. */
function drawChain(context: DrawingContext, points: readonly StrokePoint[], width: number): void {
	context.beginPath();
	for (const [i, point] of points.entries()) {
		const radius = Math.max(0.25, (point.pressure * width) / 2);
		context.moveTo(point.x + radius, point.y);
		context.arc(point.x, point.y, radius, 0, 2 * Math.PI);
		context.closePath();
		const before = points[i - 1];
		if (before === undefined) continue;
		const length = Math.hypot(point.x - before.x, point.y - before.y);
		if (length === 0) continue;
		const [x, y] = [(point.y - before.y) / length, (before.x - point.x) / length];
		const start = Math.max(0.25, (before.pressure * width) / 2);
		context.moveTo(before.x + x * start, before.y + y * start);
		context.lineTo(point.x + x * radius, point.y + y * radius);
		context.lineTo(point.x - x * radius, point.y - y * radius);
		context.lineTo(before.x - x * start, before.y - y * start);
		context.closePath();
	}
	context.fill();
}
