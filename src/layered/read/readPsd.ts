// Reads the layers of a PSD or PSB file with ag-psd. The structure is read first, without pixels, so that sizes are checked before
// anything is decoded.
import { getLayerImageData, getLayerMaskImageData, type Layer, type Psd, readPsd } from "ag-psd";
import { Unzlib } from "fflate";
import { assertWithinLimits, BLEND_MODES, type BlendMode, EditorError } from "../../../editor/layerPixels";
import type { LayersNote, RgbaImage } from "../../../editor/types";
import { areTooMany, type FileLayer, type FileStack, type LayerPixels } from "./fileStack";

/** The length of the file's header. */
const HEADER_BYTES = 26;
const RGB = 3;
const GREY = 1;
/** Of a channel's data. */
const ZIP = 2;
const SKIP = { skipThumbnail: true, skipLinkedFilesData: true, useImageData: true } as const;

/** Throws EditorError: damaged-image, image-too-large, layers-unsupported. */
export function readPsdFile(bytes: Uint8Array<ArrayBuffer>): FileStack {
	if (bytes.length < HEADER_BYTES) throw new EditorError("damaged-image");
	const view = new DataView(bytes.buffer, bytes.byteOffset);
	assertWithinLimits({ width: view.getUint32(18), height: view.getUint32(14) });
	const [depth, mode] = [view.getUint16(22), view.getUint16(24)];
	const areLayersReadable = depth === 8 && (mode === RGB || mode === GREY);
	const structure = parse(bytes, { skipLayerImageData: true, skipCompositeImageData: true });
	const hasFlattened = structure.imageResources?.versionInfo?.hasRealMergedData !== false;
	const notes = new Set<LayersNote>();
	const listed = flatten(structure.children ?? [], notes).filter(({ layer }) => isDrawn(layer, notes));
	const isFlat = listed.length === 0;
	const flattened = hasFlattened || isFlat ? readFlattened(bytes, !isFlat && areLayersReadable) : null;
	const { width, height } = structure;
	if (!areLayersReadable || areTooMany(listed.map(({ layer }) => sizeOf(layer)))) {
		if (flattened === null) throw new EditorError("layers-unsupported");
		return { width, height, layers: [], flattened, notes: isFlat ? notes : notes.add("layers-flattened") };
	}
	const data = isFlat ? [] : flatten(parse(bytes, { skipCompositeImageData: true, useRawData: true }).children ?? []);
	const layers = data.filter(({ layer }) => isDrawn(layer)).map(toFileLayer);
	return { width, height, layers, flattened, notes };
}

/** ag-psd throws plain errors where a file is torn or hostile. */
function parse(bytes: Uint8Array<ArrayBuffer>, options: Parameters<typeof readPsd>[1]): Psd {
	try {
		return readPsd(bytes, { ...SKIP, ...options });
	} catch (cause) {
		throw new EditorError("damaged-image", {}, { cause });
	}
}

/** null: it cannot be read, and need not be. */
function readFlattened(bytes: Uint8Array<ArrayBuffer>, isOptional: boolean): RgbaImage | null {
	try {
		const { imageData } = readPsd(bytes, { ...SKIP, skipLayerImageData: true });
		return imageData ? { width: imageData.width, height: imageData.height, rgba: to8Bit(imageData.data) } : null;
	} catch (cause) {
		if (isOptional) return null;
		throw new EditorError("layers-unsupported", {}, { cause });
	}
}

/** 32-bit samples are linear light, 0 to 1. */
function to8Bit(data: ArrayLike<number>): Uint8Array<ArrayBuffer> {
	if (data instanceof Float32Array)
		return Uint8Array.from(data, (value, i) =>
			Math.round(255 * (i % 4 === 3 ? value : toSrgb(Math.min(1, Math.max(0, value))))),
		);
	if (data instanceof Uint16Array) return Uint8Array.from(data, (value) => Math.round(value / 257));
	return Uint8Array.from(data);
}

const toSrgb = (linear: number) => (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055);

interface Listed {
	readonly layer: Layer;
	readonly opacity: number;
	readonly isVisible: boolean;
}

