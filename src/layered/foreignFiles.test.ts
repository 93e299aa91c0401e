// Files of other programs, and hostile ones: what is not supported is named, the picture is the file's own, torn data is refused.
import { type Layer, type Psd, writePsdUint8Array } from "ag-psd";
import fc from "fast-check";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { decodeSamples, EditorError, encodePicture } from "../../editor/layerPixels";
import type { LayeredPicture } from "../../editor/types";
import { runLayeredJob } from "./layeredJobs";
import { parseXml } from "./read/xml";

const SIZE = { width: 16, height: 12 };

function filled(width: number, height: number, colour: readonly number[]) {
	const data = new Uint8Array(width * height * 4);
	for (let at = 0; at < data.length; at += 4) data.set(colour, at);
	return { width, height, data };
}

const RED = [200, 20, 30, 255];
const background: Layer = { name: "Background", left: 0, top: 0, imageData: filled(16, 12, RED) };
const small: Layer = { name: "Small", left: 4, top: 4, imageData: filled(5, 5, [10, 200, 30, 255]) };

const psdOf = (more: Partial<Psd>, flattened: readonly number[] = RED) =>
	Uint8Array.from(writePsdUint8Array({ ...SIZE, imageData: filled(16, 12, flattened), ...more }));
const read = async (bytes: Uint8Array, kind: "psd" | "ora" = "psd") =>
	(await runLayeredJob({ type: "read", kind, file: new Blob([Uint8Array.from(bytes)]) })) as LayeredPicture;
const firstPixel = async ({ base }: LayeredPicture) => [
	...(await decodeSamples(new Uint8Array(await base.arrayBuffer()))).rgba.subarray(0, 4),
];
const refused = async (bytes: Uint8Array, kind: "psd" | "ora" = "psd") =>
	read(bytes, kind).then(
		() => null,
		(error) => (error instanceof EditorError ? error.code : error),
	);

test("layers that would look otherwise here are hidden, over the flattened picture of the file", async () => {
	const found = await read(psdOf({ children: [background, { ...small, blendMode: "difference" }] }, [1, 2, 3, 255]));
	expect(await firstPixel(found)).toEqual([1, 2, 3, 255]);
	expect(found.layers.map(({ name, isVisible }) => [name, isVisible])).toEqual([
		["Background", false],
		["Small", false],
	]);
	expect(found.notes).toEqual(["layers-blend", "layers-hidden"]);
});

test("groups are dissolved in order; what is not supported is named", async () => {
	const group: Layer = { name: "Group", hidden: true, opacity: 0.5, children: [small, { ...small, name: "Upper" }] };
	const clipped: Layer = { ...small, name: "Clipped", hidden: true, clipping: true };
	const text: Layer = {
		...small,
		name: "Text",
		hidden: true,
		text: { text: "hello", style: { font: { name: "Arial" } } },
	};
	const found = await read(psdOf({ children: [background, group, clipped, text, { name: "Empty" }] }));
	expect(await firstPixel(found)).toEqual(RED);
	expect(found.layers.map(({ name, isVisible, opacity }) => [name, isVisible, Math.round(opacity * 10)])).toEqual([
		["Small", false, 5],
		["Upper", false, 5],
		["Clipped", false, 10],
		["Text", false, 10],
	]);
	expect(new Set(found.notes)).toEqual(new Set(["layers-groups", "layers-clipping", "layers-text", "layers-empty"]));
});

test("a PSD file without layers is its picture", async () => {
	const found = await read(psdOf({}));
	expect(await firstPixel(found)).toEqual(RED);
	// The writer adds an empty layer.
	expect(found).toMatchObject({ layers: [], notes: ["layers-empty"] });
});

test("a PSD file that claims too many pixels is refused before it is decoded", async () => {
	const bytes = psdOf({ children: [background] });
	new DataView(bytes.buffer).setUint32(14, 29_000);
	new DataView(bytes.buffer).setUint32(18, 29_000);
	expect(await refused(bytes)).toBe("image-too-large");
});

test("torn and changed PSD files give a picture or a sentence, never another failure", async () => {
	const whole = psdOf({ children: [background, small] });
	await fc.assert(
		fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, value, isCut) => {
			const changed = isCut ? whole.slice(0, at) : whole.slice();
			if (!isCut) changed[at] = value;
			const code = await refused(changed);
			expect([null, "damaged-image", "image-too-large", "layers-unsupported", "no-memory"]).toContain(code);
		}),
		{ numRuns: 150 },
	);
});

const stack = (layers: string, size = 'w="16" h="12"') =>
	new TextEncoder().encode(`<image ${size}><stack>${layers}</stack></image>`);
const oraOf = async (stackXml: Uint8Array, more: Record<string, Uint8Array> = {}) => {
	const png = async ({ width, height, data }: ReturnType<typeof filled>) =>
		encodePicture({ width, height, rgba: data });
	return zipSync({
		mimetype: [new TextEncoder().encode("image/openraster"), { level: 0 }],
		"stack.xml": stackXml,
		"data/a.png": await png(filled(16, 12, RED)),
		"mergedimage.png": await png(filled(16, 12, RED)),
		...more,
	});
};

test("an OpenRaster file with a group, a filter and an unknown mode opens with notes", async () => {
	const xml = stack(
		'<stack name="g" visibility="hidden"><layer name="A &amp; B" src="data/a.png" x="2" y="1" composite-op="svg:color-dodge"/></stack>' +
			'<filter type="blur"/><layer name="v" src="data/v.svg"/><layer src="data/a.png"/>',
	);
	const found = await read(await oraOf(xml), "ora");
	expect(await firstPixel(found)).toEqual(RED);
	expect(found.layers).toMatchObject([
		{ name: "A & B", isVisible: false, place: { left: 2, top: 1, right: 18, bottom: 13 } },
	]);
	expect(new Set(found.notes)).toEqual(
		new Set(["layers-groups", "layers-blend", "layers-adjustments", "layers-vector"]),
	);
});

test("hostile OpenRaster files are refused", async () => {
	const cases: readonly (readonly [Uint8Array, string])[] = [
		[await oraOf(stack("", 'w="16" h="many"')), "damaged-image"],
		[await oraOf(stack("", 'w="90000" h="90000"')), "image-too-large"],
		[await oraOf(new TextEncoder().encode("<image><stack>")), "damaged-image"],
		[await oraOf(stack('<layer src="data/none.png"/>')), "damaged-image"],
		[await oraOf(stack('<layer src="data/a.png"/>'), { "data/a.png": new Uint8Array(90) }), "damaged-image"],
		[(await oraOf(stack('<layer src="data/a.png"/>'))).slice(0, 120), "damaged-image"],
		[await oraOf(new Uint8Array(5_000_000)), "damaged-image"],
	];
	for (const [index, [bytes, code]] of cases.entries())
		expect([index, await refused(bytes, "ora")]).toEqual([index, code]);
});

test("XML is read without expanding entities, and nothing that is not well-formed", () => {
	expect(parseXml('<?xml version="1.0"?><!-- <x> --><a b=\'1 &lt; 2\' c="&#x41;&e;"><d/></a>')).toEqual({
		name: "a",
		attributes: { b: "1 < 2", c: "A&e;" },
		children: [{ name: "d", attributes: {}, children: [] }],
	});
	for (const text of ["", "<a>", "<a></b>", "<a/><b/>", "<a>".repeat(100)]) expect(parseXml(text)).toBeNull();
});
