// The layers of an export as PNG files with their places, from bottom to top: drawn, encoded and let go one at a time.
import { encodePicture } from "../../../editor/layerPixels";
import type { ContentLayer, LayeredContent } from "../layeredContent";
import { drawLayer, withMask } from "./layerPixels";

export interface LayerFile {
	readonly layer: ContentLayer;
	readonly png: Blob;
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

export async function* layerFiles(content: LayeredContent): AsyncGenerator<LayerFile> {
	for (const layer of content.layers) {
		const drawn = await drawLayer(layer, content);
		const { left, top, width, height } = drawn;
		// A picture that was exported for this is a PNG already.
		const png =
			layer.kind === "picture" ? layer.file : new Blob([await encodePicture(withMask(drawn))], { type: "image/png" });
		yield { layer, png, left, top, width, height };
	}
}
