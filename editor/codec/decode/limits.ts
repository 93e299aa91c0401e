// The limits of a picture and its file.
import type { Size } from "../../raster";
import { EditorError } from "../../types";

export const MAX_SIDE = 16_384;
export const MAX_PIXELS = 100_000_000;

/** Throws EditorError: damaged-image, image-too-large. */
export function assertWithinLimits({ width, height }: Size): void {
	if (width === 0 || height === 0) throw new EditorError("damaged-image");
	if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
		throw new EditorError("image-too-large", { width, height, maxSide: MAX_SIDE, maxMegapixels: MAX_PIXELS / 1e6 });
	}
}

/** Above the largest allowed picture, uncompressed, with 16 bits per channel. */
const MAX_FILE_MEGABYTES = 1000;

/** Throws EditorError: empty-file, file-too-large. */
export function assertWithinFileLimit(file: Blob): void {
	if (file.size === 0) throw new EditorError("empty-file");
	const megabytes = Math.ceil(file.size / 1e6);
	if (megabytes > MAX_FILE_MEGABYTES) throw new EditorError("file-too-large", { megabytes, limit: MAX_FILE_MEGABYTES });
}

/** Throws EditorError: empty-file, file-too-large, unreadable-file. */
export async function readFile(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
	assertWithinFileLimit(file);
	try {
		return new Uint8Array(await file.arrayBuffer());
	} catch (cause) {
		throw new EditorError("unreadable-file", {}, { cause });
	}
}
