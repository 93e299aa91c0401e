// Writes a PSD file with ag-psd, which needs the pixels of all layers at once.
import { type Layer, writePsdUint8Array } from "ag-psd";
import { type BlendMode, EditorError } from "../../../editor/layerPixels";
import type { RgbaImage } from "../../../editor/types";
import type { ContentLayer, LayeredContent } from "../layeredContent";
import { type DrawnLayer, decodeFile, drawLayer } from "./layerPixels";

/** Pixels of all layers: 2 GB uncompressed, which is also what the format's lengths allow. */
const MAX_PIXELS = 500_000_000;
/** The largest side of the format. */
const MAX_SIDE = 30_000;

/** Throws EditorError: no-memory. */
export async function writePsdFile(content: LayeredContent): Promise<Blob> {
	const { width, height } = content;
	const children: Layer[] = [];
	let pixels = width * height;
	for (const layer of content.layers) {
		const drawn = await drawLayer(layer, content);
		pixels += drawn.width * drawn.height;
		if (pixels > MAX_PIXELS || Math.max(drawn.width, drawn.height) > MAX_SIDE) throw new EditorError("no-memory");
		const { name, isVisible, opacity, blend = "normal" } = layer;
		const { left, top } = drawn;
		const look = { hidden: !isVisible, opacity, blendMode: PSD_MODES[blend] };
		children.push({ name, left, top, ...look, imageData: imageDataOf(drawn), ...maskOf(drawn), ...textOf(layer) });
	}
	const imageData = imageDataOf(await decodeFile(content.flattened));
	const psd = writePsdUint8Array({ width, height, imageData, children }, { trimImageData: true });
	return new Blob([Uint8Array.from(psd)], { type: "image/vnd.adobe.photoshop" });
}

const imageDataOf = ({ width, height, rgba }: RgbaImage) => ({ width, height, data: rgba });

const PSD_MODES: Readonly<Record<BlendMode, NonNullable<Layer["blendMode"]>>> = {
	normal: "normal",
	multiply: "multiply",
	screen: "screen",
	overlay: "overlay",
	"soft-light": "soft light",
};

/** As large as the layer; beside it nothing is shown. */
function maskOf({ left, top, width, height, coverage }: DrawnLayer): Pick<Layer, "mask"> {
	if (coverage === null) return {};
	const data = new Uint8Array(width * height * 4).fill(255);
	for (let i = 0; i < coverage.length; i++) data.fill(coverage[i] as number, i * 4, i * 4 + 3);
	return { mask: { left, top, defaultColor: 0, imageData: { width, height, data } } };
}

/** A text that can be changed in Photoshop; its pixels are those of the layer. */
function textOf(layer: ContentLayer): Pick<Layer, "text"> {
	if (layer.kind !== "annotation" || layer.annotation.kind !== "text") return {};
	const { text = "", place, fontSize = 16, fontFamily, colour } = layer.annotation;
	const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
	const style = { font: { name: fontFamily ?? "ArialMT" }, fontSize, fillColor: { r, g, b } };
	return { text: { text, style, transform: [1, 0, 0, 1, place.left, place.top + fontSize] } };
}
