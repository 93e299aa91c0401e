// The geometry of the edit frame: hit testing, moving and resizing, in picture pixels. A frame always has whole pixels,
// overlaps the picture and keeps the size limits.
import type { GuideLine, SnapLine } from "../document";
import { type Rect, rectOf, type Size } from "../raster";
import type { ImagePoint } from "./tool";

export const MIN_SIDE = 16;
export const MAX_SIDE = 16_384;
export const MAX_AREA = 100_000_000;

/** The dragged side or corner as a compass direction, or "move" for the whole frame. */
export type FrameGrip = "n" | "ne" | "e" | "se" | "s" | "sw" | "w" | "nw" | "move";

export const FRAME_HANDLES: readonly Exclude<FrameGrip, "move">[] = ["nw", "n", "ne", "e", "se", "s", "sw", "w"];

export interface FrameDrag {
	readonly start: Rect;
	readonly grip: FrameGrip;
	/** The distance of the pointer from the start of the drag. */
	readonly dx: number;
	readonly dy: number;
	/** Width divided by height; null: free. */
	readonly ratio: number | null;
	readonly isFromCentre: boolean;
	readonly picture: Size;
	/** The distance within which sides snap to the picture's edges and centre, and to guides. 0: they do not. */
	readonly snap: number;
	readonly guides?: readonly GuideLine[] | undefined;
}

/**
 * Returns the part of the frame at a point; null outside. `reach` is the distance from a side that still counts as on it;
 * it is reduced inside small frames, so that there is always an area to move them by.
 */
export function gripAt(frame: Rect, { x, y }: ImagePoint, reach: number): FrameGrip | null {
	const column = sideAt(frame.left, frame.right, x, reach);
	const row = sideAt(frame.top, frame.bottom, y, reach);
	if (column === null || row === null) return null;
	const grip = `${["n", "", "s"][row + 1]}${["w", "", "e"][column + 1]}`;
	return grip === "" ? "move" : (grip as FrameGrip);
}

/** Returns -1 near the first line, 1 near the second, 0 between them, null outside. */
function sideAt(first: number, second: number, at: number, reach: number): -1 | 0 | 1 | null {
	if (at < first - reach || at > second + reach) return null;
	const inwards = Math.min(reach, (second - first) / 4);
	if (at < first + inwards) return -1;
	return at > second - inwards ? 1 : 0;
}

export function handlePoint({ left, top, right, bottom }: Rect, grip: FrameGrip): ImagePoint {
	const x = grip.includes("w") ? left : grip.includes("e") ? right : (left + right) / 2;
	const y = grip.startsWith("n") ? top : grip.startsWith("s") ? bottom : (top + bottom) / 2;
	return { x, y };
}

export function dragFrame(drag: FrameDrag): Rect {
	return drag.grip === "move" ? moved(drag) : resized(drag);
}

/** Returns the frame between two corners. */
export function drawFrame(
	from: ImagePoint,
	to: ImagePoint,
	drag: Omit<FrameDrag, "start" | "grip" | "dx" | "dy">,
): Rect {
	const x = Math.round(snapped(from.x, drag.picture.width, drag.snap, guidesOn("x", drag.guides)));
	const y = Math.round(snapped(from.y, drag.picture.height, drag.snap, guidesOn("y", drag.guides)));
	const dx = to.x - x;
	const dy = to.y - y;
	const grip: FrameGrip = `${dy < 0 ? "n" : "s"}${dx < 0 ? "w" : "e"}`;
	return resized({ ...drag, start: { left: x, top: y, right: x, bottom: y }, grip, dx, dy });
}

/**
 * Changes the aspect ratio, keeping the centre and, within the size limits, the area. Without a frame, returns the largest
 * one that fits into the picture.
 */
export function withRatio(frame: Rect | null, ratio: number, picture: Size): Rect {
	const from = frame ?? rectOf(picture);
	const [width, height] = [from.right - from.left, from.bottom - from.top];
	const newWidth = frame === null ? Math.min(width, height * ratio) : Math.sqrt(width * height * ratio);
	const size = limited(newWidth, newWidth / ratio, true);
	return touching(centred(from, size), picture);
}

