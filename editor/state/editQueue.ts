// One thing after another. While something is worked out elsewhere, whatever would change the document waits, in the order
// in which it came, so that nothing that was drawn meanwhile is lost and nothing overtakes.

export class EditQueue {
	#working: AbortController | null = null;
	#waiting: (() => void)[] = [];
	/** Of those who only wait: they hear of it too when what they waited for is forgotten. */
	readonly #ends = new Set<() => void>();

	/** `changed`: whether something is being worked on is another. */
	constructor(readonly onBusyChange: () => void) {}

	get isWorking(): boolean {
		return this.#working !== null;
	}

	/** At once, or after what is being worked on and all that waits already. */
	enqueue(act: () => void): void {
		if (this.#working === null) act();
		else this.#waiting.push(act);
	}

	/** When everything asked for so far is done, or forgotten. */
	whenIdle(): Promise<void> {
		return new Promise((resolve) => {
			const end = () => {
				this.#ends.delete(end);
				resolve();
			};
			this.#ends.add(end);
			this.enqueue(end);
		});
	}

	/** Only from within a turn. What was cancelled is never finished. */
	runAsync<Result>(
		task: (signal: AbortSignal) => Promise<Result>,
		finish: (result: Result) => void,
		fail: (error: unknown) => void,
	): void {
		const working = new AbortController();
		this.#working = working;
		this.onBusyChange();
		const settle = (act: () => void) => {
			if (this.#working !== working) return;
			this.#working = null;
			act();
			this.onBusyChange();
			this.#goOn();
		};
		task(working.signal).then(
			(result) => settle(() => finish(result)),
			(error: unknown) => settle(() => fail(error)),
		);
	}

	/** Whether something was being worked on. It leaves no trace; what waits has its turn. */
	cancel(): boolean {
		if (!this.#stop()) return false;
		this.onBusyChange();
		this.#goOn();
		return true;
	}

	/** Forgets what is being worked on and what waits. */
	clear(): void {
		this.#waiting = [];
		if (this.#stop()) this.onBusyChange();
		for (const end of this.#ends) end();
	}

	#stop(): boolean {
		const working = this.#working;
		this.#working = null;
		working?.abort();
		return working !== null;
	}

	#goOn(): void {
		while (this.#working === null) {
			const next = this.#waiting.shift();
			if (next === undefined) return;
			next();
		}
	}
}
