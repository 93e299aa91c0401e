// Compresses to a zlib stream (RFC 1950) with the browser's CompressionStream. The compressed bytes differ between
// browsers; the data that they stand for do not.
import { createYielder } from "./eventLoop";

/**
 * A browser may compress within `write` on the calling thread, so the thread is yielded this often, in milliseconds.
 */
const SLICE = 8;

/** The stream in pieces. The buffers of the batches must not be used afterwards. */
export async function deflate(batches: Iterable<Uint8Array<ArrayBuffer>>): Promise<readonly Uint8Array[]> {
	return (await deflateWithin(batches, Number.POSITIVE_INFINITY)) as readonly Uint8Array[];
}

/** As `deflate`, but stops and returns null as soon as the stream is longer than `limit` bytes. */
export async function deflateWithin(
	batches: Iterable<Uint8Array<ArrayBuffer>>,
	limit: number,
	signal?: AbortSignal,
): Promise<readonly Uint8Array[] | null> {
	const { readable, writable } = new CompressionStream("deflate");
	const reader = readable.getReader();
	const writing = write(batches, writable.getWriter(), signal);
	// It is awaited below; until then its rejection counts as handled.
	writing.catch(() => undefined);
	const pieces: Uint8Array[] = [];
	let length = 0;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			length += value.length;
			if (length > limit) return null;
			pieces.push(value);
		}
		await writing;
		return pieces;
	} finally {
		await reader.cancel().catch(() => undefined);
		await writing.catch(() => undefined);
	}
}

async function write(
	batches: Iterable<Uint8Array<ArrayBuffer>>,
	writer: WritableStreamDefaultWriter<BufferSource>,
	signal: AbortSignal | undefined,
): Promise<void> {
	const yieldIfDue = createYielder(SLICE);
	try {
		for (const batch of batches) {
			await writer.write(batch);
			await yieldIfDue();
			signal?.throwIfAborted();
		}
		await writer.close();
	} catch (error) {
		await writer.abort(error).catch(() => undefined);
		throw error;
	}
}
