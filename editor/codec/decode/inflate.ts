// A zlib stream in pieces of bounded size, so that a file which would unpack to gigabytes costs no more than it is
// looked at. The browser's own inflater where there is one; fflate's, several times slower, where there is none.
import { Unzlib } from "fflate";
import { Adler } from "../png";

/** Deflate unpacks a byte to 1,032 at most; more than this is never waiting to be looked at. */
const FEED = 32_768;
const SLICE = 8;

/** Takes the next piece, valid during the call; false: no more is wanted. */
export type Take = (piece: Uint8Array) => boolean;

export type Inflate = (parts: readonly Uint8Array[], take: Take) => Promise<boolean>;

/** Resolves with whether the stream came to its end whole, its checksum included. */
export const inflate: Inflate = (parts, take) =>
	typeof DecompressionStream === "undefined" ? inflateInScript(parts, take) : inflateByBrowser(parts, take);

export const inflateByBrowser: Inflate = async (parts, take) => {
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

export const inflateInScript: Inflate = async (parts, take) => {
	let isWanted = true;
	let isWhole = false;
	const adler = new Adler();
	const inflater = new Unzlib((piece, isLast) => {
		isWanted &&= take(piece);
		adler.add(piece);
		isWhole = isLast;
	});
	const pause = pauses();
	const tail = lastBytes(parts, 4);
	try {
		for (const piece of pieces(parts)) {
			inflater.push(piece);
			if (!isWanted) return false;
			await pause();
		}
		inflater.push(new Uint8Array(0), true);
	} catch {
		return false;
	}
	return isWhole && isWanted && tail === adler.value();
};

function* pieces(parts: readonly Uint8Array[]): Generator<Uint8Array<ArrayBuffer>> {
	for (const part of parts) {
		for (let at = 0; at < part.length; at += FEED) yield part.subarray(at, at + FEED) as Uint8Array<ArrayBuffer>;
	}
}

function lastBytes(parts: readonly Uint8Array[], count: number): number {
	const bytes = parts.slice(-count).flatMap((part) => [...part.subarray(-count)]);
	return bytes.slice(-count).reduce((value, byte) => value * 256 + byte, 0);
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
