// Makes thumbnails for the grid. For display only, never a source of pixels for output.

const LONG_EDGE = 512;

/** Undefined if the browser cannot decode the image, or there is no canvas (tests in Node). */
export async function makeThumbnail(image: Blob): Promise<Blob | undefined> {
	if (typeof createImageBitmap === "undefined" || typeof document === "undefined") return undefined;
	let bitmap: ImageBitmap | undefined;
	try {
		bitmap = await createImageBitmap(image);
		const scale = Math.min(1, LONG_EDGE / Math.max(bitmap.width, bitmap.height));
		const canvas = document.createElement("canvas");
		canvas.width = Math.max(1, Math.round(bitmap.width * scale));
		canvas.height = Math.max(1, Math.round(bitmap.height * scale));
		const context = canvas.getContext("2d");
		if (!context) return undefined;
		context.imageSmoothingQuality = "high";
		context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
		// A browser that cannot write WebP (WebKitGTK) returns a PNG, which is fine, too.
		const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/webp", 0.85));
		return blob ?? undefined;
	} catch {
		return undefined;
	} finally {
		bitmap?.close();
	}
}
