// Makes picture files for tests, as cameras, scanners and paint programs write them. pngForTests makes plain PNG files.
import { deflateSync } from "node:zlib";
import { createCanvas } from "@napi-rs/canvas";
import type { TestChunk } from "./pngForTests";

export type Rgba = readonly [number, number, number, number];

/** A TIFF block with only the orientation, in either byte order. */
export function exif(orientation: number, isLittleEndian = true): Uint8Array {
	const bytes = new Uint8Array(26);
	const view = new DataView(bytes.buffer);
	bytes.set(isLittleEndian ? [0x49, 0x49] : [0x4d, 0x4d]);
	view.setUint16(2, 42, isLittleEndian);
	view.setUint32(4, 8, isLittleEndian);
	view.setUint16(8, 1, isLittleEndian);
	view.setUint16(10, 0x0112, isLittleEndian);
	view.setUint16(12, 3, isLittleEndian);
	view.setUint32(14, 1, isLittleEndian);
	view.setUint16(18, orientation, isLittleEndian);
	return bytes;
}

export function jpegWithExif(jpeg: Uint8Array, tiff: Uint8Array): Buffer {
	const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
	const length = Buffer.alloc(2);
	length.writeUInt16BE(body.length + 2);
	return Buffer.concat([jpeg.subarray(0, 2), Buffer.of(0xff, 0xe1), length, body, jpeg.subarray(2)]);
}

/** An extended WebP, as @napi-rs/canvas writes it, with an EXIF chunk after the picture. */
export function webpWithExif(webp: Uint8Array, tiff: Uint8Array): Buffer {
	const head = Buffer.from("EXIF\0\0\0\0", "latin1");
	head.writeUInt32LE(tiff.length, 4);
	const file = Buffer.concat([webp, head, tiff, Buffer.alloc(tiff.length & 1)]);
	file.writeUInt32LE(file.length - 8, 4);
	if (file.toString("latin1", 12, 16) !== "VP8X") throw new Error("simple WebP");
	file.writeUInt8(file.readUInt8(20) | 0x08, 20);
	return file;
}

/** The colours of four flat areas, so that the orientation can be seen after lossy compression. */
export const QUARTERS: readonly Rgba[] = [
	[220, 30, 30, 255],
	[30, 180, 40, 255],
	[40, 60, 210, 255],
	[230, 220, 60, 255],
];

export function quarters(width: number, height: number, type: "image/jpeg" | "image/webp" | "image/avif"): Buffer {
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	QUARTERS.forEach(([r, g, b], i) => {
		context.fillStyle = `rgb(${r} ${g} ${b})`;
		context.fillRect(((i % 2) * width) / 2, ((i >> 1) * height) / 2, width / 2, height / 2);
	});
	if (type === "image/jpeg") return canvas.toBuffer(type, 95);
	return type === "image/webp" ? canvas.toBuffer(type, 95) : canvas.toBuffer(type);
}

/** A GIF of full-screen frames, given as indices into QUARTERS. */
export function gif(width: number, height: number, frames: readonly (readonly number[])[]): Buffer {
	const screen = Buffer.alloc(7);
	screen.writeUInt16LE(width, 0);
	screen.writeUInt16LE(height, 2);
	screen[4] = 0x81;
	const frame = Buffer.alloc(10);
	frame[0] = 0x2c;
	frame.writeUInt16LE(width, 5);
	frame.writeUInt16LE(height, 7);
	const control = Buffer.of(0x21, 0xf9, 4, 0, 10, 0, 0, 0);
	return Buffer.concat([
		Buffer.from("GIF89a"),
		screen,
		Buffer.from(QUARTERS.flatMap((colour) => colour.slice(0, 3))),
		...frames.flatMap((indices) => [control, frame, Buffer.of(2), ...gifBlocks(indices), Buffer.of(0)]),
		Buffer.of(0x3b),
	]);
}

/** Codes of three bits: the table is cleared (4) before it would need four bits; 5 ends the data. */
function gifBlocks(indices: readonly number[]): Buffer[] {
	const codes = [...indices.flatMap((index, i) => (i % 2 === 0 ? [4, index] : [index])), 5];
	const bytes = Buffer.alloc(Math.ceil((codes.length * 3) / 8) + 1);
	codes.forEach((code, i) => {
		const at = (i * 3) >> 3;
		bytes.writeUInt16LE(bytes.readUInt16LE(at) | (code << ((i * 3) & 7)), at);
	});
	const blocks: Buffer[] = [];
	for (let at = 0; at < bytes.length; at += 255) {
		const block = bytes.subarray(at, at + 255);
		blocks.push(Buffer.of(block.length), block);
	}
	return blocks;
}

