// Writes the layers as PNG files in a ZIP archive, numbered from the bottom, with an index that says where they lie.
import { downloadZip } from "client-zip";
import type { LayeredContent } from "../layeredContent";
import { layerFiles } from "./layerFiles";

/** Characters that some file systems forbid in names. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern matches control characters on purpose.
const FORBIDDEN = /[\\/:*?"<>|\u0000-\u001f\u007f]+/g;
const MAX_CHARACTERS = 60;

export async function writeLayerZip(content: LayeredContent): Promise<Blob> {
	const { width, height, flattened } = content;
	const files: { readonly name: string; readonly input: Blob }[] = [];
	const layers: object[] = [];
	for await (const { layer, png, ...place } of layerFiles(content)) {
		const number = String(files.length + 1).padStart(3, "0");
		const file = `${number} ${plainName(layer.name)}.png`;
		files.push({ name: file, input: png });
		const { name, kind, opacity, isVisible, blend = "normal" } = layer;
		layers.push({ file, name, kind, ...place, opacity, isVisible, blend });
	}
	const index = { width, height, flattened: "flattened.png", order: "from bottom to top", layers };
	const archive = downloadZip([
		{ name: "index.json", input: `${JSON.stringify(index, null, "\t")}\n` },
		...files,
		{ name: "flattened.png", input: flattened },
	]);
	return new Blob([await archive.blob()], { type: "application/zip" });
}

function plainName(name: string): string {
	// Counts code points, so that no surrogate pair is split.
	const text = [...name.replace(FORBIDDEN, " ").replace(/\s+/g, " ")]
		.slice(0, MAX_CHARACTERS)
		.join("")
		.replace(/^[\s.]+|[\s.]+$/g, "");
	return text === "" ? "layer" : text;
}
