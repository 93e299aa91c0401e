// The container format of PNG: signature, chunks and CRC-32. Knows nothing of pixels.

export const PNG_SIGNATURE: readonly number[] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let crc = byte;
	for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
	return crc >>> 0;
});

export function crc32(bytes: Uint8Array, start = 0, end = bytes.length): number {
	let crc = 0xffffffff;
	for (let i = start; i < end; i++) {
		crc = (CRC_TABLE[(crc ^ (bytes[i] as number)) & 0xff] as number) ^ (crc >>> 8);
	}
	return (crc ^ 0xffffffff) >>> 0;
}

export interface PngChunk {
	readonly type: string;
	readonly data: Uint8Array;
	/** The verified CRC-32 of type and data, where they were read from a file; computing it takes milliseconds a megabyte. */
	readonly crc?: number;
}

export function writePng(chunks: readonly PngChunk[]): Uint8Array<ArrayBuffer> {
	const length = chunks.reduce((sum, { data }) => sum + 12 + data.length, PNG_SIGNATURE.length);
	const png = new Uint8Array(length);
	const view = new DataView(png.buffer);
	png.set(PNG_SIGNATURE);
	let at = PNG_SIGNATURE.length;
	for (const { type, data, crc } of chunks) {
		view.setUint32(at, data.length);
		for (let i = 0; i < 4; i++) png[at + 4 + i] = type.charCodeAt(i);
		png.set(data, at + 8);
		view.setUint32(at + 8 + data.length, crc ?? crc32(png, at + 4, at + 8 + data.length));
		at += 12 + data.length;
	}
	return png;
}

export type PngDamage = "signature" | "truncated" | "checksum" | "order";

/**
 * The chunks up to IEND, or the defect. The data are views, not copies. Checksums are verified; without `isPixelDataVerified`
 * all but those of the pixels, which take milliseconds a megabyte.
 */
export function readChunks(png: Uint8Array, isPixelDataVerified = true): readonly PngChunk[] | PngDamage {
	if (PNG_SIGNATURE.some((byte, i) => png[i] !== byte)) return "signature";
	const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
	const chunks: PngChunk[] = [];
	let at = PNG_SIGNATURE.length;
	while (at + 12 <= png.length) {
		const length = view.getUint32(at);
		const end = at + 8 + length;
		if (end + 4 > png.length) return "truncated";
		const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
		const isVerified = isPixelDataVerified || type !== "IDAT";
		const crc = view.getUint32(end);
		if (isVerified && crc32(png, at + 4, end) !== crc) return "checksum";
		if ((chunks.length === 0) !== (type === "IHDR")) return "order";
		chunks.push({ type, data: png.subarray(at + 8, end), ...(isVerified ? { crc } : {}) });
		if (type === "IEND") return chunks.some((chunk) => chunk.type === "IDAT") ? chunks : "order";
		at = end + 4;
	}
	return "truncated";
}

export interface PngHeader {
	readonly width: number;
	readonly height: number;
	readonly depth: number;
	readonly colourType: number;
	readonly interlace: number;
}

export function readPngHeader(ihdr: Uint8Array): PngHeader {
	const view = new DataView(ihdr.buffer, ihdr.byteOffset, ihdr.byteLength);
	return {
		width: view.getUint32(0),
		height: view.getUint32(4),
		depth: view.getUint8(8),
		colourType: view.getUint8(9),
		interlace: view.getUint8(12),
	};
}
