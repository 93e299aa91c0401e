// Bytes to samples and back, on whichever thread it is called. Knows nothing of workers.
import { encode } from "fast-png";
import { buildMip, type RgbaLevel } from "../../raster";
import { EditorError } from "../../types";
import { inspectPicture, mimeType, type PictureFile, pngHeader } from "./format";
import { areSamplesSrgb, canReadSamples, pixelsOnly, readSamples, type SampleNote, type Samples } from "./pngSamples";

export interface ImportedPicture extends RgbaLevel {
	/** Half, quarter, … for display. */
	readonly mip: readonly RgbaLevel[];
	readonly notes: readonly SampleNote[];
	/** The imported file holds exactly these samples, so that it can be sent for them; without its metadata. */
	readonly png: Uint8Array<ArrayBuffer> | null;
}

/** This thread cannot do it; another may. */
export class UnsupportedHere extends Error {}

export function encodePicture({ width, height, rgba }: RgbaLevel): Uint8Array<ArrayBuffer> {
	const png = encode({ width, height, data: rgba, channels: 4, depth: 8 });
	return png as Uint8Array<ArrayBuffer>;
}

export async function decodePicture(bytes: Uint8Array<ArrayBuffer>): Promise<ImportedPicture> {
	const file = inspectPicture(bytes);
	const samples = await decodeSamples(file, bytes);
	const { width, height, rgba, notes } = samples;
	return { width, height, rgba, notes, mip: buildMip(samples), png: sameSamplesPng(file) };
}

async function decodeSamples(file: PictureFile, bytes: Uint8Array<ArrayBuffer>): Promise<Samples> {
	if (file.format !== "png") return decodeByBrowser(file, bytes, []);
	if (!areSamplesSrgb(file.chunks)) return decodeByBrowser(file, bytes, ["converted-profile"]);
	return canReadSamples(file.chunks) ? readSamples(file.chunks) : decodeByBrowser(file, bytes, []);
}

function sameSamplesPng(file: PictureFile): Uint8Array<ArrayBuffer> | null {
	if (file.format !== "png" || !areSamplesSrgb(file.chunks)) return null;
	const { depth, colourType } = pngHeader(file.chunks);
	const isTruecolour = colourType === 2 || colourType === 6;
	return isTruecolour && depth === 8 ? pixelsOnly(file.chunks) : null;
}

/** Decodes once, colours converted to sRGB and orientation baked, and reads the samples from a canvas once. */
async function decodeByBrowser(
	file: PictureFile,
	bytes: Uint8Array<ArrayBuffer>,
	notes: readonly SampleNote[],
): Promise<Samples> {
	const blob = new Blob([bytes], { type: mimeType(file) });
	let bitmap: ImageBitmap;
	try {
		bitmap = await createImageBitmap(blob, { imageOrientation: "from-image", premultiplyAlpha: "none" });
	} catch (cause) {
		// A worker may lack a decoder that the page has; the page's verdict is final.
		if (typeof document === "undefined") throw new UnsupportedHere();
		throw new EditorError("damaged-image", {}, { cause });
	}
	try {
		const { width, height } = bitmap;
		const context = canvasContext(width, height);
		context.drawImage(bitmap, 0, 0);
		const { data } = context.getImageData(0, 0, width, height);
		return { width, height, rgba: new Uint8Array(data.buffer), notes };
	} finally {
		bitmap.close();
	}
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

function canvasContext(width: number, height: number): Context {
	const options = { willReadFrequently: true, colorSpace: "srgb" } as const;
	let context: Context | null = null;
	if (typeof document !== "undefined") {
		const canvas = Object.assign(document.createElement("canvas"), { width, height });
		context = canvas.getContext("2d", options) as CanvasRenderingContext2D | null;
	} else if (typeof OffscreenCanvas !== "undefined") {
		context = new OffscreenCanvas(width, height).getContext("2d", options) as OffscreenCanvasRenderingContext2D | null;
	}
	if (context === null) throw new UnsupportedHere();
	return context;
}
