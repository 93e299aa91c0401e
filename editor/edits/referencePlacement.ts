// Where a reference picture lies at first: to the right of the picture that is edited and of the references beside it, as
// high as the picture.
import type { Rect, Size } from "../raster/index";

/** Between them, as a share of the picture's height. */
const GAP = 0.04;

export function placeBeside({ width, height }: Size, picture: Size, others: readonly Rect[]): Rect {
	const scale = picture.height / height;
	// Those above and below it, or on the picture, are not in its way.
	const isBeside = ({ left, top, bottom }: Rect) => left >= picture.width && top < picture.height && bottom > 0;
	const end = others.filter(isBeside).reduce((right, other) => Math.max(right, other.right), picture.width);
	const left = Math.round(end + GAP * picture.height);
	return { left, top: 0, right: left + Math.max(1, Math.round(width * scale)), bottom: picture.height };
}
