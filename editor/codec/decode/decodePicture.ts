// Decodes picture files to samples, on the calling thread. Knows nothing of workers.
import { buildMipLevels, type RgbaImage } from "../../raster";
import { EditorError } from "../../types";
import { readExifOrientation } from "../header/orientation";
import { decodeWithBrowser } from "./browserDecoder";
import { readColourProfile } from "./colour/readColourProfile";
import { inspectPicture, type PngFile, requirePngHeader } from "./inspectPicture";
import { decodePngSamples, findExif, keepPixelAndColourChunks, keepPixelChunks } from "./pngDecoder";
import type { SampleNote, Samples } from "./samples";
import { extractWebpOrientation } from "./webpOrientation";

export interface ImportedPicture extends RgbaImage {
	/** The mip levels for display: half size, quarter size, … */
	readonly mip: readonly RgbaImage[];
	readonly notes: readonly SampleNote[];
	/**
	 * The imported file without its metadata, if it holds exactly these samples and can be sent instead of encoding them.
	 */
	readonly png: Uint8Array<ArrayBuffer> | null;
}

/** Throws EditorError: empty-file, not-an-image, damaged-image, image-too-large, no-memory; UnsupportedInThread. */
export function decodePicture(bytes: Uint8Array<ArrayBuffer>): Promise<ImportedPicture> {
	return withinMemory(async () => {
		const { samples, png } = await decode(bytes);
		return { ...samples, mip: buildMipLevels(samples), png };
	});
}

/** Only the samples, for files that are not displayed. */
export function decodeSamples(bytes: Uint8Array<ArrayBuffer>): Promise<Samples> {
	return withinMemory(async () => (await decode(bytes)).samples);
}

/** A failed allocation throws a RangeError. Other RangeErrors are caught where they can occur. */
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
