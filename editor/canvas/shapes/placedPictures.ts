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
	const { place, angle = 0, isFlippedX, isFlippedY } = layer;
	// Without rotation on whole device pixels, like everything else.
	const box = angle === 0 ? toDevice(surface, place) : toExactDevice(surface, place);
	const centre = rectCentre(box);
	const { width, height } = sizeOf(box);
	const crop = shownCrop(layer, picture);
	const mask = layer.isPart ? layer.coverage : undefined;
	const bitmap = bitmaps.get(layer.id, layer.image, wholeSize(picture, crop, { width, height }), mask);
	context.save();
	context.translate(centre.x, centre.y);
	context.rotate((angle * Math.PI) / 180);
	context.scale(isFlippedX ? -1 : 1, isFlippedY ? -1 : 1);
	const target = [-width / 2, -height / 2, width, height] as const;
	if (bitmap === null) {
		context.fillStyle = PLACEHOLDER;
		context.fillRect(...target);
	} else {
		const [stepX, stepY] = [bitmap.width / picture.width, bitmap.height / picture.height];
		const part = { width: sizeOf(crop).width * stepX, height: sizeOf(crop).height * stepY };
		// Without scaling the browser copies pixels, which is several times faster.
		const isCopied = part.width === width && part.height === height && angle === 0 && surface.toPane === null;
		context.imageSmoothingEnabled &&= !isCopied;
		context.drawImage(bitmap, crop.left * stepX, crop.top * stepY, part.width, part.height, ...target);
	}
	context.restore();
}

function toExactDevice({ scale, left, top }: Surface, place: Rect): Rect {
	return {
		left: place.left * scale + left,
		top: place.top * scale + top,
		right: place.right * scale + left,
		bottom: place.bottom * scale + top,
	};
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
