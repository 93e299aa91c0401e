// Decodes picture files to samples, on the calling thread. Knows nothing of workers.
import { buildMipLevels, type RgbaImage } from "../../raster";
import { EditorError } from "../../types";
import { isAnimated } from "../header/animation";
import { detectImageFormat, type ImageFormat } from "../header/imageHeader";
import { readExifOrientation } from "../header/orientation";
import { decodeWithBrowser } from "./browserDecoder";
import { readColourProfile } from "./colour/readColourProfile";
import { decodeDamaged } from "./damagedFile";
import { inspectPicture, type PngFile, requirePngHeader } from "./inspectPicture";
import { decodePngSamples, findExif, keepPixelAndColourChunks, keepPixelChunks, WRONG_LENGTH } from "./pngDecoder";
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
		const { samples, png } = await decodeAsFarAsPossible(bytes);
		return { ...samples, mip: buildMipLevels(samples), png };
	});
}

/** Only the samples, of a file that must be intact: a missing part of a mask would change what is edited. */
export function decodeSamples(bytes: Uint8Array<ArrayBuffer>): Promise<Samples> {
	return withinMemory(async () => (await decode(bytes)).samples);
}

/** Only the samples of a file that is used even if it is damaged: an answer, which was paid for, or a reference. */
export function decodeTolerantly(bytes: Uint8Array<ArrayBuffer>): Promise<Samples> {
	return withinMemory(async () => (await decodeAsFarAsPossible(bytes)).samples);
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

/** Exactly if the file is intact, otherwise as the page's image element shows it. */
async function decodeAsFarAsPossible(bytes: Uint8Array<ArrayBuffer>): Promise<Decoded> {
	try {
		return await decode(bytes);
	} catch (error) {
		const isDamaged = error instanceof EditorError && error.code === "damaged-image";
		const format = detectImageFormat(bytes);
		// Chromium shows the damaged data of a WebP as if they were sound.
		if (!isDamaged || error.details.reason === WRONG_LENGTH || format === "webp") throw error;
		const isHeic = format === "heic";
		const samples = await decodeDamaged(bytes, isHeic ? new EditorError("heic-image", {}, { cause: error }) : error);
		// A browser that shows HEIC in an image element may still refuse an intact file as an image bitmap.
		return { samples: isHeic ? { ...samples, notes: [] } : samples, png: null };
	}
}

async function decode(bytes: Uint8Array<ArrayBuffer>): Promise<Decoded> {
	const file = inspectPicture(bytes);
	const { samples, png } = file.format === "png" ? await decodePng(file) : await decodeByBrowser(file.format, bytes);
	if (!isAnimated(file.format, bytes)) return { samples, png };
	return { samples: { ...samples, notes: [...samples.notes, "first-frame"] }, png };
}

async function decodeByBrowser(format: ImageFormat, bytes: Uint8Array<ArrayBuffer>): Promise<Decoded> {
	const mimeType = `image/${format}`;
	const upright = { parts: [bytes], orientation: 1 } as const;
	const file = format === "webp" ? extractWebpOrientation(bytes) : upright;
	return { samples: await decodeWithBrowser({ ...file, mimeType }), png: null };
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
