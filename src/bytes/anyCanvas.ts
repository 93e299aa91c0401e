// A canvas in a worker or on the main thread, whichever the browser offers, and the file of what is drawn on it.
export type AnyCanvas = OffscreenCanvas | HTMLCanvasElement;

export function makeCanvas(width: number, height: number): AnyCanvas {
	if (typeof OffscreenCanvas !== "undefined") return new OffscreenCanvas(width, height);
	return Object.assign(document.createElement("canvas"), { width, height });
}

/** null: the browser has no canvas to draw on. */
export const contextOf = (canvas: AnyCanvas) =>
	canvas.getContext("2d") as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null;

/**
 * `quality`: 0 to 1, for lossy types. A browser that cannot write a type returns a PNG, some with the wrong type. null: it
 * wrote nothing.
 */
export function canvasToBlob(canvas: AnyCanvas, type: string, quality?: number): Promise<Blob | null> {
	if ("convertToBlob" in canvas) return canvas.convertToBlob({ type, ...(quality === undefined ? {} : { quality }) });
	return new Promise((resolve) => canvas.toBlob(resolve, type, quality));
}
