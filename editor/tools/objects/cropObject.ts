// Crops one object by a drag: a handle moves a side of the shown part, a drag inside moves the picture behind it. Pure
// arithmetic: the object's box is in picture pixels, the crop in pixels of the source picture.
import { type PlacedBox, type ReferenceLayer, recrop, rotatePoint, shownCrop } from "../../document";
import { moveRect, type Rect, rectOf, type Size, sizeOf } from "../../raster";
import type { Handle, ImagePoint } from "../tool";
import { sidesOf } from "./transformObjects";

/** In source pixels. */
const MIN_SIDE = 8;

export interface CropDrag {
	/** As it was when the drag began. */
	readonly object: ReferenceLayer;
	readonly source: Size;
	/** null: the picture behind the crop. */
	readonly handle: Handle | null;
	readonly from: ImagePoint;
	readonly to: ImagePoint;
}

export interface Crop extends PlacedBox {
	readonly crop: Rect | null;
}

export function cropObject({ object, source, handle, from, to }: CropDrag): Crop {
	const before = shownCrop(object, source);
	const by = toSource(object, source, { x: to.x - from.x, y: to.y - from.y });
	if (handle === null) {
		return { place: object.place, crop: object.crop === undefined ? null : slide(before, -by.x, -by.y, source) };
	}
	const [column, row] = sidesOf(handle);
	const [left, right] = moveSide([before.left, before.right], object.isFlippedX ? -column : column, by.x, source.width);
	const [top, bottom] = moveSide([before.top, before.bottom], object.isFlippedY ? -row : row, by.y, source.height);
	return recrop(object, source, { left, top, right, bottom });
}

/** A distance on the canvas in pixels of the source picture. */
function toSource(object: ReferenceLayer, source: Size, distance: ImagePoint): ImagePoint {
	const { place, angle = 0, isFlippedX, isFlippedY } = object;
	const shown = sizeOf(shownCrop(object, source));
	const { width, height } = sizeOf(place);
	const { x, y } = rotatePoint(distance, { x: 0, y: 0 }, -angle);
	return {
		x: (x * shown.width * (isFlippedX ? -1 : 1)) / width,
		y: (y * shown.height * (isFlippedY ? -1 : 1)) / height,
	};
}

/** In whole pixels within the source, unless the side does not move. */
function moveSide(
	[start, end]: readonly [number, number],
	side: number,
	by: number,
	length: number,
): readonly [number, number] {
	if (side < 0) return [Math.max(0, Math.min(end - MIN_SIDE, Math.round(start + by))), end];
	if (side > 0) return [start, Math.min(length, Math.max(start + MIN_SIDE, Math.round(end + by)))];
	return [start, end];
}

/** Moves a part within the source. */
function slide(part: Rect, x: number, y: number, source: Size): Rect {
	const { right, bottom } = rectOf(source);
	const dx = Math.min(right - part.right, Math.max(-part.left, Math.round(x)));
	const dy = Math.min(bottom - part.bottom, Math.max(-part.top, Math.round(y)));
	return moveRect(part, dx, dy);
}
