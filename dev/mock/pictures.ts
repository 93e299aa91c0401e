// Decodes, paints and encodes the mock gateway's pictures. Browser only; it must know nothing of gateway types.
import type { Size } from "../paint/legalSize";
import { applyEdit, drift, findEditArea } from "../paint/repaint";
import { paintScene, type Scene } from "../paint/scene";

export type OutputFormat = "png" | "jpeg" | "webp";

/**
 * Decodes strictly, as a gateway does: no prefix, no line breaks, complete padding. `what` names the field in the
 * error.
 */
export function decodeStrictBase64(text: string, what: string): Uint8Array<ArrayBuffer> {
	if (text.length === 0 || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) {
		throw new Error(`${what} is not valid base64.`);
	}
	const binary = atob(text);
	const bytes = new Uint8Array(binary.length);
	for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
	return bytes;
}

export async function encodeBlobBase64(blob: Blob): Promise<string> {
	const bytes = new Uint8Array(await blob.arrayBuffer());
	let binary = "";
	for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
	return btoa(binary);
}

export async function decodePicture(b64: string, what: string): Promise<ImageBitmap> {
	const bytes = decodeStrictBase64(b64, what);
	try {
		return await createImageBitmap(new Blob([bytes]));
	} catch {
		throw new Error(`${what} is not a picture that can be decoded.`);
	}
}

function canvasOf({ width, height }: Size): [OffscreenCanvas, OffscreenCanvasRenderingContext2D] {
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext("2d", { willReadFrequently: true });
	if (!context) throw new Error("The mock gateway has no 2D canvas.");
	return [canvas, context];
}

export function paintGenerated(size: Size, scene: Scene): OffscreenCanvas {
	const [canvas, context] = canvasOf(size);
	paintScene(context, { x: 0, y: 0, ...size }, scene);
	return canvas;
}

/** The first picture is the target of the mask; the others are drawn small at the edge. */
export function paintEdited(
	size: Size,
	pictures: readonly ImageBitmap[],
	mask: ImageBitmap | undefined,
	scene: Scene,
): OffscreenCanvas {
	const [canvas, context] = canvasOf(size);
	const [first, ...others] = pictures;
	if (first) context.drawImage(first, 0, 0, size.width, size.height);
	const picture = context.getImageData(0, 0, size.width, size.height);
	drift(picture.data);
	const whole = { x: 0, y: 0, ...size };
	const [, sceneContext] = canvasOf(size);
	if (mask) {
		const [, maskContext] = canvasOf(size);
		maskContext.drawImage(mask, 0, 0, size.width, size.height);
		const keep = maskContext.getImageData(0, 0, size.width, size.height).data;
		paintScene(sceneContext, findEditArea(keep, size.width, size.height) ?? whole, scene);
		applyEdit(picture.data, sceneContext.getImageData(0, 0, size.width, size.height).data, keep);
		context.putImageData(picture, 0, 0);
	} else {
		// Without a mask the new picture is blended with the input, so that the input remains visible.
		context.putImageData(picture, 0, 0);
		paintScene(sceneContext, whole, scene);
		context.globalAlpha = 0.45;
		context.drawImage(sceneContext.canvas, 0, 0);
		context.globalAlpha = 1;
	}
	const edge = Math.round(Math.min(size.width, size.height) / 8);
	for (const [index, other] of others.entries()) {
		context.drawImage(other, size.width - (edge + 8) * (index + 1), 8, edge, edge);
	}
	return canvas;
}

/**
 * Compression is 0-100, 100 is best. A browser that cannot write the format returns PNG, and the blob's type shows it.
 */
export function encodePicture(canvas: OffscreenCanvas, format: OutputFormat, compression: number): Promise<Blob> {
	return canvas.convertToBlob({ type: `image/${format}`, quality: compression / 100 });
}
