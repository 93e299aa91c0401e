// The browser's own PNG encoder, which is several times as fast as ours. It is used where it is exact: for opaque pictures,
// because a canvas changes semi-transparent pixels, and only after a probe came back unchanged, because some browsers add
// noise to what they read from a canvas.
import { decodePngSamples } from "../decode/pngDecoder";
import { readChunks, readPngHeader } from "../png";
import { createYielder } from "../zlib/eventLoop";
import type { EncodeOptions, PictureBands } from "./pictureBands";

/** In pixels. For a smaller picture the canvas costs more than it saves. */
const MIN_PIXELS = 65_536;

/** Copied to the canvas at once, in bytes: a few milliseconds, for the main thread where there is no worker. */
const STRIP = 2 ** 21;
const SLICE = 8;

/** The place of the first chunk's data in a file. */
const IHDR_START = 16;
const IHDR_END = IHDR_START + 13;

const PROBE = { width: 160, height: 120 };

/** Null where the browser's encoder would not be exact, or fails. */
export async function encodeByBrowser(
	picture: PictureBands,
	signal: EncodeOptions["signal"],
): Promise<Uint8Array<ArrayBuffer> | null> {
	if (picture.width * picture.height < MIN_PIXELS || !isOpaque(picture)) return null;
	isExact ??= probe();
	return (await isExact) ? encode(picture, signal) : null;
}

let isExact: Promise<boolean> | undefined;

/** The chunks are checked too: one of colours or gamma would change the samples for a reader that applies it. */
async function probe(): Promise<boolean> {
	const { width, height } = PROBE;
	// Every level of each channel, in no order that a smooth transfer curve would keep.
	const rgba = Uint8Array.from({ length: width * height * 4 }, (_, i) => {
		return i % 4 === 3 ? 255 : Math.imul(i + 1, 2654435761) >>> 24;
	});
	const png = await encode({ ...PROBE, bands: [rgba] }, undefined);
	if (png === null) return false;
	const chunks = readChunks(png);
	if (typeof chunks === "string" || chunks.some(({ type }) => !/^(IHDR|IDAT|IEND)$/.test(type))) return false;
	const back = await decodePngSamples({ format: "png", ...PROBE, chunks }, null);
	return back.rgba.length === rgba.length && back.rgba.every((value, i) => value === rgba[i]);
}

async function encode(
	{ width, height, bands }: PictureBands,
	signal: EncodeOptions["signal"],
): Promise<Uint8Array<ArrayBuffer> | null> {
	if (typeof OffscreenCanvas === "undefined") return null;
	try {
		const canvas = new OffscreenCanvas(width, height);
		const context = canvas.getContext("2d", { willReadFrequently: true });
		if (context === null) return null;
		await drawBands(context, { width, height, bands }, signal);
		const png = new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
		// Frees the canvas before the garbage collector would.
		canvas.width = 0;
		const header = png.length > IHDR_END && png[1] === 0x50 ? readPngHeader(png.subarray(IHDR_START, IHDR_END)) : null;
		return header?.width === width && header.height === height && header.depth === 8 ? png : null;
	} catch (error) {
		if (signal?.aborted) throw error;
		// No memory for the canvas, or a size that the browser does not draw.
		return null;
	} finally {
		signal?.throwIfAborted();
	}
}

async function drawBands(
	context: OffscreenCanvasRenderingContext2D,
	{ width, bands }: PictureBands,
	signal: EncodeOptions["signal"],
): Promise<void> {
	const rowBytes = width * 4;
	const stripBytes = Math.max(1, Math.floor(STRIP / rowBytes)) * rowBytes;
	const yieldIfDue = createYielder(SLICE);
	let y = 0;
	for (const band of bands) {
		for (let start = 0; start < band.length; start += stripBytes) {
			const length = Math.min(stripBytes, band.length - start);
			const strip = new Uint8ClampedArray(band.buffer as ArrayBuffer, band.byteOffset + start, length);
			context.putImageData(new ImageData(strip, width), 0, y);
			y += length / rowBytes;
			await yieldIfDue();
			signal?.throwIfAborted();
		}
	}
}

function isOpaque({ bands }: PictureBands): boolean {
	return bands.every((band) => {
		if (band.byteOffset % 4 !== 0) return false;
		const pixels = new Uint32Array(band.buffer, band.byteOffset, band.length >> 2);
		let all = 0xffffffff;
		for (let i = 0; i < pixels.length; i++) all &= pixels[i] as number;
		// The bytes of a pixel lie in memory as RGBA; every platform of today is little-endian.
		return all >>> 24 === 255;
	});
}
