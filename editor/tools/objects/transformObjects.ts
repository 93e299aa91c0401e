// Moves, scales and rotates objects by a drag. Pure arithmetic in picture pixels: it knows no handles on the screen.
import {
	type Annotation,
	boundsOfBoxes,
	keepOnWholePixels,
	type PlacedBox,
	type PlacedObject,
	rectAround,
	rectCentre,
	rotateBox,
	rotatePoint,
	type Snap,
	type SnapAnchors,
	type SnapLine,
	type SnapTargets,
	snapBounds,
} from "../../document";
import { moveRect, normalizeAngle, type Rect, sizeOf } from "../../raster";
import type { Handle, ImagePoint } from "../tool";
import { isProportional, leastSide } from "./annotationBox";

/** In picture pixels. */
const MIN_SIDE = 8;
/** Degrees, with Shift. */
const ANGLE_STEP = 15;

/** A box that a drag changes, with a name for the result. */
export type DraggedBox = PlacedBox & Pick<PlacedObject, "id"> & Partial<Pick<Annotation, "kind">>;

export interface ObjectDrag {
	/** As they were when the drag began. */
	readonly objects: readonly DraggedBox[];
	readonly box: PlacedBox;
	readonly from: ImagePoint;
	readonly to: ImagePoint;
	/** Targets that edges and centres snap to, within a tolerance in picture pixels; null: nothing. */
	readonly snap: (SnapTargets & { readonly tolerance: number }) | null;
}

export interface DraggedObjects {
	readonly boxes: ReadonlyMap<string, PlacedBox>;
	/** The box around all of them. */
	readonly box: PlacedBox;
	readonly lines: readonly SnapLine[];
}

const NO_SNAP: Snap = { dx: 0, dy: 0, lines: [] };
const ORIGIN = { x: 0, y: 0 };

/** `isStraight`: along one axis only. */
export function moveObjects({ objects, box, from, to, snap }: ObjectDrag, isStraight: boolean): DraggedObjects {
	const [x, y] = [Math.round(to.x - from.x), Math.round(to.y - from.y)];
	const isAcross = Math.abs(x) >= Math.abs(y);
	const [dx, dy] = isStraight ? (isAcross ? [x, 0] : [0, y]) : [x, y];
	const bounds = boundsOfBoxes(objects);
	const free = ["start", "centre", "end"] as const;
	const anchors = { x: isStraight && !isAcross ? [] : free, y: isStraight && isAcross ? [] : free };
	const snapped =
		snap === null || bounds === null
			? NO_SNAP
			: snapBounds(moveRect(bounds, dx, dy), snap, { tolerance: snap.tolerance, anchors });
	const moved = ({ place, angle }: PlacedBox): PlacedBox => ({
		place: moveRect(place, dx + snapped.dx, dy + snapped.dy),
		...(angle === undefined ? {} : { angle }),
	});
	return {
		boxes: new Map(objects.map((object) => [object.id, moved(object)])),
		box: moved(box),
		lines: snapped.lines,
	};
}

/** With `isStepped` the angle of one object, or the turn of several, is a multiple of 15 degrees. */
export function rotateObjects({ objects, box, from, to }: ObjectDrag, isStepped: boolean): DraggedObjects {
	const centre = rectCentre(box.place);
	const turn = directionOf(centre, to) - directionOf(centre, from);
	const before = box.angle ?? 0;
	const step = isStepped ? ANGLE_STEP : 0.1;
	const angle = normalizeAngle(Math.round(Math.round((before + turn) / step) * step * 10) / 10);
	const degrees = angle - before;
	const rotated = (object: DraggedBox) => keepOnWholePixels(object, rotateBox(object, centre, degrees));
	return {
		boxes: new Map(objects.map((object) => [object.id, rotated(object)])),
		box: { place: box.place, angle },
		lines: [],
	};
}

/** Clockwise, in degrees. */
function directionOf(centre: ImagePoint, { x, y }: ImagePoint): number {
	return (Math.atan2(y - centre.y, x - centre.x) * 180) / Math.PI;
}

export interface ScaleOptions {
	readonly handle: Handle;
	/** A corner keeps the aspect ratio unless it is free. */
	readonly isFree: boolean;
	readonly isFromCentre: boolean;
}

