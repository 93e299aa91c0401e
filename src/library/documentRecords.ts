// Splits a document's content, a tree of plain data with large byte arrays, into a small head, parts (items of the
// named lists) and chunks (the byte arrays), and assembles it again. Stored items are recognised by object identity, so
// that a save writes only new ones. Pure; knows no database and no editor.
import { isImageHash } from "./imageHashes";

/** Keys of the placeholders that replace a byte array or a list item in stored data; the value is its number. */
const BYTES = "$bytes";
const PART = "$part";

/** The chunks and images that one part names. */
interface PartUsage {
	readonly chunks: ReadonlySet<number>;
	readonly images: ReadonlySet<string>;
}

/** The stored parts and chunks of one document with their numbers. Byte arrays and list items must be immutable. */
export interface StoredState {
	/** Of the stored head. If another window has written since, the whole state is invalid. */
	readonly revision: string;
	/** The next free number. */
	readonly next: number;
	/** Length in bytes by number. */
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
	/** SHA-256 of all images it names, those named in its parts included. */
	readonly images: readonly string[];
	/** Total length of its chunks. */
	readonly bytes: number;
	readonly next: number;
	/** Call only after everything has been stored. */
	readonly toStoredState: (revision: string) => StoredState;
}

type MutableUsage = { readonly chunks: Set<number>; readonly images: Set<string> };
const emptyUsage = (): MutableUsage => ({ chunks: new Set(), images: new Set() });
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** `lists`: paths of the lists whose items are stored one by one, such as "history.past". */
export function splitDocument(content: unknown, stored: StoredState, lists: readonly string[]): SplitDocument {
	let next = stored.next;
	const newNumbers = new Map<object, number>();
	const chunks = new Map<number, number>();
	const parts = new Map<number, PartUsage>();
	const newChunks: { id: number; bytes: Uint8Array<ArrayBuffer> }[] = [];
	const newParts: { id: number; body: unknown }[] = [];

	function numberOf(item: object, onNew: (id: number) => void): number {
		// An item that an earlier save removed is no longer stored, although its number is still known.
		const known = stored.numbers.get(item);
		if (known !== undefined && (stored.chunks.has(known) || stored.parts.has(known))) return known;
		let id = newNumbers.get(item);
		if (id !== undefined) return id;
		id = next++;
		newNumbers.set(item, id);
		onNew(id);
		return id;
	}

	function chunk(bytes: Uint8Array, usage: MutableUsage): unknown {
		const id = numberOf(bytes, (newId) => newChunks.push({ id: newId, bytes: withOwnBuffer(bytes) }));
		chunks.set(id, bytes.byteLength);
		usage.chunks.add(id);
		return { [BYTES]: id };
	}

	function part(item: object): unknown {
		const id = numberOf(item, (newId) => {
			const usage = emptyUsage();
			newParts.push({ id: newId, body: walk(item, usage) });
			parts.set(newId, usage);
		});
		const usage = parts.get(id) ?? stored.parts.get(id) ?? emptyUsage();
		parts.set(id, usage);
		for (const used of usage.chunks) chunks.set(used, chunks.get(used) ?? stored.chunks.get(used) ?? 0);
		return { [PART]: id };
	}

	function walk(value: unknown, usage: MutableUsage, path?: string): unknown {
		if (isImageHash(value)) usage.images.add(value);
		if (!isObject(value) || value instanceof Blob) return value;
		if (value instanceof Uint8Array) return chunk(value, usage);
		if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Date) return value;
		if (Array.isArray(value)) {
			const isSplitList = path !== undefined && lists.includes(path);
			return value.map((item) => (isSplitList && isObject(item) ? part(item) : walk(item, usage)));
		}
		if (BYTES in value || PART in value) throw new TypeError(`a document cannot hold ${BYTES} or ${PART}`);
		const pathOf = (key: string) => (path === undefined ? undefined : path === "" ? key : `${path}.${key}`);
		return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, usage, pathOf(key))]));
	}

	const headUsage = emptyUsage();
	const head = walk(content, headUsage, "");
	const images = new Set(headUsage.images);
	for (const usage of parts.values()) for (const image of usage.images) images.add(image);
	let bytes = 0;
	for (const length of chunks.values()) bytes += length;
	return {
		head,
		newChunks,
		newParts,
		removedChunks: [...stored.chunks.keys()].filter((id) => !chunks.has(id)),
		removedParts: [...stored.parts.keys()].filter((id) => !parts.has(id)),
		images: [...images],
		bytes,
		next,
		toStoredState(revision) {
			for (const [item, id] of newNumbers) stored.numbers.set(item, id);
			return { revision, next, chunks, parts, numbers: stored.numbers };
		},
	};
}

/** A structured clone copies the whole buffer, however little of it the view covers. */
function withOwnBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	const coversBuffer = bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer;
	return coversBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}

/** A document's records as they were read from the database. */
export interface StoredDocument {
	readonly head: unknown;
	readonly parts: ReadonlyMap<number, unknown>;
	readonly chunks: ReadonlyMap<number, Uint8Array>;
	readonly next: number;
	readonly revision: string;
}

/** Throws if a named part or chunk is missing. `state`: the current state, if it is still valid; it is extended. */
export function assembleDocument(
	stored: StoredDocument,
	state = emptyStoredState(),
): { readonly content: unknown; readonly state: StoredState } {
	const { numbers } = state;
	const chunks = new Map<number, number>();
	const parts = new Map<number, PartUsage>();
	const items = new Map<number, unknown>();

	function chunk(id: number, usage: MutableUsage): Uint8Array {
		const bytes = lookUp(stored.chunks, id, BYTES);
		numbers.set(bytes, id);
		chunks.set(id, bytes.byteLength);
		usage.chunks.add(id);
		return bytes;
	}

	function part(id: number): unknown {
		if (items.has(id)) return items.get(id);
		const usage = emptyUsage();
		const item = walk(lookUp(stored.parts, id, PART), usage);
		if (isObject(item)) numbers.set(item, id);
		parts.set(id, usage);
		items.set(id, item);
		return item;
	}

	function walk(value: unknown, usage: MutableUsage): unknown {
		if (isImageHash(value)) usage.images.add(value);
		if (!isObject(value) || value instanceof Blob || ArrayBuffer.isView(value)) return value;
		if (value instanceof ArrayBuffer || value instanceof Date) return value;
		if (Array.isArray(value)) return value.map((item) => walk(item, usage));
		if (typeof value[BYTES] === "number") return chunk(value[BYTES], usage);
		if (typeof value[PART] === "number") return part(value[PART]);
		return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, usage)]));
	}

	const content = walk(stored.head, emptyUsage());
	return { content, state: { revision: stored.revision, next: stored.next, chunks, parts, numbers } };
}

function lookUp<T>(stored: ReadonlyMap<number, T>, id: number, kind: string): T {
	const value = stored.get(id);
	if (value === undefined) throw new Error(`a stored document lacks ${kind} ${id}`);
	return value;
}
