// Arithmetic on half-open rectangles in picture pixels, which may reach beyond the picture.
import type { Point, Rect, Size } from "./coverage";

export function rectOf({ width, height }: Size): Rect {
	return { left: 0, top: 0, right: width, bottom: height };
}

export function sizeOf({ left, top, right, bottom }: Rect): Size {
	return { width: right - left, height: bottom - top };
}

export function isEmptyRect({ left, top, right, bottom }: Rect): boolean {
	return left >= right || top >= bottom;
}

export function isSameRect(a: Rect, b: Rect): boolean {
	return a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;
}

/** The result may be empty. */
export function intersectRects(a: Rect, b: Rect): Rect {
	return {
		left: Math.max(a.left, b.left),
		top: Math.max(a.top, b.top),
		right: Math.min(a.right, b.right),
		bottom: Math.min(a.bottom, b.bottom),
	};
}

/** The smallest rectangle that contains both. */
export function encloseRects(a: Rect, b: Rect): Rect {
	return {
		left: Math.min(a.left, b.left),
		top: Math.min(a.top, b.top),
		right: Math.max(a.right, b.right),
		bottom: Math.max(a.bottom, b.bottom),
	};
}

/** The smallest rectangle around points, not rounded. */
export function boundsOfPoints(points: readonly Point[]): Rect {
	const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
	return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

export function containsRect(outer: Rect, inner: Rect): boolean {
	return (
		outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom
	);
}

export function moveRect({ left, top, right, bottom }: Rect, x: number, y: number): Rect {
	return { left: left + x, top: top + y, right: right + x, bottom: bottom + y };
}

/** Rounds the edges to whole pixels; the result is at least one pixel wide and high. */
export function roundRect(rect: Rect): Rect {
	const left = Math.round(rect.left);
	const top = Math.round(rect.top);
	return {
		left,
		top,
		right: Math.max(left + 1, Math.round(rect.right)),
		bottom: Math.max(top + 1, Math.round(rect.bottom)),
	};
}

export function padRect({ left, top, right, bottom }: Rect, by: number): Rect {
	return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

/** Returns the part of `outer` outside `inner` as up to four rectangles that do not overlap. */
export function subtractRect(outer: Rect, inner: Rect): Rect[] {
	const hole = intersectRects(outer, inner);
	if (isEmptyRect(hole)) return [outer];
	return [
		{ ...outer, bottom: hole.top },
		{ ...outer, top: hole.bottom },
		{ left: outer.left, right: hole.left, top: hole.top, bottom: hole.bottom },
		{ left: hole.right, right: outer.right, top: hole.top, bottom: hole.bottom },
	].filter((rect) => !isEmptyRect(rect));
}
