// A zlib stream in pieces of bounded size, so that a file which would unpack to gigabytes costs no more than it is
// looked at. By the browser's own inflater, which checks the sum at its end.
import type { Inflate } from "../png";

/** Deflate unpacks a byte to 1,032 at most; more than this is never waiting to be looked at. */
const FEED = 32_768;
const SLICE = 8;

export const inflate: Inflate = async (parts, take) => {
	const { readable, writable } = new DecompressionStream("deflate");
	const reader = readable.getReader();
	const writing = write(parts, writable).catch(() => undefined);
	const pause = pauses();
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return true;
			if (!take(value)) return false;
			await pause();
		}
	} catch {
		return false;
	} finally {
		await reader.cancel().catch(() => undefined);
		await writing;
	}
};

async function write(parts: readonly Uint8Array[], writable: WritableStream<BufferSource>): Promise<void> {
	const writer = writable.getWriter();
	for (const piece of pieces(parts)) await writer.write(piece);
	await writer.close();
}

function* pieces(parts: readonly Uint8Array[]): Generator<Uint8Array<ArrayBuffer>> {
	for (const part of parts) {
		for (let at = 0; at < part.length; at += FEED) yield part.subarray(at, at + FEED) as Uint8Array<ArrayBuffer>;
	}
}

/** Lets what waits on this thread have its turn, every few milliseconds. */
function pauses(): () => Promise<void> | undefined {
	let end = performance.now() + SLICE;
	return () => {
		if (performance.now() < end) return undefined;
		return new Promise((resolve) => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => {
				port1.close();
				end = performance.now() + SLICE;
				resolve();
			};
			port2.postMessage(null);
		});
	};
}
