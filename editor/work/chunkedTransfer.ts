// Sends large jobs to the worker in chunks, because copying 100 MB in one message would block the main thread. The
// first message is the job without its arrays; their bytes follow, one array after the other.

/** A chunk takes about a millisecond to copy. */
const CHUNK_BYTES = 1 << 20;

/** A job with fewer bytes is sent in one message. */
export const MIN_CHUNKED_BYTES = 2 * CHUNK_BYTES;

const PLACEHOLDER = "\0array";

export interface TransferHeader {
	/** The job, with each array replaced by a placeholder that holds the array's index. */
	readonly shape: unknown;
	/** Of each array, in bytes. */
	readonly lengths: readonly number[];
}

export function countBytes(value: unknown): number {
	return arraysIn(value).reduce((sum, { length }) => sum + length, 0);
}

export function createHeader(value: unknown): TransferHeader {
	const arrays = arraysIn(value);
	const indices = new Map(arrays.map((array, index) => [array, index]));
	const shape = replaceParts(value, (part) =>
		part instanceof Uint8Array ? { [PLACEHOLDER]: indices.get(part) } : undefined,
	);
	return { shape, lengths: arrays.map(({ length }) => length) };
}

/** The bytes of a value's arrays in order. Each chunk is a copy, so its buffer may be transferred. */
export function* splitIntoChunks(value: unknown): Generator<Uint8Array<ArrayBuffer>, void> {
	let chunk = new Uint8Array(CHUNK_BYTES);
	let filled = 0;
	for (const array of arraysIn(value)) {
		for (let at = 0; at < array.length; ) {
			const part = array.subarray(at, at + CHUNK_BYTES - filled);
			chunk.set(part, filled);
			filled += part.length;
			at += part.length;
			if (filled < CHUNK_BYTES) continue;
			yield chunk;
			chunk = new Uint8Array(CHUNK_BYTES);
			filled = 0;
		}
	}
	if (filled > 0) yield chunk.slice(0, filled);
}

/** Puts a value together again on the receiver's side. */
export class ChunkAssembler {
	readonly #arrays: readonly Uint8Array<ArrayBuffer>[];
	#array = 0;
	#at = 0;

	constructor(readonly header: TransferHeader) {
		this.#arrays = header.lengths.map((length) => new Uint8Array(length));
	}

	add(chunk: Uint8Array): void {
		for (let from = 0; from < chunk.length; ) {
			const array = this.#arrays[this.#array];
			if (array === undefined) return;
			const part = chunk.subarray(from, from + array.length - this.#at);
			array.set(part, this.#at);
			from += part.length;
			this.#at += part.length;
			if (this.#at < array.length) continue;
			this.#array++;
			this.#at = 0;
		}
	}

	get isComplete(): boolean {
		return this.#arrays.slice(this.#array).every(({ length }) => length === 0);
	}

	value(): unknown {
		return replaceParts(this.header.shape, (part) => {
			if (typeof part !== "object" || part === null || !(PLACEHOLDER in part)) return undefined;
			return this.#arrays[Number(part[PLACEHOLDER])];
		});
	}
}

/** Every array once, in a fixed order. */
function arraysIn(value: unknown): readonly Uint8Array[] {
	const found = new Set<Uint8Array>();
	replaceParts(value, (part) => {
		if (!(part instanceof Uint8Array)) return undefined;
		found.add(part);
		return part;
	});
	return [...found];
}

/** Copies plain data. A part for which `replace` returns a value is replaced by that value. */
function replaceParts(value: unknown, replace: (part: unknown) => unknown): unknown {
	const replacement = replace(value);
	if (replacement !== undefined) return replacement;
	if (Array.isArray(value)) return value.map((part) => replaceParts(part, replace));
	if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
	return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, replaceParts(part, replace)]));
}
