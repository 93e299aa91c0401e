// Draws the thumbnail of an image, in a worker or on the main thread. For display only, never a source of pixels for output.
import { canvasToBlob, contextOf, makeCanvas } from "../../bytes/anyCanvas";

const LONG_EDGE = 512;
/** A browser that cannot write it (WebKitGTK) returns a PNG, which is fine, too. */
const TYPE = "image/webp";
const QUALITY = 0.85;

/** False: no canvas, such as in a worker of an old web view. */
export const canDraw = (): boolean =>
	typeof createImageBitmap !== "undefined" &&
	(typeof OffscreenCanvas !== "undefined" || typeof document !== "undefined");

/** Undefined if the browser cannot decode the image, or there is no canvas (tests in Node). */
export async function drawThumbnail(image: Blob): Promise<Blob | undefined> {
	if (!canDraw()) return undefined;
	let bitmap: ImageBitmap | undefined;
	try {
		bitmap = await createImageBitmap(image);
		const scale = Math.min(1, LONG_EDGE / Math.max(bitmap.width, bitmap.height));
		const canvas = makeCanvas(
			Math.max(1, Math.round(bitmap.width * scale)),
			Math.max(1, Math.round(bitmap.height * scale)),
		);
		const context = contextOf(canvas);
		if (context === null) return undefined;
		context.imageSmoothingQuality = "high";
		context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
		return (await canvasToBlob(canvas, TYPE, QUALITY)) ?? undefined;
	} catch {
		return undefined;
	} finally {
		bitmap?.close();
	}
}
