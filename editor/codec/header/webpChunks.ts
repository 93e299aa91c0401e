// The chunks of a WebP file.
import { readFourCc } from "./webp";

type Bytes = Uint8Array<ArrayBuffer>;

export interface WebpChunk {
	readonly type: string;
	readonly data: Bytes;
}

/** null: the file is damaged. The data are views, not copies. */
export function readWebpChunks(bytes: Bytes): WebpChunk[] | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < 20) return null;
	const end = view.getUint32(4, true) + 8;
	if (end > bytes.length) return null;
	const chunks: WebpChunk[] = [];
	for (let at = 12; at + 8 <= end; ) {
		const length = view.getUint32(at + 4, true);
		if (at + 8 + length > end) return null;
		chunks.push({ type: readFourCc(view, at), data: bytes.subarray(at + 8, at + 8 + length) });
		at += 8 + length + (length & 1);
	}
	return chunks;
}

/** The file in parts. */
export function writeWebp(chunks: readonly WebpChunk[]): readonly Bytes[] {
	const written = chunks.map(writeChunk);
	const head = new Uint8Array(12);
	head.set([...`RIFF\0\0\0\0WEBP`].map((character) => character.charCodeAt(0)));
	const length = written.reduce((sum, part) => sum + part.length, 4);
	new DataView(head.buffer).setUint32(4, length, true);
	return [head, ...written];
}

function writeChunk({ type, data }: WebpChunk): Bytes {
	const chunk = new Uint8Array(8 + data.length + (data.length & 1));
	for (let i = 0; i < 4; i++) chunk[i] = type.charCodeAt(i);
	new DataView(chunk.buffer).setUint32(4, data.length, true);
	chunk.set(data, 8);
	return chunk;
}
