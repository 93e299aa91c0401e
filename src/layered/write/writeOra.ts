// Writes an OpenRaster file: a ZIP archive of the layers as PNG, their list, the flattened picture and a thumbnail.
import { downloadZip } from "client-zip";
import { type BlendMode, drawImageOver, encodePicture, transparentImage } from "../../../editor/layerPixels";
import type { LayeredContent } from "../layeredContent";
import { escapeXml } from "../read/xml";
import { layerFiles } from "./layerFiles";
import { decodeFile } from "./layerPixels";

const TYPE = "image/openraster";
/** The largest side that the format allows. */
const THUMBNAIL = 256;

export async function writeOraFile(content: LayeredContent): Promise<Blob> {
	const { width, height, flattened } = content;
	const lines: string[] = [];
	const pictures: { readonly name: string; readonly input: Blob }[] = [];
	for await (const { layer, png, left, top } of layerFiles(content)) {
		const src = `data/layer${String(pictures.length + 1).padStart(3, "0")}.png`;
		pictures.push({ name: src, input: png });
		const { name, opacity, isVisible, blend = "normal" } = layer;
		const state = `x="${left}" y="${top}" opacity="${opacity}" visibility="${isVisible ? "visible" : "hidden"}"`;
		// The uppermost layer is the first of the list.
		lines.unshift(`\t\t<layer name="${escapeXml(name)}" src="${src}" ${state} composite-op="${operator(blend)}"/>`);
	}
	const stack = [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<image version="0.0.5" w="${width}" h="${height}" xres="72" yres="72">`,
		"\t<stack>",
		...lines,
		"\t</stack>",
		"</image>",
		"",
	].join("\n");
	// Nothing is compressed: the type must not be, and PNG is already.
	const archive = downloadZip([
		{ name: "mimetype", input: TYPE },
		{ name: "stack.xml", input: stack },
		...pictures,
		{ name: "mergedimage.png", input: flattened },
		{ name: "Thumbnails/thumbnail.png", input: await thumbnailOf(flattened) },
	]);
	return new Blob([await archive.blob()], { type: TYPE });
}

const operator = (blend: BlendMode): string => `svg:${blend === "normal" ? "src-over" : blend}`;

async function thumbnailOf(file: Blob): Promise<Blob> {
	const picture = await decodeFile(file);
	const whole = { left: 0, top: 0, right: picture.width, bottom: picture.height };
	const scale = Math.min(1, THUMBNAIL / Math.max(picture.width, picture.height));
	const [right, bottom] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale))) as [
		number,
		number,
	];
	const thumbnail = transparentImage({ left: 0, top: 0, right, bottom });
	const steps = drawImageOver(thumbnail, whole, { place: whole, opacity: 1, picture });
	while (!steps.next().done);
	return new Blob([await encodePicture(thumbnail)], { type: "image/png" });
}
