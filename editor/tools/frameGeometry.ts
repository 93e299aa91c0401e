// The arithmetic of the edit frame: which part of it a point takes hold of, and what a drag makes of it. Picture pixels
// throughout. A frame has whole pixels, touches the picture, and never leaves its limits, whatever is dragged where.
import { type Rect, rectOf, type Size } from "../raster";
import type { ImagePoint } from "./tool";

export const LEAST_SIDE = 16;
export const MOST_SIDE = 16_384;
export const MOST_AREA = 100_000_000;

/** "n", "se" and so on: sides and corners that are dragged. "move": the whole. */
export type FrameGrip = "n" | "ne" | "e" | "se" | "s" | "sw" | "w" | "nw" | "move";

export const FRAME_HANDLES: readonly Exclude<FrameGrip, "move">[] = ["nw", "n", "ne", "e", "se", "s", "sw", "w"];

export interface FrameDrag {
	readonly start: Rect;
	readonly grip: FrameGrip;
	/** How far the pointer went. */
	readonly dx: number;
	readonly dy: number;
	/** Width over height; null: free. */
	readonly ratio: number | null;
	readonly isFromCentre: boolean;
	readonly picture: Size;
	/** What comes this near to the picture's edges or middle goes there. */
	readonly snap: number;
}

export function isWholePicture({ left, top, right, bottom }: Rect, { width, height }: Size): boolean {
	return left === 0 && top === 0 && right === width && bottom === height;
}

/** null: outside. `reach`: how far from a line it still counts; inside a small frame there is always room to move it. */
export function gripAt(frame: Rect, { x, y }: ImagePoint, reach: number): FrameGrip | null {
	const column = sideAt(frame.left, frame.right, x, reach);
	const row = sideAt(frame.top, frame.bottom, y, reach);
	if (column === null || row === null) return null;
	const grip = `${["n", "", "s"][row + 1]}${["w", "", "e"][column + 1]}`;
	return grip === "" ? "move" : (grip as FrameGrip);
}

/** -1 and 1: near the first and the second line; 0 between; null beyond. */
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

/** A frame from one corner to the other. */
export function drawFrame(
	from: ImagePoint,
	to: ImagePoint,
	drag: Omit<FrameDrag, "start" | "grip" | "dx" | "dy">,
): Rect {
	const x = Math.round(snapped(from.x, drag.picture.width, drag.snap));
	const y = Math.round(snapped(from.y, drag.picture.height, drag.snap));
	const dx = to.x - x;
	const dy = to.y - y;
	const grip: FrameGrip = `${dy < 0 ? "n" : "s"}${dx < 0 ? "w" : "e"}`;
	return resized({ ...drag, start: { left: x, top: y, right: x, bottom: y }, grip, dx, dy });
}

/** The same middle and, as far as limits allow, the same area. From the whole picture: as large as fits into it. */
export function withRatio(frame: Rect | null, ratio: number, picture: Size): Rect {
	const from = frame ?? rectOf(picture);
	const [width, height] = [from.right - from.left, from.bottom - from.top];
	const wanted = frame === null ? Math.min(width, height * ratio) : Math.sqrt(width * height * ratio);
	const size = limited(wanted, wanted / ratio, true);
	return touching(centred(from, size), picture);
}

/** Where what was framed lies in the larger frame: what is not named lies in the middle. */
export type Anchor = "nw" | "n" | "ne" | "w" | "c" | "e" | "sw" | "s" | "se";

/** What is added where no ratio says how much. */
const MORE = 0.25;

/** All of it, and beyond it no more than the ratio needs; without one, a quarter more where the anchor leaves room. */
export function roomAround({ left, top, right, bottom }: Rect, ratio: number | null, anchor: Anchor): Rect {
	const [width, height] = [right - left, bottom - top];
	const more = (isNamed: boolean) => (isNamed || anchor === "c" ? 1 + MORE : 1);
	const wide = ratio === null ? width * more(/[we]/.test(anchor)) : Math.max(width, height * ratio);
	const high = ratio === null ? height * more(/[ns]/.test(anchor)) : Math.max(height, width / ratio);
	const size = limited(wide, high, ratio !== null);
	const before = (room: number, first: string, last: string) =>
		Math.round(room * (anchor.includes(first) ? 0 : anchor.includes(last) ? 1 : 0.5));
	const x = left - before(size.width - width, "w", "e");
	const y = top - before(size.height - height, "n", "s");
	return { left: x, top: y, right: x + size.width, bottom: y + size.height };
}

