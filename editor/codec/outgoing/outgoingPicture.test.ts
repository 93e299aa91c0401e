// A sent picture file holds no metadata and the same picture. Files that are decoded need a browser and are
// tested in dev/bare.
import { createCanvas, loadImage } from "@napi-rs/canvas";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EditorError } from "../../types";
import { UnsupportedInThread } from "../decode/browserDecoder";
import { inflateIcc, readIcc } from "../decode/colour/icc";
import { decodePicture } from "../decode/decodePicture";
import { exif, iccProfile, iccp, jpegWithExif, P3_COLORANTS, webpWithExif } from "../decode/imageFilesForTests";
import { sampledPng } from "../decode/pngForTests";
import { type PngChunk, readChunks } from "../png";
import { makeOutgoingPicture } from "./outgoingPicture";

const SECRET = "Tour Eiffel 48.8584 N, serial 0042";
const P3 = iccProfile({ description: SECRET, colorants: P3_COLORANTS, gamma: 2.2 });

const canvas = createCanvas(48, 32);
const context = canvas.getContext("2d");
for (let i = 0; i < 24; i++) {
	context.fillStyle = `hsl(${i * 15} 80% 50%)`;
	context.fillRect(i * 2, 0, 2, 32);
}
const jpeg = canvas.toBuffer("image/jpeg", 90);
const webp = canvas.toBuffer("image/webp", 90);

async function outgoing(bytes: Uint8Array): Promise<Buffer> {
	return Buffer.from(await (await makeOutgoingPicture(new Uint8Array(bytes))).arrayBuffer());
}

async function pixels(bytes: Buffer): Promise<Buffer> {
	const image = await loadImage(bytes);
	const target = createCanvas(image.width, image.height).getContext("2d");
	target.drawImage(image, 0, 0);
	return Buffer.from(target.getImageData(0, 0, image.width, image.height).data);
}

function jpegSegment(marker: number, ...parts: (string | Uint8Array)[]): Buffer {
	const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part)));
	const head = Buffer.of(0xff, marker, 0, 0);
	head.writeUInt16BE(body.length + 2, 2);
	return Buffer.concat([head, body]);
}

const insert = (file: Buffer, at: number, ...parts: Uint8Array[]): Buffer =>
	Buffer.concat([file.subarray(0, at), ...parts, file.subarray(at)]);

const TABLES = jpeg.indexOf(Buffer.of(0xff, 0xdb));
const SCAN = jpeg.indexOf(Buffer.of(0xff, 0xda));
/** The file as a canvas writes it, without the profile that says sRGB. */
const PLAIN = Buffer.concat([jpeg.subarray(0, 20), jpeg.subarray(TABLES)]);

describe("a JPEG leaves with its compressed data only", () => {
	test("without position, camera, thumbnail, XMP, IPTC, comments, further pictures and what follows its end", async () => {
		const photo = Buffer.concat([
			insert(
				PLAIN,
				20,
				jpegSegment(0xe0, "JFXX\0\x10", SECRET),
				jpegSegment(0xe1, "Exif\0\0", exif(1), SECRET),
				jpegSegment(0xe1, "http://ns.adobe.com/xap/1.0/\0", SECRET),
				jpegSegment(0xe2, "MPF\0", SECRET),
				jpegSegment(0xed, "Photoshop 3.0\0", SECRET),
				jpegSegment(0xfe, SECRET),
			),
			Buffer.from(SECRET),
			PLAIN,
		]);
		expect((await outgoing(photo)).equals(PLAIN)).toBe(true);
	});

	test("without the thumbnail in its JFIF header, and without what follows the Adobe header", async () => {
		const jfif = jpegSegment(0xe0, "JFIF\0\x01\x01\0\0\x01\0\x01\x02\x02", SECRET);
		const adobe = (more = "") => jpegSegment(0xee, "Adobe\0\x64\0\0\0\0\x01", more);
		const photo = Buffer.concat([jpeg.subarray(0, 2), jfif, adobe(SECRET), jpeg.subarray(TABLES)]);
		expect((await outgoing(photo)).equals(insert(PLAIN, 20, adobe()))).toBe(true);
	});

	test("without comments between the scans of a progressive file and in fill bytes", async () => {
		const scan = PLAIN.subarray(PLAIN.indexOf(Buffer.of(0xff, 0xda)), -2);
		const twice = (between: Uint8Array) => Buffer.concat([PLAIN.subarray(0, -2), between, scan, PLAIN.subarray(-2)]);
		const stripped = await outgoing(twice(Buffer.concat([Buffer.of(0xff), jpegSegment(0xfe, SECRET)])));
		expect(stripped.equals(twice(Buffer.alloc(0)))).toBe(true);
	});

	test("with its profile if that changes colours, reduced to what colours need", async () => {
		const chunk = (at: number, count: number, part: Uint8Array) =>
			jpegSegment(0xe2, "ICC_PROFILE\0", Uint8Array.of(at, count), part);
		const photo = insert(PLAIN, 20, chunk(2, 2, P3.subarray(200)), chunk(1, 2, P3.subarray(0, 200)));
		const stripped = await outgoing(photo);
		expect(stripped.includes(SECRET)).toBe(false);
		const from = stripped.indexOf("ICC_PROFILE") + 14;
		const icc = stripped.subarray(from, stripped.indexOf(Buffer.of(0xff, 0xdb)));
		expect(readIcc(new Uint8Array(icc))).toMatchObject({ toXyz: expect.any(Array) });
		expect(JSON.stringify(readIcc(new Uint8Array(icc)))).toBe(JSON.stringify(readIcc(new Uint8Array(P3))));
		expect(stripped.subarray(stripped.indexOf(Buffer.of(0xff, 0xdb))).equals(jpeg.subarray(TABLES))).toBe(true);
		expect((await outgoing(jpeg)).includes("ICC_PROFILE")).toBe(false);
	});
});

