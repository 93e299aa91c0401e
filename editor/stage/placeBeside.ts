// Where a reference picture lies at first: to the right of the picture that is edited, as high as it.
import type { Rect, Size } from "../raster";

/** Between the two, as a share of the picture's height. */
const GAP = 0.04;

export function placeBeside({ width, height }: Size, picture: Size): Rect {
	const scale = picture.height / height;
	const left = Math.round(picture.width + GAP * picture.height);
	return { left, top: 0, right: left + Math.max(1, Math.round(width * scale)), bottom: picture.height };
}