function moved({ start, dx, dy, picture, snap }: FrameDrag): Rect {
	const along = (first: number, second: number, by: number, length: number) => {
		const place = Math.round(first + by);
		// Whatever of the three comes nearest: one edge, the other, or middle on middle.
		const size = second - first;
		const targets = [0, length, -size, length - size, Math.round((length - size) / 2)];
		return nearest(place, targets, snap);
	};
	const left = along(start.left, start.right, dx, picture.width);
	const top = along(start.top, start.bottom, dy, picture.height);
	const [width, height] = [start.right - start.left, start.bottom - start.top];
	return touching({ left, top, right: left + width, bottom: top + height }, picture);
}

function resized({ start, grip, dx, dy, ratio, isFromCentre, picture, snap }: FrameDrag): Rect {
	const across = grip.includes("w") ? -1 : grip.includes("e") ? 1 : 0;
	const down = grip.startsWith("n") ? -1 : grip.startsWith("s") ? 1 : 0;
	const width = lengthOf(start.left, start.right, across, dx, picture.width, snap, isFromCentre);
	const height = lengthOf(start.top, start.bottom, down, dy, picture.height, snap, isFromCentre);
	const size =
		ratio === null ? limited(width, height, false) : limited(...inRatio(width, height, across, down, ratio), true);
	const middle = centred(start, size);
	const keepX = across === 0 || isFromCentre;
	const keepY = down === 0 || isFromCentre;
	const left = keepX ? middle.left : across < 0 ? start.right - size.width : start.left;
	const top = keepY ? middle.top : down < 0 ? start.bottom - size.height : start.top;
	return touching({ left, top, right: left + size.width, bottom: top + size.height }, picture);
}

/** How long a side gets when its first (-1) or second (1) end is dragged. */
function lengthOf(
	first: number,
	second: number,
	end: -1 | 0 | 1,
	by: number,
	picture: number,
	snap: number,
	isFromCentre: boolean,
): number {
	if (end === 0) return second - first;
	const dragged = snapped((end < 0 ? first : second) + by, picture, snap);
	// What is dragged in past the picture stops where the frame would no longer touch it.
	const place = end < 0 ? Math.min(dragged, picture - 1) : Math.max(dragged, 1);
	if (isFromCentre) return 2 * end * (place - (first + second) / 2);
	return end < 0 ? second - place : place - first;
}

function inRatio(width: number, height: number, across: number, down: number, ratio: number): [number, number] {
	const isWidthLeading = across !== 0 && (down === 0 || width >= height * ratio);
	return isWidthLeading ? [width, width / ratio] : [height * ratio, height];
}

/** Whole pixels within the limits. What has a ratio shrinks and grows in both directions. */
function limited(width: number, height: number, hasRatio: boolean): Size {
	let [w, h] = [Math.max(width, 1e-3), Math.max(height, 1e-3)];
	if (hasRatio) {
		const most = Math.min(MOST_SIDE / Math.max(w, h), Math.sqrt(MOST_AREA / (w * h)));
		const least = LEAST_SIDE / Math.min(w, h);
		const scale = Math.min(most, Math.max(1, least));
		[w, h] = [w * scale, h * scale];
	}
	const side = (length: number) => Math.min(MOST_SIDE, Math.max(LEAST_SIDE, Math.round(length)));
	[w, h] = [side(w), side(h)];
	if (w * h <= MOST_AREA) return { width: w, height: h };
	// The longer side gives: it has the further to go.
	return w >= h ? { width: Math.floor(MOST_AREA / h), height: h } : { width: w, height: Math.floor(MOST_AREA / w) };
}

function centred({ left, top, right, bottom }: Rect, { width, height }: Size): Rect {
	const x = Math.round((left + right - width) / 2);
	const y = Math.round((top + bottom - height) / 2);
	return { left: x, top: y, right: x + width, bottom: y + height };
}

/** Moved back until it has a pixel of the picture in it. */
function touching({ left, top, right, bottom }: Rect, picture: Size): Rect {
	const x = Math.max(0, 1 - right) - Math.max(0, left - (picture.width - 1));
	const y = Math.max(0, 1 - bottom) - Math.max(0, top - (picture.height - 1));
	return { left: left + x, top: top + y, right: right + x, bottom: bottom + y };
}

function snapped(place: number, picture: number, snap: number): number {
	return nearest(place, [0, picture, Math.round(picture / 2)], snap);
}

function nearest(place: number, targets: readonly number[], snap: number): number {
	let best = place;
	let distance = snap;
	for (const target of targets) {
		const way = Math.abs(target - place);
		if (way <= distance) [best, distance] = [target, way];
	}
	return best;
}
