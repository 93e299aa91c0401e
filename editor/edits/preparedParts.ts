// Keeps what earlier edits have sent, so that a part under which nothing has changed is neither made nor encoded again.
// Bounded by bytes. Knows nothing of what the parts are.

/** In bytes of the parts; what is older is dropped. */
const MAX_BYTES = 48 * 1024 * 1024;

interface Part {
	readonly key: readonly unknown[];
	readonly value: unknown;
	readonly bytes: number;
}

export class PreparedParts {
	/** The most recently used last. */
	#parts: readonly Part[] = [];

	constructor(readonly maxBytes = MAX_BYTES) {}

	/**
	 * The part that was made for an equal key, or a new one. Keys are equal if all of their items are identical; the first
	 * item names the kind of part.
	 */
	async get<Value>(
		key: readonly [kind: string, ...unknown[]],
		bytesOf: (value: Value) => number,
		make: () => Promise<Value>,
	): Promise<Value> {
		const known = this.#parts.find((part) => isSameKey(part.key, key));
		if (known !== undefined) {
			this.#parts = [...this.#parts.filter((part) => part !== known), known];
			return known.value as Value;
		}
		const value = await make();
		this.#parts = [...this.#parts, { key, value, bytes: bytesOf(value) }];
		let bytes = this.#parts.reduce((sum, part) => sum + part.bytes, 0);
		while (bytes > this.maxBytes) {
			const [oldest, ...others] = this.#parts;
			bytes -= oldest?.bytes ?? bytes;
			this.#parts = others;
		}
		return value;
	}

	clear(): void {
		this.#parts = [];
	}
}

function isSameKey(a: readonly unknown[], b: readonly unknown[]): boolean {
	return a.length === b.length && a.every((item, i) => Object.is(item, b[i]));
}
