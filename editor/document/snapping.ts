// Snaps moving bounds to other objects, to the picture and to guide lines: edges to edges and centres to centres, each axis
// for itself. Pure arithmetic in picture pixels; the caller converts its tolerance from CSS pixels by the zoom.
import type { Rect } from "../raster";

/** The axis that a line is crossed on: a vertical line has a place on "x". */
export type SnapAxis = "x" | "y";

/** The places of moving bounds that may snap. A box that is resized by its right edge snaps with "end" only. */
export type SnapAnchor = "start" | "centre" | "end";

/** A guide line across the whole canvas: vertical on axis "x", horizontal on axis "y". */
export interface GuideLine {
	readonly axis: SnapAxis;
	readonly at: number;
}

export interface SnapTargets {
	/** Bounds of objects that do not move, and of the picture. */
	readonly bounds: readonly Rect[];
	readonly guides?: readonly GuideLine[];
}

export type SnapAnchors = Readonly<Record<SnapAxis, readonly SnapAnchor[]>>;

export interface SnapOptions {
	/** The largest offset in picture pixels: a distance in CSS pixels divided by the zoom. */
	readonly tolerance: number;
	/** Default: all of them. An empty list leaves its axis alone. */
	readonly anchors?: SnapAnchors;
}

/** A line to draw: at `at` on its axis, from one end to the other along the other axis. */
export interface SnapLine extends GuideLine {
	readonly from: number;
	readonly to: number;
}

export interface Snap {
	/** To be added to the moving bounds, or to the edges that are dragged. 0: nothing is near on that axis. */
	readonly dx: number;
	readonly dy: number;
	/** Every target that the bounds meet after the offset; empty if nothing has snapped. */
	readonly lines: readonly SnapLine[];
}

const ALL: SnapAnchors = { x: ["start", "centre", "end"], y: ["start", "centre", "end"] };

/** Positions that are closer than this are the same line, in spite of rounding errors. */
const SAME = 1e-6;

/** A position on an axis to snap to, and the extent of its object along the other axis. */
interface Target {
	readonly at: number;
	/** The places of moving bounds that it attracts: an edge attracts edges, a centre centres, a guide line any. */
	readonly attracts: "edges" | "centre" | "any";
	readonly from: number;
	readonly to: number;
}

export function snapBounds(moving: Rect, targets: SnapTargets, { tolerance, anchors = ALL }: SnapOptions): Snap {
	const [xTargets, yTargets] = [targetsOn("x", targets), targetsOn("y", targets)];
	const dx = nearestOffset(placesOn("x", moving, anchors), xTargets, tolerance);
	const dy = nearestOffset(placesOn("y", moving, anchors), yTargets, tolerance);
	const snapped = offsetBounds(moving, anchors, dx ?? 0, dy ?? 0);
	return {
		dx: dx ?? 0,
		dy: dy ?? 0,
		lines: [
			...(dx === null ? [] : linesOn("x", snapped, anchors, xTargets)),
			...(dy === null ? [] : linesOn("y", snapped, anchors, yTargets)),
		],
	};
}

interface Place {
	readonly anchor: SnapAnchor;
	readonly at: number;
}

const startOf = (axis: SnapAxis, { left, top }: Rect) => (axis === "x" ? left : top);
const endOf = (axis: SnapAxis, { right, bottom }: Rect) => (axis === "x" ? right : bottom);
const across = (axis: SnapAxis): SnapAxis => (axis === "x" ? "y" : "x");

function placesOn(axis: SnapAxis, bounds: Rect, anchors: SnapAnchors): readonly Place[] {
	const [start, end] = [startOf(axis, bounds), endOf(axis, bounds)];
	const at = { start, centre: (start + end) / 2, end };
	return anchors[axis].map((anchor) => ({ anchor, at: at[anchor] }));
}

function targetsOn(axis: SnapAxis, { bounds, guides = [] }: SnapTargets): readonly Target[] {
	const other = across(axis);
	return [
		...bounds.flatMap((rect): readonly Target[] => {
			const [start, end] = [startOf(axis, rect), endOf(axis, rect)];
			const extent = { from: startOf(other, rect), to: endOf(other, rect) };
			return [
				{ at: start, attracts: "edges", ...extent },
				{ at: (start + end) / 2, attracts: "centre", ...extent },
				{ at: end, attracts: "edges", ...extent },
			];
		}),
		// A guide line has no extent of its own: the line is drawn along the moving bounds.
		...guides
			.filter((guide) => guide.axis === axis)
			.map(({ at }): Target => ({ at, attracts: "any", from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY })),
	];
}

function isAttracted({ anchor }: Place, { attracts }: Target): boolean {
	return attracts === "any" || (attracts === "centre") === (anchor === "centre");
}

/** The smallest offset; null: no target is near. */
function nearestOffset(places: readonly Place[], targets: readonly Target[], tolerance: number): number | null {
	let nearest: number | null = null;
	for (const place of places) {
		for (const target of targets) {
			const offset = target.at - place.at;
			const isNear = isAttracted(place, target) && Math.abs(offset) <= tolerance;
			if (isNear && (nearest === null || Math.abs(offset) < Math.abs(nearest))) nearest = offset;
		}
	}
	return nearest;
}

/** Moves the bounds, or only the edges that the anchors name. */
function offsetBounds(bounds: Rect, anchors: SnapAnchors, dx: number, dy: number): Rect {
	const moves = (axis: SnapAxis, edge: "start" | "end") =>
		anchors[axis].includes("centre") || anchors[axis].includes(edge) ? 1 : 0;
	return {
		left: bounds.left + dx * moves("x", "start"),
		right: bounds.right + dx * moves("x", "end"),
		top: bounds.top + dy * moves("y", "start"),
		bottom: bounds.bottom + dy * moves("y", "end"),
	};
}

/** One line for each position at which the bounds meet targets, long enough for all of them. */
function linesOn(axis: SnapAxis, bounds: Rect, anchors: SnapAnchors, targets: readonly Target[]): readonly SnapLine[] {
	const other = across(axis);
	return placesOn(axis, bounds, anchors).flatMap((place): readonly SnapLine[] => {
		const met = targets.filter((target) => isAttracted(place, target) && Math.abs(target.at - place.at) <= SAME);
		if (met.length === 0) return [];
		const from = Math.min(startOf(other, bounds), ...met.map((target) => target.from));
		const to = Math.max(endOf(other, bounds), ...met.map((target) => target.to));
		return [{ axis, at: met[0]?.at ?? place.at, from, to }];
	});
}
