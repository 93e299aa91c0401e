// A document's content is a tree of plain data with large byte arrays in it. Here it is taken apart into a small head,
// parts (items of the lists that are named) and chunks (the byte arrays), and put together again. What was stored before
// is known by identity, so that a save brings only what is new. Pure; knows no database and no editor.

/** In place of a byte array, or of a list's item: the number it is stored under. */
const BYTES = "$bytes";
const PART = "$part";

/** What one part holds on to. */
interface PartUsage {
	readonly chunks: ReadonlySet<number>;
	readonly images: ReadonlySet<string>;
}

/** What is stored of one document, and under which numbers. Arrays and items must never change once they are given. */
export interface StoredState {
	/** Of the stored head: when another window has written, nothing of this holds any more. */
	readonly revision: string;
	readonly next: number;
	/** Bytes by number. */
	readonly chunks: ReadonlyMap<number, number>;
	readonly parts: ReadonlyMap<number, PartUsage>;
	readonly numbers: WeakMap<object, number>;
}

export const emptyStoredState = (): StoredState => ({
	revision: "",
	next: 1,
	chunks: new Map(),
	parts: new Map(),
	numbers: new WeakMap(),
});

export interface SplitDocument {
	readonly head: unknown;
	readonly newChunks: readonly { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }[];
	readonly newParts: readonly { readonly id: number; readonly body: unknown }[];
	readonly removedChunks: readonly number[];
	readonly removedParts: readonly number[];
	/** SHA-256 names of all pictures in it, those in its parts included. */
	readonly images: readonly string[];
	/** Of all its chunks. */
	readonly bytes: number;
	readonly next: number;
	/** What is known once all this is stored; not before. */
	readonly toStoredState: (stamp: string) => StoredState;
}

type Use = { readonly chunks: Set<number>; readonly images: Set<string> };
const use = (): Use => ({ chunks: new Set(), images: new Set() });
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isImageName = (value: unknown): value is string => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

/** `lists` are paths such as "history.past", whose items are stored one by one. */
export function splitDocument(content: unknown, known: StoredState, lists: readonly string[]): SplitDocument {
	let next = known.next;
	const fresh = new Map<object, number>();
	const chunks = new Map<number, number>();
	const parts = new Map<number, PartUsage>();
	const newChunks: { id: number; bytes: Uint8Array<ArrayBuffer> }[] = [];
	const newParts: { id: number; body: unknown }[] = [];

	function numberOf(thing: object, onNew: (id: number) => void): number {
		// What was let go of is stored no more, although its number is still known.
		const kept = known.numbers.get(thing);
		if (kept !== undefined && (known.chunks.has(kept) || known.parts.has(kept))) return kept;
		let id = fresh.get(thing);
		if (id !== undefined) return id;
		id = next++;
		fresh.set(thing, id);
		onNew(id);
		return id;
	}

	function chunk(bytes: Uint8Array, held: Use): unknown {
		const id = numberOf(bytes, (fresh) => newChunks.push({ id: fresh, bytes: owned(bytes) }));
		chunks.set(id, bytes.byteLength);
		held.chunks.add(id);
		return { [BYTES]: id };
	}

	function part(item: object): unknown {
		const id = numberOf(item, (fresh) => {
			const held = use();
			newParts.push({ id: fresh, body: walk(item, held) });
			parts.set(fresh, held);
		});
		const held = parts.get(id) ?? known.parts.get(id) ?? use();
		parts.set(id, held);
		for (const one of held.chunks) chunks.set(one, chunks.get(one) ?? known.chunks.get(one) ?? 0);
		return { [PART]: id };
	}

	function walk(value: unknown, held: Use, path?: string): unknown {
		if (isImageName(value)) held.images.add(value);
		if (!isRecord(value) || value instanceof Blob) return value;
		if (value instanceof Uint8Array) return chunk(value, held);
		if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Date) return value;
		if (Array.isArray(value)) {
			const isList = path !== undefined && lists.includes(path);
			return value.map((item) => (isList && isRecord(item) ? part(item) : walk(item, held)));
		}
		if (BYTES in value || PART in value) throw new TypeError(`a document cannot hold ${BYTES} or ${PART}`);
		const below = (key: string) => (path === undefined ? undefined : path === "" ? key : `${path}.${key}`);
		return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, held, below(key))]));
	}

	const held = use();
	const head = walk(content, held, "");
	const images = new Set(held.images);
	for (const one of parts.values()) for (const image of one.images) images.add(image);
	let bytes = 0;
	for (const length of chunks.values()) bytes += length;
	return {
		head,
		newChunks,
		newParts,
		removedChunks: [...known.chunks.keys()].filter((id) => !chunks.has(id)),
		removedParts: [...known.parts.keys()].filter((id) => !parts.has(id)),
		images: [...images],
		bytes,
		next,
		toStoredState(revision) {
			for (const [thing, id] of fresh) known.numbers.set(thing, id);
			return { revision, next, chunks, parts, numbers: known.numbers };
		},
	};
}

/** A clone carries the whole buffer along, however little of it a view shows. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	const isWhole = bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer;
	return isWhole ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}

export interface StoredDocument {
	readonly head: unknown;
	readonly parts: ReadonlyMap<number, unknown>;
	readonly chunks: ReadonlyMap<number, Uint8Array>;
	readonly next: number;
	readonly revision: string;
}

/** Throws when something that is named is not there. `known` keeps what it knew, if it still holds. */
export function assembleDocument(
	lying: StoredDocument,
	known = emptyStoredState(),
): { readonly content: unknown; readonly known: StoredState } {
	const { numbers } = known;
	const chunks = new Map<number, number>();
	const parts = new Map<number, PartUsage>();
	const items = new Map<number, unknown>();

	function chunk(id: number, held: Use): Uint8Array {
		const bytes = found(lying.chunks, id, BYTES);
		numbers.set(bytes, id);
		chunks.set(id, bytes.byteLength);
		held.chunks.add(id);
		return bytes;
	}

	function part(id: number): unknown {
		if (items.has(id)) return items.get(id);
		const held = use();
		const item = walk(found(lying.parts, id, PART), held);
		if (isRecord(item)) numbers.set(item, id);
		parts.set(id, held);
		items.set(id, item);
		return item;
	}

	function walk(value: unknown, held: Use): unknown {
		if (isImageName(value)) held.images.add(value);
		if (!isRecord(value) || value instanceof Blob || ArrayBuffer.isView(value)) return value;
		if (value instanceof ArrayBuffer || value instanceof Date) return value;
		if (Array.isArray(value)) return value.map((item) => walk(item, held));
		if (typeof value[BYTES] === "number") return chunk(value[BYTES], held);
		if (typeof value[PART] === "number") return part(value[PART]);
		return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, held)]));
	}

	const content = walk(lying.head, use());
	return { content, known: { revision: lying.revision, next: lying.next, chunks, parts, numbers } };
}

function found<T>(stored: ReadonlyMap<number, T>, id: number, kind: string): T {
	const value = stored.get(id);
	if (value === undefined) throw new Error(`a stored document lacks ${kind} ${id}`);
	return value;
}

/** The SHA-256 names of all pictures that a content names. */
export function collectImageHashes(content: unknown, into: Set<string> = new Set()): Set<string> {
	if (isImageName(content)) into.add(content);
	else if (isRecord(content) && !ArrayBuffer.isView(content)) {
		for (const inner of Object.values(content)) collectImageHashes(inner, into);
	}
	return into;
}