test("a PNG leaves with pixels and colours only, and its samples do not change", async () => {
	const samples = Uint8Array.from({ length: 9 * 7 * 4 }, (_, i) => (i * 37) & 255);
	const text = [...Buffer.from(`Location\0${SECRET}`, "latin1")];
	const profile = iccp({ description: SECRET, colorants: P3_COLORANTS, gamma: 2.2 }, SECRET);
	const chunks = [
		profile,
		{ type: "eXIf", data: [...exif(1), ...text] },
		{ type: "tEXt", data: text },
		{ type: "iTXt", data: text },
		{ type: "tIME", data: [7, 234, 11, 30, 12, 0, 0] },
		{ type: "caBX", data: text },
	];
	const file = sampledPng({ width: 9, height: 7, depth: 8, colourType: 6, samples, chunks });
	const stripped = new Uint8Array(await outgoing(Buffer.concat([file, Buffer.from(SECRET)])));
	const kept = readChunks(stripped) as PngChunk[];
	expect(kept.map(({ type }) => type)).toEqual(["IHDR", "iCCP", "IDAT", "IEND"]);
	const icc = await inflateIcc(kept[1]?.data ?? new Uint8Array());
	expect([Buffer.from(icc ?? []).includes(SECRET), Buffer.from(stripped).includes(SECRET)]).toEqual([false, false]);
	const [before, after] = [await decodePicture(new Uint8Array(file)), await decodePicture(stripped)];
	expect(Buffer.compare(before.rgba, after.rgba)).toBe(0);
	expect((await outgoing(stripped)).equals(stripped)).toBe(true);
});

test("a WebP leaves with pixels and colours only, and looks the same", async () => {
	const tagged = webpWithExif(webp, Buffer.concat([exif(1), Buffer.from(SECRET)]));
	const head = Buffer.from(`XMP \0\0\0\0${SECRET}`, "latin1");
	head.writeUInt32LE(SECRET.length, 4);
	const file = Buffer.concat([tagged, head, Buffer.alloc(SECRET.length & 1)]);
	file.writeUInt32LE(file.length - 8, 4);
	const stripped = await outgoing(file);
	expect(stripped.includes(SECRET)).toBe(false);
	expect(stripped.readUInt32LE(4)).toBe(stripped.length - 8);
	expect(stripped.includes("EXIF") || stripped.includes("XMP ")).toBe(false);
	expect((await pixels(stripped)).equals(await pixels(webp))).toBe(true);
});

test("any change to a file either leaves or throws an EditorError", async () => {
	const files = [
		jpegWithExif(insert(PLAIN, SCAN - (TABLES - 20)), exif(1)),
		webpWithExif(webp, exif(1)),
		Buffer.from(sampledPng({ width: 3, height: 2, depth: 8, colourType: 0, samples: [1, 2, 3, 4, 5, 6] })),
	];
	const change = fc.record({ at: fc.nat(), value: fc.nat({ max: 255 }) });
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...files),
			fc.array(change, { maxLength: 5 }),
			fc.nat(),
			async (file, changes, end) => {
				const bytes = Buffer.from(file.subarray(0, end % 3 === 0 ? end % file.length : file.length));
				for (const { at, value } of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
				await outgoing(bytes).catch((error) => {
					if (!(error instanceof EditorError || error instanceof UnsupportedInThread)) throw error;
				});
			},
		),
		{ numRuns: 300 },
	);
});
