// The camera: the picture's position and zoom in the view. Pure arithmetic between picture pixels and CSS pixels.
import type { DocumentTree } from "../document";
import type { Rect, Size } from "../raster";
import type { ImagePoint, ViewPoint, ViewRequest } from "../tools";

export interface Camera {
	/** CSS pixels per picture pixel. */
	readonly zoom: number;
	/** The picture's top left corner in view pixels. */
	readonly left: number;
	readonly top: number;
	/** The picture is fitted again when the view is resized, until the user moves or zooms it. */
	readonly isFitted: boolean;
}

/** The extent of the visible content, in picture pixels. */
export interface Scene {
	/** The rectangle that fitting shows: the picture together with the edit frame. */
	readonly fit: Rect;
	/** Everything, references included. */
	readonly all: Rect;
}

export const MIN_ZOOM = 0.02;
export const MAX_ZOOM = 64;
const FIT_MARGIN = 24;
/** The highest zoom of fitting. */
const MAX_FIT_ZOOM = 4;
/** CSS pixels of the content that always stay in view. */
const KEEP_IN_VIEW = 48;

export function sceneOf({ picture, frame, references }: Pick<DocumentTree, "picture" | "frame" | "references">): Scene {
	const whole = { left: 0, top: 0, right: picture.width, bottom: picture.height };
	const fit = frame === null ? whole : boundingRect(whole, frame);
	const places = references.filter(({ isVisible }) => isVisible).map(({ place }) => place);
	return { fit, all: places.reduce(boundingRect, fit) };
}

function boundingRect(a: Rect, b: Rect): Rect {
	return {
		left: Math.min(a.left, b.left),
		top: Math.min(a.top, b.top),
		right: Math.max(a.right, b.right),
		bottom: Math.max(a.bottom, b.bottom),
	};
}

export function fitCamera(scene: Scene, view: Size): Camera {
	return fitRect(scene.fit, view);
}

/** Centres the rectangle with a margin. */
function fitRect(rect: Rect, view: Size): Camera {
	const width = Math.max(1, rect.right - rect.left);
	const height = Math.max(1, rect.bottom - rect.top);
	const room = (length: number) => Math.max(1, length - 2 * FIT_MARGIN);
	const zoom = Math.min(room(view.width) / width, room(view.height) / height, MAX_FIT_ZOOM);
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

/** Sample positions per picture pixel: finer than a hand can point, and coarser than the rounding errors of the camera. */
const SAMPLE_GRID = 256;

/** The pointer's position for tools, rounded so that a stroke has the same bytes at every zoom and pixel ratio. */
export function toSample(camera: Camera, point: ViewPoint): ImagePoint {
	const { x, y } = toImage(camera, point);
	return { x: Math.round(x * SAMPLE_GRID) / SAMPLE_GRID, y: Math.round(y * SAMPLE_GRID) / SAMPLE_GRID };
}

export function toView(camera: Camera, point: ImagePoint): ViewPoint {
	return { x: point.x * camera.zoom + camera.left, y: point.y * camera.zoom + camera.top };
}

export function moveCamera(camera: Camera, request: ViewRequest, scene: Scene, view: Size): Camera {
	switch (request.type) {
		case "fit":
			return fitCamera(scene, view);
		case "fitRect":
			return keepInView(fitRect(request.rect, view), scene, view);
		case "panBy":
			return keepInView({ ...camera, left: camera.left + request.dx, top: camera.top + request.dy }, scene, view);
		case "zoomTo":
			return zoomTo(camera, request.zoom, request.at, scene, view);
		case "zoomBy":
			return zoomTo(camera, camera.zoom * request.factor, request.at, scene, view);
		case "hold":
			return hold(request.image, request.at, request.zoom, scene, view);
	}
}

/** Keeps the picture point under `at` in place. */
function zoomTo(camera: Camera, wanted: number, at: ViewPoint | undefined, scene: Scene, view: Size): Camera {
	const fixed = at ?? { x: view.width / 2, y: view.height / 2 };
	return hold(toImage(camera, fixed), fixed, wanted, scene, view);
}

function hold(image: ImagePoint, at: ViewPoint, wanted: number, scene: Scene, view: Size): Camera {
	// A very large picture may fit only below the minimum zoom.
	const lowest = Math.min(MIN_ZOOM, fitCamera(scene, view).zoom);
	const zoom = Math.min(MAX_ZOOM, Math.max(lowest, wanted));
	return keepInView({ zoom, left: at.x - image.x * zoom, top: at.y - image.y * zoom, isFitted: false }, scene, view);
}

/** Keeps the picture point at the centre of the view, or the fit. */
export function resizeCamera(camera: Camera, scene: Scene, before: Size, after: Size): Camera {
	if (camera.isFitted) return fitCamera(scene, after);
	const dx = (after.width - before.width) / 2;
	const dy = (after.height - before.height) / 2;
	return { ...camera, left: camera.left + dx, top: camera.top + dy };
}

function keepInView(camera: Camera, { all }: Scene, view: Size): Camera {
	const { zoom } = camera;
	/** `origin`: the position of picture coordinate 0; the content reaches from `first` to `second`. */
	const within = (origin: number, first: number, second: number, room: number) => {
		const keep = Math.min(KEEP_IN_VIEW, (second - first) * zoom, room);
		return Math.min(room - keep - first * zoom, Math.max(keep - second * zoom, origin));
	};
	return {
		...camera,
		isFitted: false,
		left: within(camera.left, all.left, all.right, view.width),
		top: within(camera.top, all.top, all.bottom, view.height),
	};
}
