// Decodes with the browser: every format but PNG, and PNG with a table-based colour profile. Colours are converted to
// sRGB. The canvas is read in bands, so that there are never more than two copies of a large picture.
import type { Size } from "../../raster";
import { EditorError } from "../../types";
import { type Orientation, uprightPlacement } from "../header/orientation";
import { assertWithinLimits } from "./limits";
import type { Samples } from "./samples";

/** This thread lacks a decoder or a canvas that another thread may have. */
export class UnsupportedInThread extends Error {}

const BAND_PIXELS = 4_000_000;

export interface BrowserFile {
	/** The file in consecutive parts. */
	readonly parts: readonly Uint8Array<ArrayBuffer>[];
	readonly mimeType: string;
	/** To be applied after decoding. Browsers apply the orientation of JPEG and AVIF themselves. */
	readonly orientation: Orientation;
}

/** Throws EditorError: damaged-image, image-too-large, no-memory. */
export async function decodeWithBrowser({ parts, mimeType, orientation }: BrowserFile): Promise<Samples> {
	const bitmap = await decode(new Blob([...parts], { type: mimeType }));
	try {
		// The decoded size is checked as well, because the header may be wrong.
		assertWithinLimits(bitmap);
		return readPixels({ image: bitmap, width: bitmap.width, height: bitmap.height }, orientation);
	} finally {
		bitmap.close();
	}
}

async function decode(blob: Blob): Promise<ImageBitmap> {
	try {
		return await createImageBitmap(blob, { imageOrientation: "from-image", premultiplyAlpha: "none" });
	} catch (cause) {
		// A worker may lack a decoder that the page has; on the page the failure is final.
		if (typeof document === "undefined") throw new UnsupportedInThread();
		throw new EditorError("damaged-image", {}, { cause });
	}
}

/** `source` has the size of the stored picture. */
export function readPixels(source: Size & { readonly image: CanvasImageSource }, orientation: Orientation): Samples {
	const { width, height, origin, stepX, stepY } = uprightPlacement(source, orientation);
	const pixels = new Uint32Array(width * height);
	const bandHeight = Math.min(source.height, Math.ceil(BAND_PIXELS / source.width));
	const context = canvasContext({ width: source.width, height: bandHeight });
	context.globalCompositeOperation = "copy";
	for (let top = 0; top < source.height; top += bandHeight) {
		const rows = Math.min(bandHeight, source.height - top);
		context.drawImage(source.image, 0, -top);
		const { data } = context.getImageData(0, 0, source.width, rows);
		const band = new Uint32Array(data.buffer);
		if (stepX === 1 && stepY === width) {
			pixels.set(band, top * width);
			continue;
		}
		for (let y = 0, from = 0; y < rows; y++) {
			let to = origin + (top + y) * stepY;
			for (let x = 0; x < source.width; x++, to += stepX) pixels[to] = band[from++] as number;
		}
	}
	return { width, height, rgba: new Uint8Array(pixels.buffer), notes: [] };
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

function canvasContext({ width, height }: Size): Context {
	const options = { willReadFrequently: true, colorSpace: "srgb" } as const;
	let context: Context | null = null;
	if (typeof document !== "undefined") {
		const canvas = Object.assign(document.createElement("canvas"), { width, height });
		context = canvas.getContext("2d", options) as CanvasRenderingContext2D | null;
	} else if (typeof OffscreenCanvas !== "undefined") {
		context = new OffscreenCanvas(width, height).getContext("2d", options) as OffscreenCanvasRenderingContext2D | null;
	}
	if (context === null)
		throw typeof document === "undefined" ? new UnsupportedInThread() : new EditorError("no-memory");
	return context;
}
