// The camera as attributes of a Konva node whose children are in picture pixels, and boxes of the picture seen through it.
import type { PlacedBox } from "../document";
import { rectCentre } from "../document";
import { sizeOf } from "../raster";
import { type Camera, toView } from "../state/camera";

/** In CSS pixels and degrees. Konva applies scale, then rotation, then position, as the camera does. */
export function viewTransform({ zoom, left, top, angle, isMirrored }: Camera) {
	return { x: left, y: top, rotation: angle, scaleX: isMirrored ? -zoom : zoom, scaleY: zoom };
}

/**
 * A box as it is seen, in CSS pixels: its centre, its size and its rotation about the centre. Mirrored left to right, a
 * rotation goes the other way, and the box's left side is seen on the right.
 */
export function boxInView(camera: Camera, { place, angle = 0 }: PlacedBox) {
	const { width, height } = sizeOf(place);
	const { zoom, isMirrored } = camera;
	const { x, y } = toView(camera, rectCentre(place));
	return { x, y, width: width * zoom, height: height * zoom, angle: camera.angle + (isMirrored ? -angle : angle) };
}
