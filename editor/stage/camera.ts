// The camera: where in the viewport the picture lies, and how large. Pure arithmetic between picture and CSS pixels.
import type { Rect, Size } from "../raster";
import type { ImagePoint, ViewPoint, ViewRequest } from "../tools";

export interface Camera {
	/** CSS pixels a picture pixel. */
	readonly zoom: number;
	/** Where the picture's top left corner is, in view pixels. */
	readonly left: number;
	readonly top: number;
	/** The picture follows the viewport's size until someone moves it. */
	readonly isFitted: boolean;
}

export const MIN_ZOOM = 0.02;
export const MAX_ZOOM = 64;
const FIT_MARGIN = 24;
/** Fitting goes no nearer than this. */
const NEAREST_FIT = 4;
/** At least this much of the picture stays in view, in CSS pixels. */
const KEEP_IN_VIEW = 48;

export function fitCamera(picture: Size, view: Size): Camera {
	return fitRect({ left: 0, top: 0, right: picture.width, bottom: picture.height }, view);
}

/** In the middle of the view, with a margin, and never so near that one sees only pixels. */
function fitRect(rect: Rect, view: Size): Camera {
	const width = Math.max(1, rect.right - rect.left);
	const height = Math.max(1, rect.bottom - rect.top);
	const room = (length: number) => Math.max(1, length - 2 * FIT_MARGIN);
	const zoom = Math.min(room(view.width) / width, room(view.height) / height, NEAREST_FIT);
	return {
		zoom,
		left: (view.width - (rect.left + rect.right) * zoom) / 2,
		top: (view.height - (rect.top + rect.bottom) * zoom) / 2,
		isFitted: true,
	};
}

export function toImage(camera: Camera, point: ViewPoint): ImagePoint {
	return { x: (point.x - camera.left) / camera.zoom, y: (point.y - camera.top) / camera.zoom };
}

export function toView(camera: Camera, point: ImagePoint): ViewPoint {
	return { x: point.x * camera.zoom + camera.left, y: point.y * camera.zoom + camera.top };
}

export function moveCamera(camera: Camera, request: ViewRequest, picture: Size, view: Size): Camera {
	switch (request.type) {
		case "fit":
			return fitCamera(picture, view);
		case "fitRect":
			return keepInView(fitRect(request.rect, view), picture, view);
		case "panBy":
			return keepInView({ ...camera, left: camera.left + request.dx, top: camera.top + request.dy }, picture, view);
		case "zoomTo":
			return zoomTo(camera, request.zoom, request.at, picture, view);
		case "zoomBy":
			return zoomTo(camera, camera.zoom * request.factor, request.at, picture, view);
	}
}

/** What is under `at` stays under it. */
function zoomTo(camera: Camera, wanted: number, at: ViewPoint | undefined, picture: Size, view: Size): Camera {
	// A very large picture may fit only below the lowest zoom there is otherwise.
	const lowest = Math.min(MIN_ZOOM, fitCamera(picture, view).zoom);
	const zoom = Math.min(MAX_ZOOM, Math.max(lowest, wanted));
	const centre = at ?? { x: view.width / 2, y: view.height / 2 };
	const fixed = toImage(camera, centre);
	const moved = { zoom, left: centre.x - fixed.x * zoom, top: centre.y - fixed.y * zoom, isFitted: false };
	return keepInView(moved, picture, view);
}

/** A pane that changes its size keeps what was in its middle there. */
export function resizeCamera(camera: Camera, picture: Size, before: Size, after: Size): Camera {
	if (camera.isFitted) return fitCamera(picture, after);
	const dx = (after.width - before.width) / 2;
	const dy = (after.height - before.height) / 2;
	return { ...camera, left: camera.left + dx, top: camera.top + dy };
}

function keepInView(camera: Camera, picture: Size, view: Size): Camera {
	const within = (start: number, length: number, room: number) => {
		const keep = Math.min(KEEP_IN_VIEW, length, room);
		return Math.min(room - keep, Math.max(keep - length, start));
	};
	return {
		...camera,
		isFitted: false,
		left: within(camera.left, picture.width * camera.zoom, view.width),
		top: within(camera.top, picture.height * camera.zoom, view.height),
	};
}