/** The position of the old frame in the expanded one. In a direction that is not named it is centred. */
export type Anchor = "nw" | "n" | "ne" | "w" | "c" | "e" | "sw" | "s" | "se";

/** The share by which a frame is expanded without an aspect ratio. */
const EXPANSION = 0.25;

/** Expands a frame to an aspect ratio; without one by a quarter, in the directions opposite to the anchor. */
export function expandRect({ left, top, right, bottom }: Rect, ratio: number | null, anchor: Anchor): Rect {
	const [width, height] = [right - left, bottom - top];
	const factor = (isNamed: boolean) => (isNamed || anchor === "c" ? 1 + EXPANSION : 1);
	const newWidth = ratio === null ? width * factor(/[we]/.test(anchor)) : Math.max(width, height * ratio);
	const newHeight = ratio === null ? height * factor(/[ns]/.test(anchor)) : Math.max(height, width / ratio);
	const size = limited(newWidth, newHeight, ratio !== null);
	const before = (space: number, first: string, last: string) =>
		Math.round(space * (anchor.includes(first) ? 0 : anchor.includes(last) ? 1 : 0.5));
	const x = left - before(size.width - width, "w", "e");
	const y = top - before(size.height - height, "n", "s");
	return { left: x, top: y, right: x + size.width, bottom: y + size.height };
}

function moved({ start, dx, dy, picture, snap, guides }: FrameDrag): Rect {
	const along = (first: number, second: number, by: number, length: number, lines: readonly number[]) => {
		const place = Math.round(first + by);
		// Sides snap to the picture's edges, inside and outside, and the centre to the picture's centre; all of them to guides.
		const size = second - first;
		const toGuides = lines.flatMap((line) => [line, line - size, Math.round(line - size / 2)]);
		const targets = [0, length, -size, length - size, Math.round((length - size) / 2), ...toGuides];
		return nearest(place, targets, snap);
	};
	const left = along(start.left, start.right, dx, picture.width, guidesOn("x", guides));
	const top = along(start.top, start.bottom, dy, picture.height, guidesOn("y", guides));
	const [width, height] = [start.right - start.left, start.bottom - start.top];
	return touching({ left, top, right: left + width, bottom: top + height }, picture);
}

function resized({ start, grip, dx, dy, ratio, isFromCentre, picture, snap, guides }: FrameDrag): Rect {
	const across = grip.includes("w") ? -1 : grip.includes("e") ? 1 : 0;
	const down = grip.startsWith("n") ? -1 : grip.startsWith("s") ? 1 : 0;
	const snapX = (place: number) => snapped(place, picture.width, snap, guidesOn("x", guides));
	const snapY = (place: number) => snapped(place, picture.height, snap, guidesOn("y", guides));
	const width = lengthOf(start.left, start.right, across, dx, picture.width, snapX, isFromCentre);
	const height = lengthOf(start.top, start.bottom, down, dy, picture.height, snapY, isFromCentre);
	const size =
		ratio === null ? limited(width, height, false) : limited(...inRatio(width, height, across, down, ratio), true);
	const middle = centred(start, size);
	const keepX = across === 0 || isFromCentre;
	const keepY = down === 0 || isFromCentre;
	const left = keepX ? middle.left : across < 0 ? start.right - size.width : start.left;
	const top = keepY ? middle.top : down < 0 ? start.bottom - size.height : start.top;
	return touching({ left, top, right: left + size.width, bottom: top + size.height }, picture);
}

/** The new length of a side whose first (-1) or second (1) end is dragged. */
function lengthOf(
	first: number,
	second: number,
	end: -1 | 0 | 1,
	by: number,
	picture: number,
	snap: (place: number) => number,
	isFromCentre: boolean,
): number {
	if (end === 0) return second - first;
	const dragged = snap((end < 0 ? first : second) + by);
	// A side stops where the frame would no longer overlap the picture.
	const place = end < 0 ? Math.min(dragged, picture - 1) : Math.max(dragged, 1);
	if (isFromCentre) return 2 * end * (place - (first + second) / 2);
	return end < 0 ? second - place : place - first;
}

