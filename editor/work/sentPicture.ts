// Encodes the picture that is sent, from the bands of rows that were extracted side by side; draws references into it, and
// renders references that are sent beside it: from their files, one at a time, so that one decoded original at most is in
// memory.
import { decodeTolerantly, type EncodeOptions, encodeBands, encodePicture } from "../codec";
import { drawImageOver, type ImagePlacement, renderReference, repeatIntoPadding } from "../plan";
import { joinBytes, type Rect, type RgbaImage, type Size, type Steps } from "../raster";
import { inSlices, MAIN_SLICE } from "./slices";

/** A reference file and its position in picture pixels. */
export interface PlacedFile extends ImagePlacement {
	readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface SentPictureInput extends Size {
	/** Straight RGBA8 rows from top to bottom: the picture as it would be sent without references. */
	readonly bands: readonly Uint8Array[];
	/** Its upper left part without padding, and the area in picture pixels that this part shows. */
	readonly content: Size;
	readonly source: Rect;
	/** From bottom to top. */
	readonly placed: readonly PlacedFile[];
}

/** Returns a PNG. */
export async function encodeSentPicture(input: SentPictureInput, options: EncodeOptions) {
	const { width, height, bands, content, source, placed } = input;
	if (placed.length === 0) return encodeBands({ width, height, bands }, options);
	const onto = { width, height, rgba: joinBytes(bands) };
	for (const { bytes, ...placement } of placed) {
		const image = { ...placement, picture: await decodeTolerantly(bytes) };
		await inSlices(drawImageOver(onto, source, image, content), MAIN_SLICE);
		options.signal?.throwIfAborted();
	}
	await inSlices(fillPadding(onto, content), MAIN_SLICE);
	return encodePicture(onto, options);
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
