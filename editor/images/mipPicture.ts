// A decoded picture with its smaller copies for display.
import type { RgbaImage, Size } from "../raster";

/** Pixels of the longer side, enough for every thumbnail. */
const THUMBNAIL_SIDE = 512;

export interface MipPicture extends RgbaImage {
	/** Half, quarter, … of the size. */
	readonly mip: readonly RgbaImage[];
}

/** A picture that is drawn and sent from its file: its size and a thumbnail are held. */
export interface ReferencePicture extends Size {
	readonly thumbnail: MipPicture;
}

export function toReference(picture: MipPicture): ReferencePicture {
	return { width: picture.width, height: picture.height, thumbnail: thumbnailOf(picture) };
}

/** The small copies alone, in memory of their own, so that the samples can be released. */
function thumbnailOf({ mip, ...samples }: MipPicture): MipPicture {
	const levels = [samples, ...mip];
	const fitting = levels.findIndex(({ width, height }) => Math.max(width, height) <= THUMBNAIL_SIDE);
	const [largest = samples, ...smaller] = levels.slice(fitting).map(copyOf);
	return { ...largest, mip: smaller };
}

function copyOf({ width, height, rgba }: RgbaImage): RgbaImage {
	return { width, height, rgba: rgba.slice() };
}