/** Scales by a side or corner. The opposite side or corner, or the centre, stays. */
export function scaleObjects(drag: ObjectDrag, options: ScaleOptions): DraggedObjects {
	const { objects, box, snap } = drag;
	const { place, angle = 0 } = box;
	const before = sizeOf(place);
	const [column, row] = sidesOf(options.handle);
	const canSkew = objects.some((object) => objects.length > 1 && (object.angle ?? 0) !== 0);
	const keepsRatio = column !== 0 && row !== 0 && (!options.isFree || canSkew || objects.some(isProportional));
	const least = leastFactor(objects);
	const reach = options.isFromCentre ? 2 : 1;
	const by = rotatePoint({ x: drag.to.x - drag.from.x, y: drag.to.y - drag.from.y }, ORIGIN, -angle);
	const limit = (factor: number) => Math.max(factor, least);
	const dragged = {
		x: column === 0 ? 1 : limit(1 + (column * by.x * reach) / before.width),
		y: row === 0 ? 1 : limit(1 + (row * by.y * reach) / before.height),
	};
	const larger = Math.max(dragged.x, dragged.y);
	const wanted = roundSize(keepsRatio ? { x: larger, y: larger } : dragged, before);
	const free = scaled(drag, options, wanted);
	if (snap === null || angle !== 0) return free;
	const anchors: SnapAnchors = {
		x: column < 0 ? ["start"] : column > 0 ? ["end"] : [],
		y: row < 0 ? ["start"] : row > 0 ? ["end"] : [],
	};
	const { dx, dy } = snapBounds(free.box.place, snap, { tolerance: snap.tolerance, anchors });
	if (dx === 0 && dy === 0) return withLines(free, snap, anchors);
	const offset = {
		x: wanted.x + (column * dx * reach) / before.width,
		y: wanted.y + (row * dy * reach) / before.height,
	};
	// With a fixed ratio the nearer line decides.
	const isByX = dx !== 0 && (dy === 0 || Math.abs(dx) <= Math.abs(dy));
	const factor = isByX ? offset.x : offset.y;
	return withLines(scaled(drag, options, keepsRatio ? { x: factor, y: factor } : offset), snap, anchors);
}

/** The lines that the box touches where it is. */
function withLines(dragged: DraggedObjects, targets: SnapTargets, anchors: SnapAnchors): DraggedObjects {
	return { ...dragged, lines: snapBounds(dragged.box.place, targets, { tolerance: 1e-6, anchors }).lines };
}

function scaled({ objects, box }: ObjectDrag, { handle, isFromCentre }: ScaleOptions, factor: ImagePoint) {
	const { place, angle = 0 } = box;
	const { width, height } = sizeOf(place);
	const centre = rectCentre(place);
	const [column, row] = isFromCentre ? [0, 0] : sidesOf(handle);
	const fixed = rotatePoint({ x: centre.x - (column * width) / 2, y: centre.y - (row * height) / 2 }, centre, angle);
	const scaledBox = (from: PlacedBox): PlacedBox => {
		const size = sizeOf(from.place);
		const at = rotatePoint(rectCentre(from.place), fixed, -angle);
		const to = { x: fixed.x + (at.x - fixed.x) * factor.x, y: fixed.y + (at.y - fixed.y) * factor.y };
		const scaledSize = { width: size.width * factor.x, height: size.height * factor.y };
		return {
			place: withoutRoundingErrors(rectAround(rotatePoint(to, fixed, angle), scaledSize)),
			...(from.angle === undefined ? {} : { angle: from.angle }),
		};
	};
	const boxes = new Map(objects.map((object) => [object.id, scaledBox(object)]));
	return { boxes, box: scaledBox(box), lines: [] };
}

function withoutRoundingErrors({ left, top, right, bottom }: Rect): Rect {
	const round = (at: number) => Math.round(at * 1e6) / 1e6;
	return { left: round(left), top: round(top), right: round(right), bottom: round(bottom) };
}

/** Factors by which the size becomes whole pixels. */
function roundSize({ x, y }: ImagePoint, { width, height }: { readonly width: number; readonly height: number }) {
	return { x: Math.round(width * x) / width, y: Math.round(height * y) / height };
}

/** An object that is very small already is not made larger by it. */
function leastFactor(objects: readonly DraggedBox[]): number {
	const factors = objects.map((object) => MIN_SIDE / leastSide(object));
	return Math.min(1, Math.max(...factors));
}

/** -1: the left or upper side, 1: the right or lower one, 0: neither. */
export function sidesOf(handle: Handle): readonly [column: -1 | 0 | 1, row: -1 | 0 | 1] {
	if (handle === "rotate") return [0, 0];
	const column = handle.endsWith("w") ? -1 : handle.endsWith("e") ? 1 : 0;
	const row = handle.startsWith("n") ? -1 : handle.startsWith("s") ? 1 : 0;
	return [column, row];
}
