// Draws a placed picture over the picture's pixels, from its own file. Every byte beside it stays as it is.
import { decodeTolerantly } from "../codec";
import { applyMask, drawImageOver } from "../plan";
import { buildMipLevels, copyPixels, type Rect, type RgbaImage, type Steps, transparentImage } from "../raster";
import type { PlacedFile } from "./sentPicture";
import { inSlices, MAIN_SLICE } from "./slices";

export interface DrawPartInput extends PlacedFile {
	/** The picture's pixels under `rect`. */
	readonly onto: RgbaImage;
	/** In picture pixels. */
	readonly rect: Rect;
	/** The file of the mask. */
	readonly mask: Uint8Array<ArrayBuffer> | null;
}

export async function drawPart({ bytes, onto, rect, mask, ...placement }: DrawPartInput) {
	const picture = await decodeTolerantly(bytes);
	if (mask !== null) applyMask(picture, await decodeTolerantly(mask));
	return inSlices(steps(), MAIN_SLICE);

	function* steps(): Steps<RgbaImage & { readonly mip: readonly RgbaImage[] }> {
		const drawn = transparentImage(rect);
		yield* copyPixels(drawn, rect, onto, rect);
		yield* drawImageOver(drawn, rect, { ...placement, picture });
		return { ...drawn, mip: buildMipLevels(drawn) };
	}
}
