// Makes a picture with placed layers of a file's stack. The layers are composed as the editor composes them and compared with
// the flattened picture of the file, which decides what is shown: the result looks as the file does, whatever it holds.
import {
	BLEND_FUNCTIONS,
	blendPixelOver,
	EditorError,
	encodePicture,
	transparentImage,
} from "../../../editor/layerPixels";
import type { LayeredPicture, LayersNote, RgbaImage } from "../../../editor/types";
import { areTooMany, type FileLayer, type FileStack, type LayerPixels } from "./fileStack";

/** Levels of 255 by which rounding may differ between programs, over white. */
const TOLERANCE = 3;

type PlacedLayer = LayeredPicture["layers"][number];

/** Throws EditorError: layers-unsupported, damaged-image. */
export async function toLayeredPicture({
	width,
	height,
	layers,
	flattened,
	notes,
}: FileStack): Promise<LayeredPicture> {
	const told = new Set<LayersNote>(notes);
	const size = { width, height };
	if (areTooMany(layers)) {
		if (flattened === null) throw new EditorError("layers-unsupported");
		return { base: await pngOf(flattened), layers: [], notes: [...told, "layers-flattened"] };
	}
	if (layers.length === 0 && flattened === null) throw new EditorError("layers-unsupported");
	const composed = transparentImage({ left: 0, top: 0, right: width, bottom: height });
	const placed: PlacedLayer[] = [];
	let base: Blob | null = null;
	/** As many layers from the bottom give the flattened picture. */
	let alike = 0;
	for (const [index, layer] of layers.entries()) {
		const pixels = await layer.read();
		if (layer.isVisible) composeLayer(composed, layer, pixels);
		if (flattened === null || areAlike(composed, flattened)) alike = index + 1;
		const file = await pngOf({ width: layer.width, height: layer.height, rgba: pixels.rgba });
		if (index === 0 && isBackground(layer, pixels, size)) base = file;
		else placed.push(placedLayer(layer, file, pixels.coverage && (await maskOf(layer, pixels.coverage))));
	}
	if (flattened === null) told.add("layers-unverified");
	if (alike === 0 && flattened !== null) {
		const hidden = [...(base === null ? [] : [placedLayer(layers[0] as FileLayer, base, null)]), ...placed];
		if (hidden.length > 0) told.add("layers-hidden");
		return { base: await pngOf(flattened), layers: hidden.map(hide), notes: [...told] };
	}
	const shown = alike - (base === null ? 0 : 1);
	if (placed.slice(shown).some(({ isVisible }) => isVisible)) told.add("layers-above-hidden");
	return {
		base: base ?? (await pngOf(transparentImage({ left: 0, top: 0, right: width, bottom: height }))),
		layers: placed.map((layer, index) => (index < shown ? layer : hide(layer))),
		notes: [...told],
	};
}

async function pngOf(picture: RgbaImage): Promise<Blob> {
	return new Blob([await encodePicture(picture)], { type: "image/png" });
}

const hide = (layer: PlacedLayer): PlacedLayer => ({ ...layer, isVisible: false });

function placedLayer(layer: FileLayer, file: Blob, mask: Blob | null): PlacedLayer {
	const { name, left, top, width, height, opacity, isVisible, blend } = layer;
	return {
		...{ name, file, opacity, isVisible, place: { left, top, right: left + width, bottom: top + height } },
		...(blend === "normal" ? {} : { blend }),
		...(mask === null ? {} : { mask }),
	};
}

function maskOf({ width, height }: FileLayer, coverage: Uint8Array): Promise<Blob> {
	const rgba = new Uint8Array(width * height * 4).fill(255);
	for (let i = 0; i < coverage.length; i++) rgba[i * 4 + 3] = coverage[i] as number;
	return pngOf({ width, height, rgba });
}

/** The pixels with the layer's mask as their transparency. */
function masked({ rgba, coverage }: LayerPixels): Uint8Array<ArrayBuffer> {
	if (coverage === null) return rgba;
	const result = rgba.slice();
	for (let i = 0; i < coverage.length; i++)
		result[i * 4 + 3] = Math.round(((rgba[i * 4 + 3] as number) * (coverage[i] as number)) / 255);
	return result;
}

/** An opaque layer over the whole canvas. */
function isBackground(
	{ left, top, width, height, opacity, isVisible, blend }: FileLayer,
	{ rgba, coverage }: LayerPixels,
	canvas: { readonly width: number; readonly height: number },
): boolean {
	const fills = left === 0 && top === 0 && width === canvas.width && height === canvas.height;
	if (!fills || opacity !== 1 || !isVisible || blend !== "normal" || coverage !== null) return false;
	for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 255) return false;
	return true;
}

function composeLayer(onto: RgbaImage, layer: FileLayer, pixels: LayerPixels): void {
	const rgba = masked(pixels);
	const blend = BLEND_FUNCTIONS[layer.blend];
	const [firstX, endX] = [Math.max(0, layer.left), Math.min(onto.width, layer.left + layer.width)];
	const [firstY, endY] = [Math.max(0, layer.top), Math.min(onto.height, layer.top + layer.height)];
	for (let y = firstY; y < endY; y++) {
		let from = ((y - layer.top) * layer.width + firstX - layer.left) * 4;
		let to = (y * onto.width + firstX) * 4;
		for (let x = firstX; x < endX; x++, from += 4, to += 4)
			blendPixelOver(rgba, from, layer.opacity, onto.rgba, to, blend);
	}
}

/** Compares two pictures of the same size over white, because programs disagree on the colour of transparent pixels. */
function areAlike(one: RgbaImage, other: RgbaImage): boolean {
	for (let at = 0; at < one.rgba.length; at += 4)
		for (let channel = 0; channel < 3; channel++)
			if (Math.abs(overWhite(one.rgba, at, channel) - overWhite(other.rgba, at, channel)) > TOLERANCE) return false;
	return true;
}

function overWhite(rgba: Uint8Array, at: number, channel: number): number {
	const alpha = (rgba[at + 3] as number) / 255;
	return (rgba[at + channel] as number) * alpha + 255 * (1 - alpha);
}
