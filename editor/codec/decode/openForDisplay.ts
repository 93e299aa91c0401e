// Opens a file on the page with the browser's own decoder, which shows a picture several times sooner than its samples can be
// read exactly. For display only.
import { buildMipLevels } from "../../raster";
import { readPixels } from "./browserDecoder";
import type { ImportedPicture } from "./decodePicture";
import type { DisplayFile } from "./inspectForDisplay";
import { assertWithinLimits } from "./limits";

/** Null where the browser cannot decode it. Throws EditorError: image-too-large. */
export async function decodeForDisplay(file: Blob, { mimeType, size }: DisplayFile): Promise<ImageBitmap | null> {
	if (typeof createImageBitmap === "undefined") return null;
	// The same bytes under the type of their content: nothing is copied.
	const typed = file.slice(0, file.size, mimeType);
	const bitmap = await createImageBitmap(typed).catch(() => null);
	if (bitmap === null) return null;
	const isAsExpected = size === null || (size.width === bitmap.width && size.height === bitmap.height);
	try {
		// The decoded size is checked as well, because the header may be wrong.
		assertWithinLimits(bitmap);
		if (isAsExpected) return bitmap;
	} catch (error) {
		bitmap.close();
		throw error;
	}
	bitmap.close();
	return null;
}

/** The samples of a file that the browser shows and the exact decoder refuses. */
export function importBitmap(bitmap: ImageBitmap): ImportedPicture {
	const samples = readPixels({ image: bitmap, width: bitmap.width, height: bitmap.height }, 1);
	return { ...samples, notes: ["damaged-file"], mip: buildMipLevels(samples), png: null };
}
