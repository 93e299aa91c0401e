// How near and where a picture is looked at: the editor's camera, within limits of its own. Pure.
import { type Camera, fitCamera, moveCamera, type Scene } from "../../editor";

export const NOT_MOVED: Camera = { zoom: 1, left: 0, top: 0, isFitted: true };
/** A notch of the wheel. */
export const NOTCH = 1.15;
const FARTHEST = 0.1;
const NEAREST = 32;

type Size = Parameters<typeof fitCamera>[1];
export type Request = Parameters<typeof moveCamera>[1];

export function sceneOf({ width, height }: Size): Scene {
	const all = { left: 0, top: 0, right: width, bottom: height };
	return { fit: all, all };
}

/** Nobody has moved it yet: then it follows the view. Else it stays where it is, as far as that is in view. */
export const settled = (camera: Camera, scene: Scene, view: Size): Camera =>
	camera.isFitted ? fitCamera(scene, view) : moveCamera(camera, { type: "panBy", dx: 0, dy: 0 }, scene, view);

export function look(camera: Camera, request: Request, scene: Scene, view: Size): Camera {
	// What fits only from farther away is seen from there.
	const farthest = Math.min(FARTHEST, fitCamera(scene, view).zoom);
	const within = (zoom: number): number => Math.min(NEAREST, Math.max(farthest, zoom));
	const limited = "zoom" in request ? { ...request, zoom: within(request.zoom) } : request;
	return moveCamera(settled(camera, scene, view), limited, scene, view);
}
