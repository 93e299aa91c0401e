// Files with layers written and read again: the layers are where they were, with the samples that they had.
import { createCanvas } from "@napi-rs/canvas";
import { readPsd } from "ag-psd";
import { unzipSync } from "fflate";
import { beforeAll, expect, test, vi } from "vitest";
import { BLEND_FUNCTIONS, blendPixelOver, decodeSamples, encodePicture } from "../../editor/layerPixels";
import type { LayeredPicture, RgbaImage } from "../../editor/types";
import { type LayeredContent, layeredContent } from "./layeredContent";
import { runLayeredJob } from "./layeredJobs";

const SIZE = { width: 60, height: 40 };

function picture(width: number, height: number, colour: (x: number, y: number) => readonly number[]): RgbaImage {
	const rgba = new Uint8Array(width * height * 4);
	for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rgba.set(colour(x, y), (y * width + x) * 4);
	return { width, height, rgba };
}

const fileOf = async (image: RgbaImage) => new Blob([await encodePicture(image)], { type: "image/png" });
const samplesOf = async (file: Blob) => decodeSamples(new Uint8Array(await file.arrayBuffer()));

const base = picture(60, 40, (x, y) => [x * 4, y * 6, 90, 255]);
const badge = picture(20, 10, (x, y) => [200, x * 5, 10, y < 5 ? 255 : 128]);
const mask = picture(20, 10, (x) => [255, 255, 255, x < 10 ? 255 : 60]);
let content: LayeredContent;

beforeAll(async () => {
	const flattened = { ...base, rgba: base.rgba.slice() };
	for (let y = 0; y < 10; y++) {
		for (let x = 0; x < 20; x++) {
			const [to, from] = [((y + 7) * 60 + x + 30) * 4, (y * 20 + x) * 4];
			const share = ((badge.rgba[from + 3] as number) / 255) * 0.6;
			for (let c = 0; c < 3; c++)
				flattened.rgba[to + c] = Math.round(
					share * (badge.rgba[from + c] as number) + (1 - share) * (base.rgba[to + c] as number),
				);
		}
	}
	for (let y = 0; y < 10; y++)
		for (let x = 0; x < 20; x++) {
			const source = [...badge.rgba.subarray((y * 20 + x) * 4, (y * 20 + x) * 4 + 4)];
			source[3] = ((source[3] as number) * (mask.rgba[(y * 20 + x) * 4 + 3] as number)) / 255;
			blendPixelOver(source, 0, 0.8, flattened.rgba, ((y + 3) * 60 + x + 2) * 4, BLEND_FUNCTIONS.multiply);
		}
	const place = { left: 30, top: 7, right: 50, bottom: 17 };
	content = {
		...SIZE,
		flattened: await fileOf(flattened),
		layers: [
			{ kind: "picture", name: "Edited", file: await fileOf(base), left: 0, top: 0, opacity: 1, isVisible: true },
			{ kind: "placed", name: "徽章 <1>", file: await fileOf(badge), place, opacity: 0.6, isVisible: true },
			{
				...{ kind: "placed", name: "Shade", file: await fileOf(badge), mask: await fileOf(mask) },
				...{
					place: { left: 2, top: 3, right: 22, bottom: 13 },
					opacity: 0.8,
					isVisible: true,
					blend: "multiply",
					isPart: true,
				},
			},
			{ kind: "placed", name: "Off", file: await fileOf(badge), place, opacity: 1, isVisible: false },
			{
				...{ kind: "mask", name: "Mask 1", colour: "#ff8000", opacity: 0.55, isVisible: true },
				tiles: [{ x: 0, y: 0, coverage: 255 }],
			},
		],
	};
});