/** A BMP of 24 bits, bottom row first. */
export function bmp(width: number, height: number, pixelAt: (x: number, y: number) => Rgba): Buffer {
	const stride = Math.ceil((width * 3) / 4) * 4;
	const file = Buffer.alloc(54 + stride * height);
	file.write("BM");
	file.writeUInt32LE(file.length, 2);
	file.writeUInt32LE(54, 10);
	file.writeUInt32LE(40, 14);
	file.writeInt32LE(width, 18);
	file.writeInt32LE(height, 22);
	file.writeUInt16LE(1, 26);
	file.writeUInt16LE(24, 28);
	for (let i = 0; i < width * height; i++) {
		const [x, y] = [i % width, Math.floor(i / width)];
		const [r, g, b] = pixelAt(x, y);
		file.set([b, g, r], 54 + (height - 1 - y) * stride + 3 * x);
	}
	return file;
}

/** The chunks before the image data of an APNG whose first frame is the picture. */
export function animation(width: number, height: number): TestChunk[] {
	return [
		{ type: "acTL", data: u32s([1, 0]) },
		{ type: "fcTL", data: [...u32s([0, width, height, 0, 0]), 0, 1, 0, 10, 0, 0] },
	];
}

/** The gAMA chunk. The primaries of `chromaticities` are white, red, green and blue in x and y. */
export function gamma(exponent: number): TestChunk {
	return { type: "gAMA", data: u32s([Math.round(100_000 / exponent)]) };
}

export const P3_PRIMARIES = [0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06] as const;

export function chromaticities(primaries: readonly number[]): TestChunk {
	return { type: "cHRM", data: u32s(primaries.map((value) => Math.round(value * 100_000))) };
}

const u32s = (values: readonly number[]) =>
	values.flatMap((v) => [v >>> 24, (v >>> 16) & 255, (v >>> 8) & 255, v & 255]);

export interface Profile {
	readonly description: string;
	/** XYZ of red, green and blue under D50; null for a grey profile. */
	readonly colorants: readonly (readonly [number, number, number])[] | null;
	readonly gamma: number;
	/** A false number of curve points. */
	readonly curvePoints?: number;
}

/** The colorants of Display P3, adapted to D50, from its published profile. */
export const P3_COLORANTS = [
	[0.515121, 0.241196, -0.001053],
	[0.291977, 0.692245, 0.041885],
	[0.157104, 0.066574, 0.784073],
] as const;

export function iccp(profile: Profile, name = "ICC profile"): TestChunk {
	return { type: "iCCP", data: [...Buffer.from(`${name}\0\0`, "latin1"), ...deflateSync(iccProfile(profile))] };
}

/** A version 2 profile with a matrix and one curve. */
export function iccProfile({ description, colorants, gamma, curvePoints = 1 }: Profile): Buffer {
	const text = Buffer.from(`${description}\0`, "latin1");
	const count = Buffer.alloc(4);
	count.writeUInt32BE(text.length);
	const desc = Buffer.concat([Buffer.from("desc\0\0\0\0", "latin1"), count, text, Buffer.alloc(78)]);
	const curve = Buffer.concat([Buffer.from("curv\0\0\0\0", "latin1"), Buffer.from(u32s([curvePoints])), u8f8(gamma)]);
	const xyz = (values: readonly number[]) =>
		Buffer.concat([Buffer.from("XYZ \0\0\0\0", "latin1"), ...values.map(s15f16)]);
	const tags: [string, Buffer][] = [
		["desc", desc],
		["wtpt", xyz([0.9642, 1, 0.8249])],
		["cprt", Buffer.from("text\0\0\0\0none\0\0\0\0", "latin1")],
	];
	if (colorants === null) tags.push(["kTRC", curve]);
	else {
		["r", "g", "b"].forEach((channel, i) => {
			tags.push([`${channel}XYZ`, xyz(colorants[i] ?? [])], [`${channel}TRC`, curve]);
		});
	}
	return withTags(colorants === null ? "GRAY" : "RGB ", tags);
}

function withTags(space: string, tags: readonly (readonly [string, Buffer])[]): Buffer {
	const header = Buffer.alloc(128);
	header.writeUInt32BE(0x02100000, 8);
	header.write(`mntr${space}XYZ `, 12, "latin1");
	header.write("acsp", 36, "latin1");
	[0.9642, 1, 0.8249].forEach((value, i) => {
		s15f16(value).copy(header, 68 + 4 * i);
	});
	const table = Buffer.alloc(4 + 12 * tags.length);
	table.writeUInt32BE(tags.length);
	const bodies: Buffer[] = [];
	let at = header.length + table.length;
	tags.forEach(([name, body], i) => {
		const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
		table.write(name, 4 + 12 * i, "latin1");
		table.writeUInt32BE(at, 8 + 12 * i);
		table.writeUInt32BE(body.length, 12 + 12 * i);
		bodies.push(padded);
		at += padded.length;
	});
	header.writeUInt32BE(at, 0);
	return Buffer.concat([header, table, ...bodies]);
}

function s15f16(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeInt32BE(Math.round(value * 65536));
	return bytes;
}

function u8f8(value: number): Buffer {
	const bytes = Buffer.alloc(2);
	bytes.writeUInt16BE(Math.round(value * 256));
	return bytes;
}
