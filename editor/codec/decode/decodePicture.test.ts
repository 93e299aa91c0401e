import { constants, deflateRawSync, deflateSync } from "node:zlib";
import { createCanvas } from "@napi-rs/canvas";
import * as fc from "fast-check";
import { encode } from "fast-png";
import { describe, expect, test, vi } from "vitest";
import { EditorError } from "../../types";
import type { Inflate } from "../png";
import { type PngChunk, readChunks, writePng } from "../png";
import { inflate } from "../zlib/inflate";
import { UnsupportedInThread } from "./browserDecoder";
import { decodePicture } from "./decodePicture";
import { bmp, exif, gif, iccp, P3_COLORANTS } from "./imageFilesForTests";
import { inspectPicture, type PngFile } from "./inspectPicture";
import { readFile } from "./limits";
import { decodePngSamples } from "./pngDecoder";
import { plainPng, pngOfStream, sampledPng } from "./pngForTests";

async function refusal(bytes: Uint8Array): Promise<string> {
	try {
		await decodePicture(new Uint8Array(bytes));
		return "opened";
	} catch (error) {
		if (error instanceof EditorError) return error.code;
		throw error;
	}
}

const random = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 7919 + ((i * i) >> 3)) & 255);

describe("bad input is refused before anything is decoded", () => {
	const png = encode({ width: 40, height: 30, data: random(4800), channels: 4, depth: 8 });
	const canvas = createCanvas(64, 48);
	canvas.getContext("2d").fillRect(3, 3, 30, 20);
	const jpeg = canvas.toBuffer("image/jpeg");
	const webp = canvas.toBuffer("image/webp");
	const avif = canvas.toBuffer("image/avif");
	const indices = Array.from({ length: 30 * 20 }, (_, i) => i & 3);
	const GIF = gif(30, 20, [indices]);
	const BMP = bmp(9, 5, (x, y) => [x, y, 9, 255]);

	test("an empty file, text, and formats that are not pictures", async () => {
		expect(await refusal(new Uint8Array(0))).toBe("empty-file");
		expect(await refusal(Buffer.from("a letter"))).toBe("not-an-image");
		expect(await refusal(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"))).toBe("not-an-image");
		expect(await refusal(Uint8Array.of(0x89))).toBe("not-an-image");
	});

	test("a file truncated anywhere", async () => {
		const opened: string[] = [];
		for (const [name, file] of Object.entries({ png, jpeg, webp, avif, gif: GIF, bmp: BMP })) {
			for (let length = 30; length < file.length; length += 11) {
				const code = await refusal(file.subarray(0, length));
				if (code !== "damaged-image") opened.push(`${name} at ${length} of ${file.length}: ${code}`);
			}
		}
		expect(opened).toEqual([]);
	});

	test("one byte changed in the middle of a PNG", async () => {
		const broken = png.slice();
		broken[Math.floor(png.length / 2)]! ^= 1;
		expect(await refusal(broken)).toBe("damaged-image");
	});

	test("damaged compressed data in intact chunks", async () => {
		const header = { width: 4, height: 9, depth: 8, colourType: 0, interlace: 0 } as const;
		const raw = new Uint8Array(9 * 5);
		const missing = deflateSync(raw.subarray(0, 40));
		const noFilter = deflateSync(raw.map((_, i) => (i === 20 ? 5 : 0)));
		const sum = deflateSync(raw);
		sum[sum.length - 1]! ^= 1;
		for (const stream of [missing, noFilter, sum, new Uint8Array(0), Uint8Array.of(1, 2, 3, 4)]) {
			const file = pngOfStream(header, stream);
			expect(await refusal(file)).toBe("damaged-image");
		}
	});

	test("a header with invalid values", async () => {
		const stream = deflateSync(new Uint8Array(9));
		const header = { width: 1, height: 1, depth: 8, colourType: 0, interlace: 0 } as const;
		expect(await refusal(pngOfStream({ ...header, interlace: 2 }, stream))).toBe("damaged-image");
		expect(await refusal(pngOfStream({ ...header, depth: 3 }, stream))).toBe("damaged-image");
		// A look-up table for this depth would not fit in memory.
		expect(await refusal(pngOfStream({ ...header, depth: 31 }, stream))).toBe("damaged-image");
		expect(await refusal(pngOfStream({ ...header, depth: 4, colourType: 2 }, stream))).toBe("damaged-image");
		expect(await refusal(pngOfStream({ ...header, colourType: 5 as 6 }, stream))).toBe("damaged-image");
		// No palette.
		expect(await refusal(pngOfStream({ ...header, colourType: 3 }, stream))).toBe("damaged-image");
	});

	test("a header that claims gigabytes, before anything is inflated", async () => {
		const claim = (width: number, height: number) => plainPng({ width, height, depth: 8, colourType: 6, rows: [] });
		expect(await refusal(claim(100_000, 100_000))).toBe("image-too-large");
		expect(await refusal(claim(16_385, 10))).toBe("image-too-large");
		expect(await refusal(claim(12_000, 12_000))).toBe("image-too-large");
		expect(await refusal(claim(0, 10))).toBe("damaged-image");
		// Within the limits, but a few bytes cannot become 400 million.
		expect(await refusal(claim(10_000, 10_000))).toBe("damaged-image");
	});

	test("a small file that inflates to gigabytes is given up early", async () => {
		const stream = new Uint8Array(3_000_000);
		const zeros = deflateSync(new Uint8Array(30_000_000));
		// The same block repeated, each ending on a whole byte: three gigabytes.
		const block = deflateRawSync(new Uint8Array(30_000_000), { finishFlush: constants.Z_SYNC_FLUSH });
		stream.set(zeros.subarray(0, 2));
		for (let at = 2; at + block.length <= stream.length; at += block.length) stream.set(block, at);
		let unpacked = 0;
		const counting: Inflate = (parts, take) =>
			inflate(parts, (piece) => {
				unpacked += piece.length;
				return take(piece);
			});
		const header = { width: 4, height: 4, depth: 8, colourType: 6, interlace: 0 } as const;
		const file = inspectPicture(pngOfStream(header, stream)) as PngFile;
		await expect(decodePngSamples(file, null, counting)).rejects.toMatchObject({ code: "damaged-image" });
		expect(unpacked).toBeLessThan(40_000_000);
	});

	test("any change to a file either opens or throws an EditorError", async () => {
		const chunks = [iccp({ description: "P3", colorants: P3_COLORANTS, gamma: 2.2 }), { type: "eXIf", data: exif(6) }];
		const samples = random(12 * 9);
		const whole = sampledPng({ width: 12, height: 9, depth: 8, colourType: 0, samples, chunks, isInterlaced: true });
		const parts = readChunks(whole) as PngChunk[];
		const place = fc.tuple(fc.nat(), fc.nat(), fc.nat({ max: 255 }));
		const places = fc.array(place, { minLength: 1, maxLength: 4 });
		await fc.assert(
			fc.asyncProperty(
				places,
				fc.constantFrom(...([jpeg, webp, avif, GIF, BMP] as Uint8Array[])),
				async (changes, file) => {
					// The checksums are correct, so that the data behind them are read.
					const changed = parts.map(({ type, data }) => ({ type, data: data.slice() }));
					const other = new Uint8Array(file);
					for (const [part, at, value] of changes) {
						const { data } = changed[part % changed.length] as PngChunk;
						if (data.length > 0) data[at % data.length] = value;
						other[at % other.length] = value;
					}
					for (const bytes of [writePng(changed), other]) {
						await decodePicture(new Uint8Array(bytes)).catch((error) => {
							if (!(error instanceof EditorError || error instanceof UnsupportedInThread)) throw error;
						});
					}
				},
			),
			{ numRuns: 200 },
		);
	});

	test("a picture that does not fit in memory", async () => {
		vi.stubGlobal("Uint32Array", function refused() {
			throw new RangeError("Array buffer allocation failed");
		});
		expect(await refusal(png)).toBe("no-memory");
		vi.unstubAllGlobals();
	});

	test("a file that is empty, too large, or a folder", async () => {
		const refused = async (file: Partial<Blob>) => readFile(file as Blob).catch(({ code }) => code);
		expect(await refused(new Blob([]))).toBe("empty-file");
		expect(await refused({ size: 3e9 })).toBe("file-too-large");
		const arrayBuffer = () => Promise.reject(new DOMException("", "NotReadableError"));
		expect(await refused({ size: 4096, arrayBuffer })).toBe("unreadable-file");
		expect(await readFile(new Blob(["abc"]))).toEqual(Uint8Array.of(97, 98, 99));
	});

	test("the dimensions are read from the header of each format", () => {
		const sized = { width: 64, height: 48 };
		expect(inspectPicture(jpeg)).toMatchObject({ format: "jpeg", ...sized });
		expect(inspectPicture(webp)).toMatchObject({ format: "webp", ...sized });
		expect(inspectPicture(avif)).toMatchObject({ format: "avif", ...sized });
		expect(inspectPicture(png)).toMatchObject({ format: "png", width: 40, height: 30 });
		expect(inspectPicture(GIF)).toMatchObject({ format: "gif", width: 30, height: 20 });
		expect(inspectPicture(BMP)).toMatchObject({ format: "bmp", width: 9, height: 5 });
	});

	test("a GIF frame larger than its screen counts for the limits", async () => {
		const large = Buffer.from(GIF);
		large.writeUInt16LE(60_000, GIF.indexOf(0x2c, 25) + 5);
		expect(await refusal(large)).toBe("image-too-large");
	});
});
