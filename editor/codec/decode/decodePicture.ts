// Bytes to samples, on whichever thread it is called. Knows nothing of workers.
import { buildMipLevels, type RgbaImage } from "../../raster";
import { EditorError } from "../../types";
import { readExifOrientation } from "../header/orientation";
import { decodeWithBrowser } from "./browserDecoder";
import { readColourProfile } from "./colour/profile";
import { inspectPicture, type PngFile, requirePngHeader } from "./inspectPicture";
import { decodePngSamples, findExif, keepPixelAndColourChunks, keepPixelChunks } from "./pngDecoder";
import type { SampleNote, Samples } from "./samples";
import { extractWebpOrientation } from "./webpOrientation";

export interface ImportedPicture extends RgbaImage {
	/** Half, quarter, … for display. */
	readonly mip: readonly RgbaImage[];
	readonly notes: readonly SampleNote[];
	/** The imported file holds exactly these samples, so that it can be sent for them; without its metadata. */
	readonly png: Uint8Array<ArrayBuffer> | null;
}

/** Throws EditorError: empty-file, not-an-image, damaged-image, image-too-large, no-memory; UnsupportedHere. */
export function decodePicture(bytes: Uint8Array<ArrayBuffer>): Promise<ImportedPicture> {
	return withinMemory(async () => {
		const { samples, png } = await decode(bytes);
		return { ...samples, mip: buildMipLevels(samples), png };
	});
}

/** Only the samples, as for a mask file that is not shown. */
export function decodeSamples(bytes: Uint8Array<ArrayBuffer>): Promise<Samples> {
	return withinMemory(async () => (await decode(bytes)).samples);
}

/** An array that cannot be had is a RangeError; others are caught where they can occur. */
async function withinMemory<Result>(work: () => Promise<Result>): Promise<Result> {
	try {
		return await work();
	} catch (cause) {
		throw cause instanceof RangeError ? new EditorError("no-memory", {}, { cause }) : cause;
	}
}

interface Decoded {
	readonly samples: Samples;
	readonly png: Uint8Array<ArrayBuffer> | null;
}

async function decode(bytes: Uint8Array<ArrayBuffer>): Promise<Decoded> {
	const file = inspectPicture(bytes);
	if (file.format === "png") return decodePng(file);
	const mimeType = `image/${file.format}`;
	if (file.format !== "webp")
		return { samples: await decodeWithBrowser({ parts: [bytes], mimeType, orientation: 1 }), png: null };
	return { samples: await decodeWithBrowser({ ...extractWebpOrientation(bytes), mimeType }), png: null };
}

async function decodePng(file: PngFile): Promise<Decoded> {
	const colour = await readColourProfile(file.chunks);
	if (colour === "unknown") {
		const samples = await decodeWithBrowser({
			parts: [keepPixelAndColourChunks(file.chunks)],
			mimeType: "image/png",
			orientation: readExifOrientation(findExif(file.chunks)),
		});
		return { samples: { ...samples, notes: ["converted-profile"] }, png: null };
	}
	const { isFileSound, ...samples } = await decodePngSamples(file, colour === "srgb" ? null : colour);
	const { depth, colourType } = requirePngHeader(file.chunks);
	const isTruecolour = (colourType === 2 || colourType === 6) && depth === 8;
	const isUpright = readExifOrientation(findExif(file.chunks)) === 1;
	const holdsThese = isFileSound && isTruecolour && isUpright && colour === "srgb";
	return { samples, png: holdsThese ? keepPixelChunks(file.chunks) : null };
}
