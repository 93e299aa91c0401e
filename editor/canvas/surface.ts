// The drawing target: a 2D context in device pixels and the camera in those units. Edges of neighbouring tiles are rounded
// alike, so that no seam shows between them at any zoom.
import type { Rect, Size } from "../raster";
import type { EditorSession } from "../session/editorSession";
import type { Camera } from "../state/camera";
import type { Pane } from "../state/compare";

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
	/** The surface's size in device pixels. */
	readonly width: number;
	readonly height: number;
}

function createSurface(context: CanvasRenderingContext2D, camera: Camera, view: Size, ratio: number): Surface {
	context.imageSmoothingEnabled = camera.zoom * ratio < SMOOTHING_LIMIT;
	context.imageSmoothingQuality = "medium";
	return {
		pace: { left: PREPARATION_BUDGET, isComplete: true },
		context,
		scale: camera.zoom * ratio,
		// Whole device pixels, so that every layer rounds the edges of picture pixels alike.
		left: Math.round(camera.left * ratio),
		top: Math.round(camera.top * ratio),
		width: Math.round(view.width * ratio),
		height: Math.round(view.height * ratio),
	};
}

/** Draws every pane of an open document. Returns false if something is left to the next frame. */
export function drawPanes(
	{ document, panes, camera, viewSize }: EditorSession,
	ratio: number,
	context: CanvasRenderingContext2D,
	draw: (surface: Surface, pane: Pane) => void,
): boolean {
	if (document === null || viewSize.width === 0) return true;
	let isComplete = true;
	for (const pane of panes) {
		context.save();
		context.setTransform(1, 0, 0, 1, Math.round(pane.left * ratio), Math.round(pane.top * ratio));
		const surface = createSurface(context, camera, viewSize, ratio);
		if (pane.side !== "both") clipColumns(surface, 0, surface.width);
		draw(surface, pane);
		context.restore();
		isComplete = isComplete && surface.pace.isComplete;
	}
	return isComplete;
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
export function movedTo(surface: Surface, { left, top }: Rect): Surface {
	return { ...surface, left: surface.left + left * surface.scale, top: surface.top + top * surface.scale };
}

/** Clips to a part of the surface from left to right, in device pixels. */
export function clipColumns({ context, height }: Surface, from: number, to: number): void {
	context.beginPath();
	context.rect(Math.round(from), 0, Math.round(to) - Math.round(from), height);
	context.clip();
}
