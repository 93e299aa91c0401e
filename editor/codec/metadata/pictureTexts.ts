// Texts that a picture file carries about itself, read from and added to PNG, JPEG and WebP files. Compressed pixels are
// copied, never decoded. Knows nothing of what the texts mean.
import { detectImageType } from "../header/imageHeader";
import { addToJpeg, readFromJpeg } from "./jpegTexts";
import { addToPng, readFromPng } from "./pngTexts";
import type { AddedTexts, PictureTexts } from "./types";
import { addToWebp, readFromWebp } from "./webpTexts";

export type { PictureTexts } from "./types";

/** `bytes`: the file, or its beginning. null: it is of another type, or damaged before its pixels. */
export async function readPictureTexts(bytes: Uint8Array<ArrayBuffer>): Promise<PictureTexts | null> {
	switch (detectImageType(bytes)) {
		case "image/png":
			return readFromPng(bytes);
		case "image/jpeg":
			return readFromJpeg(bytes);
		case "image/webp":
			return readFromWebp(bytes);
		default:
			return null;
	}
}

/**
 * Replaces texts that were added before, and removes content credentials, which would no longer be valid. null: the file
 * is of another type, or damaged.
 */
export async function addPictureTexts(bytes: Uint8Array<ArrayBuffer>, added: AddedTexts): Promise<Blob | null> {
	const type = detectImageType(bytes);
	const parts = await partsWith(type, bytes, added);
	return parts === null ? null : new Blob([...parts], { type: type ?? "" });
}

async function partsWith(
	type: ReturnType<typeof detectImageType>,
	bytes: Uint8Array<ArrayBuffer>,
	added: AddedTexts,
): Promise<readonly Uint8Array<ArrayBuffer>[] | null> {
	switch (type) {
		case "image/png":
			return addToPng(bytes, added);
		case "image/jpeg":
			return addToJpeg(bytes, added);
		case "image/webp":
			return addToWebp(bytes, added);
		default:
			return null;
	}
}
