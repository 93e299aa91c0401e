// Bytes to samples, on whichever thread it is called. Knows nothing of workers.
import { buildMip, type RgbaLevel } from "../../raster";
import { EditorError } from "../../types";
import { readByBrowser } from "./browserSamples";
import { fileColour } from "./colour/profile";
import { inspectPicture, type PngFile, pngHeader } from "./format";
import { readOrientation } from "./orientation";
import { exifOf, pixelsAndProfile, pixelsOnly, readPngSamples } from "./pngSamples";
import type { SampleNote, Samples } from "./samples";
import { neutralWebp } from "./webp";

export interface ImportedPicture extends RgbaLevel {
	/** Half, quarter, … for display. */
	readonly mip: readonly RgbaLevel[];
	readonly notes: readonly SampleNote[];
	/** The imported file holds exactly these samples, so that it can be sent for them; without its metadata. */
	readonly png: Uint8Array<ArrayBuffer> | null;
}

/** Throws EditorError: empty-file, not-an-image, damaged-image, image-too-large, no-memory; UnsupportedHere. */
export function decodePicture(bytes: Uint8Array<ArrayBuffer>): Promise<ImportedPicture> {
	return withinMemory(async () => {
		const { samples, png } = await decode(bytes);
		return { ...samples, mip: buildMip(samples), png };
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
		return { samples: await readByBrowser({ parts: [bytes], mimeType, orientation: 1 }), png: null };
	return { samples: await readByBrowser({ ...neutralWebp(bytes), mimeType }), png: null };
}

async function decodePng(file: PngFile): Promise<Decoded> {
	const colour = await fileColour(file.chunks);
	if (colour === "unknown") {
		const samples = await readByBrowser({
			parts: [pixelsAndProfile(file.chunks)],
			mimeType: "image/png",
			orientation: readOrientation(exifOf(file.chunks)),
		});
		return { samples: { ...samples, notes: ["converted-profile"] }, png: null };
	}
	const { isFileSound, ...samples } = await readPngSamples(file, colour === "srgb" ? null : colour);
	const { depth, colourType } = pngHeader(file.chunks);
	const isTruecolour = (colourType === 2 || colourType === 6) && depth === 8;
	const isUpright = readOrientation(exifOf(file.chunks)) === 1;
	const holdsThese = isFileSound && isTruecolour && isUpright && colour === "srgb";
	return { samples, png: holdsThese ? pixelsOnly(file.chunks) : null };
}
