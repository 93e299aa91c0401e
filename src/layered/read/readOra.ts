// Reads the layers of an OpenRaster file: a ZIP archive of stack.xml and pictures. The directory of the archive bounds what is
// decompressed.
import { type UnzipFileInfo, unzipSync } from "fflate";
import { describePictureFile } from "../../../editor/imageHeader";
import {
	assertWithinLimits,
	BLEND_MODES,
	type BlendMode,
	decodeSamples,
	EditorError,
} from "../../../editor/layerPixels";
import type { LayersNote, RgbaImage } from "../../../editor/types";
import type { FileLayer, FileStack } from "./fileStack";
import { parseXml, type XmlElement } from "./xml";

const MAX_STACK_BYTES = 4_000_000;
/** A picture of the largest size, uncompressed. */
const MAX_PICTURE_BYTES = 400_000_000;

/** Throws EditorError: damaged-image, image-too-large, layers-unsupported. */
export async function readOraFile(bytes: Uint8Array<ArrayBuffer>): Promise<FileStack> {
	const image = parseXml(new TextDecoder().decode(readEntry(bytes, "stack.xml", MAX_STACK_BYTES)));
	const root = image?.children.find(({ name }) => name === "stack");
	if (image?.name !== "image" || root === undefined) throw new EditorError("damaged-image");
	const size = { width: numberOf(image, "w", 0), height: numberOf(image, "h", 0) };
	if (!Number.isInteger(size.width) || !Number.isInteger(size.height)) throw new EditorError("damaged-image");
	assertWithinLimits(size);
	const notes = new Set<LayersNote>();
	const layers: FileLayer[] = [];
	for (const listed of flatten(root, notes)) {
		const layer = toFileLayer(listed, bytes, notes);
		if (layer !== null) layers.push(layer);
	}
	return { ...size, layers, flattened: await readFlattened(bytes, size), notes };
}

/** Throws EditorError: damaged-image. */
function readEntry(bytes: Uint8Array<ArrayBuffer>, name: string, most: number): Uint8Array<ArrayBuffer> {
	const isWanted = (file: UnzipFileInfo) => file.name === name;
	let found: Uint8Array | undefined;
	try {
		found = unzipSync(bytes, { filter: (file) => isWanted(file) && file.originalSize <= most })[name];
	} catch (cause) {
		throw new EditorError("damaged-image", {}, { cause });
	}
	if (found === undefined) throw new EditorError("damaged-image");
	return Uint8Array.from(found);
}

async function readFlattened(
	bytes: Uint8Array<ArrayBuffer>,
	size: { readonly width: number; readonly height: number },
): Promise<RgbaImage | null> {
	try {
		const picture = await decodeSamples(readEntry(bytes, "mergedimage.png", MAX_PICTURE_BYTES));
		return picture.width === size.width && picture.height === size.height ? picture : null;
	} catch {
		return null;
	}
}

interface Listed {
	readonly layer: XmlElement;
	readonly opacity: number;
	readonly isVisible: boolean;
}

/** From bottom to top: the file lists the uppermost first. The groups are dissolved. */
function flatten(stack: XmlElement, notes: Set<LayersNote>, opacity = 1, isVisible = true): Listed[] {
	return [...stack.children].reverse().flatMap((layer): Listed[] => {
		const here = {
			layer,
			opacity: opacity * Math.min(1, Math.max(0, numberOf(layer, "opacity", 1))),
			isVisible: isVisible && layer.attributes.visibility !== "hidden",
		};
		if (layer.name === "layer") return [here];
		if (layer.name !== "stack") {
			// Filters and text of early drafts.
			notes.add("layers-adjustments");
			return [];
		}
		notes.add("layers-groups");
		return flatten(layer, notes, here.opacity, here.isVisible);
	});
}

function toFileLayer(
	{ layer, ...shared }: Listed,
	bytes: Uint8Array<ArrayBuffer>,
	notes: Set<LayersNote>,
): FileLayer | null {
	const { name = "", src = "" } = layer.attributes;
	if (!/\.png$/i.test(src)) {
		notes.add(/\.svg$/i.test(src) ? "layers-vector" : "layers-empty");
		return null;
	}
	const blend = blendOf(layer);
	if (blend === undefined) notes.add("layers-blend");
	const header = describePictureFile(readEntry(bytes, src, MAX_PICTURE_BYTES));
	if (header === undefined) throw new EditorError("damaged-image");
	const { width, height } = header;
	assertWithinLimits(header);
	return {
		...{ name, width, height, ...shared },
		left: Math.round(numberOf(layer, "x", 0)),
		top: Math.round(numberOf(layer, "y", 0)),
		blend: blend ?? "normal",
		read: async () => {
			const { rgba } = await decodeSamples(readEntry(bytes, src, MAX_PICTURE_BYTES));
			return { rgba, coverage: null };
		},
	};
}

/** undefined: there is none like it here. */
function blendOf({ attributes }: XmlElement): BlendMode | undefined {
	const operator = attributes["composite-op"] ?? "svg:src-over";
	if (operator === "svg:src-over") return "normal";
	return BLEND_MODES.find((mode) => operator === `svg:${mode}`);
}

/** NaN where the attribute is no number. */
function numberOf({ attributes }: XmlElement, name: string, absent: number): number {
	const text = attributes[name];
	return text === undefined ? absent : Number(text);
}
