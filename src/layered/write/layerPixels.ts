// Draws a layer of the exported content to pixels, as the editor draws it, one at a time. In the worker.
import {
	annotationBounds,
	boxBounds,
	decodeTolerantly,
	drawAnnotation,
	drawImageOver,
	EditorError,
	outward,
	transparentImage,
} from "../../../editor/layerPixels";
import type { Rect, RgbaImage } from "../../../editor/types";
import type { AnnotationLayer, ContentLayer, LayeredContent, MaskLayer, PlacedLayer } from "../layeredContent";

const TILE = 256;

export interface DrawnLayer extends RgbaImage {
	readonly left: number;
	readonly top: number;
	/** The layer's mask, as large: one byte a pixel, 255 = shown. null: none. */
	readonly coverage: Uint8Array<ArrayBuffer> | null;
}

export async function drawLayer(layer: ContentLayer, size: LayeredContent): Promise<DrawnLayer> {
	switch (layer.kind) {
		case "picture":
			return { left: layer.left, top: layer.top, coverage: null, ...(await decodeFile(layer.file)) };
		case "placed":
			return drawPlaced(layer);
		case "annotation":
			return drawVectors(layer, size);
		case "mask": {
			const { data, width, height } = colouredMask(layer, size);
			return { left: 0, top: 0, width, height, rgba: new Uint8Array(data.buffer), coverage: null };
		}
	}
}

export async function decodeFile(file: Blob): Promise<RgbaImage> {
	const { width, height, rgba } = await decodeTolerantly(new Uint8Array(await file.arrayBuffer()));
	return { width, height, rgba };
}

/** The layer is as large as the upright rectangle around the rotated picture. */
async function drawPlaced({ file, mask, ...placement }: PlacedLayer): Promise<DrawnLayer> {
	const rect = outward(boxBounds(placement));
	if (rect.right <= rect.left || rect.bottom <= rect.top) throw new EditorError("damaged-image");
	const drawn = await drawFile(file, placement, rect);
	const coverage = mask ? alphaOf((await drawFile(mask, placement, rect)).rgba) : null;
	return { left: rect.left, top: rect.top, ...drawn, coverage };
}

/** The part on the canvas, or a transparent pixel. Throws EditorError: layers-unavailable. */
function drawVectors({ annotation }: AnnotationLayer, size: LayeredContent): DrawnLayer {
	const { left, top, right, bottom } = outward(annotationBounds(annotation));
	const [fromX, fromY] = [Math.max(0, left), Math.max(0, top)];
	const width = Math.max(1, Math.min(size.width, right) - fromX);
	const height = Math.max(1, Math.min(size.height, bottom) - fromY);
	const canvas = typeof OffscreenCanvas === "undefined" ? null : new OffscreenCanvas(width, height);
	const context = canvas?.getContext("2d");
	if (!context) throw new EditorError("layers-unavailable");
	context.translate(-fromX, -fromY);
	// The opacity is the layer's own.
	drawAnnotation(context, { ...annotation, opacity: 1 });
	const { data } = context.getImageData(0, 0, width, height);
	return { left: fromX, top: fromY, width, height, rgba: Uint8Array.from(data), coverage: null };
}

/** Opacity and blend mode are the layer's own. */
async function drawFile(file: Blob, placement: Omit<PlacedLayer, "file" | "mask">, rect: Rect): Promise<RgbaImage> {
	const { place, angle, isFlippedX, isFlippedY, crop } = placement;
	const picture = await decodeFile(file);
	const drawn = transparentImage(rect);
	const look = { opacity: 1, ...(angle ? { angle } : {}), ...(crop ? { crop } : {}) };
	const flips = { ...(isFlippedX ? { isFlippedX } : {}), ...(isFlippedY ? { isFlippedY } : {}) };
	const steps = drawImageOver(drawn, rect, { picture, place, ...look, ...flips });
	while (!steps.next().done);
	return drawn;
}

const alphaOf = (rgba: Uint8Array) => Uint8Array.from({ length: rgba.length / 4 }, (_, i) => rgba[i * 4 + 3] as number);

/** The pixels with the layer's mask as their transparency, for formats without layer masks. */
export function withMask({ width, height, rgba, coverage }: DrawnLayer): RgbaImage {
	if (coverage === null) return { width, height, rgba };
	const masked = rgba.slice();
	for (let i = 0; i < coverage.length; i++)
		masked[i * 4 + 3] = Math.round(((rgba[i * 4 + 3] as number) * (coverage[i] as number)) / 255);
	return { width, height, rgba: masked };
}

export function colouredMask(
	{ colour, tiles }: Pick<MaskLayer, "colour" | "tiles">,
	size: Pick<LayeredContent, "width" | "height">,
) {
	const data = new Uint8ClampedArray(size.width * size.height * 4);
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
	for (const { x, y, coverage } of tiles) {
		const [left, top] = [x * TILE, y * TILE];
		const right = Math.min(left + TILE, size.width);
		const bottom = Math.min(top + TILE, size.height);
		for (let row = top; row < bottom; row++) {
			for (let column = left; column < right; column++) {
				const inTile = (row - top) * TILE + column - left;
				const at = (row * size.width + column) * 4;
				data[at] = red;
				data[at + 1] = green;
				data[at + 2] = blue;
				data[at + 3] = typeof coverage === "number" ? coverage : (coverage[inTile] as number);
			}
		}
	}
	return { data, width: size.width, height: size.height };
}
