// Places a new reference picture to the right of the edited picture and of the references beside it, at the picture's
// height.
import type { Rect, Size } from "../raster";

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
