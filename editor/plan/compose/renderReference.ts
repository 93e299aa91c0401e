// Renders a reference that is sent as a picture of its own: with its crop, flips, rotation and stretch, at the resolution of
// its source. It is not faded, because its opacity belongs to the canvas. What rotation leaves free is transparent.
import { boxBounds, type PlacedSource, rectAround, shownCrop } from "../../document";
import { type Rect, type RgbaImage, type Size, type Steps, sizeOf, transparentImage } from "../../raster";
import { drawImageOver, outward } from "./drawImageOver";

/** A rotated reference with more pixels is reduced: no model reads as many. */
const MAX_PIXELS = 1 << 24;

/** True if the file is sent as it was imported. */
export function isUnchanged(layer: PlacedSource, source: Size): boolean {
	const { angle = 0, isFlippedX = false, isFlippedY = false } = layer;
	const { width, height } = sizeOf(shownCrop(layer, source));
	const isWhole = width === source.width && height === source.height;
	return isWhole && angle === 0 && !isFlippedX && !isFlippedY && !isStretched(layer, source);
}

export function* renderReference(picture: RgbaImage, layer: PlacedSource): Steps<RgbaImage> {
	const { place, bounds } = fit(layer, picture);
	const rendered = transparentImage(bounds);
	yield* drawImageOver(rendered, bounds, { ...layer, picture, place, opacity: 1 });
	return rendered;
}

/** The rotated box and its bounds in pixels of the rendered picture. */
function fit(layer: PlacedSource, source: Size): { readonly place: Rect; readonly bounds: Rect } {
	const { angle = 0 } = layer;
	const size = renderedSize(layer, source);
	const { width, height } = sizeOf(boxBounds({ place: rectAround({ x: 0, y: 0 }, size), angle }));
	const factor = Math.min(1, Math.sqrt(MAX_PIXELS / (width * height)));
	const place = {
		left: 0,
		top: 0,
		right: Math.max(1, Math.round(size.width * factor)),
		bottom: Math.max(1, Math.round(size.height * factor)),
	};
	const bounds = boxBounds({ place, angle });
	if (angle % 90 !== 0) return { place, bounds: outward(bounds) };
	// A quarter turn of an odd and an even side lies between pixels.
	const [x, y] = [Math.ceil(bounds.left) - bounds.left, Math.ceil(bounds.top) - bounds.top];
	const onPixels = (rect: Rect) => ({
		left: rect.left + x,
		top: rect.top + y,
		right: rect.right + x,
		bottom: rect.bottom + y,
	});
	return { place: onPixels(place), bounds: onPixels(bounds) };
}

/** The size before rotation, in which no side has fewer pixels than the source. */
function renderedSize(layer: PlacedSource, source: Size): Size {
	const crop = sizeOf(shownCrop(layer, source));
	if (!isStretched(layer, source)) return crop;
	const place = sizeOf(layer.place);
	const density = Math.max(crop.width / place.width, crop.height / place.height);
	return { width: place.width * density, height: place.height * density };
}

/** True if width and height are scaled differently, by more than the rounding of the place to whole pixels. */
function isStretched(layer: PlacedSource, source: Size): boolean {
	const crop = sizeOf(shownCrop(layer, source));
	const { width, height } = sizeOf(layer.place);
	return Math.abs(width * crop.height - height * crop.width) > Math.max(crop.width, crop.height);
}
