// Makes the file that leaves for a picture file: without metadata and upright, in a format that image models take. PNG,
// JPEG and WebP keep their compressed data; what is not stored upright, and every other format, is decoded and goes out
// as PNG. Knows no request and no provider.

import type { RgbaImage } from "../../raster";
import { decodePicture } from "../decode/decodePicture";
import { encodePicture } from "../encode/encodePicture";
import { detectImageFormat } from "../header/imageHeader";
import { stripJpeg } from "./stripJpeg";
import { stripPng } from "./stripPng";
import { stripWebp } from "./stripWebp";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The limit of a turned photo as PNG. The API takes 20,971,520 base64 characters for a picture in JSON, and relays often
 * take less in all; a larger photo goes out as JPEG of high quality.
 */
const MAX_TURNED_PNG = 15_000_000;
const TURNED_QUALITY = 0.95;

/** Throws EditorError: empty-file, not-an-image, damaged-image, image-too-large, no-memory. */
export async function makeOutgoingPicture(bytes: Bytes): Promise<Blob> {
	const format = detectImageFormat(bytes);
	if (format === "jpeg") {
		const stripped = stripJpeg(bytes);
		if (stripped?.orientation === 1) return new Blob([...stripped.parts], { type: "image/jpeg" });
		return encodeUpright(bytes);
	}
	if (format === "webp") {
		const stripped = stripWebp(bytes);
		if (stripped !== null) return new Blob([...stripped], { type: "image/webp" });
	}
	if (format === "png") {
		const stripped = await stripPng(bytes);
		if (stripped !== null) return pngBlob(stripped);
	}
	return pngBlob(await encodePicture(await decodePicture(bytes)));
}

async function encodeUpright(jpeg: Bytes): Promise<Blob> {
	const picture = await decodePicture(jpeg);
	const png = pngBlob(await encodePicture(picture));
	return png.size > MAX_TURNED_PNG ? ((await encodeJpeg(picture)) ?? png) : png;
}

/** Undefined where there is no canvas to encode with. */
async function encodeJpeg({ width, height, rgba }: RgbaImage): Promise<Blob | undefined> {
	if (typeof OffscreenCanvas === "undefined") return undefined;
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext("2d");
	if (context === null) return undefined;
	context.putImageData(new ImageData(new Uint8ClampedArray(rgba.buffer as ArrayBuffer), width, height), 0, 0);
	return canvas.convertToBlob({ type: "image/jpeg", quality: TURNED_QUALITY });
}

const pngBlob = (png: Bytes): Blob => new Blob([png], { type: "image/png" });