test.each(["psd", "ora"] as const)("a picture with layers survives %s", async (kind) => {
	const file = (await runLayeredJob({ type: "write", as: kind, content })) as Blob;
	const read = (await runLayeredJob({ type: "read", kind, file })) as LayeredPicture;
	expect((await samplesOf(read.base)).rgba).toEqual(base.rgba);
	expect(read.layers.map(({ name, isVisible }) => [name, isVisible])).toEqual([
		["徽章 <1>", true],
		["Shade", true],
		["Off", false],
		// The flattened picture is without masks.
		["Mask 1", false],
	]);
	const [first] = read.layers;
	expect(first?.place).toEqual({ left: 30, top: 7, right: 50, bottom: 17 });
	expect(first?.opacity).toBeCloseTo(0.6, 2);
	expect((await samplesOf(first?.file as Blob)).rgba).toEqual(badge.rgba);
	const shade = read.layers[1];
	expect(shade).toMatchObject({ blend: "multiply", place: { left: 2, top: 3, right: 22, bottom: 13 } });
	expect(shade?.opacity).toBeCloseTo(0.8, 2);
	// OpenRaster has no layer masks.
	if (kind === "psd") expect((await samplesOf(shade?.mask as Blob)).rgba).toEqual(mask.rgba);
	else expect(shade?.mask).toBeUndefined();
	expect(read.notes).toEqual(["layers-above-hidden"]);
});

test("OpenRaster begins with its type, uncompressed, and holds a flattened picture and a thumbnail", async () => {
	const file = (await runLayeredJob({ type: "write", as: "ora", content })) as Blob;
	const bytes = new Uint8Array(await file.arrayBuffer());
	expect(String.fromCharCode(...bytes.subarray(30, 54))).toBe("mimetypeimage/openraster");
	const entries = unzipSync(bytes);
	expect(Object.keys(entries).filter((name) => !name.startsWith("data/"))).toEqual([
		"mimetype",
		"stack.xml",
		"mergedimage.png",
		"Thumbnails/thumbnail.png",
	]);
	expect(entries["mergedimage.png"]).toEqual(new Uint8Array(await content.flattened.arrayBuffer()));
});

test("PNG files in an archive are numbered from the bottom, with an index of their places", async () => {
	const file = (await runLayeredJob({ type: "write", as: "zip", content })) as Blob;
	const entries = unzipSync(new Uint8Array(await file.arrayBuffer()));
	const names = ["001 Edited.png", "002 徽章 1.png", "003 Shade.png", "004 Off.png", "005 Mask 1.png"];
	expect(Object.keys(entries)).toEqual(["index.json", ...names, "flattened.png"]);
	const index = JSON.parse(new TextDecoder().decode(entries["index.json"]));
	expect(index).toMatchObject({ ...SIZE, layers: names.map((name) => ({ file: name })) });
	expect(index.layers[1]).toMatchObject({ name: "徽章 <1>", left: 30, top: 7, opacity: 0.6, isVisible: true });
});

test("annotations are layers by their name or text; a text is one in PSD; notes for people are left out", async () => {
	vi.stubGlobal("OffscreenCanvas", function make(width: number, height: number) {
		return createCanvas(width, height);
	});
	const shape = { place: { left: 5, top: 6, right: 25, bottom: 16 }, opacity: 0.5, isVisible: true, colour: "#ff0000" };
	const annotations = [
		{ ...shape, id: "a", kind: "box", name: "Frame", width: 2 },
		{ ...shape, id: "b", kind: "text", name: "", text: "red here", fontSize: 8 },
		{ ...shape, id: "c", kind: "note", name: "", text: "for people" },
	] as const;
	const made = layeredContent({
		document: { version: 1, id: "d", name: "a.png", ...SIZE, base: "sha", masks: [], results: [], annotations },
		...{ imported: content.flattened, edited: content.flattened, flattened: content.flattened, references: new Map() },
		names: { imported: "I", edited: "E", adjusted: "A", mask: String, annotation: String },
	});
	expect(made.layers.map(({ name }) => name)).toEqual(["E", "Frame", "red here"]);
	const file = (await runLayeredJob({ type: "write", as: "psd", content: made })) as Blob;
	const skipped = { skipLayerImageData: true, skipCompositeImageData: true };
	const [, frame, text] = readPsd(await file.arrayBuffer(), skipped).children ?? [];
	expect(text?.text?.text).toBe("red here");
	expect([frame?.left, frame?.top]).toEqual([4, 5]);
	const read = (await runLayeredJob({ type: "read", kind: "psd", file })) as LayeredPicture;
	expect(read.notes).toEqual(expect.arrayContaining(["layers-text", "layers-above-hidden"]));
	vi.unstubAllGlobals();
});
