// Zoom and position of the image in the lightbox: the editor's camera with limits of its own. Pure.
import { type Camera, fitCamera, moveCamera, type Scene, UNTURNED } from "../../editor/parts";

export const INITIAL_CAMERA: Camera = { ...UNTURNED, zoom: 1, left: 0, top: 0, isFitted: true };
/** The zoom factor of one notch of the mouse wheel. */
export const WHEEL_NOTCH_ZOOM = 1.15;
const MIN_ZOOM = 0.1;
const MAX_ZOOM = 32;

type Size = Parameters<typeof fitCamera>[1];
export type CameraRequest = Parameters<typeof moveCamera>[1];

export function imageScene({ width, height }: Size): Scene {
	const all = { left: 0, top: 0, right: width, bottom: height };
	return { fit: all, all };
}

/** The camera after a change of the view's size: fitted until the user moves it, afterwards kept on the image. */
export const constrainCamera = (camera: Camera, scene: Scene, view: Size): Camera =>
	camera.isFitted ? fitCamera(scene, view) : moveCamera(camera, { type: "panBy", dx: 0, dy: 0 }, scene, view);

export function applyRequest(camera: Camera, request: CameraRequest, scene: Scene, view: Size): Camera {
	// An image that fits only at a smaller zoom than the minimum may be shown at that zoom.
	const minZoom = Math.min(MIN_ZOOM, fitCamera(scene, view).zoom);
	const clamp = (zoom: number): number => Math.min(MAX_ZOOM, Math.max(minZoom, zoom));
	const limited = "zoom" in request ? { ...request, zoom: clamp(request.zoom) } : request;
	return moveCamera(constrainCamera(camera, scene, view), limited, scene, view);
}
