// A small picture for the grid. Display only: never a source of samples.

const LONG_EDGE = 512;

/** undefined where the browser cannot decode the picture, or there is no canvas (tests in Node). */
export async function makeThumbnail(picture: Blob): Promise<Blob | undefined> {
	if (typeof createImageBitmap === "undefined" || typeof document === "undefined") return undefined;
	let bitmap: ImageBitmap | undefined;
	try {
		bitmap = await createImageBitmap(picture);
		const scale = Math.min(1, LONG_EDGE / Math.max(bitmap.width, bitmap.height));
		const canvas = document.createElement("canvas");
		canvas.width = Math.max(1, Math.round(bitmap.width * scale));
		canvas.height = Math.max(1, Math.round(bitmap.height * scale));
		const context = canvas.getContext("2d");
		if (!context) return undefined;
		context.imageSmoothingQuality = "high";
		context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
		// Where WebP cannot be written (WebKitGTK) toBlob answers with PNG, which serves as well.
		const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/webp", 0.85));
		return blob ?? undefined;
	} catch {
		return undefined;
	} finally {
		bitmap?.close();
	}
}
