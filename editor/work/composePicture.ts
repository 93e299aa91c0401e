// Draws references into the picture that is sent, and renders references that are sent beside it: from their files, one at a
// time, so that one decoded original at most is in memory.
import { decodeTolerantly, encodePicture } from "../codec";
import { drawImageOver, type ImagePlacement, renderReference, repeatIntoPadding } from "../plan";
import type { Rect, RgbaImage, Size, Steps } from "../raster";
import { inSlices, MAIN_SLICE } from "./slices";

/** A reference file and its position in picture pixels. */
export interface PlacedFile extends ImagePlacement {
	readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface ComposeInput {
	/** The picture as it would be sent without references. */
	readonly picture: RgbaImage;
	/** Its upper left part without padding, and the area in picture pixels that this part shows. */
	readonly content: Size;
	readonly source: Rect;
	/** From bottom to top. */
	readonly placed: readonly PlacedFile[];
}

/** Returns a PNG. */
export async function composePicture({ picture, content, source, placed }: ComposeInput) {
	const onto = { ...picture, rgba: picture.rgba.slice() };
	for (const { bytes, ...placement } of placed) {
		const image = { ...placement, picture: await decodeTolerantly(bytes) };
		await inSlices(drawImageOver(onto, source, image, content), MAIN_SLICE);
	}
	await inSlices(fillPadding(onto, content), MAIN_SLICE);
	return encodePicture(onto);
}

function* fillPadding(picture: RgbaImage, content: Size): Steps<void> {
	for (let y = 0; y < picture.height; y++) {
		repeatIntoPadding(picture, content, y);
		yield;
	}
}

/** Returns a PNG. */
export async function encodeReference({ bytes, ...placement }: PlacedFile) {
	return encodePicture(await inSlices(renderReference(await decodeTolerantly(bytes), placement), MAIN_SLICE));
}
