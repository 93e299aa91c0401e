// Runs changes to the document one after another. While an asynchronous job runs, every later change waits in the order in
// which it arrived, so that no stroke drawn meanwhile is lost or overtakes the job.

export class EditQueue {
	#job: AbortController | null = null;
	#isPictureJob = false;
	#waiting: (() => void)[] = [];
	/** Resolvers of `whenIdle`; they are also called when the changes that they wait for are discarded. */
	readonly #idleListeners = new Set<() => void>();

	/** `onBusyChange`: a job has started or ended. */
	constructor(readonly onBusyChange: () => void) {}

	get isWorking(): boolean {
		return this.#job !== null;
	}

	/** True if the running job changes the picture, not a mask. */
	get isPictureJob(): boolean {
		return this.#job !== null && this.#isPictureJob;
	}

	/** Runs the change at once, or after the running job and everything that waits already. */
	enqueue(change: () => void): void {
		if (this.#job === null) change();
		else this.#waiting.push(change);
	}

	/** Resolves when everything enqueued so far is done or discarded. */
	whenIdle(): Promise<void> {
		return new Promise((resolve) => {
			const end = () => {
				this.#idleListeners.delete(end);
				resolve();
			};
			this.#idleListeners.add(end);
			this.enqueue(end);
		});
	}

	/**
	 * Starts a job that later changes wait for. It must only be called from within an enqueued change. `finish` gets the
	 * result and `fail` the error of the job or of `finish`; neither is called after a cancellation.
	 */
	runAsync<Result>(
		job: (signal: AbortSignal) => Promise<Result>,
		finish: (result: Result) => void,
		fail: (error: unknown) => void,
		isPictureJob = false,
	): void {
		const controller = new AbortController();
		this.#job = controller;
		this.#isPictureJob = isPictureJob;
		this.onBusyChange();
		const settle = (apply: () => void) => {
			if (this.#job !== controller) return;
			this.#job = null;
			try {
				apply();
			} finally {
				this.onBusyChange();
				this.#runWaiting();
			}
		};
		job(controller.signal).then(
			(result) =>
				settle(() => {
					try {
						finish(result);
					} catch (error) {
						fail(error);
					}
				}),
			(error: unknown) => settle(() => fail(error)),
		);
	}

	/** Aborts the running job and goes on with the changes that wait. Returns whether a job was running. */
	cancel(): boolean {
		if (!this.#abort()) return false;
		this.onBusyChange();
		this.#runWaiting();
		return true;
	}

	/** Aborts the running job and discards the changes that wait. */
	clear(): void {
		this.#waiting = [];
		if (this.#abort()) this.onBusyChange();
		for (const end of this.#idleListeners) end();
	}

	#abort(): boolean {
		const job = this.#job;
		this.#job = null;
		job?.abort();
		return job !== null;
	}

	/** A change that throws does not keep the later ones from running. */
	#runWaiting(): void {
		while (this.#job === null) {
			const next = this.#waiting.shift();
			if (next === undefined) return;
			try {
				next();
			} catch (error) {
				this.#runWaiting();
				throw error;
			}
		}
	}
}
