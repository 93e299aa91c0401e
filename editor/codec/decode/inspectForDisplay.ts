// Decides from a file's structure whether the browser's own decoder shows the picture as the exact decoder would read it, and
// lists what importing will change. Decodes nothing, so that the picture can be shown before its samples are read.
import type { Size } from "../../raster";
import { EditorError } from "../../types";
import { isAnimated } from "../header/animation";
import { pngLayout } from "../png";
import { readColourProfile } from "./colour/readColourProfile";
import { hasIgnoredOrientation } from "./fileOrientation";
import { inspectPicture, type PictureFile, type PngFile, requirePngHeader } from "./inspectPicture";
import { MAX_RATIO, MAX_SURPLUS } from "./pngDecoder";
import type { SampleNote } from "./samples";

export interface DisplayFile {
	readonly mimeType: string;
	/** Null where an orientation may swap width and height. */
	readonly size: Size | null;
	/** Of an intact file. */
	readonly notes: readonly SampleNote[];
}

/**
 * Null for a file that must be decoded exactly first: damaged, turned by EXIF data that browsers ignore, or HEIC. Throws
 * EditorError: empty-file, not-an-image, image-too-large.
 */
export async function inspectForDisplay(bytes: Uint8Array<ArrayBuffer>): Promise<DisplayFile | null> {
	const file = inspectIntact(bytes);
	if (file === null || file.format === "heic") return null;
	const { format } = file;
	if (hasIgnoredOrientation(bytes) || (file.format === "png" && !isLengthPlausible(file))) return null;
	const size = file.format === "png" ? { width: file.width, height: file.height } : null;
	const notes: SampleNote[] = file.format === "png" ? await pngNotes(file) : [];
	if (isAnimated(format, bytes)) notes.push("first-frame");
	return { mimeType: `image/${format}`, size, notes };
}

function inspectIntact(bytes: Uint8Array): PictureFile | null {
	try {
		return inspectPicture(bytes, false);
	} catch (error) {
		if (error instanceof EditorError && error.code === "damaged-image") return null;
		throw error;
	}
}

/** True if the compressed data can have the length that the header demands. Browsers also show files that decoders refuse as bombs. */
function isLengthPlausible({ chunks }: PngFile): boolean {
	const layout = pngLayout(requirePngHeader(chunks));
	if (layout === null) return false;
	const compressed = chunks.reduce((sum, { type, data }) => (type === "IDAT" ? sum + data.length : sum), 0);
	// Stored blocks add less than a hundredth.
	const most = layout.inflatedBytes * 1.01 + MAX_SURPLUS;
	return compressed * MAX_RATIO >= layout.inflatedBytes && compressed <= most;
}

async function pngNotes({ chunks }: PngFile): Promise<SampleNote[]> {
	const notes: SampleNote[] = requirePngHeader(chunks).depth === 16 ? ["reduced-to-8-bit"] : [];
	const colour = await readColourProfile(chunks);
	// The browser converts a profile that we cannot, 16 bits included.
	if (colour === "unknown") return ["converted-profile"];
	return colour === "srgb" ? notes : [...notes, "converted-profile"];
}
