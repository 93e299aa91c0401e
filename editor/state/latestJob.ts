// One job at a time, of which only the latest request counts: a request that arrives while another is computed waits, and
// replaces the one that waits already. What is running is finished, so that a preview keeps moving under a long drag.

interface Running<Request, Answer> {
	readonly request: Request;
	readonly answer: Promise<Answer>;
	readonly controller: AbortController;
}

export class LatestJob<Request, Answer> {
	#running: Running<Request, Answer> | null = null;
	#next: Request | null = null;
	#answered: { readonly request: Request; readonly answer: Answer } | null = null;

	constructor(
		readonly run: (request: Request, signal: AbortSignal) => Promise<Answer>,
		readonly onAnswer: (request: Request, answer: Answer) => void,
		readonly onError: (error: unknown) => void,
	) {}

	/** The same object is the same request. */
	ask(request: Request): void {
		if (this.#running === null && this.#answered?.request !== request) this.#start(request);
		else this.#next = this.#running?.request === request || this.#answered?.request === request ? null : request;
	}

	/** Resolves with the answer to a request, which may be known or running, in place of `onAnswer`; gives up all others. */
	take(request: Request, signal: AbortSignal): Promise<Answer> {
		const [running, answered] = [this.#running, this.#answered];
		if (running?.request === request) {
			this.#running = null;
			signal.addEventListener("abort", () => running.controller.abort(signal.reason), { once: true });
			this.cancel();
			return running.answer;
		}
		this.cancel();
		return answered?.request === request ? Promise.resolve(answered.answer) : this.run(request, signal);
	}

	/** Gives up every request. */
	cancel(): void {
		const running = this.#running;
		this.#running = null;
		this.#next = null;
		this.#answered = null;
		running?.controller.abort();
	}

	#start(request: Request): void {
		const controller = new AbortController();
		const running = { request, controller, answer: this.run(request, controller.signal) };
		this.#running = running;
		const settle = (report: () => void) => {
			if (this.#running !== running) return;
			this.#running = null;
			report();
			const next = this.#next;
			this.#next = null;
			if (next !== null && this.#running === null) this.#start(next);
		};
		running.answer.then(
			(answer) =>
				settle(() => {
					this.#answered = { request, answer };
					this.onAnswer(request, answer);
				}),
			(error: unknown) => settle(() => this.onError(error)),
		);
	}
}
