// Places a new picture: to the right of the edited picture and of the references beside it, at the picture's height, or in
// view around a point.
import { intersectRects, invertMatrix, isEmptyRect, mapBounds, type Rect, rectOf, type Size, sizeOf } from "../raster";
import { type Camera, imageToView, toImage } from "../state/camera";
import type { ViewPoint } from "../tools";

/** Between neighbours, as a share of the picture's height. */
const GAP = 0.04;

export function placeBeside({ width, height }: Size, picture: Size, others: readonly Rect[]): Rect {
	const scale = picture.height / height;
	// References above, below or on the picture do not take space beside it.
	const isBeside = ({ left, top, bottom }: Rect) => left >= picture.width && top < picture.height && bottom > 0;
	const end = others.filter(isBeside).reduce((right, other) => Math.max(right, other.right), picture.width);
	const left = Math.round(end + GAP * picture.height);
	return { left, top: 0, right: left + Math.max(1, Math.round(width * scale)), bottom: picture.height };
}

/** The share of the visible picture that a placed picture fills at most. */
const MAX_SHARE = 0.8;

export interface Target {
	readonly camera: Camera;
	/** The size of the view in CSS pixels. */
	readonly view: Size;
	readonly picture: Size;
	/** The centre of the placed picture. */
	readonly at: ViewPoint;
}

/** Pixel for pixel, or reduced until it fits the part of the picture that is in view. On whole pixels. */
export function placeInView({ width, height }: Size, { camera, view, picture, at }: Target): Rect {
	const seen = mapBounds(invertMatrix(imageToView(camera)), rectOf(view));
	const onPicture = intersectRects(seen, rectOf(picture));
	const room = sizeOf(isEmptyRect(onPicture) ? seen : onPicture);
	const scale = Math.min(1, (MAX_SHARE * room.width) / width, (MAX_SHARE * room.height) / height);
	const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
	const centre = toImage(camera, at);
	const [left, top] = [Math.round(centre.x - size.width / 2), Math.round(centre.y - size.height / 2)];
	return { left, top, right: left + size.width, bottom: top + size.height };
}
