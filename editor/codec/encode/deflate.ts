// A zlib stream of data that comes batch by batch, by the browser's own compressor, or, where there is none (web views
// before 2023), as it is: a larger file, and a sound one. Not for what has to be the same in every browser.
import { Adler } from "../png";

/** Of a block that is stored as it is. */
const MOST_STORED = 65_535;

/** Each batch is taken over. */
export async function deflate(batches: Iterable<Uint8Array<ArrayBuffer>>): Promise<readonly Uint8Array[]> {
	if (typeof CompressionStream === "undefined") return [...stored(batches)];
	const { readable, writable } = new CompressionStream("deflate");
	const [pieces] = await Promise.all([collect(readable), write(batches, writable)]);
	return pieces;
}

/** RFC 1950 around RFC 1951, 3.2.4. */
function* stored(batches: Iterable<Uint8Array>): Generator<Uint8Array> {
	const adler = new Adler();
	yield Uint8Array.of(0x78, 0x01);
	for (const batch of batches) {
		adler.add(batch);
		for (let at = 0; at < batch.length; at += MOST_STORED) {
			const part = batch.subarray(at, at + MOST_STORED);
			const { length } = part;
			yield Uint8Array.of(0, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255);
			yield part;
		}
	}
	const end = new DataView(new ArrayBuffer(9));
	// An empty last block, then the sum.
	end.setUint8(0, 1);
	end.setUint16(3, 0xffff);
	end.setUint32(5, adler.value());
	yield new Uint8Array(end.buffer);
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
