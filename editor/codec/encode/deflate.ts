// A zlib stream of data that comes batch by batch, by the browser's own compressor. Not for what has to be the same in
// every browser.

/** Each batch is taken over. */
export async function deflate(batches: Iterable<Uint8Array<ArrayBuffer>>): Promise<readonly Uint8Array[]> {
	const { readable, writable } = new CompressionStream("deflate");
	const [pieces] = await Promise.all([collect(readable), write(batches, writable)]);
	return pieces;
}

async function write(
	batches: Iterable<Uint8Array<ArrayBuffer>>,
	writable: WritableStream<BufferSource>,
): Promise<void> {
	const writer = writable.getWriter();
	for (const batch of batches) await writer.write(batch);
	await writer.close();
}

async function collect(readable: ReadableStream<Uint8Array>): Promise<Uint8Array[]> {
	const pieces: Uint8Array[] = [];
	const reader = readable.getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return pieces;
		pieces.push(value);
	}
}
