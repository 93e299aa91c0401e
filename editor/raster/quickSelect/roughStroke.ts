// The strokes of quick select: a line of one width through points in picture pixels. They stay small as data, and each pixel is
// either under them or not, however the points were grouped into events.
import type { LabPlane } from "./labPlane";

export interface RoughStroke {
	readonly mode: "add" | "subtract";
	/** x and y in turn. */
	readonly points: readonly number[];
	/** In picture pixels. */
	readonly radius: number;
}

/** Returns true if the middle of a pixel lies under a stroke. */
export function isUnderStroke({ points, radius }: RoughStroke, x: number, y: number): boolean {
	for (let at = 0; at < points.length; at += 2) {
		if (squareDistance(points, at, x + 0.5, y + 0.5) <= radius * radius) return true;
	}
	return false;
}

/** From a point to the line that begins with the point `at` of a stroke. */
function squareDistance(points: readonly number[], at: number, x: number, y: number): number {
	const fromX = points[at] as number;
	const fromY = points[at + 1] as number;
	const dx = (points[at + 2] ?? fromX) - fromX;
	const dy = (points[at + 3] ?? fromY) - fromY;
	const square = dx * dx + dy * dy;
	const share = square === 0 ? 0 : Math.max(0, Math.min(1, ((x - fromX) * dx + (y - fromY) * dy) / square));
	return (x - fromX - share * dx) ** 2 + (y - fromY - share * dy) ** 2;
}

/**
 * The pixels of the plane that a stroke may touch, some more than once: none of its pixels is missed, not even under a thin
 * stroke.
 */
export function strokePixels(
	{ width, height, factor }: Pick<LabPlane, "width" | "height" | "factor">,
	stroke: RoughStroke,
): readonly number[] {
	const radius = (stroke.radius + (factor - 1) * Math.SQRT1_2) / factor;
	const scaled = stroke.points.map((value) => value / factor);
	const pixels: number[] = [];
	for (let at = 0; at < scaled.length; at += 2) {
		const [fromX, fromY] = [scaled[at] as number, scaled[at + 1] as number];
		const [toX, toY] = [scaled[at + 2] ?? fromX, scaled[at + 3] ?? fromY];
		const left = Math.max(0, Math.floor(Math.min(fromX, toX) - radius - 1));
		const right = Math.min(width - 1, Math.ceil(Math.max(fromX, toX) + radius));
		const bottom = Math.min(height - 1, Math.ceil(Math.max(fromY, toY) + radius));
		for (let y = Math.max(0, Math.floor(Math.min(fromY, toY) - radius - 1)); y <= bottom; y++) {
			for (let x = left; x <= right; x++) {
				if (squareDistance(scaled, at, x + 0.5, y + 0.5) <= radius * radius) pixels.push(y * width + x);
			}
		}
	}
	return pixels;
}

/** Drops points that lie closer together than they can matter. */
export function appendPoints(
	points: readonly number[],
	added: readonly { readonly x: number; readonly y: number }[],
	spacing: number,
): readonly number[] {
	const result = points.slice();
	for (const { x, y } of added) {
		const [lastX, lastY] = [result.at(-2), result.at(-1)];
		if (lastX !== undefined && lastY !== undefined && Math.hypot(x - lastX, y - lastY) < spacing) continue;
		result.push(x, y);
	}
	return result;
}
