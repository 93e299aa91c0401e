// Draws the thumbnail of an image, in a worker or on the main thread. For display only, never a source of pixels for output.

const LONG_EDGE = 512;
const FORMAT = { type: "image/webp", quality: 0.85 };

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
		const context = canvas.getContext("2d") as CanvasDrawImage & CanvasImageSmoothing;
		context.imageSmoothingQuality = "high";
		context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
		return await encode(canvas);
	} catch {
		return undefined;
	} finally {
		bitmap?.close();
	}
}

type CanvasDrawImage = Pick<CanvasRenderingContext2D, "drawImage">;
type CanvasImageSmoothing = Pick<CanvasRenderingContext2D, "imageSmoothingQuality">;

function makeCanvas(width: number, height: number): OffscreenCanvas | HTMLCanvasElement {
	if (typeof OffscreenCanvas !== "undefined") return new OffscreenCanvas(width, height);
	return Object.assign(document.createElement("canvas"), { width, height });
}

/** A browser that cannot write WebP (WebKitGTK) returns a PNG, which is fine, too. */
async function encode(canvas: OffscreenCanvas | HTMLCanvasElement): Promise<Blob | undefined> {
	if ("convertToBlob" in canvas) return canvas.convertToBlob(FORMAT);
	return (await new Promise<Blob | null>((done) => canvas.toBlob(done, FORMAT.type, FORMAT.quality))) ?? undefined;
}