/** From bottom to top, as ag-psd lists them. The groups are dissolved. */
function flatten(children: readonly Layer[], notes?: Set<LayersNote>, opacity = 1, isVisible = true): Listed[] {
	return children.flatMap((layer) => {
		const here = { layer, opacity: opacity * (layer.opacity ?? 1), isVisible: isVisible && !layer.hidden };
		if (layer.children === undefined) return [here];
		notes?.add("layers-groups");
		return flatten(layer.children, notes, here.opacity, here.isVisible);
	});
}

/** Notes what of the layer is not supported. */
function isDrawn(layer: Layer, notes?: Set<LayersNote>): boolean {
	if (layer.adjustment || layer.vectorFill) notes?.add("layers-adjustments");
	if (layer.clipping) notes?.add("layers-clipping");
	if (layer.effects && !layer.effects.disabled) notes?.add("layers-effects");
	if (layer.placedLayer) notes?.add("layers-smart-objects");
	if (layer.vectorMask) notes?.add("layers-vector");
	if (layer.text) notes?.add("layers-text");
	if (blendOf(layer) === undefined) notes?.add("layers-blend");
	const { width, height } = sizeOf(layer);
	const isEmpty = width === 0 || height === 0;
	if (isEmpty && !layer.adjustment && !layer.vectorFill) notes?.add("layers-empty");
	return !isEmpty && !layer.adjustment;
}

function sizeOf({ left = 0, top = 0, right = 0, bottom = 0 }: Layer) {
	return { width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

/** undefined: there is none like it here. */
function blendOf({ blendMode = "normal" }: Layer): BlendMode | undefined {
	if (blendMode === "pass through") return "normal";
	return BLEND_MODES.find((mode) => mode.replace("-", " ") === blendMode);
}

function toFileLayer({ layer, opacity, isVisible }: Listed): FileLayer {
	const size = sizeOf(layer);
	const { left = 0, top = 0, name = "" } = layer;
	return {
		name,
		left,
		top,
		...size,
		opacity,
		isVisible,
		blend: blendOf(layer) ?? "normal",
		read: async () => readLayer(layer),
	};
}

function readLayer(layer: Layer): LayerPixels {
	const { width, height } = sizeOf(layer);
	for (const { compression, data } of layer.rawData?.channels ?? [])
		if (compression >= ZIP && data) assertInflatesWithin(data, width, height, layer);
	try {
		const pixels = getLayerImageData(layer);
		const rgba = pixels ? to8Bit(pixels.data) : new Uint8Array(width * height * 4);
		return { rgba, coverage: readCoverage(layer) };
	} catch (cause) {
		throw new EditorError("damaged-image", {}, { cause });
	}
}

/** Compressed data may hold more than any channel, to fill the memory. */
function assertInflatesWithin(data: Uint8Array, width: number, height: number, { mask }: Layer): void {
	const ofMask = mask ? sizeOf(mask) : { width: 0, height: 0 };
	const most = Math.max(width * height, ofMask.width * ofMask.height) + 65_536;
	let bytes = 0;
	const inflating = new Unzlib((chunk) => {
		bytes += chunk.length;
	});
	const STEP = 65_536;
	try {
		for (let at = 0; at < data.length; at += STEP) {
			inflating.push(data.subarray(at, at + STEP), at + STEP >= data.length);
			if (bytes > most) break;
		}
	} catch (cause) {
		throw new EditorError("damaged-image", {}, { cause });
	}
	if (bytes > most) throw new EditorError("damaged-image");
}

/** Over the layer's own pixels; null: the layer has no mask that is in use. */
function readCoverage(layer: Layer): Uint8Array<ArrayBuffer> | null {
	const { mask } = layer;
	if (!mask || mask.disabled) return null;
	const { width, height } = sizeOf(layer);
	const own = sizeOf(mask);
	const coverage = new Uint8Array(width * height).fill(mask.defaultColor ?? 0);
	const samples = getLayerMaskImageData(layer)?.data;
	if (!samples) return coverage;
	const isRelative = mask.positionRelativeToLayer === true;
	const x0 = (mask.left ?? 0) - (isRelative ? 0 : (layer.left ?? 0));
	const y0 = (mask.top ?? 0) - (isRelative ? 0 : (layer.top ?? 0));
	for (let y = Math.max(0, -y0); y < own.height && y + y0 < height; y++)
		for (let x = Math.max(0, -x0); x < own.width && x + x0 < width; x++)
			coverage[(y + y0) * width + x + x0] = samples[(y * own.width + x) * 4] as number;
	return coverage;
}
