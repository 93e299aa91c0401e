// A minimal event emitter: subscribe, emit, unsubscribe.

export class Emitter<Args extends readonly unknown[] = []> {
	readonly #listeners = new Set<(...args: Args) => void>();

	/** Returns a function that unsubscribes. */
	on = (listener: (...args: Args) => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	emit(...args: Args): void {
		for (const listener of this.#listeners) listener(...args);
	}

	get hasListeners(): boolean {
		return this.#listeners.size > 0;
	}

	clear(): void {
		this.#listeners.clear();
	}
}
