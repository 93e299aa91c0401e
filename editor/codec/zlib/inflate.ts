// Decompresses a zlib stream with the browser's DecompressionStream, which verifies the Adler-32 checksum. The input is
// fed in small parts, so that a file that would inflate to gigabytes can be given up early.
import { joinBytes } from "../../raster";
import type { Inflate } from "../png";
import { createYielder } from "./eventLoop";

/** Deflate expands a byte to 1,032 at most, so no more than 32 MiB of output can be pending. */
const FEED = 32_768;
/** In milliseconds. */
const SLICE = 8;

export const inflate: Inflate = async (parts, take) => {
	const { readable, writable } = new DecompressionStream("deflate");
	const reader = readable.getReader();
	const writing = write(parts, writable).catch(() => undefined);
	const yieldIfDue = createYielder(SLICE);
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return true;
			if (!take(value)) return false;
			await yieldIfDue();
		}
	} catch {
		return false;
	} finally {
		await reader.cancel().catch(() => undefined);
		await writing;
	}
};

/** All of it; null: it is damaged, or expands to more than `limit` bytes. */
export async function inflateWithin(stream: Uint8Array, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
	const pieces: Uint8Array[] = [];
	let length = 0;
	const isWhole = await inflate([stream], (piece) => {
		pieces.push(piece.slice());
		length += piece.length;
		return length <= limit;
	});
	return isWhole ? joinBytes(pieces) : null;
}

async function write(parts: readonly Uint8Array[], writable: WritableStream<BufferSource>): Promise<void> {
	const writer = writable.getWriter();
	for (const piece of splitParts(parts)) await writer.write(piece);
	await writer.close();
}

function* splitParts(parts: readonly Uint8Array[]): Generator<Uint8Array<ArrayBuffer>> {
	for (const part of parts) {
		for (let at = 0; at < part.length; at += FEED) yield part.subarray(at, at + FEED) as Uint8Array<ArrayBuffer>;
	}
}
