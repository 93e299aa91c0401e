// The camera: position, zoom, rotation and mirroring of the picture in the view. Pure arithmetic between picture pixels and
// CSS pixels.
import { boxBounds, type DocumentTree, objectsOf } from "../document";
import {
	type AffineMatrix,
	applyMatrix,
	encloseRects,
	invertMatrix,
	isSameRect,
	mapBounds,
	mapCorners,
	normalizeAngle,
	type Rect,
	rectOf,
	type Size,
	sineAndCosine,
} from "../raster";
import type { ImagePoint, ViewPoint, ViewRequest } from "../tools";

/** The turn of the view. The picture is mirrored first, left to right, and then rotated. */
export interface ViewTurn {
	/** Degrees clockwise, above -180 and up to 180. */
	readonly angle: number;
	readonly isMirrored: boolean;
}

export const UNTURNED: ViewTurn = { angle: 0, isMirrored: false };

export interface Camera extends ViewTurn {
	/** CSS pixels per picture pixel. */
	readonly zoom: number;
	/** The picture's top left corner in view pixels, wherever it is turned to. */
	readonly left: number;
	readonly top: number;
	/** The picture is fitted again when the view is resized, until the user moves or zooms it. */
	readonly isFitted: boolean;
	/** Placed pictures beyond the picture are fitted, too. Default: false. */
	readonly isAllFitted?: boolean;
}

/** The extent of the visible content, in picture pixels. */
export interface Scene {
	/** The rectangle that an opened picture is fitted by: the picture together with the edit frame. */
	readonly fit: Rect;
	/** Everything, placed pictures included: the rectangle that the command Fit shows. */
	readonly all: Rect;
}

export const MIN_ZOOM = 0.02;
export const MAX_ZOOM = 64;
/** Around a fitted picture, in CSS pixels: smaller in a small view. */
const fitMargin = ({ width, height }: Size): number => Math.min(24, Math.max(8, (Math.min(width, height) - 160) / 10));
/** The highest zoom of fitting. */
const MAX_FIT_ZOOM = 4;
/** CSS pixels of the content that always stay in view. */
const KEEP_IN_VIEW = 48;

export function sceneOf({
	picture,
	frame,
	...lists
}: Pick<DocumentTree, "picture" | "frame" | "references" | "annotations">): Scene {
	const whole = rectOf(picture);
	const fit = frame === null ? whole : encloseRects(whole, frame);
	const bounds = objectsOf(lists)
		.filter(({ isVisible }) => isVisible)
		.map(boxBounds);
	return { fit, all: bounds.reduce(encloseRects, fit) };
}

export function isUnturned({ angle, isMirrored }: ViewTurn): boolean {
	return angle === 0 && !isMirrored;
}

/** True if the edges of picture pixels are horizontal and vertical in the view. */
export function isAxisAligned({ angle }: ViewTurn): boolean {
	return angle % 90 === 0;
}

/** From picture pixels to view pixels. */
export function imageToView({ zoom, left, top, angle, isMirrored }: Camera): AffineMatrix {
	const [sin, cos] = sineAndCosine(angle);
	const across = isMirrored ? -zoom : zoom;
	return { a: cos * across, b: sin * across, c: -sin * zoom, d: cos * zoom, e: left, f: top };
}

export function toImage(camera: Camera, point: ViewPoint): ImagePoint {
	const [x, y] = [point.x - camera.left, point.y - camera.top];
	if (isUnturned(camera)) return { x: x / camera.zoom, y: y / camera.zoom };
	return applyMatrix(invertMatrix(imageToView({ ...camera, left: 0, top: 0 })), { x, y });
}

export function toView(camera: Camera, point: ImagePoint): ViewPoint {
	return applyMatrix(imageToView(camera), point);
}

/** The smallest upright rectangle of the view around a rectangle of the picture. */
export function viewBounds(camera: Camera, rect: Rect): Rect {
	return mapBounds(imageToView(camera), rect);
}

/** The corner of a rectangle of the picture that is seen at the top left or at the top right. */
export function cornerInView(camera: Camera, rect: Rect, side: "left" | "right"): ViewPoint {
	const across = side === "left" ? 1 : -1;
	const [first, ...others] = mapCorners(imageToView(camera), rect);
	const isNearer = (a: ViewPoint, b: ViewPoint) => a.x * across + a.y < b.x * across + b.y;
	return others.reduce((best, corner) => (isNearer(corner, best) ? corner : best), first);
}

/** Sample positions per picture pixel: finer than a hand can point, and coarser than the rounding errors of the camera. */
const SAMPLE_GRID = 256;

/** The pointer's position for tools, rounded so that a stroke has the same bytes at every zoom and pixel ratio. */
export function toSample(camera: Camera, point: ViewPoint): ImagePoint {
	const { x, y } = toImage(camera, point);
	return { x: Math.round(x * SAMPLE_GRID) / SAMPLE_GRID, y: Math.round(y * SAMPLE_GRID) / SAMPLE_GRID };
}

/** Shows the whole picture with a margin, turned as before. */
export function fitCamera(scene: Scene, view: Size, orientation: ViewTurn = UNTURNED): Camera {
	return fitRect(scene.fit, view, orientation);
}

