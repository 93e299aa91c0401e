// Opens a file that the exact reader refuses as far as the page's image element shows it: without its end, with junk
// between its parts, with wrong checksums. What is missing is transparent.
import type { EditorError } from "../../types";
import { readPixels, UnsupportedInThread } from "./browserDecoder";
import { assertWithinLimits } from "./limits";
import type { Samples } from "./samples";

/** Rejects with `refusal` if nothing of the picture can be shown; in a worker with UnsupportedInThread. */
export async function decodeDamaged(bytes: Uint8Array<ArrayBuffer>, refusal: EditorError): Promise<Samples> {
	if (typeof document === "undefined") {
		// A worker has image bitmaps, which refuse damaged files, and no image elements.
		throw typeof createImageBitmap === "function" ? new UnsupportedInThread() : refusal;
	}
	const url = URL.createObjectURL(new Blob([bytes]));
	try {
		const image = await loadImage(url, refusal);
		const size = { width: image.naturalWidth, height: image.naturalHeight };
		assertWithinLimits(size);
		const samples = readPixels({ image, ...size }, 1);
		if (!hasVisiblePixel(samples)) throw refusal;
		return { ...samples, notes: ["damaged-file"] };
	} finally {
		URL.revokeObjectURL(url);
	}
}

function loadImage(url: string, refusal: EditorError): Promise<HTMLImageElement> {
	return new Promise((resolve, reject) => {
		const image = new Image();
		image.onload = () => resolve(image);
		image.onerror = () => reject(refusal);
		image.src = url;
	});
}

function hasVisiblePixel({ rgba }: Samples): boolean {
	for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 0) return true;
	return false;
}