function inRatio(width: number, height: number, across: number, down: number, ratio: number): [number, number] {
	const isWidthLeading = across !== 0 && (down === 0 || width >= height * ratio);
	return isWidthLeading ? [width, width / ratio] : [height * ratio, height];
}

/** Rounds a size to whole pixels within the limits. With an aspect ratio, both sides are scaled. */
function limited(width: number, height: number, hasRatio: boolean): Size {
	let [w, h] = [Math.max(width, 1e-3), Math.max(height, 1e-3)];
	if (hasRatio) {
		const maxScale = Math.min(MAX_SIDE / Math.max(w, h), Math.sqrt(MAX_AREA / (w * h)));
		const minScale = MIN_SIDE / Math.min(w, h);
		const scale = Math.min(maxScale, Math.max(1, minScale));
		[w, h] = [w * scale, h * scale];
	}
	const side = (length: number) => Math.min(MAX_SIDE, Math.max(MIN_SIDE, Math.round(length)));
	[w, h] = [side(w), side(h)];
	if (w * h <= MAX_AREA) return { width: w, height: h };
	// The longer side is shortened.
	return w >= h ? { width: Math.floor(MAX_AREA / h), height: h } : { width: w, height: Math.floor(MAX_AREA / w) };
}

function centred({ left, top, right, bottom }: Rect, { width, height }: Size): Rect {
	const x = Math.round((left + right - width) / 2);
	const y = Math.round((top + bottom - height) / 2);
	return { left: x, top: y, right: x + width, bottom: y + height };
}

/** Moves a frame so that it contains at least one pixel of the picture. */
function touching({ left, top, right, bottom }: Rect, picture: Size): Rect {
	const x = Math.max(0, 1 - right) - Math.max(0, left - (picture.width - 1));
	const y = Math.max(0, 1 - bottom) - Math.max(0, top - (picture.height - 1));
	return { left: left + x, top: top + y, right: right + x, bottom: bottom + y };
}

function snapped(place: number, picture: number, snap: number, guides: readonly number[]): number {
	return nearest(place, [...linesOf(picture), ...guides], snap);
}

/** The picture's edges and centre. */
function linesOf(picture: number): readonly number[] {
	return [0, picture, Math.round(picture / 2)];
}

function guidesOn(axis: GuideLine["axis"], guides: readonly GuideLine[] = []): readonly number[] {
	return guides.filter((guide) => guide.axis === axis).map(({ at }) => Math.round(at));
}

/** The lines that sides of a dragged frame meet: those of the picture and guides. `before`: the frame before the drag. */
export function frameSnapLines(
	frame: Rect,
	before: Rect,
	picture: Size,
	guides?: readonly GuideLine[],
): readonly SnapLine[] {
	const x = [...linesOf(picture.width), ...guidesOn("x", guides)];
	const y = [...linesOf(picture.height), ...guidesOn("y", guides)];
	const moved = (side: keyof Rect) => (frame[side] === before[side] ? [] : [frame[side]]);
	const down = { from: Math.min(0, frame.top), to: Math.max(picture.height, frame.bottom) };
	const across = { from: Math.min(0, frame.left), to: Math.max(picture.width, frame.right) };
	return [
		...[...moved("left"), ...moved("right")]
			.filter((at) => x.includes(at))
			.map((at) => ({ axis: "x", at, ...down }) as const),
		...[...moved("top"), ...moved("bottom")]
			.filter((at) => y.includes(at))
			.map((at) => ({ axis: "y", at, ...across }) as const),
	];
}

function nearest(place: number, targets: readonly number[], snap: number): number {
	let best = place;
	let distance = snap;
	for (const target of targets) {
		const offset = Math.abs(target - place);
		if (offset <= distance) [best, distance] = [target, offset];
	}
	return best;
}
