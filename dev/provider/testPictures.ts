// Creates and reads pictures for tests of the server: plain grey, optionally half transparent.
import { createCanvas, loadImage } from "@napi-rs/canvas";

/** With `hole`, alpha 0 in the left half. */
export function greyPng(width: number, height: number, hole = false): Uint8Array<ArrayBuffer> {
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	context.fillStyle = "rgb(120,120,120)";
	context.fillRect(0, 0, width, height);
	if (hole) context.clearRect(0, 0, width / 2, height);
	return new Uint8Array(canvas.toBuffer("image/png"));
}

export async function readPixels(bytes: Uint8Array) {
	const image = await loadImage(Buffer.from(bytes));
	const context = createCanvas(image.width, image.height).getContext("2d");
	context.drawImage(image, 0, 0);
	return context.getImageData(0, 0, image.width, image.height);
}
