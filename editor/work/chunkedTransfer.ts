// Jobs with many bytes go over in pieces: copying 100 MB at once would hold the main thread up for as long as that takes.
// What is sent first is the job with its arrays left out; then their bytes, one array after the other.

/** Bytes at once: a millisecond or so. */
const PIECE = 1 << 20;

/** A job with fewer bytes goes over whole. */
export const WORTH_PARTING = 2 * PIECE;

const PLACE = "\0array";

export interface Parcel {
	/** The job; where an array was, its number. */
	readonly shape: unknown;
	/** Of each array, its length. */
	readonly lengths: readonly number[];
}

export function bytesIn(value: unknown): number {
	return arraysIn(value).reduce((sum, { length }) => sum + length, 0);
}

export function wrap(value: unknown): Parcel {
	const arrays = arraysIn(value);
	const numbers = new Map(arrays.map((array, number) => [array, number]));
	const shape = replaced(value, (part) => (part instanceof Uint8Array ? { [PLACE]: numbers.get(part) } : undefined));
	return { shape, lengths: arrays.map(({ length }) => length) };
}

/** The bytes of a value's arrays, in order, piece by piece; each piece is its receiver's. */
export function* pieces(value: unknown): Generator<Uint8Array<ArrayBuffer>, void> {
	let piece = new Uint8Array(PIECE);
	let filled = 0;
	for (const array of arraysIn(value)) {
		for (let at = 0; at < array.length; ) {
			const part = array.subarray(at, at + PIECE - filled);
			piece.set(part, filled);
			filled += part.length;
			at += part.length;
			if (filled < PIECE) continue;
			yield piece;
			piece = new Uint8Array(PIECE);
			filled = 0;
		}
	}
	if (filled > 0) yield piece.slice(0, filled);
}

/** The receiver's side. */
export class Unwrapping {
	readonly #arrays: readonly Uint8Array<ArrayBuffer>[];
	#array = 0;
	#at = 0;

	constructor(readonly parcel: Parcel) {
		this.#arrays = parcel.lengths.map((length) => new Uint8Array(length));
	}

	add(piece: Uint8Array): void {
		for (let from = 0; from < piece.length; ) {
			const array = this.#arrays[this.#array];
			if (array === undefined) return;
			const part = piece.subarray(from, from + array.length - this.#at);
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
		return replaced(this.parcel.shape, (part) => {
			if (typeof part !== "object" || part === null || !(PLACE in part)) return undefined;
			return this.#arrays[Number(part[PLACE])];
		});
	}
}

/** Each once, in a fixed order. */
function arraysIn(value: unknown): readonly Uint8Array[] {
	const found = new Set<Uint8Array>();
	replaced(value, (part) => {
		if (!(part instanceof Uint8Array)) return undefined;
		found.add(part);
		return part;
	});
	return [...found];
}

/** A copy of plain data in which some parts are others. */
function replaced(value: unknown, other: (part: unknown) => unknown): unknown {
	const instead = other(value);
	if (instead !== undefined) return instead;
	if (Array.isArray(value)) return value.map((part) => replaced(part, other));
	if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
	return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, replaced(part, other)]));
}