/** Shows the whole picture and every placed picture with a margin. */
function fitAll(scene: Scene, view: Size, orientation: ViewTurn): Camera {
	if (isSameRect(scene.all, scene.fit)) return fitCamera(scene, view, orientation);
	return { ...fitRect(scene.all, view, orientation), isAllFitted: true };
}

function fitRect(rect: Rect, view: Size, { angle, isMirrored }: ViewTurn): Camera {
	const turned = mapBounds(imageToView({ zoom: 1, left: 0, top: 0, angle, isMirrored, isFitted: true }), rect);
	const width = Math.max(1, turned.right - turned.left);
	const height = Math.max(1, turned.bottom - turned.top);
	const margin = fitMargin(view);
	const room = (length: number) => Math.max(1, length - 2 * margin);
	const zoom = Math.min(room(view.width) / width, room(view.height) / height, MAX_FIT_ZOOM);
	return {
		zoom,
		left: (view.width - (turned.left + turned.right) * zoom) / 2,
		top: (view.height - (turned.top + turned.bottom) * zoom) / 2,
		angle,
		isMirrored,
		isFitted: true,
	};
}

export function moveCamera(camera: Camera, request: ViewRequest, scene: Scene, view: Size): Camera {
	switch (request.type) {
		case "fit":
			return fitAll(scene, view, camera);
		case "fitRect":
			return keepInView(fitRect(request.rect, view, camera), scene, view);
		case "panBy":
			return keepInView({ ...camera, left: camera.left + request.dx, top: camera.top + request.dy }, scene, view);
		case "zoomTo":
			return zoomTo(camera, request.zoom, request.at, scene, view);
		case "zoomBy":
			return zoomTo(camera, camera.zoom * request.factor, request.at, scene, view);
		case "hold":
			return hold(camera, { angle: camera.angle, ...request }, scene, view);
		case "rotateBy":
			return turn(camera, { ...camera, angle: camera.angle + request.degrees }, request.at, scene, view);
		case "rotateTo":
			return turn(camera, { ...camera, angle: request.degrees }, request.at, scene, view);
		case "mirror":
			// The seen picture is mirrored, not the unrotated picture.
			return turn(camera, { angle: -camera.angle, isMirrored: !camera.isMirrored }, undefined, scene, view);
		case "upright":
			return turn(camera, UNTURNED, undefined, scene, view);
	}
}

/** Keeps the picture point under `at` in place; without it the one at the centre of the view. */
function zoomTo(camera: Camera, zoom: number, at: ViewPoint | undefined, scene: Scene, view: Size): Camera {
	const fixed = at ?? centerOf(view);
	return hold(camera, { image: toImage(camera, fixed), at: fixed, zoom, angle: camera.angle }, scene, view);
}

/** Turns the view around `at`, or around its centre. */
function turn(camera: Camera, to: ViewTurn, at: ViewPoint | undefined, scene: Scene, view: Size): Camera {
	const angle = normalizeAngle(to.angle);
	if (angle === camera.angle && to.isMirrored === camera.isMirrored) return camera;
	const fixed = at ?? centerOf(view);
	const turned = { ...camera, isMirrored: to.isMirrored };
	return hold(turned, { image: toImage(camera, fixed), at: fixed, zoom: camera.zoom, angle }, scene, view);
}

interface Hold {
	readonly image: ImagePoint;
	readonly at: ViewPoint;
	readonly zoom: number;
	readonly angle: number;
}

function hold(camera: Camera, { image, at, ...wanted }: Hold, scene: Scene, view: Size): Camera {
	const orientation = { angle: normalizeAngle(wanted.angle), isMirrored: camera.isMirrored };
	// A very large picture may fit only below the minimum zoom.
	const lowest = Math.min(MIN_ZOOM, fitCamera(scene, view, orientation).zoom);
	const zoom = Math.min(MAX_ZOOM, Math.max(lowest, wanted.zoom));
	const atOrigin = { ...orientation, zoom, left: 0, top: 0, isFitted: false };
	const { x, y } = toView(atOrigin, image);
	return keepInView({ ...atOrigin, left: at.x - x, top: at.y - y }, scene, view);
}

export function centerOf(view: Size): ViewPoint {
	return { x: view.width / 2, y: view.height / 2 };
}

/** Keeps the picture point at the centre of the view, or the fit. */
export function resizeCamera(camera: Camera, scene: Scene, before: Size, after: Size): Camera {
	if (camera.isFitted) return (camera.isAllFitted ? fitAll : fitCamera)(scene, after, camera);
	const dx = (after.width - before.width) / 2;
	const dy = (after.height - before.height) / 2;
	return { ...camera, left: camera.left + dx, top: camera.top + dy };
}

function keepInView(camera: Camera, { all }: Scene, view: Size): Camera {
	const content = viewBounds({ ...camera, left: 0, top: 0 }, all);
	/** `origin`: the position of picture coordinate 0; the content reaches from `first` to `second` of it. */
	const within = (origin: number, first: number, second: number, room: number) => {
		const keep = Math.min(KEEP_IN_VIEW, second - first, room);
		return Math.min(room - keep - first, Math.max(keep - second, origin));
	};
	return {
		...camera,
		isFitted: false,
		left: within(camera.left, content.left, content.right, view.width),
		top: within(camera.top, content.top, content.bottom, view.height),
	};
}
