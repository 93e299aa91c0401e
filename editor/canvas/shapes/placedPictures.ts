// Draws the pictures of placed objects: cropped, flipped and rotated, each from one bitmap of display resolution.
import { type ReferenceLayer, rectCentre, shownCrop } from "../../document";
import { type Rect, type Size, sizeOf } from "../../raster";
import { type Surface, toDevice } from "../surface";
import type { DisplayBitmaps } from "./displayBitmaps";

/** Shown until the first bitmap is there. */
const PLACEHOLDER = "rgb(128 128 128 / 0.25)";

/** `picture`: the size of the uncropped picture in its own pixels. */
export function drawPlacedPicture(
	surface: Surface,
	layer: ReferenceLayer,
	picture: Size,
	bitmaps: DisplayBitmaps,
): void {
	const { context } = surface;
	const crop = shownCrop(layer, picture);
	const target = turnTowards(surface, layer);
	const { width, height } = sizeOf(target);
	const bitmap = bitmaps.get(layer.id, layer.image, wholeSize(picture, crop, { width, height }));
	if (bitmap === null) {
		context.fillStyle = PLACEHOLDER;
		context.fillRect(target.left, target.top, width, height);
	} else {
		const [stepX, stepY] = [bitmap.width / picture.width, bitmap.height / picture.height];
		const part = { width: sizeOf(crop).width * stepX, height: sizeOf(crop).height * stepY };
		// Without scaling the browser copies pixels, which is several times faster.
		const isTurned = (layer.angle ?? 0) !== 0 || surface.toPane !== null;
		const isCopied = part.width === width && part.height === height && !isTurned;
		context.imageSmoothingEnabled &&= !isCopied;
		context.drawImage(
			bitmap,
			crop.left * stepX,
			crop.top * stepY,
			part.width,
			part.height,
			target.left,
			target.top,
			width,
			height,
		);
	}
	context.restore();
}

/**
 * Saves the context and turns it so that the picture can be drawn upright into the returned rectangle. Restoring the context
 * is left to the caller. Without rotation it lies on whole device pixels, like everything else.
 */
function turnTowards(surface: Surface, { place, angle = 0, isFlippedX, isFlippedY }: ReferenceLayer): Rect {
	const { context, scale, left, top } = surface;
	const isUpright = angle === 0;
	const device = toDevice(surface, place);
	const centre = rectCentre(isUpright ? device : place);
	context.save();
	if (isUpright && !isFlippedX && !isFlippedY) return device;
	if (isUpright) context.translate(centre.x, centre.y);
	else context.translate(centre.x * scale + left, centre.y * scale + top);
	context.rotate((angle * Math.PI) / 180);
	context.scale(isFlippedX ? -1 : 1, isFlippedY ? -1 : 1);
	const size = sizeOf(isUpright ? device : place);
	const factor = isUpright ? 1 : scale;
	const [x, y] = [(size.width * factor) / 2, (size.height * factor) / 2];
	return { left: -x, top: -y, right: x, bottom: y };
}

/** The size in device pixels of the whole picture whose crop has the size `shown`; at most the picture's own. */
function wholeSize(picture: Size, crop: Rect, shown: Size): Size {
	const whole = (length: number, cropped: number, target: number) =>
		Math.max(1, Math.min(length, Math.round((length * target) / cropped)));
	return {
		width: whole(picture.width, sizeOf(crop).width, shown.width),
		height: whole(picture.height, sizeOf(crop).height, shown.height),
	};
}
