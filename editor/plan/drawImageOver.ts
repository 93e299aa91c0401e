// Draws an image over another, scaled to its place and blended by its alpha. Used for the image that is sent, never for
// the document.
import { intersectRects, isEmptyRect, type Rect, type RgbaImage, type Steps, sizeOf } from "../raster";
import { lanczosTaps } from "./lanczos";
import { createRowResampler, premultiplyRow } from "./resample";

export interface PlacedImage {
	readonly picture: RgbaImage;
	/** In the same space as the image that it is drawn over. */
	readonly place: Rect;
	/** 0 to 1. */
	readonly opacity: number;
}

/** Modifies `onto`, whose pixels lie under `rect`. */
export function* drawImageOver(onto: RgbaImage, rect: Rect, { picture, place, opacity }: PlacedImage): Steps<void> {
	const area = intersectRects(rect, place);
	if (isEmptyRect(area)) return;
	const { width, height } = sizeOf(area);
	const stepX = picture.width / sizeOf(place).width;
	const stepY = picture.height / sizeOf(place).height;
	const resampler = createRowResampler(
		picture.width,
		(y, into) => premultiplyRow(picture.rgba, y * picture.width * 4, picture.width, into, 0),
		axis(width, area.left - place.left, stepX, picture.width),
		axis(height, area.top - place.top, stepY, picture.height),
	);
	const row = new Uint8Array(width * 4);
	for (let y = 0; y < height; y++) {
		resampler.row(y, row, 0);
		blendRow(row, opacity, onto.rgba, ((area.top - rect.top + y) * onto.width + area.left - rect.left) * 4);
		yield;
	}
}

const axis = (count: number, first: number, step: number, to: number) =>
	lanczosTaps({ count, start: (first + 0.5) * step, step, from: 0, to });

/** Source-over with straight alpha. */
function blendRow(row: Uint8Array, opacity: number, onto: Uint8Array, at: number): void {
	for (let i = 0; i < row.length; i += 4) {
		const over = ((row[i + 3] as number) / 255) * opacity;
		if (over === 0) continue;
		const under = ((onto[at + i + 3] as number) / 255) * (1 - over);
		const alpha = over + under;
		for (let channel = 0; channel < 3; channel++) {
			const from = row[i + channel] as number;
			const to = at + i + channel;
			onto[to] = Math.round((from * over + (onto[to] as number) * under) / alpha);
		}
		onto[at + i + 3] = Math.round(alpha * 255);
	}
}
