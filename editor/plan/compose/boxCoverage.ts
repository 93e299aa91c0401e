// The share of each pixel that lies inside a convex quadrilateral, computed exactly: the smooth edge of a placed image.
import type { Point } from "../../raster";

export interface PixelCoverage {
	/** A pixel's share inside, 0 to 1. Pixel (x, y) reaches from (x, y) to (x + 1, y + 1). */
	at(x: number, y: number): number;
	/** The pixels of row `y` that may be inside: from the first one up to the one before `end`. */
	extent(y: number): { readonly first: number; readonly end: number };
}

/** An edge as a half-plane: points with nx·x + ny·y + d >= 0 are inside. (nx, ny) has the length 1. */
interface HalfPlane {
	readonly nx: number;
	readonly ny: number;
	readonly d: number;
	/** The distance of a pixel's centre from the edge beyond which no corner of the pixel is on the other side. */
	readonly reach: number;
}

/** The corners in order, in either direction. */
export function quadrilateralCoverage(corners: readonly Point[]): PixelCoverage {
	const edges = halfPlanes(corners);
	return {
		at(x, y) {
			let isCrossed = false;
			for (const { nx, ny, d, reach } of edges) {
				const distance = nx * (x + 0.5) + ny * (y + 0.5) + d;
				if (distance <= -reach) return 0;
				if (distance < reach) isCrossed = true;
			}
			return isCrossed ? clippedArea(x, y, edges) : 1;
		},
		extent: (y) => rowExtent(edges, y),
	};
}

/** The part of a row of one pixel's height that lies between the edges. */
function rowExtent(edges: readonly HalfPlane[], y: number): { readonly first: number; readonly end: number } {
	let [first, end] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
	for (const { nx, ny, d } of edges) {
		// The side of the row at which the edge leaves the most.
		const most = Math.max(ny * y, ny * (y + 1)) + d;
		if (nx > 0) first = Math.max(first, Math.floor(-most / nx));
		else if (nx < 0) end = Math.min(end, Math.ceil(-most / nx));
		else if (most <= 0) return { first: 0, end: 0 };
	}
	return { first, end };
}

function halfPlanes(corners: readonly Point[]): readonly HalfPlane[] {
	const side = signedArea(corners) < 0 ? -1 : 1;
	return corners.map((from, i) => {
		const to = corners[(i + 1) % corners.length] ?? from;
		const length = Math.hypot(to.x - from.x, to.y - from.y);
		const nx = (side * (from.y - to.y)) / length;
		const ny = (side * (to.x - from.x)) / length;
		return { nx, ny, d: -(nx * from.x + ny * from.y), reach: (Math.abs(nx) + Math.abs(ny)) / 2 };
	});
}

/** Positive if the corners go from x towards y. */
function signedArea(corners: readonly Point[]): number {
	let sum = 0;
	for (const [i, { x, y }] of corners.entries()) {
		const next = corners[(i + 1) % corners.length] ?? { x, y };
		sum += x * next.y - next.x * y;
	}
	return sum / 2;
}

function clippedArea(x: number, y: number, edges: readonly HalfPlane[]): number {
	let polygon: readonly Point[] = [
		{ x, y },
		{ x: x + 1, y },
		{ x: x + 1, y: y + 1 },
		{ x, y: y + 1 },
	];
	for (const edge of edges) polygon = clip(polygon, edge);
	return Math.min(1, Math.abs(signedArea(polygon)));
}

function clip(polygon: readonly Point[], { nx, ny, d }: HalfPlane): readonly Point[] {
	const distance = (point: Point) => nx * point.x + ny * point.y + d;
	return polygon.flatMap((from, i): readonly Point[] => {
		const to = polygon[(i + 1) % polygon.length] ?? from;
		const [before, after] = [distance(from), distance(to)];
		const kept = before >= 0 ? [from] : [];
		if (before >= 0 === after >= 0) return kept;
		const share = before / (before - after);
		return [...kept, { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) }];
	});
}
