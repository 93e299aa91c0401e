// The drawing target: a 2D context in device pixels and the camera in those units. Edges of neighbouring tiles are rounded
// alike, so that no seam shows between them at any zoom. Layers draw upright; under a turned view the surface is larger than
// the pane and is turned as a whole.
import {
	type AffineMatrix,
	applyMatrix,
	invertMatrix,
	mapBounds,
	mapCorners,
	type Point,
	type Rect,
	rectOf,
	type Size,
} from "../raster";
import { type Camera, imageToView, isAxisAligned, isUnturned } from "../state/camera";

/** Milliseconds per frame for preparing tiles; the browser takes about as long again to show them. */
const PREPARATION_BUDGET = 3;

/** Above this many device pixels per picture pixel, pixels are drawn as squares. */
const SMOOTHING_LIMIT = 3;

/** The frame's budget for preparing tiles. Tiles beyond it are left to the next frame and shown as before until then. */
export interface Pace {
	/** Milliseconds left. */
	left: number;
	isComplete: boolean;
}

export interface Surface {
	readonly pace: Pace;
	/** The part that can be seen, in device pixels. Default: all of it. */
	readonly visible?: Rect;
	readonly context: CanvasRenderingContext2D;
	/** Device pixels per picture pixel. */
	readonly scale: number;
	/** The picture's top left corner in device pixels. */
	readonly left: number;
	readonly top: number;
	/** The surface's size in device pixels: the pane, or what covers it once turned. */
	readonly width: number;
	readonly height: number;
	/** The size of the pane, in device pixels. */
	readonly pane: Size;
	/** From surface pixels to the pane's; null: they are the same, because the view is not turned. */
	readonly toPane: AffineMatrix | null;
}

export function createSurface(context: CanvasRenderingContext2D, camera: Camera, view: Size, ratio: number): Surface {
	const pane = { width: Math.round(view.width * ratio), height: Math.round(view.height * ratio) };
	const target = { pace: { left: PREPARATION_BUDGET, isComplete: true }, context, scale: camera.zoom * ratio, pane };
	setSmoothing(target);
	if (isUnturned(camera)) {
		// Whole device pixels, so that every layer rounds the edges of picture pixels alike.
		const corner = { left: Math.round(camera.left * ratio), top: Math.round(camera.top * ratio) };
		return { ...target, ...pane, ...corner, toPane: null };
	}
	return { ...target, ...turnedExtent(camera, pane, ratio) };
}

/** A whole canvas that shows the picture from its top left corner on. It is drawn at once, however long that takes. */
export function thumbnailSurface(context: CanvasRenderingContext2D, scale: number): Surface {
	const { width, height } = context.canvas;
	const pace = { left: Number.POSITIVE_INFINITY, isComplete: true };
	return { pace, context, scale, left: 0, top: 0, width, height, pane: { width, height }, toPane: null };
}

export function setSmoothing({ context, scale }: Pick<Surface, "context" | "scale">): void {
	context.imageSmoothingEnabled = scale < SMOOTHING_LIMIT;
	context.imageSmoothingQuality = "medium";
}

/** The upright area that covers the pane once it is turned. */
function turnedExtent(
	camera: Camera,
	pane: Size,
	ratio: number,
): Pick<Surface, "left" | "top" | "width" | "height" | "toPane"> {
	const [x, y] = [camera.left * ratio, camera.top * ratio];
	const corner = isAxisAligned(camera) ? { e: Math.round(x), f: Math.round(y) } : { e: x, f: y };
	const turn = { ...imageToView({ ...camera, zoom: 1 }), ...corner };
	const bounds = mapBounds(invertMatrix(turn), rectOf(pane));
	// A rounding error must not add a row of pixels.
	const [left, top] = [Math.floor(bounds.left + 1e-6), Math.floor(bounds.top + 1e-6)];
	const moved = applyMatrix(turn, { x: left, y: top });
	return {
		left: 0 - left,
		top: 0 - top,
		width: Math.ceil(bounds.right - 1e-6) - left,
		height: Math.ceil(bounds.bottom - 1e-6) - top,
		toPane: { ...turn, e: moved.x, f: moved.y },
	};
}

/** A rectangle of the picture in whole device pixels. */
export function toDevice(surface: Surface, rect: Rect): Rect {
	const { scale, left, top } = surface;
	return {
		left: Math.round(rect.left * scale + left),
		top: Math.round(rect.top * scale + top),
		right: Math.round(rect.right * scale + left),
		bottom: Math.round(rect.bottom * scale + top),
	};
}

/** A point of the picture in device pixels, not rounded. */
export function toDevicePoint({ scale, left, top }: Surface, { x, y }: Point): Point {
	return { x: x * scale + left, y: y * scale + top };
}

/** The part of the surface that can be seen, in device pixels. */
export function visiblePart({ visible, width, height }: Surface): Rect {
	return visible ?? { left: 0, top: 0, right: width, bottom: height };
}

/** The visible part of a picture, in its pixels. */
export function visibleRect(surface: Surface, picture: Size): Rect {
	const { scale, left, top } = surface;
	const visible = visiblePart(surface);
	return {
		left: Math.max(0, (visible.left - left) / scale),
		top: Math.max(0, (visible.top - top) / scale),
		right: Math.min(picture.width, (visible.right - left) / scale),
		bottom: Math.min(picture.height, (visible.bottom - top) / scale),
	};
}

/** The same surface with its origin at the top left corner of a rectangle of the picture. */
export function movedTo(surface: Surface, { left, top }: Pick<Rect, "left" | "top">): Surface {
	return { ...surface, left: surface.left + left * surface.scale, top: surface.top + top * surface.scale };
}

/** Clips to a part of the pane from left to right, in device pixels. */
export function clipColumns({ context, pane, toPane }: Surface, from: number, to: number): void {
	const columns = { left: Math.round(from), top: 0, right: Math.round(to), bottom: pane.height };
	context.beginPath();
	if (toPane === null) context.rect(columns.left, 0, columns.right - columns.left, columns.bottom);
	else for (const { x, y } of mapCorners(invertMatrix(toPane), columns)) context.lineTo(x, y);
	context.clip();
}

/** Clips to a rectangle of the picture. */
export function clipTo(surface: Surface, rect: Rect): void {
	const { left, top, right, bottom } = toDevice(surface, rect);
	surface.context.beginPath();
	surface.context.rect(left, top, right - left, bottom - top);
	surface.context.clip();
}

/** The smallest upright rectangle of the pane around a rectangle of the surface. */
export function boundsInPane({ toPane }: Surface, rect: Rect): Rect {
	return toPane === null ? rect : mapBounds(toPane, rect);
}

/** Draws in the pane's device pixels, for what does not turn with the picture. */
export function inPane({ context, toPane }: Surface, draw: () => void): void {
	if (toPane === null) {
		draw();
		return;
	}
	context.save();
	transform(context, invertMatrix(toPane));
	draw();
	context.restore();
}

/** Draws unturned around a point of the surface, so that text is upright. */
export function uprightAt({ context, toPane }: Surface, { x, y }: Point, draw: () => void): void {
	if (toPane === null) {
		draw();
		return;
	}
	context.save();
	context.translate(x, y);
	transform(context, { ...invertMatrix(toPane), e: 0, f: 0 });
	context.translate(-x, -y);
	draw();
	context.restore();
}

export function transform(context: CanvasRenderingContext2D, { a, b, c, d, e, f }: AffineMatrix): void {
	context.transform(a, b, c, d, e, f);
}
