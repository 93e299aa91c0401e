// What is drawn on: a 2D context in device pixels, and the camera in them. Edges of neighbouring tiles are rounded alike,
// so that no seam shows between them at any zoom.
import type { Rect, Size } from "../raster/index";
import type { Camera } from "../state/camera";

/** Milliseconds of a frame that preparing what is shown may take; showing it takes the browser as long again. */
const PREPARING = 3;

/** How far a frame's drawing has come. What would take too long is left to the next, and meanwhile shown as it was. */
export interface Pace {
	/** Milliseconds left for preparing. */
	left: number;
	isComplete: boolean;
}

export interface Surface {
	readonly pace: Pace;
	readonly context: CanvasRenderingContext2D;
	/** Device pixels a picture pixel, and where the picture begins. */
	readonly scale: number;
	readonly left: number;
	readonly top: number;
	/** The surface's size in device pixels. */
	readonly width: number;
	readonly height: number;
}

export function createSurface(context: CanvasRenderingContext2D, camera: Camera, view: Size, ratio: number): Surface {
	// From here on picture pixels are shown as squares.
	context.imageSmoothingEnabled = camera.zoom * ratio < 3;
	context.imageSmoothingQuality = "medium";
	return {
		pace: { left: PREPARING, isComplete: true },
		context,
		scale: camera.zoom * ratio,
		// Whole device pixels: then every layer rounds the edges of picture pixels alike.
		left: Math.round(camera.left * ratio),
		top: Math.round(camera.top * ratio),
		width: Math.round(view.width * ratio),
		height: Math.round(view.height * ratio),
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

/** What of the picture can be seen. */
export function visibleRect(surface: Surface, picture: Size): Rect {
	const { scale, left, top, width, height } = surface;
	return {
		left: Math.max(0, -left / scale),
		top: Math.max(0, -top / scale),
		right: Math.min(picture.width, (width - left) / scale),
		bottom: Math.min(picture.height, (height - top) / scale),
	};
}

/** The same surface, on which a rectangle of the picture is where the picture is on this one. */
export function movedTo(surface: Surface, { left, top }: Rect): Surface {
	return { ...surface, left: surface.left + left * surface.scale, top: surface.top + top * surface.scale };
}
