// Draws a layer of the exported content to pixels, as the editor draws it, one at a time. In the worker.
import {
	boxBounds,
	decodeTolerantly,
	drawImageOver,
	EditorError,
	outward,
	transparentImage,
} from "../../../editor/layerPixels";
import type { RgbaImage } from "../../../editor/types";
import type { ContentLayer, LayeredContent, MaskLayer, PlacedLayer } from "../layeredContent";

const TILE = 256;

export interface DrawnLayer extends RgbaImage {
	readonly left: number;
	readonly top: number;
}

export async function drawLayer(layer: ContentLayer, size: LayeredContent): Promise<DrawnLayer> {
	switch (layer.kind) {
		case "picture":
			return { left: layer.left, top: layer.top, ...(await decodeFile(layer.file)) };
		case "placed":
			return drawPlaced(layer);
		case "mask": {
			const { data, width, height } = colouredMask(layer, size);
			return { left: 0, top: 0, width, height, rgba: new Uint8Array(data.buffer) };
		}
	}
}

export async function decodeFile(file: Blob): Promise<RgbaImage> {
	const { width, height, rgba } = await decodeTolerantly(new Uint8Array(await file.arrayBuffer()));
	return { width, height, rgba };
}

/** The layer is as large as the upright rectangle around the rotated picture. */
async function drawPlaced({ file, kind: _, opacity: __, ...placement }: PlacedLayer): Promise<DrawnLayer> {
	const picture = await decodeFile(file);
	const rect = outward(boxBounds(placement));
	if (rect.right <= rect.left || rect.bottom <= rect.top) throw new EditorError("damaged-image");
	const drawn = transparentImage(rect);
	const steps = drawImageOver(drawn, rect, { ...placement, opacity: 1, picture });
	while (!steps.next().done);
	return { left: rect.left, top: rect.top, ...drawn };
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
