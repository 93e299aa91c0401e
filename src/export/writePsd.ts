// Writes a PSD file: draws each layer at its place and hands the pixels to ag-psd. In the worker, or on the main thread where
// there is none.
import { type Layer, writePsd } from "ag-psd";
import type { RgbaImage } from "../../editor/types";
import type { MaskLayer, PlacedLayer, PsdContent, PsdLayer } from "./psdLayers";

const TILE = 256;
/** Creates a canvas of the given size and returns its context. */
export type MakeContext = (
	width: number,
	height: number,
) => CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null;

export type MakePsd = typeof makePsd;

/** null: the browser gives no canvas of that size. */
export async function makePsd(content: PsdContent, makeContext: MakeContext): Promise<Blob | null> {
	const { width, height, flattened } = content;
	const children: Layer[] = [];
	for (const layer of content.layers) {
		const pixels = await drawLayer(layer, content, makeContext);
		if (pixels === null) return null;
		const { name, isVisible, opacity } = layer;
		children.push({ name, hidden: !isVisible, opacity, ...pixels });
	}
	const psd = writePsd({ width, height, imageData: imageDataOf(flattened), children }, { trimImageData: true });
	return new Blob([psd], { type: "image/vnd.adobe.photoshop" });
}

type Pixels = Pick<Layer, "left" | "top" | "imageData">;

async function drawLayer(layer: PsdLayer, size: PsdContent, makeContext: MakeContext): Promise<Pixels | null> {
	switch (layer.kind) {
		case "picture":
			return { left: layer.left, top: layer.top, imageData: imageDataOf(layer.pixels) };
		case "placed":
			return drawPlaced(layer, makeContext);
		case "mask":
			return { left: 0, top: 0, imageData: colouredMask(layer, size) };
	}
}

const imageDataOf = ({ width, height, rgba }: RgbaImage) => ({ width, height, data: rgba });

/** The layer is as large as the upright rectangle around the rotated picture. */
async function drawPlaced(layer: PlacedLayer, makeContext: MakeContext): Promise<Pixels | null> {
	const { place, angle = 0, isFlippedX, isFlippedY } = layer;
	const picture = await createImageBitmap(layer.file);
	const crop = layer.crop ?? { left: 0, top: 0, right: picture.width, bottom: picture.height };
	const [width, height] = [place.right - place.left, place.bottom - place.top];
	const centre = { x: (place.left + place.right) / 2, y: (place.top + place.bottom) / 2 };
	const radians = (angle * Math.PI) / 180;
	const [sine, cosine] = [Math.abs(Math.sin(radians)), Math.abs(Math.cos(radians))];
	const reach = { x: (width * cosine + height * sine) / 2, y: (width * sine + height * cosine) / 2 };
	const [left, top] = [Math.floor(centre.x - reach.x), Math.floor(centre.y - reach.y)];
	const [right, bottom] = [Math.ceil(centre.x + reach.x), Math.ceil(centre.y + reach.y)];
	const context = makeContext(right - left, bottom - top);
	if (context === null) return null;
	context.imageSmoothingQuality = "high";
	context.translate(centre.x - left, centre.y - top);
	context.rotate(radians);
	context.scale(isFlippedX ? -1 : 1, isFlippedY ? -1 : 1);
	const [cropWidth, cropHeight] = [crop.right - crop.left, crop.bottom - crop.top];
	context.drawImage(picture, crop.left, crop.top, cropWidth, cropHeight, -width / 2, -height / 2, width, height);
	picture.close();
	return { left, top, imageData: context.getImageData(0, 0, right - left, bottom - top) };
}

export function colouredMask(
	{ colour, tiles }: Pick<MaskLayer, "colour" | "tiles">,
	size: Pick<PsdContent, "width" | "height">,
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
