// Draws the pictures of placed objects: cropped, flipped and rotated, each from one bitmap of display resolution.
import { type ReferenceLayer, rectCentre, shownCrop } from "../../document";
import { type Size, sizeOf } from "../../raster";
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
	const { context, scale } = surface;
	const { place, angle = 0, isFlippedX, isFlippedY } = layer;
	const crop = shownCrop(layer, picture);
	// Rounded like the edges of everything else on an upright picture.
	const shown = angle === 0 ? sizeOf(toDevice(surface, place)) : scaled(sizeOf(place), scale);
	const centre = angle === 0 ? rectCentre(toDevice(surface, place)) : toSurface(surface, rectCentre(place));
	const stretch = Math.max(sizeOf(place).width / sizeOf(crop).width, sizeOf(place).height / sizeOf(crop).height);
	const bitmap = bitmaps.get(layer.id, layer.image, picture, scale * stretch);
	context.save();
	context.translate(centre.x, centre.y);
	context.rotate((angle * Math.PI) / 180);
	context.scale(isFlippedX ? -1 : 1, isFlippedY ? -1 : 1);
	const target = [-shown.width / 2, -shown.height / 2, shown.width, shown.height] as const;
	if (bitmap === null) {
		context.fillStyle = PLACEHOLDER;
		context.fillRect(...target);
	} else {
		const [stepX, stepY] = [bitmap.width / picture.width, bitmap.height / picture.height];
		const { width, height } = sizeOf(crop);
		context.drawImage(bitmap, crop.left * stepX, crop.top * stepY, width * stepX, height * stepY, ...target);
	}
	context.restore();
}

function scaled({ width, height }: Size, factor: number): Size {
	return { width: width * factor, height: height * factor };
}

function toSurface({ scale, left, top }: Surface, { x, y }: { readonly x: number; readonly y: number }) {
	return { x: x * scale + left, y: y * scale + top };
}
